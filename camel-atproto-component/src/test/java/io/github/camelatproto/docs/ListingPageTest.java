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

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.github.camelatproto.component.AtprotoComponent;
import io.github.camelatproto.component.AtprotoConstants;
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

/** The routes in "Listing" of the component's page read all there is, whatever language they are in. */
class ListingPageTest {

    private static final Path PAGE = Path.of("camel-atproto-component/src/main/docs/atproto-component.adoc");

    private final EmbeddedPds pds = EmbeddedPds.builder().account("news.test", "secret").build().start();
    private final DefaultCamelContext context = new DefaultCamelContext();

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws Exception {
        AtprotoComponent atproto = new AtprotoComponent();
        atproto.setAccounts(Map.of("news", Map.of("service", pds.url(), "identifier", "news.test", "password", "secret")));
        context.addComponent("atproto", atproto);
        context.start();
        for (int from = 0; from < 250; from += 125) {
            List<Map<String, Object>> posts = IntStream.range(from, from + 125)
                    .mapToObj(n -> Map.<String, Object> of("text", "post " + n, "createdAt", "2026-11-26T09:00:00.000Z"))
                    .toList();
            Exchange written = context.createFluentProducerTemplate()
                    .to("atproto:applyWrites?account=news&collection=app.bsky.feed.post").withBody(posts).send();
            assertThat(written.getException()).isNull();
        }
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
        // what it logs is what it is asked about
        String text = block.text().replaceAll("[.]log\\(\".*\"\\)", ".to(\"mock:logged\")")
                .replaceAll("- log:\n( +)message: .*", "- to:\n$1uri: mock:logged");
        if (language.equals("java")) {
            context.addRoutes(
                    new JavaBlock(new DocBlock(PAGE, block.line(), language, text), page).compile(folder, null, null));
        } else {
            PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("route.yaml", text));
        }
    }

    private List<Exchange> logged() {
        return context.getEndpoint("mock:logged", MockEndpoint.class).getExchanges();
    }

    private Exchange send(String route) {
        Exchange exchange = context.createFluentProducerTemplate().to(route).send();
        assertThat(exchange.getException()).isNull();
        return exchange;
    }

    @ParameterizedTest
    @ValueSource(strings = { "java", "yaml" })
    void pageByPageItReadsUntilThereIsNoCursor(String language) throws Exception {
        run(language, "direct:pages");

        Exchange end = send("direct:pages");

        // the last page is the empty one
        assertThat(logged()).extracting(page -> ((List<?>) page.getMessage().getBody(Map.class).get("records")).size())
                .containsExactly(100, 100, 50, 0);
        assertThat(end.getMessage().getHeader(AtprotoConstants.CURSOR)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = { "java", "yaml" })
    void theIteratorGivesTheSplitterEveryRecord(String language) throws Exception {
        run(language, "direct:all");

        send("direct:all");

        assertThat(logged()).extracting(record -> record.getMessage().getBody(Map.class).get("uri")).hasSize(250)
                .doesNotHaveDuplicates();
    }
}
