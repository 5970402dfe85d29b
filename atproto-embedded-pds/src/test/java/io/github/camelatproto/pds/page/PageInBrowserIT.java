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
package io.github.camelatproto.pds.page;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import javax.imageio.ImageIO;

import io.github.camelatproto.browser.Browser;
import io.github.camelatproto.pds.EmbeddedPds;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Needs Chromium (Debian: {@code apt-get install chromium}); leaves screenshots in {@code target/screenshots}. */
@Timeout(180)
class PageInBrowserIT {

    private static final String POST = "app.bsky.feed.post";
    private static final String LINK = "app.bsky.richtext.facet#link";

    private static Browser browser;

    private EmbeddedPds pds;

    @BeforeAll
    static void startBrowser() throws Exception {
        Optional<Path> chromium = Browser.find();
        assumeTrue(chromium.isPresent(), "There is no Chromium on the path, and none named by CHROMIUM");
        browser = Browser.start(chromium.get());
    }

    @AfterAll
    static void stopBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void start() {
        browser.complaints().clear();
        pds = EmbeddedPds.builder().build().start();
    }

    @AfterEach
    void stop() {
        pds.close();
    }

    @ParameterizedTest
    @CsvSource({
            "1280, 900, light, wide", "1280, 900, dark, wide-dark", "390, 844, light, narrow", "390, 844, dark, narrow-dark" })
    void aPostLooksLikeAPost(int width, int height, String scheme, String name) throws IOException {
        PdsCaller harbour = new PdsCaller(pds, "harbour.test");
        harbour.create("app.bsky.actor.profile", "self", Map.of("displayName", "Harbour Notes"));
        harbour.create(POST, Map.of("text", "New timetable: harbour.example/ferries", "createdAt", Instant.now().toString(),
                "facets", List.of(link(15, 38, "https://harbour.example/ferries")),
                "embed", Map.of("$type", "app.bsky.embed.external", "external", Map.of("uri", "https://harbour.example/ferries",
                        "title", "Ferries in winter", "description", "Valid from Monday"))));
        harbour.create(POST, Map.of("text", "The sun over the breakwater", "createdAt", Instant.now().toString(),
                "embed", Map.of("$type", "app.bsky.embed.images", "images", List.of(
                        Map.of("image", harbour.upload(picture(), "image/png"), "alt", "A low sun, calm water")))));

        browser.open(pds.url() + "/", width, height, scheme);
        browser.awaitTrue("document.querySelectorAll('.card').length === 2");
        browser.awaitTrue("[...document.images].every((image) => image.complete && image.naturalWidth > 0)");
        browser.screenshot(Path.of("target", "screenshots", "page-" + name + ".png"));

        assertThat(text(".byline .who")).isEqualTo("Harbour Notes @harbour.test");
        assertThat(text(".byline time")).isEqualTo("just now");
        assertThat(text("figcaption")).isEqualTo("A low sun, calm water");
        assertThat(browser.evaluate("document.querySelector('.pictures img').alt").asText()).isEqualTo("A low sun, calm water");
        assertThat(text(".link-card strong")).isEqualTo("Ferries in winter");
        assertThat(text(".text a")).isEqualTo("harbour.example/ferries");
        assertThat(browser.evaluate("document.querySelector('.text a').href").asText())
                .isEqualTo("https://harbour.example/ferries");
        assertThat(browser.evaluate("document.querySelector('.text a').rel").asText())
                .isEqualTo("noopener noreferrer nofollow");
        assertThat(text(".json")).contains("\"$type\": \"app.bsky.embed.images\"");
        assertThat(tooWide()).isEmpty();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void whatRecordsHoldIsTextAndNeverMarkup() {
        PdsCaller mallory = new PdsCaller(pds, "mallory.test");
        String markup = "<img src=x onerror=\"window.owned=1\"><script>window.owned=1</script>";
        mallory.create("app.bsky.actor.profile", "self", Map.of("displayName", markup));
        mallory.create(POST, Map.of("text", markup, "langs", List.of(markup), "tags", List.of(markup), "createdAt", markup,
                "embed",
                Map.of("$type", "app.bsky.embed.external", "external",
                        Map.of("uri", "https://a.example/\"><script>window.owned=1</script>",
                                "title", markup, "description", markup))));

        show(mallory, POST, 1);

        assertThat(text(".text")).isEqualTo(markup);
        assertThat(text(".link-card strong")).isEqualTo(markup);
        assertUnharmed();
    }

    @Test
    void linksLeadToTheWebOrNowhere() {
        PdsCaller mallory = new PdsCaller(pds, "mallory.test");
        for (String uri : List.of("javascript:window.owned=1", " JaVaScRiPt:window.owned=1",
                "data:text/html,<script>1</script>",
                "vbscript:x", "file:///etc/passwd", "//evil.example", "blob:https://a.example/x")) {
            mallory.create(POST, Map.of("text", "click me", "facets", List.of(link(0, 8, uri)),
                    "embed", Map.of("$type", "app.bsky.embed.external", "external",
                            Map.of("uri", uri, "title", "t", "description", ""))));
        }

        show(mallory, POST, 7);

        assertThat(browser.evaluate("document.querySelectorAll('.text a, a.link-card').length").asInt()).isZero();
        assertUnharmed();
    }

    @Test
    void facetsWithBadOffsetsAreLeftOut() {
        PdsCaller mallory = new PdsCaller(pds, "mallory.test");
        // bytes: ö is 3 and 4 of "größe", the emoji 8 to 11
        mallory.create(POST, Map.of("text", "größe \uD83D\uDC4D end", "facets", List.of(
                link(-1, 3, "https://negative.example"), link(3, 3, "https://empty.example"),
                link(5, 2, "https://reversed.example"),
                link(0, 3, "https://inside.example"), link(0, 9999, "https://beyond.example"),
                link(9, 12, "https://emoji.example"),
                link(8, 12, "https://good.example"), link(8, 15, "https://overlapping.example"),
                Map.of("index", "x"), Map.of("features", 3), "no facet")));

        show(mallory, POST, 1);

        assertThat(text(".text")).isEqualTo("größe \uD83D\uDC4D end");
        assertThat(browser.evaluate("[...document.querySelectorAll('.text a')].map((a) => a.href + a.textContent).join()")
                .asText())
                .isEqualTo("https://good.example/\uD83D\uDC4D");
        assertUnharmed();
    }

    @Test
    void recordsThatAreNotWhatTheySayAreShownAllTheSame() {
        PdsCaller mallory = new PdsCaller(pds, "mallory.test");
        Map<String, Object> trap = Map.of("toString", 1, "constructor", "c", "valueOf", List.of());
        for (Object wrong : List.of(5, "x", true, List.of(), List.of(List.of()), trap)) {
            mallory.create(POST,
                    Map.of("text", wrong, "facets", wrong, "embed", wrong, "reply", wrong, "langs", wrong, "createdAt", wrong));
            for (String embed : List.of("images", "external", "record", "recordWithMedia", "video", "unheardOf")) {
                mallory.create(POST, Map.of("text", "t", "embed", Map.of("$type", "app.bsky.embed." + embed,
                        "images", wrong, "external", wrong, "record", wrong, "media", wrong, "video", wrong)));
            }
        }

        show(mallory, POST, 42);

        assertThat(browser.evaluate("document.querySelectorAll('.json').length").asInt()).isEqualTo(42);
        assertUnharmed();
    }

    @Test
    void textTurnedAroundStaysInItsPlaceAndIsPlainInTheJson() {
        PdsCaller mallory = new PdsCaller(pds, "mallory.test");
        mallory.create(POST, Map.of("text", "invoice\u202Egnp.exe"));

        show(mallory, POST, 1);

        assertThat(browser.evaluate("getComputedStyle(document.querySelector('.text')).unicodeBidi").asText())
                .isEqualTo("isolate");
        assertThat(text(".json")).contains("invoice\\u202egnp.exe");
        assertUnharmed();
    }

    @ParameterizedTest
    @ValueSource(strings = { "posts", "thing", "record", "commits", "blobs" })
    void nothingScrollsSidewaysOnASmallPhone(String place) {
        PdsCaller mallory = new PdsCaller(pds, "mallory.test");
        String rkey = "r".repeat(500);
        mallory.create(POST, Map.of("text", "W".repeat(3000), "tags", List.of("t".repeat(640))));
        mallory.create("com.example.thing", rkey, Map.of("k".repeat(300), "v".repeat(3000), "deep", nested(60),
                "file", mallory.upload("x".getBytes(StandardCharsets.UTF_8), "application/" + "y".repeat(100))));
        String did = mallory.did();
        String hash = Map.of("posts", did + "/" + POST, "thing", did + "/com.example.thing", "record",
                did + "/com.example.thing/" + rkey,
                "commits", did + "/commits", "blobs", did + "/blobs").get(place);

        browser.open(pds.url() + "/#/" + hash, 360, 740, "light");
        browser.awaitTrue("document.querySelector('.card, .commit, .blob') !== null");

        assertThat(tooWide()).isEmpty();
        assertUnharmed();
    }

    @Test
    void showsOtherRecordsByTheirFields() {
        PdsCaller shop = new PdsCaller(pds, "shop.test");
        shop.create("com.example.item", Map.of("name", "Bollard", "stock", 12, "page", "https://shop.example/bollard",
                "photo", shop.upload(picture(), "image/png")));

        show(shop, "com.example.item", 1);

        assertThat(text(".fields")).contains("Bollard", "12", "https://shop.example/bollard");
        browser.awaitTrue("document.querySelector('.fields img').naturalWidth > 0");
        assertUnharmed();
    }

    @Test
    void aPictureThatIsGoneIsToldInWords() {
        PdsCaller mallory = new PdsCaller(pds, "mallory.test");
        Object blob = mallory.upload("no picture".getBytes(StandardCharsets.UTF_8), "image/png");
        mallory.create(POST, Map.of("text", "look", "embed", Map.of("$type", "app.bsky.embed.images",
                "images", List.of(Map.of("image", blob, "alt", "a <b>bold</b> alt")))));

        show(mallory, POST, 1);

        browser.awaitTrue("document.querySelector('.no-picture') !== null");
        assertThat(text("figcaption")).isEqualTo("a <b>bold</b> alt");
        assertUnharmed();
    }

    @Test
    void showsCommitsAsTheyLand() {
        PdsCaller alice = new PdsCaller(pds, "alice.test");
        alice.put(POST, "first", Map.of("text", "before"));
        show(alice, POST, 1);

        alice.put(POST, "first", Map.of("text", "after"));
        browser.awaitTrue("document.querySelector('.text')?.textContent === 'after'");
        alice.create(POST, Map.of("text", "second"));
        browser.awaitTrue("document.querySelectorAll('.card').length === 2");
        alice.delete(POST, "first");
        browser.awaitTrue(
                "document.querySelectorAll('.card').length === 1 && document.querySelector('.text').textContent === 'second'");

        assertThat(text(".rail .collections .size")).isEqualTo("1");
        assertThat(text(".latest-line")).contains("1 deleted");
    }

    @Test
    void keepsWhatIsBeingReadWhenCommitsLand() {
        PdsCaller alice = new PdsCaller(pds, "alice.test");
        alice.create(POST, Map.of("text", "first"));
        show(alice, POST, 1);
        browser.evaluate("document.querySelector('details.raw').open = true; document.querySelector('.json').focus()");

        alice.create(POST, Map.of("text", "second"));
        browser.awaitTrue("document.querySelectorAll('.card').length === 2");

        assertThat(browser.evaluate("document.activeElement.className").asText()).isEqualTo("json");
        assertThat(browser.evaluate("document.activeElement.textContent").asText()).contains("first");
    }

    @Test
    void tellsWhatEachCommitChanged() {
        PdsCaller alice = new PdsCaller(pds, "alice.test");
        alice.put("com.example.note", "a", Map.of("n", 1));
        alice.put("com.example.note", "a", Map.of("n", 2));
        alice.delete("com.example.note", "a");

        browser.open(pds.url() + "/#/" + alice.did() + "/commits", 1280, 900, "light");
        browser.awaitTrue("document.querySelectorAll('main .commit').length === 4");

        assertThat(browser
                .evaluate("[...document.querySelectorAll('main .changes li > :first-child')].map((n) => n.textContent).join()")
                .asText()).isEqualTo("deleted,updated,created");
        assertThat(text("main .gone")).isEqualTo("com.example.note/a");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void showsALargeCollectionFiftyAtATime() {
        PdsCaller alice = new PdsCaller(pds, "alice.test");
        for (int i = 0; i < 120; i++) {
            alice.put("com.example.note", String.format("n%03d", i), Map.of("n", i));
        }
        show(alice, "com.example.note", 50);

        assertThat(text(".view-head .muted")).isEqualTo("50 of 120 records");
        click("Older", "n069");
        click("Older", "n019");
        assertThat(browser.evaluate("document.querySelectorAll('.card').length").asInt()).isEqualTo(20);
        click("Newer", "n069");
        click("Newer", "n119");
        assertThat(browser.evaluate("location.hash").asText()).isEqualTo("#/" + alice.did() + "/com.example.note");
    }

    @Test
    void anEmptyPdsSaysWhatToDoAndShowsTheAccountOnceItIsThere() throws IOException {
        browser.open(pds.url() + "/", 1280, 900, "light");
        browser.awaitTrue("document.querySelector('.welcome') !== null");
        assertThat(text(".welcome")).contains("No accounts yet", "com.atproto.server.createAccount");
        browser.screenshot(Path.of("target", "screenshots", "page-empty.png"));

        new PdsCaller(pds, "alice.test");

        browser.awaitTrue("document.querySelector('h1').textContent === 'alice.test'");
        assertThat(text(".welcome")).contains("Nothing written yet", "atproto:createRecord");
        assertThat(text(".top")).contains("for quick starts and tests");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void saysWhenTheServerIsGoneAndComesBackByItself() {
        PdsCaller alice = new PdsCaller(pds, "alice.test");
        alice.create(POST, Map.of("text", "still here"));
        show(alice, POST, 1);
        browser.awaitTrue("document.getElementById('live').dataset.state === 'live'");
        int port = pds.url().getPort();

        pds.close();
        browser.awaitTrue("document.getElementById('live').dataset.state === 'offline'");
        assertThat(text(".text")).isEqualTo("still here");

        pds = EmbeddedPds.builder().port(port).account("bob.test", "secret").build().start();
        browser.awaitTrue("document.getElementById('live').dataset.state === 'live'");
    }

    @Test
    void anAddressThatLeadsNowhereSaysSo() {
        new PdsCaller(pds, "alice.test");
        browser.open(pds.url() + "/#/did:plc:<script>/%zz/'\"?after=%", 1280, 900, "light");

        browser.awaitTrue("document.querySelector('h1')?.textContent === 'This cannot be shown'");
        assertUnharmed();
    }

    @Test
    void theFirstKeyLeadsPastTheAccountsToTheRecords() {
        PdsCaller alice = new PdsCaller(pds, "alice.test");
        alice.create(POST, Map.of("text", "one"));
        show(alice, POST, 1);

        browser.press("Tab", 9);
        assertThat(browser.evaluate("document.activeElement.id").asText()).isEqualTo("skip");
        browser.evaluate("document.activeElement.click()");

        assertThat(browser.evaluate("document.activeElement.id").asText()).isEqualTo("main");
        assertThat(browser.evaluate("location.hash").asText()).isEqualTo("#/" + alice.did() + "/" + POST);
    }

    private void show(PdsCaller account, String collection, int records) {
        browser.open(pds.url() + "/#/" + account.did() + "/" + collection, 1280, 900, "light");
        browser.awaitTrue("document.querySelectorAll('.card').length === " + records);
    }

    /** Presses a button or follows a link of the pager, until the first record is another. */
    private void click(String label, String firstRkey) {
        browser.evaluate("[...document.querySelectorAll('.pager > *')].find((n) => n.textContent === '" + label + "').click()");
        browser.awaitTrue("document.querySelector('.card .code')?.textContent === '" + firstRkey + "'");
    }

    private static String text(String selector) {
        return browser.evaluate("document.querySelector('" + selector + "').textContent").asText();
    }

    /** What is wider than its place, and so scrolls or is cut off. */
    private static String tooWide() {
        return browser.evaluate("[document.documentElement, ...document.querySelectorAll('body *:not(.unseen)')]"
                                + ".filter((n) => n.clientWidth > 0 && n.scrollWidth > n.clientWidth + 1"
                                + " && (n === document.documentElement || getComputedStyle(n).overflowX !== 'visible'))"
                                + ".map((n) => `${n.tagName}.${n.className}`).join()")
                .asText();
    }

    private static void assertUnharmed() {
        assertThat(browser.evaluate("typeof window.owned").asText()).isEqualTo("undefined");
        assertThat(browser.evaluate("document.scripts.length").asInt()).isEqualTo(1);
        assertThat(browser
                .evaluate("[...document.querySelectorAll('main a')].filter((a) => !/^(https?:|#)/.test(a.getAttribute('href'))"
                          + " && !a.getAttribute('href').startsWith('/xrpc/')).length")
                .asInt()).isZero();
        assertThat(browser.complaints()).isEmpty();
    }

    private static Map<String, Object> link(int start, int end, String uri) {
        return Map.of("index", Map.of("byteStart", start, "byteEnd", end), "features",
                List.of(Map.of("$type", LINK, "uri", uri)));
    }

    private static Object nested(int depth) {
        return IntStream.range(0, depth).boxed().reduce((Object) "bottom", (inner, level) -> Collections.singletonList(inner),
                (a, b) -> a);
    }

    private static byte[] picture() {
        BufferedImage image = new BufferedImage(640, 360, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(0xf4, 0xc0, 0x8a));
        graphics.fillRect(0, 0, 640, 200);
        graphics.setColor(new Color(0x2f, 0x5d, 0x7c));
        graphics.fillRect(0, 200, 640, 160);
        graphics.setColor(new Color(0xff, 0xf3, 0xd0));
        graphics.fillOval(420, 120, 60, 60);
        graphics.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", png);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return png.toByteArray();
    }
}
