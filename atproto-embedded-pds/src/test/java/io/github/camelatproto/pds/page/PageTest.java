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

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.camelatproto.pds.EmbeddedPds;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@Timeout(120)
class PageTest {

    private static final String NOTE = "com.example.note";

    private EmbeddedPds pds;
    private PdsCaller alice;

    @BeforeEach
    void start() {
        pds = EmbeddedPds.builder().build().start();
        alice = new PdsCaller(pds, "alice.test");
    }

    @AfterEach
    void stop() {
        pds.close();
    }

    @ParameterizedTest
    @ValueSource(strings = { "/", "/page/page.js", "/page/page.css", "/page/icon.svg", "/page/accounts", "/page/nothing" })
    void allowsNothingFromElsewhere(String path) {
        HttpResponse<String> response = alice.get(path);

        assertThat(response.headers().firstValue("content-security-policy")).contains(
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; "
                                                                                      + "form-action 'none'; frame-ancestors 'none'");
        assertThat(response.headers().firstValue("x-content-type-options")).contains("nosniff");
        assertThat(response.headers().firstValue("referrer-policy")).contains("no-referrer");
    }

    @Test
    void everyFileThatAFileNamesIsThere() {
        List<String> seen = new ArrayList<>(List.of("/"));
        for (int i = 0; i < seen.size(); i++) {
            HttpResponse<String> response = alice.get(seen.get(i));
            assertThat(response.statusCode()).as(seen.get(i)).isEqualTo(200);
            Pattern.compile("(?:from '\\./|(?:src|href)=\"/page/)([^'\"]+)").matcher(response.body()).results()
                    .map(match -> "/page/" + match.group(1)).filter(path -> !seen.contains(path)).forEach(seen::add);
        }

        assertThat(seen).contains("/page/page.js", "/page/page.css", "/page/icon.svg", "/page/records.js", "/page/times.js");
    }

    @ParameterizedTest
    @ValueSource(strings = { "POST", "PUT", "DELETE", "PATCH" })
    void isOnlyRead(String method) {
        HttpResponse<String> response
                = alice.send(alice.request("/page/accounts").method(method, BodyPublishers.noBody()).build());

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("allow")).contains("GET, HEAD");
    }

    @ParameterizedTest
    @ValueSource(strings = { "/", "/page/accounts", "/page/events" })
    void answersHeadWithoutABody(String path) {
        HttpResponse<String> response = alice.send(alice.request(path).method("HEAD", BodyPublishers.noBody()).build());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "/page", "/page/", "/page/../pom.xml", "/page/Page.class", "/page/index.html", "/page/%2e%2e/x", "/favicon.ico" })
    void knowsNoOtherPath(String path) {
        assertThat(alice.get(path).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "localhost", "localhost:1234", "LOCALHOST", "127.0.0.1:80", "[::1]", "[::1]:2583", "192.168.1.20" })
    void answersUnderNamesThatNobodyCanPointHere(String host) throws IOException {
        assertThat(statusUnder(host)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "evil.example", "evil.example:2583", "127.0.0.1.evil.example", "localhost.evil.example", "alice.test" })
    void doesNotAnswerUnderTheNameOfAnother(String host) throws IOException {
        assertThat(statusUnder(host)).isEqualTo(403);
    }

    @Test
    void tellsAccountsWithoutTheirSecrets() {
        alice.create(NOTE, Map.of("text", "one"));

        Map<String, Object> page = alice.json("/page/accounts");

        // by their names, since the random letters of a DID may spell anything
        assertThat(page).containsOnlyKeys("total", "accounts").containsEntry("total", 1L);
        assertThat((List<?>) page.get("accounts")).singleElement(as(InstanceOfAssertFactories.map(String.class, Object.class)))
                .containsOnlyKeys("did", "handle", "status", "createdAt", "head", "rev", "records")
                .containsEntry("handle", "alice.test").containsEntry("did", alice.did()).containsEntry("status", "active")
                .containsEntry("records", 1L);
    }

    @Test
    void listsAccountsAHundredAtATime() {
        for (int i = 0; i < 100; i++) {
            pds.createAccount("user-" + i + ".test", "secret");
        }

        Map<String, Object> first = alice.json("/page/accounts");
        Map<String, Object> second = alice.json("/page/accounts?cursor=" + first.get("cursor"));

        assertThat(first).containsEntry("total", 101L);
        assertThat((List<?>) first.get("accounts")).hasSize(100);
        assertThat((List<?>) second.get("accounts")).hasSize(1);
        assertThat(second).doesNotContainKey("cursor");
    }

    @ParameterizedTest
    @ValueSource(strings = { "alice.test", "DID" })
    void countsTheRecordsOfEachCollection(String repo) {
        alice.create(NOTE, Map.of("text", "one"));
        alice.create(NOTE, Map.of("text", "two"));
        alice.create("com.example.other", Map.of());

        assertThat(alice.json("/page/account?repo=" + repo.replace("DID", alice.did()))).containsEntry("collections", List.of(
                Map.of("name", NOTE, "count", 2L), Map.of("name", "com.example.other", "count", 1L)));
    }

    @Test
    void tellsWhatEachCommitChanged() {
        alice.put(NOTE, "a", Map.of("n", 1));
        alice.put(NOTE, "a", Map.of("n", 2));
        alice.delete(NOTE, "a");

        List<?> commits = (List<?>) alice.json("/page/commits?repo=alice.test").get("commits");

        assertThat(commits).hasSize(4).extracting(commit -> actions((Map<?, ?>) commit)).containsExactly(
                List.of("deleted " + NOTE + "/a false"), List.of("updated " + NOTE + "/a true"),
                List.of("created " + NOTE + "/a true"), List.of());
    }

    @Test
    void pagesThroughTheCommits() {
        for (int i = 0; i < 45; i++) {
            alice.create(NOTE, Map.of("n", i));
        }
        List<Object> revs = new ArrayList<>();
        String cursor = "";
        do {
            Map<String, Object> page = alice.json("/page/commits?repo=alice.test" + cursor);
            ((List<?>) page.get("commits")).forEach(commit -> revs.add(((Map<?, ?>) commit).get("rev")));
            cursor = page.containsKey("cursor") ? "&before=" + page.get("cursor") : "";
        } while (!cursor.isEmpty());

        assertThat(revs).hasSize(46).doesNotHaveDuplicates()
                .isSortedAccordingTo((a, b) -> b.toString().compareTo(a.toString()));
    }

    @Test
    void listsBlobsThatRecordsReferTo() {
        Object kept = alice.upload("kept".getBytes(StandardCharsets.UTF_8), "text/plain");
        alice.upload("temporary".getBytes(StandardCharsets.UTF_8), "text/plain");
        alice.create(NOTE, Map.of("file", kept));

        assertThat(alice.json("/page/blobs?repo=alice.test")).containsEntry("blobs", List.of(kept)).containsEntry("more",
                false);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "/page/account", "/page/commits", "/page/blobs", "/page/accounts?cursor=-1", "/page/accounts?cursor=x",
            "/page/accounts?cursor=4294967295",
            "/page/commits?repo=alice.test&before=no-revision" })
    void refusesWhatMakesNoSense(String path) {
        HttpResponse<String> response = alice.get(path);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).startsWith("{\"error\":\"InvalidRequest\",");
    }

    @Test
    void refusesAMalformedQuery() throws IOException {
        assertThat(statusOf("GET /page/account?repo=%zz HTTP/1.1", "localhost")).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "/page/account?repo=bob.test", "/page/commits?repo=did:plc:aaaaaaaaaaaaaaaaaaaaaaaa",
            "/page/blobs?repo=%3Cscript%3E" })
    void knowsOnlyItsOwnAccounts(String path) {
        HttpResponse<String> response = alice.get(path);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("content-type")).contains("application/json; charset=utf-8");
        assertThat(response.body()).isEqualTo("{\"error\":\"AccountNotFound\",\"message\":\"There is no such account here\"}");
    }

    @Test
    void tellsOpenPagesThatACommitHasLanded() throws Exception {
        try (Stream<String> lines = events()) {
            alice.create(NOTE, Map.of("text", "new"));

            assertThat(lines.anyMatch("event: commits"::equals)).isTrue();
        }
    }

    @Test
    void aHundredCommitsAtOnceAreFewEvents() throws Exception {
        try (InputStream in = stream()) {
            for (int i = 0; i < 100; i++) {
                alice.create(NOTE, Map.of("n", i));
            }
            pds.close();

            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("event: commits", -1)).hasSizeBetween(2, 90);
        }
    }

    @Test
    void endsItsEventsWhenThePdsCloses() throws Exception {
        try (Stream<String> lines = events()) {
            pds.close();

            assertThat(lines.filter(line -> line.startsWith("event:"))).isEmpty();
        }
    }

    @Test
    void refusesMorePagesThanItCanTell() throws Exception {
        List<InputStream> open = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            open.add(stream());
        }

        assertThat(alice.get("/page/events").statusCode()).isEqualTo(503);

        open.get(0).close();
        await().atMost(20, TimeUnit.SECONDS)
                .until(() -> alice.http().send(alice.request("/page/events").build(), BodyHandlers.ofInputStream()).statusCode()
                             == 200);
    }

    private Stream<String> events() throws Exception {
        return new BufferedReader(new InputStreamReader(stream(), StandardCharsets.UTF_8)).lines();
    }

    private InputStream stream() throws Exception {
        HttpResponse<InputStream> response
                = alice.http().send(alice.request("/page/events").build(), BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).contains("text/event-stream");
        return response.body();
    }

    private static List<String> actions(Map<?, ?> commit) {
        return ((List<?>) commit.get("changes")).stream().map(change -> (Map<?, ?>) change)
                .map(change -> change.get("action") + " " + change.get("collection") + "/" + change.get("rkey") + " "
                               + (change.get("cid") != null))
                .toList();
    }

    private int statusUnder(String host) throws IOException {
        return statusOf("GET /page/accounts HTTP/1.1", host);
    }

    /** The JDK's client sends no Host of one's choice, and no malformed path. */
    private int statusOf(String requestLine, String host) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), pds.url().getPort())) {
            socket.getOutputStream().write((requestLine + "\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
        }
    }
}
