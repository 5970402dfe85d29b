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
package io.github.camelatproto.social.web;

import java.net.URI;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class WebLinksTest {

    private static final URI BASE = URI.create("https://example.com/news/feed.xml");

    @ParameterizedTest
    @CsvSource({
            "/a, https://example.com/a",
            "a, https://example.com/news/a",
            "../a, https://example.com/a",
            "?p=2, https://example.com/news/feed.xml?p=2",
            "//other.example/a, https://other.example/a",
            "HTTP://Other.Example/A, http://other.example/A",
            "https://example.com/a b|c, https://example.com/a%20b%7Cc",
            "https://example.com/%7Ea%zz, https://example.com/%7Ea%25zz",
            "https://b\u00FCcher.example/\u6D77, https://xn--bcher-kva.example/%E6%B5%B7",
            "https://example.com?q=1, https://example.com?q=1",
            "https://example.com:8080/, https://example.com:8080/" })
    void aWebLinkIsMadeAbsoluteAndAscii(String link, String expected) {
        assertThat(WebLinks.resolve(BASE, link)).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "javascript:alert(1)", "JavaScript:alert(1)", " java\nscript:alert(1)", "data:text/html,x", "mailto:a@example.com",
            "file:///etc/passwd", "https://user:secret@example.com/", "https:///path", "https://", "http:path", " ",
            "https://[::1", "https://exa mple.com/" })
    void whatIsNoWebLinkIsLeftOut(String link) {
        assertThat(WebLinks.resolve(URI.create("https://example.com/"), link)).satisfiesAnyOf(
                resolved -> assertThat(resolved).isNull(),
                resolved -> assertThat(resolved.toString()).startsWith("https://example.com/java%0Ascript"));
    }

    @Test
    void aRelativeLinkWithoutABaseIsLeftOut() {
        assertThat(WebLinks.resolve(null, "/a")).isNull();
    }

    @Test
    void aLinkOfMoreThan2048CharactersIsLeftOut() {
        assertThat(WebLinks.resolve(BASE, "https://example.com/" + "a".repeat(2_048))).isNull();
    }

    @Test
    @Timeout(5)
    void aLinkOfMegabytesTakesNoLongTime() {
        String link = "https://example.com/" + " x".repeat(2_500_000);
        for (int i = 0; i < 10; i++) {
            assertThat(WebLinks.resolve(BASE, link)).isNull();
        }
    }
}
