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
package io.github.camelatproto.social.feed;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.camelatproto.lexicon.Lexicons;
import io.github.camelatproto.social.post.Graphemes;
import io.github.camelatproto.social.web.WebVersion;
import io.github.camelatproto.syntax.Did;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.github.camelatproto.social.feed.Documents.entry;
import static org.assertj.core.api.Assertions.assertThat;

class FeedPostsTest {

    private static final String WHOLE = "<title>Ferry resumes</title><guid isPermaLink='false'>g-1</guid><link>/ferry</link>"
                                        + "<pubDate>Fri, 02 Jan 2026 03:04:05 GMT</pubDate><description>On Monday</description>";
    private static final Instant DATE = Instant.parse("2026-01-02T03:04:05Z");

    private final CamelContext camel = new DefaultCamelContext();
    private final FeedPosts posts = new FeedPosts();

    @BeforeEach
    void start() {
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    private EntryRecords.Place place() {
        return new EntryRecords.Place(
                new Feed("News", "", URI.create("https://news.example/"), List.of(), WebVersion.NONE),
                Did.parse("did:plc:aliceaaaaaaaaaaaaaaaaaaa"), new DefaultExchange(camel));
    }

    private Map<String, Object> post(String... elements) {
        Map<String, Object> post = posts.record(entry(elements), DATE, place());
        assertThat(Lexicons.bundled().validateRecord("app.bsky.feed.post", post)).isEmpty();
        return post;
    }

    @Test
    void anEntryBecomesAPostWithLinkAndCard() {
        assertThat(post(WHOLE)).isEqualTo(Map.of(
                "$type", "app.bsky.feed.post", "text", "Ferry resumes\n\nnews.example/ferry",
                "createdAt", "2026-01-02T03:04:05.000Z",
                "facets", List.of(Map.of(
                        "index", Map.of("byteStart", 15L, "byteEnd", 33L),
                        "features", List.of(Map.of(
                                "$type", "app.bsky.richtext.facet#link", "uri", "https://news.example/ferry")))),
                "embed", Map.of(
                        "$type", "app.bsky.embed.external", "external", Map.of(
                                "uri", "https://news.example/ferry", "title", "Ferry resumes",
                                "description", "On Monday"))));
    }

    @Test
    void withoutATitleThePostSaysTheSummary() {
        assertThat(post("<description>On &lt;b&gt;Monday&lt;/b&gt;</description>")).containsEntry("text", "On Monday")
                .doesNotContainKeys("facets", "embed");
    }

    @Test
    void aTitleOf400GraphemesIsShortened() {
        Map<String, Object> post = post("<title>" + "ab".repeat(200) + "</title><link>/a</link>");
        assertThat(Graphemes.count((String) post.get("text"))).isEqualTo(300);
        assertThat((String) post.get("text")).endsWith("\u2026\n\nnews.example/a");
    }

    @Test
    void aTextOfTheOperatorsOwnIsCutAtAWordWithTheLinkBelow() {
        posts.setText("${body.title}: ${body.summary} #tides");
        assertThat(post(WHOLE)).containsEntry("text", "Ferry resumes: On Monday #tides");
        Map<String, Object> post
                = post("<title>T</title><link>/a</link><description>" + "word ".repeat(100) + "</description>");
        assertThat((String) post.get("text")).startsWith("T: word word").endsWith("word\u2026\n\nnews.example/a");
        assertThat(Graphemes.count((String) post.get("text"))).isBetween(290, 300);
    }

    @Test
    void aFeedDoesNotCallPeople() {
        assertThat(post("<title>@alice.bsky.social</title>")).doesNotContainKey("facets");
    }

    @Test
    void languagesAndLabelsAreThoseOfTheOperator() {
        posts.setLanguages("de, fr");
        posts.setLabels("graphic-media");
        posts.setCards(false);
        assertThat(post(WHOLE)).containsEntry("langs", List.of("de", "fr")).doesNotContainKey("embed")
                .extractingByKey("labels").asString().contains("graphic-media");
    }

    @Test
    void onlyWhatIsPostedCountsAsAnEdit() {
        String digest = posts.digest(entry(WHOLE));
        assertThat(posts.digest(entry(WHOLE.replace("On Monday", "On Tuesday")))).isEqualTo(digest);
        assertThat(posts.digest(entry(WHOLE.replace("/ferry", "/ferry?utm=1")))).isEqualTo(digest);
        assertThat(posts.digest(entry(WHOLE.replace("resumes", "stops")))).isNotEqualTo(digest);
        posts.setText("${body.summary}");
        assertThat(posts.digest(entry(WHOLE.replace("On Monday", "On Tuesday")))).isNotEqualTo(posts.digest(entry(WHOLE)));
    }

    @Test
    void aPostLeadsWhereItsCardOrElseItsFirstLinkLeads() {
        assertThat(posts.link(post(WHOLE), place().feed())).isEqualTo("https://news.example/ferry");
        posts.setCards(false);
        assertThat(posts.link(post(WHOLE), place().feed())).isEqualTo("https://news.example/ferry");
        assertThat(posts.link(Map.of("text", "none"), place().feed())).isNull();
    }
}
