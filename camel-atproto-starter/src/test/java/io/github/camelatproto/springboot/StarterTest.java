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
package io.github.camelatproto.springboot;

import java.nio.file.Path;
import java.util.Map;

import io.github.camelatproto.component.AtprotoComponent;
import io.github.camelatproto.component.commit.OnExisting;
import io.github.camelatproto.component.session.FileSessionStore;
import io.github.camelatproto.pds.EmbeddedPds;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;

/** An application that has the starter writes with what its properties say. */
class StarterTest {

    @TempDir
    private Path folder;

    @SpringBootApplication
    static class Application {

        @Bean
        RouteBuilder things() {
            return new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:things").to("atproto:createRecord?account=news&idempotencyKey=${header.name}");
                }
            };
        }
    }

    @Test
    void aRouteWritesWithTheAccountOfTheProperties() {
        try (EmbeddedPds pds = EmbeddedPds.builder().account("news.test", "secret").build().start();
             ConfigurableApplicationContext application = new SpringApplicationBuilder(Application.class).properties(
                     "camel.component.atproto.accounts.news.service=" + pds.url(),
                     "camel.component.atproto.accounts.news.identifier=news.test",
                     "camel.component.atproto.accounts.news.password=secret",
                     "camel.component.atproto.collection=com.example.thing",
                     "camel.component.atproto.request-timeout=7s",
                     "camel.component.atproto.on-existing=skip",
                     "camel.component.atproto.session-store=#class:io.github.camelatproto.component.session.FileSessionStore(\""
                                                                 + folder + "\")")
                     .run()) {
            CamelContext context = application.getBean(CamelContext.class);
            Exchange written = context.createFluentProducerTemplate().to("direct:things").withHeader("name", "one")
                    .withBody(Map.of("n", 1)).send();

            assertThat(written.getException()).isNull();
            assertThat(written.getMessage().getBody(Map.class).get("uri").toString()).contains("/com.example.thing/");
            AtprotoComponent component = context.getComponent("atproto", AtprotoComponent.class);
            assertThat(component.getConfiguration().getRequestTimeout()).isEqualTo(7_000);
            assertThat(component.getConfiguration().getOnExisting()).isEqualTo(OnExisting.SKIP);
            assertThat(component.getConfiguration().getSessionStore()).isInstanceOf(FileSessionStore.class);
        }
    }
}
