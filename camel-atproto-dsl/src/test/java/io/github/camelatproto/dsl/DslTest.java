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
package io.github.camelatproto.dsl;

import java.util.Map;

import io.github.camelatproto.component.AtprotoComponent;
import io.github.camelatproto.component.AtprotoEndpoint;
import io.github.camelatproto.component.commit.OnExisting;
import io.github.camelatproto.pds.EmbeddedPds;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

import static io.github.camelatproto.dsl.StaticEndpointBuilders.atproto;
import static org.assertj.core.api.Assertions.assertThat;

/** A component and a route written with the builders write records. */
class DslTest {

    @Test
    void aRouteAndItsComponentAreWrittenInJavaAlone() throws Exception {
        try (EmbeddedPds pds = EmbeddedPds.builder().account("news.test", "secret").build().start();
             DefaultCamelContext context = new DefaultCamelContext()) {
            AtprotoComponent component = ComponentsBuilderFactory.atproto().service(pds.url().toString())
                    .identifier("news.test").password("secret").requestTimeout(7_000).build(context);
            context.addComponent("atproto", component);
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:things").to(atproto("createRecord").collection("com.example.thing")
                            .idempotencyKey("${header.name}").onExisting(OnExisting.SKIP).getRawUri());
                }
            });
            context.start();

            Exchange written = context.createFluentProducerTemplate().to("direct:things").withHeader("name", "one")
                    .withBody(Map.of("n", 1)).send();

            assertThat(written.getException()).isNull();
            assertThat(written.getMessage().getBody(Map.class).get("uri").toString()).contains("/com.example.thing/");
            assertThat(component.getConfiguration().getRequestTimeout()).isEqualTo(7_000);
            assertThat(context.getEndpoints()).filteredOn(AtprotoEndpoint.class::isInstance).singleElement()
                    .satisfies(endpoint -> assertThat(((AtprotoEndpoint) endpoint).getConfiguration().getOnExisting())
                            .isEqualTo(OnExisting.SKIP));
        }
    }
}
