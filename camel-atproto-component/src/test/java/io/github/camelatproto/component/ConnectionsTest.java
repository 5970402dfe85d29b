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
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import com.sun.net.httpserver.HttpExchange;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** How calls use connections. */
class ConnectionsTest {

    private static final String RECORD
            = "{\"uri\":\"at://did:plc:aaaaaaaaaaaaaaaaaaaaaaaa/com.example.thing/x\",\"value\":{\"a\":1}}";

    private record Call(String asked, int clientPort) {
    }

    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private LocalServer server;
    private CamelRunner camel;

    @BeforeEach
    void start() throws Exception {
        server = new LocalServer().on("/", this::answer);
        camel = CamelRunner.start();
    }

    @AfterEach
    void stop() {
        camel.close();
        server.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        calls.add(new Call(String.valueOf(exchange.getRequestURI()), exchange.getRemoteAddress().getPort()));
        LocalServer.answer(exchange, 200, RECORD);
    }

    private Exchange read(String service) {
        return camel.send("atproto:getRecord?service=" + service
                          + "&repo=did:plc:aaaaaaaaaaaaaaaaaaaaaaaa&collection=com.example.thing&rkey=x",
                null);
    }

    @Test
    void callsThatFollowOneAnotherShareAConnection() {
        String service = server.url().toString();
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
        component.setProxyPort(server.port());
        camel.context().addComponent("atproto", component);

        assertThat(read("http://pds.invalid").getException()).isNull();
        assertThat(read("http://pds.invalid").getException()).isNull();

        assertThat(calls).extracting(Call::asked).allMatch(asked -> asked.startsWith("http://pds.invalid/xrpc/"));
        assertThat(calls).extracting(Call::clientPort).containsOnly(calls.element().clientPort());
    }
}
