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
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import javax.tools.ToolProvider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelatproto.data.Cid;
import io.github.camelatproto.pds.EmbeddedPds;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.github.camelatproto.component.BlobsOnAPds.PNG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The routes in "Blobs" of the component's page do what it says. */
class BlobsPageTest {

    private static final Path PAGE
            = Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("src/main/docs/atproto-component.adoc");

    @TempDir
    private Path folder;

    @Test
    void theJavaRouteThatUploadsMakesAPost() throws Exception {
        makesAPost(context -> context.addRoutes(compiled(sample("java", 0))));
    }

    @Test
    void theYamlRouteThatUploadsMakesAPost() throws Exception {
        makesAPost(context -> PluginHelper.getRoutesLoader(context)
                .loadRoutes(ResourceHelper.fromString("route.yaml", sample("yaml", 0))));
    }

    @Test
    void theJavaRouteWithTheFileInTheRecordMakesAPost() throws Exception {
        makesAPost(context -> context.addRoutes(compiled(sample("java", 1))));
    }

    private interface Routes {
        void addTo(CamelContext context) throws Exception;
    }

    private void makesAPost(Routes routes) throws Exception {
        CamelContext context = new DefaultCamelContext();
        try (EmbeddedPds pds = EmbeddedPds.builder().account("news.test", "secret").build().start()) {
            AtprotoComponent component = new AtprotoComponent();
            component.setAccounts(Map.of(
                    "news", Map.of("service", pds.url(), "identifier", "news.test", "password", "secret")));
            context.addComponent("atproto", component);
            routes.addTo(context);
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

    /** One of the blocks of a language in the section, as if it were about this folder. */
    private String sample(String language, int index) throws IOException {
        String page = Files.readString(PAGE);
        String block = "[source," + language + "]\n----\n";
        int start = page.indexOf("=== Blobs");
        for (int i = 0; i <= index; i++) {
            start = page.indexOf(block, start) + block.length();
        }
        return page.substring(start, page.indexOf("\n----\n", start)).replace("file:pictures", "file:" + folder);
    }

    private RoutesBuilder compiled(String body) throws Exception {
        Path sources = Files.createDirectories(folder.resolve("compiled"));
        Path source = Files.writeString(sources.resolve("Sample.java"), """
                import java.io.File;
                import java.time.Instant;
                import java.util.List;
                import java.util.Map;
                import org.apache.camel.Exchange;
                import org.apache.camel.builder.RouteBuilder;
                public class Sample extends RouteBuilder {
                    @Override
                    public void configure() {
                %s
                    }
                }
                """.formatted(body));
        assertThat(ToolProvider.getSystemJavaCompiler().run(
                null, null, null, "-cp", System.getProperty("java.class.path"), "-proc:none", source.toString())).isZero();
        try (URLClassLoader loader = new URLClassLoader(new URL[] { sources.toUri().toURL() })) {
            return (RoutesBuilder) loader.loadClass("Sample").getDeclaredConstructor().newInstance();
        }
    }

    private static JsonNode posts(EmbeddedPds pds) throws IOException {
        URI list = pds.url().resolve("/xrpc/com.atproto.repo.listRecords?repo=news.test&collection=app.bsky.feed.post");
        return new ObjectMapper().readTree(list.toURL()).get("records");
    }
}
