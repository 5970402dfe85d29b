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

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelatproto.component.AtprotoComponent;
import io.github.camelatproto.data.Cid;
import io.github.camelatproto.pds.EmbeddedPds;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The routes in "Blobs" of the component's page make a post of a picture, whatever language they are in. */
class BlobsPageTest {

    private static final Path PAGE = Path.of("camel-atproto-component/src/main/docs/atproto-component.adoc");
    private static final byte[] PNG = Base64.getDecoder().decode(
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({ "java, uploadBlob", "yaml, uploadBlob", "java, setBody(exchange" })
    void aPictureBecomesAPost(String language, String containing) throws Exception {
        CamelContext context = new DefaultCamelContext();
        try (EmbeddedPds pds = EmbeddedPds.builder().account("news.test", "secret").build().start()) {
            AtprotoComponent atproto = new AtprotoComponent();
            atproto.setAccounts(
                    Map.of("news", Map.of("service", pds.url(), "identifier", "news.test", "password", "secret")));
            context.addComponent("atproto", atproto);
            addRoutes(context, language, containing);
            context.start();

            Files.write(folder.resolve("sunset.png"), PNG);

            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(posts(pds)).singleElement().satisfies(
                    post -> {
                        assertThat(post.at("/value/text").asText()).startsWith("sunset");
                        assertThat(post.at("/value/embed/images/0/image/ref/$link").asText())
                                .isEqualTo(Cid.ofRaw(PNG).toString());
                    }));
        } finally {
            context.stop();
        }
    }

    private void addRoutes(CamelContext context, String language, String containing) throws Exception {
        List<DocBlock> page = DocPages.blocks().stream().filter(block -> block.page().equals(PAGE)).toList();
        DocBlock block = page.stream().filter(each -> each.language().equals(language)
                && each.text().contains("file:pictures") && each.text().contains(containing)).findFirst().orElseThrow();
        String text = block.text().replace("file:pictures", "file:" + folder);
        if (language.equals("java")) {
            context.addRoutes(new JavaBlock(new DocBlock(PAGE, block.line(), language, text), page)
                    .compile(folder.resolve("classes"), null, null));
        } else {
            PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("route.yaml", text));
        }
    }

    private static JsonNode posts(EmbeddedPds pds) throws IOException {
        URI list = pds.url().resolve("/xrpc/com.atproto.repo.listRecords?repo=news.test&collection=app.bsky.feed.post");
        return new ObjectMapper().readTree(list.toURL()).get("records");
    }
}
