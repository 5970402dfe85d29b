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

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.camelatproto.pds.EmbeddedPds;
import io.github.camelatproto.pds.Fault;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Who may see the page and write to it. */
class SchedulePageIT {

    private static final String PASSWORD = "correct-horse";
    private static final String DRAFT = "{\"id\": \"%s\", \"text\": \"hello\", \"at\": \"2099-01-01T00:00\"}";

    @TempDir
    private static Path folder;
    @TempDir
    private static Path guarded;
    private static EmbeddedPds pds;
    private static ScheduleProcess open;
    private static ScheduleProcess locked;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeAll
    static void start() throws Exception {
        pds = EmbeddedPds.builder().port(0).account("alice.test", "secret").build().start();
        open = ScheduleProcess.start(folder, pds.url(), Map.of());
        locked = ScheduleProcess.start(guarded, pds.url(), Map.of("schedule.page.password", PASSWORD));
        open.awaitPage();
        locked.awaitPage();
    }

    @AfterAll
    static void stop() {
        open.close();
        locked.close();
        pds.close();
    }

    private HttpResponse<String> send(ScheduleProcess to, String method, String path, String body, String... headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(to.page() + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static String form(Map<String, String> fields) {
        StringBuilder form = new StringBuilder();
        fields.forEach((name, value) -> form.append(form.length() == 0 ? "" : "&").append(name).append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return form.toString();
    }

    private static String cookie(HttpResponse<String> response) {
        return response.headers().firstValue("set-cookie").orElseThrow().split(";", -1)[0];
    }

    private static String csrf(HttpResponse<String> response) {
        Matcher token = Pattern.compile("data-csrf=\"([^\"]+)\"").matcher(response.body());
        assertThat(token.find()).isTrue();
        return token.group(1);
    }

    private HttpResponse<String> login(String password) throws Exception {
        return send(locked, "POST", "/login", form(Map.of("password", password)), "Content-Type",
                "application/x-www-form-urlencoded");
    }

    @Test
    void withAPasswordNothingIsShownBeforeTheLogin() throws Exception {
        assertThat(send(locked, "GET", "/", "").body()).contains("type=\"password\"").doesNotContain("What is coming");
        assertThat(send(locked, "GET", "/api/entries", "").statusCode()).isEqualTo(401);
        assertThat(send(locked, "POST", "/api/entries", DRAFT.formatted("x"), "Content-Type", "application/json").statusCode())
                .isEqualTo(401);
    }

    @Test
    void aProgramBringsThePasswordAlong() throws Exception {
        HttpResponse<String> added = send(locked, "PUT", "/api/entries/program", DRAFT.formatted("program"), "Content-Type",
                "application/json", "Authorization", "Bearer " + PASSWORD);

        assertThat(added.statusCode()).as(added.body()).isEqualTo(200);
        assertThat(added.body()).contains("\"state\":\"scheduled\"");
        assertThat(send(locked, "DELETE", "/api/entries/program", "", "Authorization", "Bearer " + PASSWORD).body())
                .contains("\"state\":\"cancelled\"");
    }

    @Test
    void aProgramOfThisMachineNeedsNoPasswordWhereThereIsNone() throws Exception {
        assertThat(send(open, "PUT", "/api/entries/local", DRAFT.formatted("local"), "Content-Type", "application/json")
                .statusCode()).isEqualTo(200);
        assertThat(send(open, "POST", "/api/entries/local/hold", "", "Content-Type", "application/json").statusCode())
                .isEqualTo(200);
        assertThat(send(open, "DELETE", "/api/entries/local", "").statusCode()).as("without the type").isEqualTo(403);
        assertThat(send(open, "DELETE", "/api/entries/local", "", "Content-Type", "application/json", "Sec-Fetch-Site",
                "cross-site").statusCode()).as("of a page").isEqualTo(403);
    }

    @Test
    void aFormOfAnotherPageIsRefused() throws Exception {
        HttpResponse<String> page = send(open, "GET", "/new", "");
        String cookie = cookie(page);
        Map<String, String> fields = new HashMap<>(
                Map.of("id", "forged", "text", "forged", "at", "2099-01-01T00:00", "account", "news"));
        String[] headers = { "Content-Type", "application/x-www-form-urlencoded", "Cookie", cookie };

        assertThat(send(open, "POST", "/entry", form(fields), headers).statusCode()).isEqualTo(403);
        fields.put("csrf", csrf(send(open, "GET", "/new", "")));
        assertThat(send(open, "POST", "/entry", form(fields), headers).statusCode()).as("of another visit").isEqualTo(403);
        fields.put("csrf", csrf(page));
        assertThat(send(open, "POST", "/entry", form(fields), "Content-Type", "application/x-www-form-urlencoded", "Cookie",
                cookie, "Origin", "https://evil.example").statusCode()).isEqualTo(403);
        assertThat(send(open, "GET", "/api/entries/forged", "").statusCode()).isEqualTo(404);
        assertThat(send(open, "POST", "/entry", form(fields), headers).statusCode()).isEqualTo(303);
    }

    @Test
    void whatFailedIsShownWithItsReason() throws Exception {
        Fault refusal = Fault.refuse(400, "InvalidRequest", "<b>not like this</b>");
        pds.faults().next("com.atproto.repo.createRecord", refusal);
        pds.faults().next("com.atproto.repo.applyWrites", refusal);
        String[] json = { "Content-Type", "application/json" };
        send(open, "PUT", "/api/entries/refused", DRAFT.formatted("refused"), json);
        assertThat(send(open, "POST", "/api/entries/refused/publish", "", json).statusCode()).isEqualTo(200);

        await().untilAsserted(() -> assertThat(send(open, "GET", "/failed", "").body())
                .contains("entry?id=refused", "&lt;b&gt;not like this&lt;/b&gt;").doesNotContain("<b>not"));
        assertThat(send(open, "GET", "/entry?id=refused", "").body()).contains("&lt;b&gt;not like this&lt;/b&gt;");
        pds.faults().clear();
    }

    @Test
    void aMonthSaysWhereNothingIsPlanned() throws Exception {
        String nothing = "Nothing is planned for this month.";
        send(open, "PUT", "/api/entries/planned", DRAFT.formatted("planned"), "Content-Type", "application/json");

        assertThat(send(open, "GET", "/month?m=2099-01", "").body()).contains("entry?id=planned").doesNotContain(nothing);
        assertThat(send(open, "GET", "/month?m=2098-12", "").body()).contains(nothing);
    }

    @Test
    void whatWasWrittenIsEscaped() throws Exception {
        HttpResponse<String> page = send(open, "GET", "/new", "");
        send(open, "POST", "/api/entries",
                "{\"id\": \"evil\", \"text\": \"<script>alert(1)</script>\", \"at\": \"2099-01-01T00:00\"}",
                "Content-Type", "application/json", "Cookie", cookie(page), "X-CSRF", csrf(page));

        assertThat(send(open, "GET", "/entry?id=evil", "").body()).contains("&lt;script&gt;").doesNotContain("<script>alert");
        assertThat(send(open, "GET", "/", "").body()).contains("&lt;script&gt;").doesNotContain("<script>alert");
    }

    @Test
    void whoGuessesThePasswordIsNotListenedTo() throws Exception {
        int looked = 0;
        for (int i = 0; i < 1_000; i++) {
            looked += login("guess" + i).statusCode() == 401 ? 1 : 0;
        }

        System.out.println("login: 1000 guesses, " + looked + " looked at");
        assertThat(looked).isLessThan(20);
        assertThat(login(PASSWORD).statusCode()).isEqualTo(429);
        await().until(() -> login(PASSWORD).statusCode() == 303);
    }

    @Test
    void withoutAPasswordAPageThatIsReachedFromElsewhereDoesNotStart() throws Exception {
        Path other = Files.createDirectory(folder.resolve("other"));
        try (ScheduleProcess process = ScheduleProcess.start(other, pds.url(), Map.of("schedule.page.host", "0.0.0.0"))) {
            await().until(() -> !process.isAlive());
        }

        assertThat(Files.readString(other.resolve("log.txt"))).contains("has no password; set schedule.page.password");
    }

    @Test
    void aFileThatIsDroppedIsTakenOrRefusedWithItsReason() throws Exception {
        Path drafts = Files.createDirectories(folder.resolve("drafts"));
        Files.writeString(drafts.resolve("new year.md"), "---\nat: 2099-01-01T00:00\n---\nHappy new year\n");
        Files.writeString(drafts.resolve("broken.yaml"), "at: yesterday\ntext: Hello\n");

        await().until(() -> Files.exists(drafts.resolve("failed/broken.yaml")));
        await().until(() -> send(open, "GET", "/api/entries/new-year", "").statusCode() == 200);

        assertThat(drafts.resolve("failed/broken.yaml.reason.txt")).content().contains("at: 'yesterday' is no time");
        String[] done = drafts.resolve("done").toFile().list((folder, name) -> name.endsWith("new year.md"));
        assertThat(done).hasSize(1);
    }
}
