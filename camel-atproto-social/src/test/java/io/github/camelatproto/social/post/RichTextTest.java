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
package io.github.camelatproto.social.post;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RichTextTest {

    private static final URI LINK = URI.create("https://example.com/a");

    @Test
    void theFacetCoversTheLinkInBytesOfUtf8() {
        RichText text = RichText.headlineWithLink("Zo\u00EB \uD83D\uDC69\uD83C\uDFFD\u200D\uD83D\uDD2C \u6D77", LINK);
        assertThat(covered(text)).isEqualTo("example.com/a");
        assertThat(text.facets().get(0).byteStart()).isEqualTo(5 + 15 + 1 + 3 + 2);
    }

    @Test
    void aFacetIsTheObjectOfTheLexicon() {
        assertThat(new Facet(1, 5, new Facet.Link(LINK.toString())).toMap()).isEqualTo(Map.of(
                "index", Map.of("byteStart", 1L, "byteEnd", 5L),
                "features", List.of(Map.of("$type", "app.bsky.richtext.facet#link", "uri", "https://example.com/a"))));
    }

    @Test
    void aHeadlineOf400GraphemesIsShortenedSoThatTheLinkHasRoom() {
        RichText text = RichText.headlineWithLink("\uD83C\uDDF8\uD83C\uDDEA".repeat(400), LINK);
        assertThat(Graphemes.count(text.text())).isEqualTo(300);
        assertThat(text.text()).endsWith("\u2026\n\nexample.com/a");
        assertThat(covered(text)).isEqualTo("example.com/a");
    }

    @Test
    void bothLimitsHoldForTextOfManyBytes() {
        RichText text = RichText.headlineWithLink(
                "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67\u200D\uD83D\uDC66".repeat(200), LINK);
        assertThat(text.text().getBytes(StandardCharsets.UTF_8).length).isBetween(2_900, 3_000);
    }

    @Test
    void withoutAHeadlineTheLinkIsAll() {
        assertThat(RichText.headlineWithLink("", LINK).text()).isEqualTo("example.com/a");
    }

    private static String covered(RichText text) {
        Facet facet = text.facets().get(0);
        byte[] utf8 = text.text().getBytes(StandardCharsets.UTF_8);
        return new String(utf8, facet.byteStart(), facet.byteEnd() - facet.byteStart(), StandardCharsets.UTF_8);
    }
}
