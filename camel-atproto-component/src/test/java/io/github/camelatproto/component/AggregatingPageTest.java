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
import java.time.Duration;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelatproto.pds.EmbeddedPds;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The routes in "Aggregating" of the component's page do what it says. */
class AggregatingPageTest {

    private static final Path PAGE
            = Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("src/main/docs/atproto-component.adoc");

    @TempDir
    private Path folder;

    @Test
    void theXmlRouteWritesItsMessages() throws Exception {
        writesItsMessages("xml");
    }

    @Test
    void theYamlRouteWritesItsMessages() throws Exception {
        writesItsMessages("yaml");
    }

    private void writesItsMessages(String language) throws Exception {
        String route = sample(language).replace("paho-mqtt5:readings", "direct:readings");
        CamelContext context = new DefaultCamelContext();
        try (EmbeddedPds pds = EmbeddedPds.builder().account("news.test", "secret").build().start();
             H2Batches batches = new H2Batches(folder.resolve("batches"))) {
            AtprotoComponent component = new AtprotoComponent();
            component.setAccounts(Map.of(
                    "news", Map.of("service", pds.url(), "identifier", "news.test", "password", "secret")));
            context.addComponent("atproto", component);
            context.getRegistry().bind("batches", batches.repository());
            PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("route." + language, route));
            context.start();

            for (int celsius : new int[] { 20, 21, 21 }) {
                context.createFluentProducerTemplate().to("direct:readings").withHeader("readingId", "sensor-7/" + celsius)
                        .withBody("{\"celsius\":" + celsius + "}").send();
            }

            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(readings(pds))
                    .extracting(record -> record.at("/value/celsius").asInt()).containsExactlyInAnyOrder(20, 21));
        } finally {
            context.stop();
        }
    }

    private static String sample(String language) throws IOException {
        String page = Files.readString(PAGE);
        String block = "[source," + language + "]\n----\n";
        int start = page.indexOf(block, page.indexOf("=== Aggregating")) + block.length();
        return page.substring(start, page.indexOf("\n----\n", start));
    }

    private static JsonNode readings(EmbeddedPds pds) throws IOException {
        URI list = pds.url().resolve(
                "/xrpc/com.atproto.repo.listRecords?repo=news.test&collection=com.example.reading");
        return new ObjectMapper().readTree(list.toURL()).get("records");
    }
}
