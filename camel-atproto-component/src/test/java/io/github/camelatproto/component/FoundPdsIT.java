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
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import io.github.camelatproto.component.exception.IdentityException;
import io.github.camelatproto.component.exception.PdsUnreachableException;
import io.github.camelatproto.component.identity.DnsServer;
import io.github.camelatproto.component.xrpc.CallSlots;
import io.github.camelatproto.component.xrpc.XrpcClient;
import io.github.camelatproto.component.xrpc.XrpcRequest;
import io.github.camelatproto.pds.EmbeddedPds;
import org.apache.camel.Exchange;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Without the option service the PDS is found: by DNS, the directory and the DID document, all of them real and local.
 */
class FoundPdsIT {

    private static final String WRITE
            = "atproto:createRecord?identifier=alice.test&password=secret&collection=com.example.thing";

    private final EmbeddedPds pds = EmbeddedPds.builder().build().start();
    private final Map<String, String> documents = new ConcurrentHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtprotoComponent component = new AtprotoComponent();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private LocalServer directory;
    private DnsServer dns;
    private CamelRunner camel;
    private String did;

    @BeforeEach
    void start() throws Exception {
        directory = new LocalServer().on("/", this::answer);
        dns = new DnsServer();
        did = pds.createAccount("alice.test", "secret").did();
        dns.txt("_atproto.alice.test", "did=" + did);
        lives(pds.url());
        component.setPlcDirectory(directory.url().toString());
        component.setDnsServer(dns.address());
        component.setAllowPrivateAddresses(true);
        context.addComponent("atproto", component);
        camel = CamelRunner.start(context);
    }

    @AfterEach
    void stop() {
        camel.close();
        directory.close();
        dns.close();
        pds.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        String document = documents.get(exchange.getRequestURI().getPath().substring(1));
        LocalServer.answer(exchange, document == null ? 404 : 200, document == null ? "{}" : document);
    }

    private void lives(URI where) {
        documents.put(did,
                "{\"id\":\"" + did + "\",\"alsoKnownAs\":[\"at://alice.test\"],\"service\":[{\"id\":\"#atproto_pds\","
                           + "\"type\":\"AtprotoPersonalDataServer\",\"serviceEndpoint\":\"" + where + "\"}]}");
    }

    @Test
    void aWriteFindsThePdsOfItsAccount() {
        for (String identifier : List.of("alice.test", "@Alice.Test", did)) {
            assertThat(camel.output(
                    "atproto:createRecord?identifier=" + identifier + "&password=secret&collection=com.example.thing",
                    Map.of("a", 1)))
                    .containsKey("commit");
        }
    }

    @Test
    void manyMessagesFindItOnce() {
        for (int i = 0; i < 20; i++) {
            assertThat(camel.output(WRITE, Map.of("a", i))).containsKey("commit");
        }

        assertThat(asked).hasValue(1);
    }

    @Test
    void aReadGoesToThePdsOfTheRepoThatIsAskedFor() {
        Map<String, Object> written = camel.output(WRITE + "&rkey=one", Map.of("a", 1));

        assertThat(camel.output("atproto:getRecord?repo=alice.test&collection=com.example.thing&rkey=one", null))
                .containsEntry("cid", written.get("cid"));
        assertThat(camel.output("atproto:getLatestCommit?repo=alice.test", null)).containsKeys("cid", "rev");
        assertThat(camel.output("atproto:resolveHandle", "alice.test")).isEqualTo(Map.of("did", did));
    }

    @Test
    void anAccountThatSomebodyElsesPdsClaimsIsNotWrittenTo() throws Exception {
        try (EmbeddedPds other = EmbeddedPds.builder().account("alice.test", "secret").build().start()) {
            lives(other.url());

            Exception refused = camel.send(WRITE, Map.of("a", 1)).getException();

            assertThat(refused).isInstanceOf(IdentityException.class).hasMessageContaining("gave a session of")
                    .hasMessageNotContaining("secret");
        }
    }

    @Test
    void aPdsAtAPrivateAddressGetsNoPassword() throws Exception {
        AtprotoComponent careful = new AtprotoComponent();
        careful.setPlcDirectory(component.getPlcDirectory());
        try (CamelRunner runner = CamelRunner.start(with(careful))) {
            // the directory itself is at one
            assertThat(runner.send(
                    "atproto:createRecord?identifier=" + did + "&password=secret&collection=com.example.thing", Map.of("a", 1))
                    .getException()).isInstanceOf(IdentityException.class).hasMessageContaining("no public address");
        }
        assertThat(asked).hasValue(0);
    }

    private static DefaultCamelContext with(AtprotoComponent component) {
        DefaultCamelContext context = new DefaultCamelContext();
        context.addComponent("atproto", component);
        return context;
    }

    @Test
    void nothingIsSentOverAConnectionToAPrivateAddress() {
        XrpcClient client = new XrpcClient(
                http(), Duration.ofSeconds(5),
                new CallSlots(1, 1, () -> (call, ended) -> {
                    call.run();
                    ended.run();
                }), (delay, task) -> {
                }, true);
        client.start();
        try {
            assertThat(client.call(XrpcRequest.query(
                    pds.url(), "com.atproto.server.describeServer", Map.of())).toCompletableFuture())
                    .isCompletedExceptionally().failsWithin(Duration.ZERO).withThrowableThat()
                    .withMessageContaining("no public address");
        } finally {
            client.stop();
        }
    }

    private HttpComponent http() {
        HttpComponent http = new HttpComponent();
        http.setCamelContext(context);
        return http;
    }

    @Test
    void anAccountThatCannotBeFoundIsSaidSoAndNothingIsSent() {
        Exchange exchange = camel.send(
                "atproto:createRecord?identifier=nobody.example.com&password=secret&collection=com.example.thing",
                Map.of("a", 1));

        assertThat(exchange.getException()).isInstanceOf(IdentityException.class).hasMessageContaining("nobody.example.com")
                .hasMessageContaining("service");
    }

    @Test
    void aPdsThatIsGoneIsSaidSo() {
        lives(URI.create("http://localhost:1"));

        assertThat(camel.send(WRITE + "&deliveryTimeout=500", Map.of("a", 1)).getException())
                .isInstanceOf(PdsUnreachableException.class);
    }
}
