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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpExchange;
import io.github.camelatproto.component.exception.AuthenticationException;
import io.github.camelatproto.pds.EmbeddedPds;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An account goes from one PDS to another with its repo, as accounts do: the old PDS still takes the login, but no
 * writes. Both PDSs are real, and so is the directory, which changes its mind.
 */
class MovedAccountIT {

    private static final String ACCOUNT = "&password=secret&collection=com.example.thing";

    @TempDir
    private Path folder;
    private EmbeddedPds before;
    private EmbeddedPds after;
    private LocalServer directory;
    private CamelRunner camel;
    private String did;
    private volatile URI home;

    @BeforeEach
    void start() throws Exception {
        Path old = Files.createDirectory(folder.resolve("old"));
        try (EmbeddedPds first = EmbeddedPds.builder().dataFile(old.resolve("pds")).build().start()) {
            did = first.createAccount("alice.test", "secret").did();
        }
        Path fresh = Files.createDirectory(folder.resolve("new"));
        try (Stream<Path> files = Files.list(old)) {
            for (Path file : files.toList()) {
                Files.copy(file, fresh.resolve(file.getFileName()));
            }
        }
        before = EmbeddedPds.builder().dataFile(old.resolve("pds")).build().start();
        after = EmbeddedPds.builder().dataFile(fresh.resolve("pds")).build().start();
        home = before.url();
        directory = new LocalServer().on("/", this::document);
        AtprotoComponent component = new AtprotoComponent();
        component.setPlcDirectory(directory.url().toString());
        component.setAllowPrivateAddresses(true);
        DefaultCamelContext context = new DefaultCamelContext();
        context.addComponent("atproto", component);
        camel = CamelRunner.start(context, new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").errorHandler(defaultErrorHandler().maximumRedeliveries(1).redeliveryDelay(0))
                        .to("atproto:createRecord?identifier=" + did + ACCOUNT);
            }
        });
    }

    @AfterEach
    void stop() {
        camel.close();
        directory.close();
        before.close();
        after.close();
    }

    private void document(HttpExchange exchange) throws IOException {
        LocalServer.answer(exchange, 200,
                "{\"id\":\"" + did + "\",\"alsoKnownAs\":[\"at://alice.test\"],\"service\":[{\"id\":\"#atproto_pds\","
                                          + "\"type\":\"AtprotoPersonalDataServer\",\"serviceEndpoint\":\"" + home + "\"}]}");
    }

    private void move() {
        before.deactivate(did);
        home = after.url();
    }

    private List<?> records(EmbeddedPds pds) {
        return (List<?>) camel.output(
                "atproto:listRecords?service=" + pds.url() + "&repo=" + did + "&collection=com.example.thing", null)
                .get("records");
    }

    private Exchange write(int number) {
        return camel.send("direct:in", Map.of("a", number));
    }

    @Test
    void aMessageThatTheOldPdsRefusesIsRedeliveredToTheNewOne() {
        assertThat(write(1).getException()).isNull();

        move();

        assertThat(write(2).getException()).isNull();
        assertThat(write(3).getException()).isNull();
        assertThat(records(after)).hasSize(2);
        before.activate(did);
        assertThat(records(before)).hasSize(1);
    }

    @Test
    void anOldPdsThatIsGoneIsFollowedToo() {
        assertThat(write(1).getException()).isNull();

        home = after.url();
        before.close();

        assertThat(camel
                .send("atproto:createRecord?deliveryTimeout=500&requestTimeout=1000&identifier=" + did + ACCOUNT,
                        Map.of("a", 2))
                .getException()).isNotNull();
        assertThat(write(3).getException()).isNull();
        assertThat(records(after)).hasSize(1);
    }

    @Test
    void anAccountThatIsOnlyDeactivatedStaysWhereItIs() {
        assertThat(write(1).getException()).isNull();

        before.deactivate(did);

        assertThat(write(2).getException()).isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("AccountDeactivated");
        before.activate(did);
        assertThat(write(3).getException()).isNull();
        assertThat(records(before)).hasSize(2);
    }

    @Test
    void aServiceThatTheRouteNamesIsNotLeft() {
        String named = "atproto:createRecord?service=" + before.url() + "&identifier=" + did + ACCOUNT;
        assertThat(camel.send(named, Map.of("a", 1)).getException()).isNull();

        move();

        for (int i = 0; i < 2; i++) {
            assertThat(camel.send(named, Map.of("a", 2)).getException()).isInstanceOf(AuthenticationException.class);
        }
        assertThat(records(after)).isEmpty();
    }
}
