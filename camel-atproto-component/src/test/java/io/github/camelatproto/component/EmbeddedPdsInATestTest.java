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

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelatproto.pds.EmbeddedPds;
import io.github.camelatproto.pds.Fault;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The example "In a test" of {@code docs/embedded-pds.md}. */
class EmbeddedPdsInATestTest {

    private final CamelContext context = new DefaultCamelContext();

    private static final class Orders extends RouteBuilder {

        @Override
        public void configure() {
            from("direct:orders")
                    .to("atproto:createRecord?service={{atproto.service}}&identifier=alice.test&password=secret"
                        + "&collection=com.example.order&idempotencyKey=${header.orderId}");
        }
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void anAnswerThatIsLostAfterTheCommitLeavesOneRecordAndNoException() throws Exception {
        try (EmbeddedPds pds = EmbeddedPds.builder().account("alice.test", "secret").build().start()) {
            context.getPropertiesComponent().addOverrideProperty("atproto.service", pds.url().toString());
            context.addRoutes(new Orders());
            context.start();

            pds.faults().next("com.atproto.repo.createRecord", Fault.dropAfterCommit());
            Exchange exchange = context.createFluentProducerTemplate().to("direct:orders")
                    .withBody("{\"order\": 4711}").withHeader("orderId", 4711).send();

            assertThat(exchange.getException()).isNull();
            assertThat(exchange.getMessage().getHeader(AtprotoConstants.RECONCILED)).as("the answer was lost").isEqualTo(true);
            assertThat(orders(pds)).singleElement()
                    .satisfies(record -> assertThat(record.at("/value/order").asInt()).isEqualTo(4711));
        }
    }

    private static JsonNode orders(EmbeddedPds pds) throws IOException {
        URI list = pds.url().resolve("/xrpc/com.atproto.repo.listRecords?repo=alice.test&collection=com.example.order");
        return new ObjectMapper().readTree(list.toURL()).get("records");
    }
}
