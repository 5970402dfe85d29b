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

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import io.github.camelatproto.syntax.Did;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class FacetFinderTest {

    private static final Did ALICE = Did.parse("did:plc:aliceaaaaaaaaaaaaaaaaaaa");
    private static final Mentions KNOWN
            = handle -> handle.value().startsWith("alice.") ? Optional.of(ALICE) : Optional.empty();

    private static List<String> found(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return RichText.of(text, KNOWN).facets().stream()
                .map(facet -> new String(utf8, facet.byteStart(), facet.byteEnd() - facet.byteStart(), StandardCharsets.UTF_8))
                .toList();
    }

    private static Facet.Feature only(String text) {
        List<Facet> facets = RichText.of(text, KNOWN).facets();
        assertThat(facets).hasSize(1);
        return facets.get(0).feature();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
            "see https://example.com/a. | https://example.com/a",
            "see https://example.com/a... | https://example.com/a",
            "(https://example.com/a) | https://example.com/a",
            "https://en.wikipedia.org/wiki/Eel_(fish), and | https://en.wikipedia.org/wiki/Eel_(fish)",
            "(see https://en.wikipedia.org/wiki/Eel_(fish)). | https://en.wikipedia.org/wiki/Eel_(fish)",
            "[https://example.com/?a[]=1] | https://example.com/?a[]=1",
            "\"https://example.com/q?\" he asked | https://example.com/q",
            "<https://example.com/x> | https://example.com/x",
            "\u898B\u3066\u3001https://example.com/\u3002\u305D\u3057\u3066 | https://example.com/",
            "HTTPS://EXAMPLE.COM/A | HTTPS://EXAMPLE.COM/A",
            "read example.com/news, now | example.com/news",
            "read sub.example.co.uk! | sub.example.co.uk",
            "at example.com:8080/x | example.com:8080/x" })
    void aLinkIsWhatAReaderTakesForIt(String text, String link) {
        assertThat(found(text)).containsExactly(link);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "e.g. this", "file.txt", "3.14", "v1.2.3", "end.Afterwards", "me@example.com", "ftp://example.com", "a/b.c",
            "http://", "https:// x", "javascript:alert(1)", "https://user:pw@example.com/" })
    void whatIsNoLinkStaysText(String text) {
        assertThat(found(text)).isEmpty();
    }

    @Test
    void aDomainAloneLeadsToHttps() {
        assertThat(only("example.com/a")).isEqualTo(new Facet.Link("https://example.com/a"));
    }

    @Test
    void whatNoUriHasIsEscapedInIt() {
        assertThat(only("https://example.com/\u00E4 b")).isEqualTo(new Facet.Link("https://example.com/%C3%A4"));
    }

    @ParameterizedTest
    @CsvSource({
            "hello @alice.test, @alice.test", "(@alice.test), @alice.test", "@Alice.test's, @Alice.test",
            "@alice.test., @alice.test", "\u4F60\u597D\uFF0C@alice.test, @alice.test" })
    void aMentionIsTheHandleWithItsSign(String text, String mention) {
        assertThat(found(text)).containsExactly(mention);
        assertThat(only(text)).isEqualTo(new Facet.Mention(ALICE));
    }

    @ParameterizedTest
    @ValueSource(strings = { "@bob.test", "@alice", "a@alice.test", "@alice.notatld", "@@alice.test", "@alice..test" })
    void whoIsNotFoundStaysText(String text) {
        assertThat(found(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '~', value = {
            "a #tag, #tag", "#tag., #tag", "#\u30BF\u30B0 x, #\u30BF\u30B0", "\uFF03\u30BF\u30B0, \uFF03\u30BF\u30B0",
            "#a1 2, #a1", "#don't, #don't", "#caf\u00E9!, #caf\u00E9", "#e\u0301t\u00E9, #e\u0301t\u00E9",
            "(#tag), #tag", "#\uD83D\uDC1F, #\uD83D\uDC1F",
            "#\u0627\u0644\u0639\u0631\u0628\u064A\u0629, #\u0627\u0644\u0639\u0631\u0628\u064A\u0629" })
    void aTagIsAWordInAnyScript(String text, String tag) {
        assertThat(found(text)).containsExactly(tag);
        assertThat(only(text)).isEqualTo(new Facet.Tag(tag.substring(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = { "#1", "#2024", "a#b", "#", "##", "#\uFE0F\u20E3", "C# is", "#...", "#1\uFE0F\u20E3" })
    void aNumberIsNoTag(String text) {
        assertThat(found(text)).isEmpty();
    }

    @Test
    void aTagHasAtMost64Graphemes() {
        assertThat(found("#" + "a".repeat(64))).hasSize(1);
        assertThat(found("#" + "a".repeat(65))).isEmpty();
    }

    @Test
    void offsetsAreBytesOfUtf8() {
        String text
                = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67 \uD83C\uDDF8\uD83C\uDDEA e\u0301 #tag https://example.com/ @alice.test";
        assertThat(found(text)).containsExactly("#tag", "https://example.com/", "@alice.test");
    }

    @Test
    void aVeryLongTextTakesNoLongTime() {
        assertThat(found("a.".repeat(50_000) + " (".repeat(50_000) + "#".repeat(50_000) + "@a-".repeat(20_000)).size())
                .isLessThan(2);
    }
}
