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
package io.github.camelatproto.component;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** How calls use connections. */
class ConnectionsTest {

    private static final byte[] RECORD
            = "{\"uri\":\"at://did:plc:aaaaaaaaaaaaaaaaaaaaaaaa/com.example.thing/x\",\"value\":{\"a\":1}}"
                    .getBytes(StandardCharsets.UTF_8);

    private record Call(String asked, int clientPort) {
    }

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private HttpServer server;
    private CamelRunner camel;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
        camel = CamelRunner.start();
    }

    @AfterEach
    void stop() {
        camel.close();
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        calls.add(new Call(String.valueOf(exchange.getRequestURI()), exchange.getRemoteAddress().getPort()));
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, RECORD.length);
        exchange.getResponseBody().write(RECORD);
        exchange.close();
    }

    private Exchange read(String service) {
        return camel.send("atproto:getRecord?service=" + service
                          + "&repo=did:plc:aaaaaaaaaaaaaaaaaaaaaaaa&collection=com.example.thing&rkey=x",
                null);
    }

    @Test
    void callsThatFollowOneAnotherShareAConnection() {
        String service = "http://localhost:" + server.getAddress().getPort();
        for (int i = 0; i < 5; i++) {
            assertThat(read(service).getException()).isNull();
        }

        assertThat(calls).hasSize(5);
        assertThat(calls).extracting(Call::clientPort).containsOnly(calls.element().clientPort());
    }

    @Test
    void aCallGoesThroughTheProxyThatTheComponentNames() {
        AtprotoComponent component = new AtprotoComponent();
        component.setProxyHost("localhost");
        component.setProxyPort(server.getAddress().getPort());
        camel.context().addComponent("atproto", component);

        assertThat(read("http://pds.invalid").getException()).isNull();
        assertThat(read("http://pds.invalid").getException()).isNull();

        assertThat(calls).extracting(Call::asked).allMatch(asked -> asked.startsWith("http://pds.invalid/xrpc/"));
        assertThat(calls).extracting(Call::clientPort).containsOnly(calls.element().clientPort());
    }
}
