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
package io.github.camelatproto.examples.scheduledposts;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

import javax.imageio.ImageIO;

import io.github.camelatproto.browser.Browser;
import io.github.camelatproto.pds.EmbeddedPds;
import io.github.camelatproto.social.post.Graphemes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The page, used as a person uses it; the pictures of it are in target/screenshots. */
class ScheduleInBrowserIT {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    @TempDir
    private Path folder;
    private EmbeddedPds pds;
    private ScheduleProcess schedule;
    private Browser browser;

    @BeforeEach
    void start() throws Exception {
        Path chromium = Browser.find().orElse(null);
        assumeTrue(chromium != null, "There is no Chromium; set CHROMIUM to its path");
        Path pictures = Files.createDirectories(folder.resolve("pictures"));
        BufferedImage bay = new BufferedImage(640, 360, BufferedImage.TYPE_INT_RGB);
        Graphics2D paint = bay.createGraphics();
        paint.setColor(Color.CYAN);
        paint.fillRect(0, 180, 640, 180);
        paint.dispose();
        ImageIO.write(bay, "png", pictures.resolve("bay.png").toFile());
        pds = EmbeddedPds.builder().port(0).account("alice.test", "secret").build().start();
        schedule = ScheduleProcess.start(folder, pds.url(), Map.of("schedule.zone", "UTC"));
        schedule.awaitPage();
        browser = Browser.start(chromium);
    }

    @AfterEach
    void stop() throws Exception {
        if (browser != null) {
            browser.close();
            schedule.close();
            pds.close();
        }
    }

    private void open(String path) {
        browser.open(schedule.page() + path, 1000, 900, "light");
    }

    private void type(String name, String value) {
        browser.evaluate("(() => { const field = document.querySelector('[name=" + name + "]'); field.value = "
                         + quoted(value) + "; field.dispatchEvent(new Event('input', {bubbles: true})); })()");
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }

    /** Presses a button, and waits for the page that comes. */
    private void press(String selector) {
        browser.evaluate("window.isOld = true; document.querySelector(" + quoted(selector) + ").click()");
        browser.awaitTrue("!window.isOld && document.readyState === 'complete'");
    }

    private String text(String selector) {
        return browser.evaluate("document.querySelector(" + quoted(selector) + ")?.textContent ?? ''").asText();
    }

    @Test
    void aPersonComposesEditsHoldsReleasesAndPublishes() throws Exception {
        open("/new");
        String text = "Low tide at noon \uD83E\uDD80 #harbour, see https://example.com/tides and ask @bob.test";
        type("text", text);
        browser.awaitTrue("document.getElementById('count').textContent === '" + Graphemes.count(text) + " of 300'");
        browser.awaitTrue("document.querySelectorAll('#preview b').length === 3");
        browser.screenshot(SCREENSHOTS.resolve("compose.png"));

        type("at", "2020-02-02T10:00");
        press("#compose button");
        assertThat(text(".problem")).contains("at: 2020-02-02T10:00:00Z is in the past");
        assertThat(browser.evaluate("document.getElementById('text').value").asText()).isEqualTo(text);

        String tomorrow = LocalDateTime.now(ZoneOffset.UTC).plusDays(1).truncatedTo(ChronoUnit.MINUTES).toString();
        type("at", tomorrow);
        browser.evaluate("document.querySelector('[name=picture0]').value = 'bay.png'");
        type("alt0", "A bay at low tide");
        press("#compose button");
        assertThat(text(".state")).isEqualTo("scheduled");

        press(".actions a");
        type("text", text + " & <b>him</b>");
        press("#compose button");
        press("[value=hold]");
        assertThat(text(".state")).isEqualTo("held");
        assertThat(text(".draft")).contains("& <b>him</b>");
        open("/");
        browser.screenshot(SCREENSHOTS.resolve("coming.png"));
        assertThat(text(".entry a")).startsWith("Low tide at noon");
        open("/month?m=" + tomorrow.substring(0, 7));
        browser.screenshot(SCREENSHOTS.resolve("month.png"));
        assertThat(text(".month a.held")).contains("Low tide at noon");
        press(".month a.held");
        press("[value=release]");
        assertThat(text(".state")).isEqualTo("scheduled");
        press("[value=publish]");
        browser.awaitTrue("fetch(location.href).then(page => page.text()).then(page => page.includes('>published<'))");
        browser.evaluate("location.reload()");
        browser.awaitTrue("document.querySelector('.history')?.textContent.includes('published')");
        browser.screenshot(SCREENSHOTS.resolve("entry.png"));

        assertThat(text(".history")).containsSubsequence(
                "added", "edited", "held", "released", "brought forward", "published");
        List<Map<String, Object>> posts = schedule.posts(pds.url());
        assertThat(posts).singleElement().satisfies(post -> {
            assertThat(post.get("text")).isEqualTo(text + " & <b>him</b>");
            assertThat(String.valueOf(post.get("embed"))).contains("A bay at low tide");
            assertThat((List<?>) post.get("facets")).hasSize(2);
            assertThat(Instant.parse(String.valueOf(post.get("createdAt")))).isBefore(Instant.now());
        });
        open("/past");
        browser.screenshot(SCREENSHOTS.resolve("past.png"));
        assertThat(text(".entry code")).startsWith("at://did:");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void onAPhoneNothingSticksOut() throws Exception {
        for (String page : List.of("/", "/new", "/month")) {
            browser.open(schedule.page() + page, 360, 740, "dark");
            browser.screenshot(SCREENSHOTS.resolve("phone-" + (page.length() == 1 ? "coming" : page.substring(1)) + ".png"));
            assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt()).as(page).isLessThanOrEqualTo(360);
        }
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void theKeyboardIsEnough() {
        open("/");
        browser.press("Tab", 9);
        assertThat(browser.evaluate("document.activeElement.className").asText()).isEqualTo("skip");
        for (int i = 0; i < 5; i++) {
            browser.press("Tab", 9);
        }
        assertThat(browser.evaluate("document.activeElement.textContent").asText()).isEqualTo("Write");
        assertThat(browser.evaluate("[...document.querySelectorAll('input:not([type=hidden]), select, textarea')]"
                                    + ".every(field => field.labels.length > 0)")
                .asBoolean()).isTrue();
    }
}
