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
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.camelatproto.social.feed.Documents.entry;
import static io.github.camelatproto.social.feed.Documents.item;
import static io.github.camelatproto.social.feed.Documents.parse;
import static io.github.camelatproto.social.feed.Documents.rss;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FeedParserTest {

    @Test
    void aTitleInCdataIsHtml() {
        assertThat(entry("<title><![CDATA[<em>Eel</em>grass &amp; co&nbsp;\u2013 back]]></title>").title())
                .isEqualTo("Eelgrass & co \u2013 back");
    }

    @Test
    void entitiesThatWereEscapedTwiceAreWhatTheyStandFor() {
        assertThat(entry("<title>Q&amp;amp;A &amp;#8211; &amp;quot;why&amp;quot;</title>").title())
                .isEqualTo("Q&A \u2013 \"why\"");
    }

    @Test
    void aLessThanSignThatIsNoTagStays() {
        assertThat(entry("<title>5 &lt; 7 &amp; 8 &gt; 7</title>").title()).isEqualTo("5 < 7 & 8 > 7");
    }

    @Test
    void scriptsAndStylesAreLeftOut() {
        assertThat(entry("<title>t</title><description><![CDATA[<p>a</p><script>b()</script><style>c</style><!--d--><p>e</p>]]>"
                         + "</description>")
                .summary())
                .isEqualTo("a e");
    }

    @Test
    void whiteSpaceIsCollapsed() {
        assertThat(entry("<title>  Tide \n\t table\u00A0\u2028 2027 </title>").title()).isEqualTo("Tide table 2027");
    }

    @Test
    void emojiJoinedByZwjStayJoined() {
        String family = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67";
        assertThat(entry("<title>" + family + "</title>").title()).isEqualTo(family);
    }

    @Test
    void textOfAtomThatIsPlainIsNoHtml() {
        assertThat(parse("<feed xmlns='http://www.w3.org/2005/Atom'><id>f</id><title>f</title>"
                         + "<entry><id>urn:1</id><title>The &lt;b&gt; element</title></entry></feed>")
                .get(0).title())
                .isEqualTo("The <b> element");
    }

    @Test
    void htmlOfAtomIsHtml() {
        assertThat(parse("<feed xmlns='http://www.w3.org/2005/Atom'><id>f</id><title>f</title>"
                         + "<entry><id>urn:1</id><title type='html'>A &lt;b&gt;bold&lt;/b&gt; one</title></entry></feed>")
                .get(0)
                .title())
                .isEqualTo("A bold one");
    }

    @Test
    void theGuidIsTheKeyAndItsWhiteSpaceIsNot() {
        assertThat(entry("<title>t</title><guid isPermaLink='false'>\n  a-1\n </guid>").key()).isEqualTo("a-1");
    }

    @Test
    void withoutAGuidTheAbsoluteLinkIsTheKey() {
        assertThat(entry("<title>t</title><link>/a</link>").key()).isEqualTo("https://news.example/a");
    }

    @Test
    void withoutGuidAndLinkTheTextIsTheKey() {
        String key = entry("<title>t</title><description>d</description>").key();
        assertThat(key).startsWith("sha256:").hasSize(7 + 64);
        assertThat(entry("<title>t</title><description>d</description>").key()).isEqualTo(key);
        assertThat(entry("<title>t</title><description>e</description>").key()).isNotEqualTo(key);
    }

    @Test
    void aGuidThatIsNoAddressIsNotTakenForALink() {
        assertThat(entry("<title>t</title><guid>a-1</guid>").link()).isNull();
        assertThat(entry("<title>t</title><guid>https://news.example/p</guid>").link())
                .isEqualTo(URI.create("https://news.example/p"));
    }

    @Test
    void aRelativeLinkRefersToTheSite() {
        assertThat(entry("<title>t</title><link>/a</link>").link()).isEqualTo(URI.create("https://news.example/a"));
    }

    @Test
    void aRelativeLinkOfAtomRefersToItsXmlBase() {
        assertThat(
                parse("<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://base.example/x/'><id>f</id><title>f</title>"
                      + "<entry><id>urn:1</id><title>t</title><link href='a'/></entry></feed>").get(0).link())
                .isEqualTo(URI.create("https://base.example/x/a"));
    }

    @Test
    void aScriptIsNoLink() {
        assertThat(entry("<title>t</title><link>javascript:alert(1)</link>").link()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "yesterday", "31 Feb 2026", "2026", "Mon, 99 Foo 9999 99:99:99 XYZ", "", "0", "1767323045", "32/13/2026",
            "Thu, 01 Jan 0001 00:00:00 GMT", "9999-12-31T23:59:59Z", "2026-01-02T03:04:05+99:99" })
    void aDateInAWrongFormLosesNoEntry(String date) {
        FeedEntry entry = entry("<title>t</title><pubDate>" + date + "</pubDate>");
        assertThat(entry.title()).isEqualTo("t");
        assertThat(FeedPlan.rkey(entry, 0)).hasSize(13);
    }

    @Test
    void contentTagsAndPicturesAreRead() {
        FeedEntry entry = entry("<title>t</title><content:encoded xmlns:content='http://purl.org/rss/1.0/modules/content/'>"
                                + "<![CDATA[<p>One</p><p>two</p>]]></content:encoded><category>x</category><category>x</category>"
                                + "<enclosure url='/a.jpg' type='image/jpeg' length='1'/>");
        assertThat(entry.content()).isEqualTo("One\n\ntwo");
        assertThat(entry.tags()).containsExactly("x");
        assertThat(entry.image()).isEqualTo(URI.create("https://news.example/a.jpg"));
    }

    @Test
    void thePublicationIsTheDateAndElseTheUpdateWhichIsNoPublication() {
        assertThat(entry("<title>t</title><pubDate>Fri, 02 Jan 2026 04:04:05 +0100</pubDate>").published())
                .isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
        assertThat(parse(
                "<feed xmlns='http://www.w3.org/2005/Atom'><id>f</id><title>f</title><entry><id>urn:1</id><title>t</title>"
                         + "<updated>2026-01-02T03:04:05Z</updated></entry></feed>"))
                .singleElement().satisfies(entry -> {
                    assertThat(entry.published()).isNull();
                    assertThat(entry.date()).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
                });
    }

    @Test
    void theModificationInAtom03IsNoPublication() {
        assertThat(parse("<feed version='0.3' xmlns='http://purl.org/atom/ns#'><title>f</title><entry><id>urn:1</id>"
                         + "<title>t</title><modified>2026-01-02T03:04:05Z</modified></entry></feed>"))
                .singleElement().satisfies(entry -> {
                    assertThat(entry.published()).isNull();
                    assertThat(entry.date()).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "", "<pubDate>next Monday</pubDate>", "<pubDate>Sat, 28 Feb 1942 12:00:00 GMT</pubDate>",
            "<dc:date>9999-01-01T00:00:00Z</dc:date>" })
    void aDateThatIsMissingUnreadableOrOutOfRangeIsNone(String date) {
        assertThat(entry("<title>t</title>" + date).published()).isNull();
    }

    @ParameterizedTest
    @CsvSource({ "en-us, en-US", "sv, sv", "pt_BR, pt-BR" })
    void theLanguageIsATagOfBcp47(String said, String expected) {
        assertThat(parse(rss("<language>" + said + "</language>", item("<title>t</title>"))).get(0).language())
                .isEqualTo(expected);
    }

    @Test
    void aLanguageThatIsNoTagIsNone() {
        assertThat(parse(rss("<language>English (UK)</language>", item("<title>t</title>"))).get(0).language()).isNull();
    }

    @Test
    void theOldestEntryIsFirst() {
        assertThat(parse(rss(
                item("<title>c</title><pubDate>Sat, 03 Jan 2026 00:00:00 GMT</pubDate>"),
                item("<title>undated, beside b</title>"),
                item("<title>b</title><pubDate>Fri, 02 Jan 2026 00:00:00 GMT</pubDate>"),
                item("<title>late</title><pubDate>Sun, 04 Jan 2026 00:00:00 GMT</pubDate>"),
                item("<title>a</title><pubDate>Thu, 01 Jan 2026 00:00:00 GMT</pubDate>"))))
                .extracting(FeedEntry::title).containsExactly("a", "b", "undated, beside b", "c", "late");
    }

    @Test
    void entriesWithoutDatesComeInReverse() {
        assertThat(parse(rss(item("<title>b</title>"), item("<title>a</title>"))))
                .extracting(FeedEntry::title).containsExactly("a", "b");
    }

    @Test
    void ofEntriesWithOneGuidTheOldestIsKept() {
        assertThat(parse(rss(
                item("<title>again</title><guid>g</guid><pubDate>Fri, 02 Jan 2026 00:00:00 GMT</pubDate>"),
                item("<title>first</title><guid>g</guid><pubDate>Thu, 01 Jan 2026 00:00:00 GMT</pubDate>"))))
                .extracting(FeedEntry::title).containsExactly("first");
    }

    @Test
    void anEntryWithNothingToPostIsLeftOut() {
        assertThat(parse(rss(item("<guid isPermaLink='false'>g</guid><link>javascript:x</link>"), item("<title>a</title>"))))
                .extracting(FeedEntry::title).containsExactly("a");
    }

    @Test
    void theEncodingOfTheDocumentIsHonoured() {
        String document = rss(item("<title>Caf\u00E9 \u201Cquoted\u201D \u20AC</title>")).replace("UTF-8", "windows-1252");
        assertThat(parse(document.getBytes(Charset.forName("windows-1252")), null).get(0).title())
                .isEqualTo("Caf\u00E9 \u201Cquoted\u201D \u20AC");
    }

    @Test
    void textXmlWithoutACharsetIsNotAscii() {
        assertThat(parse(rss(item("<title>Caf\u00E9</title>")).getBytes(StandardCharsets.UTF_8), "text/xml").get(0).title())
                .isEqualTo("Caf\u00E9");
    }

    @Test
    void theCharsetOfTheHeaderIsHonoured() {
        byte[] latin
                = rss(item("<title>Caf\u00E9</title>")).replace(" encoding='UTF-8'", "").getBytes(StandardCharsets.ISO_8859_1);
        assertThat(parse(latin, "application/rss+xml; charset=ISO-8859-1").get(0).title()).isEqualTo("Caf\u00E9");
    }

    @Test
    void aDoctypeIsRefused() {
        assertThatThrownBy(() -> parse("<!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
                                       + "<rss version='2.0'><channel><title>&x;</title></channel></rss>"))
                .isInstanceOf(FeedException.class).hasMessageContaining("DOCTYPE")
                .hasMessageContaining("https://news.example/feed.xml");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "hello", "{}", "<html><body>Not found</body></html>", "<rss version='2.0'><channel><title>x" })
    void whatIsNoFeedIsRefused(String document) {
        assertThatThrownBy(() -> parse(document)).isInstanceOf(FeedException.class)
                .hasMessageContaining("Nothing of it was written");
    }

    @Test
    void elementsThatAreNestedTooDeepAreRefusedRatherThanFatal() {
        String deep = "<feed xmlns='http://www.w3.org/2005/Atom'><id>f</id><title type='xhtml'>" + "<b>".repeat(200_000)
                      + "</b>".repeat(200_000) + "</title></feed>";
        assertThatThrownBy(() -> parse(deep)).isInstanceOf(FeedException.class)
                .hasMessageContaining("nested deeper than 100");
    }

    @Test
    @Timeout(20)
    void manyDeepDescriptionsAndEmptyElementsTakeNoLongTime() {
        String deep = "<description>" + "&lt;b&gt;&lt;a&gt;".repeat(8_000) + "x</description>";
        assertThat(parse(rss(item("<title>t</title>" + deep).repeat(30), "<x/>".repeat(100_000)))).hasSize(1);
    }

    @Test
    void tooManyEntriesAreRefused() {
        assertThatThrownBy(() -> parse(rss(item("<title>t</title>").repeat(10_001)))).isInstanceOf(FeedException.class)
                .hasMessageContaining("10001 entries");
    }
}
