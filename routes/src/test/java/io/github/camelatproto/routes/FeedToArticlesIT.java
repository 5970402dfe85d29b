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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.github.camelatproto.pds.EmbeddedPds;
import io.github.camelatproto.routes.Feeds.Entry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The route {@code feed-to-articles.camel.yaml}. */
class FeedToArticlesIT {

    @TempDir
    private Path folder;
    private EmbeddedPds pds;
    private FeedSite site;
    private Collection articles;
    private Collection publications;

    @BeforeEach
    void start() throws IOException {
        pds = EmbeddedPds.builder().account("news.test", "secret").build().start();
        site = new FeedSite();
        articles = new Collection(pds.url(), "news.test", "site.standard.document");
        publications = new Collection(pds.url(), "news.test", "site.standard.publication");
    }

    @AfterEach
    void stop() {
        site.close();
        pds.close();
    }

    private FeedRoutes routes(String memory) throws Exception {
        return new FeedRoutes.Configuration(folder.resolve(memory)).account("news", pds.url(), "news.test", "secret")
                .feed("feed-to-articles", "articles", site.url("/feed"), "news").start();
    }

    private void publish(Feeds kind, List<Entry> entries) {
        site.put("/feed", kind.type(), kind.feed(entries));
    }

    private static List<Entry> entries(int to) {
        return IntStream.range(0, to).mapToObj(Entry::of).toList();
    }

    @Test
    void entriesBecomeArticlesOfAPublication() throws Exception {
        publish(Feeds.RSS, entries(2));
        try (FeedRoutes routes = routes("memory")) {
            assertThat(routes.run("articles")).hasToString("synced: 2 new, 0 existing, 0 known, 0 failed, 1 commit");
        }
        assertThat(publications.values("/url")).containsExactly("https://news.example");
        assertThat(publications.values("/name")).containsExactly("News");
        assertThat(articles.values("/site")).containsOnly(publications.records().get(0).get("uri").asText());
        assertThat(articles.values("/title")).containsExactlyInAnyOrder("News 0", "News 1");
        assertThat(articles.values("/path")).containsExactlyInAnyOrder("/0", "/1");
        assertThat(articles.values("/description")).containsExactlyInAnyOrder("About 0", "About 1");
        assertThat(articles.values("/publishedAt")).contains("2026-01-02T01:00:00.000Z");
    }

    @Test
    void theWholeTextAndTheTagsOfAnEntryAreInItsArticle() throws Exception {
        site.put("/feed", "application/feed+json", "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"News\","
                                                   + "\"home_page_url\": \"https://news.example\", \"items\": [{\"id\": 1, \"title\": \"T\","
                                                   + "\"url\": \"/a\", \"date_published\": \"2026-01-02T03:04:05+01:00\","
                                                   + "\"content_html\": \"<h1>One</h1><p>Two <b>three</b></p><script>x</script>\","
                                                   + "\"tags\": [\"tides\", \"tides\", \"eels\"]}]}");
        try (FeedRoutes routes = routes("memory")) {
            routes.run("articles");
        }
        assertThat(articles.values("/textContent")).containsExactly("One\n\nTwo three");
        assertThat(articles.values("/tags/1")).containsExactly("eels");
        assertThat(articles.values("/publishedAt")).containsExactly("2026-01-02T02:04:05.000Z");
    }

    @ParameterizedTest
    @EnumSource(Feeds.class)
    void anEditADeletionAndAnAdditionFollowInOneCommit(Feeds kind) throws Exception {
        publish(kind, entries(10));
        try (FeedRoutes routes = routes("memory")) {
            routes.run("articles");
            List<Entry> later = new ArrayList<>(entries(11));
            later.set(4, later.get(4).titled("Edited"));
            later.remove(7);
            publish(kind, later);
            assertThat(routes.run("articles"))
                    .hasToString("synced: 1 new, 0 existing, 8 known, 0 failed, 1 changed, 1 deleted, 1 commit");
        }
        assertThat(articles.values("/title")).hasSize(10).contains("Edited", "News 10").doesNotContain("News 4", "News 7");
        assertThat(publications.records()).hasSize(1);
    }

    @Test
    void afterTheMemoryIsLostArticlesAreFoundAndEditsFollow() throws Exception {
        publish(Feeds.ATOM, entries(30));
        try (FeedRoutes routes = routes("memory")) {
            routes.run("articles");
        }
        List<Entry> later = new ArrayList<>(entries(30));
        later.set(4, later.get(4).titled("Edited"));
        publish(Feeds.ATOM, later);
        try (FeedRoutes routes = routes("lost")) {
            assertThat(routes.run("articles"))
                    .hasToString("synced: 0 new, 30 existing, 0 known, 0 failed, 1 changed, 1 commit");
        }
        assertThat(articles.values("/title")).hasSize(30).contains("Edited");
        assertThat(Files.exists(folder.resolve("lost.mv.db"))).isTrue();
    }
}
