/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camelatproto.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.jspecify.annotations.Nullable;

/** An account on a server, and what writes to it: bodies made beforehand, answers read and not parsed. */
final class Client implements AutoCloseable {

    private static final int CONNECTIONS = 64;

    private final URI xrpc;
    private final CloseableHttpClient http = HttpClients.custom()
            .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                    .setMaxConnPerRoute(CONNECTIONS).setMaxConnTotal(CONNECTIONS).build())
            .disableAutomaticRetries()
            .build();
    private final String did;
    private final String token;

    Client(URI server) throws IOException {
        xrpc = server.resolve("/xrpc/");
        String name = "b" + UUID.randomUUID().toString().substring(24);
        String account = post("com.atproto.server.createAccount", null,
                "{\"handle\":\"" + name + ".test\",\"email\":\"" + name + "@example.com\",\"password\":\"secret\"}");
        did = field(account, "did");
        token = field(account, "accessJwt");
    }

    String did() {
        return did;
    }

    /** Seconds that so many calls of the same body take, so many at a time. */
    double seconds(String method, String body, int calls, int atATime) throws IOException, InterruptedException {
        AtomicInteger left = new AtomicInteger(calls);
        ExecutorService threads = Executors.newFixedThreadPool(atATime);
        try {
            long start = System.nanoTime();
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < atATime; i++) {
                running.add(threads.submit(() -> {
                    while (left.getAndDecrement() > 0) {
                        post(method, token, body);
                    }
                    return null;
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
            return (System.nanoTime() - start) / 1e9;
        } catch (ExecutionException e) {
            throw new IOException(method + " failed", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private String post(String method, @Nullable String bearer, String body) throws IOException {
        HttpPost post = new HttpPost(xrpc.resolve(method));
        if (bearer != null) {
            post.setHeader("Authorization", "Bearer " + bearer);
        }
        post.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
        return http.execute(post, answer -> {
            String text = EntityUtils.toString(answer.getEntity());
            if (answer.getCode() != 200) {
                throw new IOException(method + " was answered " + answer.getCode());
            }
            return text;
        });
    }

    private static String field(String json, String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(json);
        if (!matcher.find()) {
            throw new IllegalStateException("No " + name + " in the answer");
        }
        return matcher.group(1);
    }

    @Override
    public void close() {
        try {
            http.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
