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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.camelatproto.social.feed.Documents.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JsonFeedTest {

    private static FeedEntry item(String members) {
        return parse(
                "{\"version\": \"https://jsonfeed.org/version/1.1\", \"language\": \"de\", \"items\": [{" + members + "}]}")
                .get(0);
    }

    @Test
    void anItemIsAnEntry() {
        FeedEntry entry = item("\"id\": \"1\", \"url\": \"/a\", \"title\": \"T\", \"content_html\": \"<p>One</p><p>two</p>\","
                               + "\"image\": \"/a.png\", \"date_published\": \"2026-01-02T03:04:05+01:00\", \"tags\": [\"x\", 1, \"x\"]");

        assertThat(entry.key()).isEqualTo("1");
        assertThat(entry.link()).isEqualTo(URI.create("https://news.example/a"));
        assertThat(entry.image()).isEqualTo(URI.create("https://news.example/a.png"));
        assertThat(entry.published()).isEqualTo(Instant.parse("2026-01-02T02:04:05Z"));
        assertThat(entry.summary()).isEqualTo("One two");
        assertThat(entry.content()).isEqualTo("One\n\ntwo");
        assertThat(entry.tags()).isEqualTo(List.of("x"));
        assertThat(entry.language()).isEqualTo("de");
    }

    @Test
    void aNumberIsAnIdToo() {
        assertThat(item("\"id\": 17, \"content_text\": \"t\"").key()).isEqualTo("17");
    }

    @Test
    void withoutAnIdTheLinkIsTheKey() {
        assertThat(item("\"url\": \"/a\"").key()).isEqualTo("https://news.example/a");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "yesterday", "2026-13-01T00:00:00Z", "2026-01-02", "", "9999999-01-01T00:00:00Z", "0001-01-01T00:00:00Z" })
    void aDateThatIsNoneCountsAsNone(String date) {
        assertThat(item("\"id\": 1, \"title\": \"t\", \"date_published\": \"" + date + "\"").published()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = { "{", "{}", "{\"items\": 1}", "{\"items\": [{\"title\": ", "{\"error\": \"maintenance\"}" })
    void whatIsNoFeedIsRefused(String document) {
        assertThatThrownBy(() -> parse(document)).isInstanceOf(FeedException.class).hasMessageContaining("JSON");
    }

    @Test
    void nestingWithoutEndIsRefused() {
        assertThatThrownBy(() -> parse("{\"items\": " + "[".repeat(100_000))).isInstanceOf(FeedException.class);
    }
}
