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
package io.github.camelatproto.component.kill;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** Stands before a PDS, counts the records that it has committed, and holds an answer back after its commit. */
final class HoldingProxy implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ObjectMapper json = new ObjectMapper();
    private final URI pds;
    private final AtomicInteger committed = new AtomicInteger();
    private final AtomicReference<Held> next = new AtomicReference<>();

    HoldingProxy(URI pds) throws IOException {
        this.pds = pds;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::forward);
        server.start();
    }

    /** An answer of the PDS that says that it has committed, and that nobody has got. */
    static final class Held {

        private final CountDownLatch committed = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);

        /** Whether there has been such an answer within the time. */
        boolean await(long seconds) throws InterruptedException {
            return committed.await(seconds, TimeUnit.SECONDS);
        }

        void release() {
            released.countDown();
        }
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** How many records the PDS has said to have created. */
    int committed() {
        return committed.get();
    }

    /** Holds back the answer to the next write that is committed. */
    Held holdNext() {
        Held held = new Held();
        next.set(held);
        return held;
    }

    private void forward(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(pds + exchange.getRequestURI().toString()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        for (String name : List.of("Authorization", "Content-Type", "Accept")) {
            if (exchange.getRequestHeaders().containsKey(name)) {
                request.header(name, exchange.getRequestHeaders().getFirst(name));
            }
        }
        try (exchange) {
            HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            int writes = response.statusCode() == 200 ? writes(exchange.getRequestURI().getPath(), body) : 0;
            if (writes > 0) {
                committed.addAndGet(writes);
                hold();
            }
            response.headers().firstValue("Content-Type")
                    .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
            exchange.sendResponseHeaders(response.statusCode(), response.body().length == 0 ? -1 : response.body().length);
            exchange.getResponseBody().write(response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int writes(String path, byte[] body) throws IOException {
        if (path.endsWith("createRecord")) {
            return 1;
        }
        JsonNode writes = path.endsWith("applyWrites") ? json.readTree(body).path("writes") : json.missingNode();
        return writes.size();
    }

    private void hold() throws InterruptedException {
        Held held = next.getAndSet(null);
        if (held != null) {
            held.committed.countDown();
            held.released.await();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
