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
package io.github.camelatproto.docs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.github.camelatproto.component.AtprotoComponent;
import io.github.camelatproto.component.exception.RecordNotFoundException;
import io.github.camelatproto.pds.EmbeddedPds;
import org.apache.camel.Exchange;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What the examples of single operations on the component's page do, in Java and in YAML. */
class OperationsPageTest {

    private static final Path PAGE = Path.of("camel-atproto-component/src/main/docs/atproto-component.adoc");

    private final EmbeddedPds pds = EmbeddedPds.builder().account("news.test", "secret").build().start();
    private final DefaultCamelContext context = new DefaultCamelContext();

    @TempDir
    private Path folder;

    @BeforeEach
    void start() {
        AtprotoComponent atproto = new AtprotoComponent();
        atproto.setAccounts(Map.of("news", Map.of("service", pds.url(), "identifier", "news.test", "password", "secret")));
        context.addComponent("atproto", atproto);
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
        pds.close();
    }

    private void run(String language, String beginning) throws Exception {
        List<DocBlock> page = DocPages.blocks().stream().filter(block -> block.page().equals(PAGE)).toList();
        DocBlock block = page.stream().filter(each -> each.language().equals(language) && each.text().contains(beginning))
                .findFirst().orElseThrow();
        // its own PDS instead of one on the internet, and what it logs is what it is asked about
        String text = block.text().replace("https://bsky.social", pds.url().toString()).replace("bsky.app", "news.test")
                .replace("file:offices", "file:" + folder).replaceAll("[.]log\\(\".*\"\\)", ".to(\"mock:logged\")")
                .replaceAll("- log:\n( +)message: .*", "- to:\n$1uri: mock:logged");
        if (language.equals("java")) {
            context.addRoutes(
                    new JavaBlock(new DocBlock(PAGE, block.line(), language, text), page).compile(folder, null, null));
        } else {
            PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("route.yaml", text));
        }
    }

    private Exchange send(String route, Object body) {
        return context.createFluentProducerTemplate().to(route).withHeader("name", "door").withBody(body).send();
    }

    private Map<?, ?> output(String route, Object body) {
        Exchange exchange = send(route, body);
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage().getBody(Map.class);
    }

    @ParameterizedTest
    @ValueSource(strings = { "java", "yaml" })
    void aRecordIsPutReadAndDeleted(String language) throws Exception {
        run(language, "direct:put");

        output("direct:put", Map.of("open", false));
        output("direct:put", Map.of("open", true));
        assertThat(output("direct:get", null).get("value")).isEqualTo(Map.of("$type", "com.example.state", "open", true));
        output("direct:delete", null);

        assertThat(send("direct:get", null).getException()).isInstanceOf(RecordNotFoundException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = { "java", "yaml" })
    void aRepoTellsOfItself(String language) throws Exception {
        run(language, "direct:head");

        assertThat(output("direct:head", null).get("cid")).asString().startsWith("bafyrei");
        Map<?, ?> about = output("direct:about", null);
        assertThat(about.get("handle")).isEqualTo("news.test");
        assertThat(output("direct:who", "news.test").get("did")).isEqualTo(about.get("did"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "java", "yaml" })
    void aCollectionBecomesTheMessage(String language) throws Exception {
        MockEndpoint logged = context.getEndpoint("mock:logged", MockEndpoint.class);
        Files.writeString(folder.resolve("offices.json"), "{\"berlin\": {\"open\": true}, \"paris\": {\"open\": false}}");
        run(language, "atproto:syncRecords");

        await().untilAsserted(() -> assertThat(logged.getExchanges()).isNotEmpty());

        assertThat(logged.getExchanges().get(0).getMessage().getBody(Map.class).get("created")).isEqualTo(2);
    }
}
