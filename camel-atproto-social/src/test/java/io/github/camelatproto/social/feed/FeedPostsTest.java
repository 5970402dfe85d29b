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

import java.io.StringReader;
import java.net.URI;
import java.util.List;
import java.util.Map;

import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.SyndFeedInput;
import io.github.camelatproto.data.DagCbor;
import io.github.camelatproto.social.post.Card;
import io.github.camelatproto.social.post.Graphemes;
import io.github.camelatproto.syntax.Tid;
import org.junit.jupiter.api.Test;

import static io.github.camelatproto.social.feed.Documents.entry;
import static io.github.camelatproto.social.feed.Documents.item;
import static io.github.camelatproto.social.feed.Documents.parse;
import static io.github.camelatproto.social.feed.Documents.rss;
import static org.assertj.core.api.Assertions.assertThat;

class FeedPostsTest {

    private static final String WHOLE = "<title>Ferry resumes</title><guid isPermaLink='false'>g-1</guid><link>/ferry</link>"
                                        + "<pubDate>Fri, 02 Jan 2026 03:04:05 GMT</pubDate><description>On Monday</description>";

    private final FeedPosts posts = new FeedPosts();

    @Test
    void anEntryBecomesTheCreateOfAPost() {
        assertThat(posts.write(entry(WHOLE))).isEqualTo(Map.of(
                "$type", "com.atproto.repo.applyWrites#create", "collection", "app.bsky.feed.post",
                "idempotencyKey", "g-1", "idempotencyInstant", "2026-01-02T03:04:05Z",
                "value", Map.of(
                        "$type", "app.bsky.feed.post", "text", "Ferry resumes\n\nnews.example/ferry",
                        "createdAt", "2026-01-02T03:04:05.000Z",
                        "facets", List.of(Map.of(
                                "index", Map.of("byteStart", 15L, "byteEnd", 33L),
                                "features", List.of(Map.of(
                                        "$type", "app.bsky.richtext.facet#link", "uri", "https://news.example/ferry")))),
                        "embed", Map.of(
                                "$type", "app.bsky.embed.external", "external", Map.of(
                                        "uri", "https://news.example/ferry", "title", "Ferry resumes",
                                        "description", "On Monday")))));
    }

    @Test
    void theSameEntryGivesTheSameBytes() {
        assertThat(DagCbor.encode(value(entry("<title>t</title>"))))
                .isEqualTo(DagCbor.encode(value(entry("<title>t</title>"))));
    }

    @Test
    void theLanguageOfTheFeedIsThatOfThePost() {
        assertThat(value(parse(rss("<language>sv</language>", item(WHOLE))).get(0))).containsEntry("langs", List.of("sv"));
    }

    @Test
    void withoutADateOfItsOwnItHasNoInstantAndTheSecondOfTheFeed() {
        FeedEntry undated
                = parse(rss("<pubDate>Fri, 02 Jan 2026 03:04:05 GMT</pubDate>", item("<title>t</title><guid>g</guid>"))).get(0);
        assertThat(posts.write(undated)).doesNotContainKey("idempotencyInstant");
        assertThat(value(undated).get("createdAt")).asString().matches("2026-01-02T03:04:05\\.\\d{3}Z");
    }

    @Test
    void anEntryThatHasOnlyAnUpdateKeepsItsNameWhenItIsEdited() {
        Map<String, Object> first = posts.write(updated("2026-01-02T03:04:05Z"));
        Map<String, Object> edited = posts.write(updated("2026-02-03T04:05:06Z"));
        assertThat(first).containsEntry("idempotencyKey", "urn:1").doesNotContainKey("idempotencyInstant");
        assertThat(edited).containsEntry("idempotencyKey", "urn:1").doesNotContainKey("idempotencyInstant");
        assertThat(value(updated("2026-01-02T03:04:05Z"))).containsEntry("createdAt", "2026-01-02T03:04:05.000Z");
    }

    @Test
    void withoutAnyDateItsTimeIsDerivedFromItsKey() {
        FeedEntry undated = entry("<title>t</title><guid isPermaLink='false'>g</guid>");
        assertThat(value(undated).get("createdAt")).asString()
                .startsWith(Tid.ofKey("g").instant().toString().substring(0, 23));
    }

    @Test
    void withoutATitleItSaysTheSummary() {
        assertThat(text(entry("<link>/a</link><description>&lt;p&gt;Only text&lt;/p&gt;</description>")))
                .isEqualTo("Only text\n\nnews.example/a");
    }

    @Test
    void withoutALinkThereIsNeitherFacetNorCard() {
        assertThat(value(entry("<title>t</title>"))).containsEntry("text", "t").doesNotContainKeys("facets", "embed");
    }

    @Test
    void aTitleOf400GraphemesIsShortenedInTextAndCard() {
        Map<String, Object> value = value(entry("<title>" + "ab".repeat(200) + "</title><link>/a</link>"));
        assertThat(Graphemes.count((String) value.get("text"))).isEqualTo(300);
        assertThat((String) value.get("text")).endsWith("\u2026\n\nnews.example/a");
        assertThat(value.get("embed")).isEqualTo(
                new Card(URI.create("https://news.example/a"), "ab".repeat(149) + "a\u2026", "", null).toMap());
    }

    @Test
    void anEntryFromCamelsRssConsumerGivesTheSameItem() throws Exception {
        SyndFeed feed = new SyndFeedInput().build(new StringReader(rss(item(WHOLE))));
        assertThat(posts.write(feed)).isEqualTo(posts.write(entry(WHOLE)));
    }

    @Test
    void anEntryAloneGivesTheSameItemWhereItsLinkIsAbsolute() throws Exception {
        String whole = WHOLE.replace("/ferry", "https://news.example/ferry");
        SyndFeed feed = new SyndFeedInput().build(new StringReader(rss(item(whole))));
        assertThat(posts.write(feed.getEntries().get(0))).isEqualTo(posts.write(entry(whole)));
    }

    @Test
    void anEntryFromCamelsRssConsumerWithNothingToPostGivesNone() throws Exception {
        assertThat(posts.write(new SyndFeedInput().build(new StringReader(rss(item("<guid isPermaLink='false'>g</guid>"))))))
                .isNull();
    }

    private static FeedEntry updated(String date) {
        return parse("<feed xmlns='http://www.w3.org/2005/Atom'><id>f</id><title>f</title><entry><id>urn:1</id>"
                     + "<title>t</title><updated>" + date + "</updated></entry></feed>")
                .get(0);
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> value(FeedEntry entry) {
        return (Map<String, Object>) posts.write(entry).get("value");
    }

    private String text(FeedEntry entry) {
        return (String) value(entry).get("text");
    }
}
