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
import java.net.URI;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelatproto.component.exception.RecordValidationException;
import io.github.camelatproto.pds.EmbeddedPds;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The Kamelets as they lie in the jar. */
class KameletsTest {

    private final EmbeddedPds pds = EmbeddedPds.builder().account("alice.test", "se+cret%1").build().start();
    private final DefaultCamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() {
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
        pds.close();
    }

    private void route(String kamelet, String properties) throws Exception {
        context.getPropertiesComponent().addOverrideProperty("alice.password", "se+cret%1");
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").to("kamelet:" + kamelet + "?service=" + pds.url() + "&identifier=alice.test"
                                     + "&password=RAW({{alice.password}})" + properties);
            }
        });
    }

    private Exchange send(Object body, Map<String, Object> headers) {
        return context.createFluentProducerTemplate().to("direct:in").withBody(body).withHeaders(headers).send();
    }

    private JsonNode records() throws IOException {
        URI list = pds.url()
                .resolve("/xrpc/com.atproto.repo.listRecords?repo=alice.test&reverse=true&collection=com.example.thing");
        return new ObjectMapper().readTree(list.toURL()).get("records");
    }

    @Test
    void aMessageBecomesOneRecordHoweverOftenItComes() throws Exception {
        route("atproto-record-sink", "&collection=com.example.thing");

        for (String header : new String[] { "idempotency-key", "ce-id" }) {
            for (int delivery = 0; delivery < 2; delivery++) {
                assertThat(send("{\"n\": 1}", Map.of(header, "message-" + header)).getException()).isNull();
            }
        }

        assertThat(records()).hasSize(2);
    }

    @Test
    void aPlainHeaderGivesTheRecordKey() throws Exception {
        route("atproto-record-sink", "&collection=com.example.thing&validate=false");

        assertThat(send("{\"n\": 1}", Map.of("rkey", "one")).getException()).isNull();
        assertThat(send("{\"n\": 2}", Map.of("ce-rkey", "two")).getException()).isNull();

        assertThat(records().findValuesAsText("uri")).extracting(uri -> uri.substring(uri.lastIndexOf('/') + 1))
                .containsExactly("one", "two");
    }

    @Test
    void aRecordThatCannotBeWrittenFailsTheExchange() throws Exception {
        route("atproto-record-sink", "&collection=com.example.thing");

        assertThat(send("{\"n\": 1.5}", Map.of()).getException()).isInstanceOf(RecordValidationException.class);
    }

    @Test
    void aListIsOneCommit() throws Exception {
        route("atproto-batch-sink", "&collection=com.example.thing&idempotencyKey=${header.name}");

        Exchange written = send("[{\"n\": 1}, {\"n\": 2}, {\"n\": 3}]", Map.of("name", "list-1"));
        Exchange again = send("[{\"n\": 1}, {\"n\": 2}, {\"n\": 3}]", Map.of("name", "list-1"));

        assertThat(written.getException()).isNull();
        assertThat(again.getException()).isNull();
        assertThat(records()).hasSize(3);
    }

    @Test
    void withoutAtomicABadItemDoesNotSinkTheOthers() throws Exception {
        route("atproto-batch-sink", "&collection=com.example.thing&atomic=false");

        assertThat(send("[{\"n\": 1}, {\"n\": 1.5}, {\"n\": 3}]", Map.of()).getException()).isNotNull();

        assertThat(records()).hasSize(2);
    }

    @Test
    void aPropertyThatIsMissingIsNamed() {
        assertThatThrownBy(() -> route("atproto-record-sink", "")).hasStackTraceContaining("collection");
    }
}
