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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.jspecify.annotations.Nullable;

/** HttpClient 5, and Jackson where bodies are not ready-made: what a Java program would use without this project. */
final class BareClient implements AutoCloseable {

    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {
    };

    private final URI xrpc;
    private final @Nullable String token;
    private final CloseableHttpClient http;
    private final ObjectMapper mapper = new ObjectMapper();

    BareClient(URI server, @Nullable String token, int connections) {
        this.xrpc = server.resolve("/xrpc/");
        this.token = token;
        this.http = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(connections).setMaxConnTotal(connections).build())
                .disableAutomaticRetries()
                .build();
    }

    BareClient(Account account, int connections) {
        this(account.server(), account.token(), connections);
    }

    /** The input of createRecord. */
    static Map<String, Object> create(Account account, Map<String, Object> record) {
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("repo", account.did());
        input.put("collection", Records.COLLECTION);
        input.put("record", record);
        return input;
    }

    /** The input of applyWrites. */
    static Map<String, Object> creates(Account account, List<Map<String, Object>> records) {
        List<Map<String, Object>> writes = records.stream().map(record -> {
            Map<String, Object> write = new LinkedHashMap<>();
            write.put("$type", "com.atproto.repo.applyWrites#create");
            write.put("collection", Records.COLLECTION);
            write.put("value", record);
            return write;
        }).toList();
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("repo", account.did());
        input.put("writes", writes);
        return input;
    }

    byte[] json(Map<String, Object> input) throws IOException {
        return mapper.writeValueAsBytes(input);
    }

    /** Sends a ready-made body; reads the answer and does not parse it. */
    void post(String method, byte[] body) throws IOException {
        post(method, body, answer -> EntityUtils.toByteArray(answer.getEntity()));
    }

    /** Writes the input and parses the answer. */
    Map<String, Object> postJson(String method, Map<String, ?> input) throws IOException {
        return post(method, mapper.writeValueAsBytes(input), answer -> parse(answer.getEntity()));
    }

    /** The answer as text. */
    String get(String query) throws IOException {
        return http.execute(new HttpGet(xrpc.resolve(query)), answer -> {
            if (answer.getCode() != 200) {
                throw new IOException(query + " was answered " + answer.getCode());
            }
            return EntityUtils.toString(answer.getEntity());
        });
    }

    /** Downloads an answer and keeps nothing of it. */
    void download(String query) throws IOException {
        http.execute(new HttpGet(xrpc.resolve(query)), answer -> {
            if (answer.getCode() != 200) {
                throw new IOException(query + " was answered " + answer.getCode());
            }
            EntityUtils.consume(answer.getEntity());
            return null;
        });
    }

    private Map<String, Object> parse(HttpEntity entity) throws IOException {
        return mapper.readValue(entity.getContent(), OBJECT);
    }

    private interface Reading<T> {
        T read(ClassicHttpResponse answer) throws IOException;
    }

    private <T> T post(String method, byte[] body, Reading<T> reading) throws IOException {
        HttpPost post = new HttpPost(xrpc.resolve(method));
        if (token != null) {
            post.setHeader("Authorization", "Bearer " + token);
        }
        post.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
        return http.execute(post, answer -> {
            if (answer.getCode() != 200) {
                throw new IOException(
                        method + " was answered " + answer.getCode() + " " + EntityUtils.toString(answer.getEntity()));
            }
            return reading.read(answer);
        });
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
