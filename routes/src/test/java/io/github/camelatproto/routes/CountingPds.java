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
package io.github.camelatproto.routes;

import java.io.IOException;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.camelatproto.data.AtJson;
import io.github.camelatproto.data.Cid;
import io.github.camelatproto.data.DagCbor;
import io.github.camelatproto.syntax.Tid;

/**
 * A PDS that keeps of each record only which number it has, so that a million of them fit: it refuses keys that are
 * taken, as a PDS does, and answers what is asked about them.
 */
final class CountingPds implements AutoCloseable {

    private static final String DID = "did:plc:aaaaaaaaaaaaaaaaaaaaaaaa";

    private final ObjectMapper json = new ObjectMapper();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final IntFunction<String> record;
    /** From record key to number. */
    private final Map<String, Integer> records = new ConcurrentHashMap<>();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger altered = new AtomicInteger();
    private final AtomicLong reads = new AtomicLong();
    private final AtomicLong revs = new AtomicLong(1_000_000);
    private final Cid commit = Cid.ofDagCbor(DagCbor.encode(Map.of()));

    /**
     * @param record the record of a number, as JSON
     */
    CountingPds(IntFunction<String> record) throws IOException {
        this.record = record;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/xrpc/", this::answer);
        server.start();
    }

    URI url() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** How many records there are. */
    int size() {
        return records.size();
    }

    /** How many different numbers they have. */
    long numbers() {
        return records.values().stream().distinct().count();
    }

    /** How many calls met a key that was taken. */
    int refused() {
        return refused.get();
    }

    /** How many records were not as they should be. */
    int altered() {
        return altered.get();
    }

    /** How often a single record was read. */
    long reads() {
        return reads.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String method = exchange.getRequestURI().getPath().substring("/xrpc/".length());
            switch (method) {
                case "com.atproto.server.createSession", "com.atproto.server.refreshSession" -> send(exchange, 200, session());
                case "com.atproto.repo.applyWrites" -> applyWrites(exchange, json.readTree(body));
                case "com.atproto.repo.getRecord" -> getRecord(exchange);
                case "com.atproto.sync.getLatestCommit" -> send(exchange, 200, commit());
                default -> send(exchange, 501, "{\"error\":\"MethodNotImplemented\",\"message\":\"No " + method + "\"}");
            }
        } catch (RuntimeException e) {
            // a test that hangs says nothing
            e.printStackTrace();
            throw e;
        }
    }

    private static String session() {
        return "{\"did\":\"" + DID
               + "\",\"handle\":\"news.test\",\"active\":true,\"accessJwt\":\"a.b.c\",\"refreshJwt\":\"d.e.f\"}";
    }

    private String commit() {
        return "{\"cid\":\"" + commit + "\",\"rev\":\"" + Tid.of(revs.incrementAndGet(), 0) + "\"}";
    }

    private void applyWrites(HttpExchange exchange, JsonNode input) throws IOException {
        Map<String, Integer> added = new HashMap<>();
        StringWriter text = new StringWriter();
        synchronized (records) {
            try (JsonGenerator answer = json.createGenerator(text)) {
                answer.writeStartObject();
                answer.writeFieldName("commit");
                answer.writeRawValue(commit());
                answer.writeArrayFieldStart("results");
                for (JsonNode write : input.get("writes")) {
                    String rkey = write.get("rkey").textValue();
                    int number = write.get("value").get("n").intValue();
                    if (records.containsKey(rkey) || added.put(rkey, number) != null) {
                        refused.incrementAndGet();
                        send(exchange, 500, "{\"error\":\"InternalServerError\",\"message\":\"Internal Server Error\"}");
                        return;
                    }
                    Cid cid = cid(number);
                    if (!cid.equals(Cid.ofDagCbor(DagCbor.encode(AtJson.parse(write.get("value").toString()))))) {
                        altered.incrementAndGet();
                    }
                    answer.writeStartObject();
                    answer.writeStringField("$type", "com.atproto.repo.applyWrites#createResult");
                    answer.writeStringField("uri", uri(rkey));
                    answer.writeStringField("cid", cid.toString());
                    answer.writeEndObject();
                }
                answer.writeEndArray();
                answer.writeEndObject();
            }
            records.putAll(added);
        }
        // slow enough to be met at work
        LockSupport.parkNanos(2_000_000);
        send(exchange, 200, text.toString());
    }

    private void getRecord(HttpExchange exchange) throws IOException {
        reads.incrementAndGet();
        String query = exchange.getRequestURI().getQuery();
        String rkey = query.replaceFirst(".*\\brkey=([^&]+).*", "$1");
        Integer number = records.get(rkey);
        if (number == null) {
            send(exchange, 400, "{\"error\":\"RecordNotFound\",\"message\":\"Could not locate record\"}");
        } else {
            send(exchange, 200,
                    "{\"uri\":\"" + uri(rkey) + "\",\"cid\":\"" + cid(number) + "\",\"value\":" + typed(number) + "}");
        }
    }

    private static String uri(String rkey) {
        return "at://" + DID + "/com.example.thing/" + rkey;
    }

    private Cid cid(int number) {
        return Cid.ofDagCbor(DagCbor.encode(AtJson.parse(typed(number))));
    }

    private String typed(int number) {
        return "{\"$type\":\"com.example.thing\"," + record.apply(number).substring(1);
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
