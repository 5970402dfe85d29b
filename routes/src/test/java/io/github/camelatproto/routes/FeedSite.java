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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;

/** A web site with what a test puts there, which answers conditional requests and remembers what was asked for. */
final class FeedSite implements AutoCloseable {

    private static final class Content {
        private final byte[] bytes;
        private final String type;

        Content(byte[] bytes, String type) {
            this.bytes = bytes;
            this.type = type;
        }
    }

    private final Map<String, Content> contents = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    FeedSite() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    void put(String path, String type, String content) {
        put(path, type, content.getBytes(StandardCharsets.UTF_8));
    }

    void put(String path, String type, byte[] content) {
        contents.put(path, new Content(content, type));
    }

    String url(String path) {
        return "http://localhost:" + server.getAddress().getPort() + path;
    }

    /** Such as {@code 200 /feed.xml}. */
    List<String> requests() {
        return requests;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        @Nullable
        Content content = contents.get(path);
        String tag = content == null ? "" : "\"" + Arrays.hashCode(content.bytes) + "\"";
        boolean isKnown = content != null && tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
        int status = content == null ? 404 : isKnown ? 304 : 200;
        requests.add(status + " " + path);
        if (content != null) {
            exchange.getResponseHeaders().set("ETag", tag);
            exchange.getResponseHeaders().set("Content-Type", content.type);
        }
        exchange.sendResponseHeaders(status, status == 200 ? content.bytes.length : -1);
        if (status == 200) {
            exchange.getResponseBody().write(content.bytes);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
