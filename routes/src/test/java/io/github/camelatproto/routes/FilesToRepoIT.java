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
package io.github.camelatproto.routes;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.camelatproto.files.FileReport;
import io.github.camelatproto.pds.EmbeddedPds;
import io.github.camelatproto.pds.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The route {@code files-to-repo.camel.yaml}: files that are dropped into a folder become records. */
class FilesToRepoIT {

    @TempDir
    private Path folder;
    private Path inbox;
    private EmbeddedPds pds;
    private Collection things;

    @BeforeEach
    void start() throws IOException {
        pds = EmbeddedPds.builder().account("news.test", "secret").build().start();
        things = new Collection(pds.url(), "news.test", "com.example.thing");
        inbox = Files.createDirectories(folder.resolve("inbox"));
    }

    @AfterEach
    void stop() {
        pds.close();
    }

    private FileRoutes routes(String... options) throws Exception {
        return new FileRoutes.Configuration(folder.resolve("memory"), pds.url(), inbox, options).start();
    }

    private void drop(String name, String content) throws IOException {
        // as programs do that know of folders like this one
        Files.move(Files.writeString(folder.resolve(name), content), inbox.resolve(name));
    }

    private static String lines(int from, int to) {
        return IntStream.range(from, to).mapToObj(n -> "{\"n\":" + n + "}\n").collect(Collectors.joining());
    }

    private static FileReport report(FileRoutes routes, int number) {
        await().atMost(Duration.ofSeconds(30)).until(() -> routes.reports().size() >= number);
        return routes.reports().get(number - 1);
    }

    private List<String> files(String where) throws IOException {
        try (Stream<Path> files = Files.list(inbox.resolve(where))) {
            return files.filter(Files::isRegularFile).map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void eachLineBecomesARecordAndTheFileGoesToThoseThatAreDone() throws Exception {
        drop("things.jsonl", lines(0, 1_000));
        try (FileRoutes routes = routes()) {
            assertThat(report(routes, 1).toString())
                    .startsWith("things.jsonl: 1000 written, 0 unchanged, 0 failed in ").endsWith("done/things.jsonl");
        }
        assertThat(things.values("/n")).hasSize(1_000).doesNotHaveDuplicates();
        assertThat(files("")).isEmpty();
        assertThat(files("done")).containsExactly("things.jsonl");
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void aFileThatComesAgainIsFoundUnchanged() throws Exception {
        try (FileRoutes routes = routes()) {
            drop("things.jsonl", lines(0, 300));
            report(routes, 1);
            drop("things.jsonl", lines(0, 300));
            assertThat(report(routes, 2).toString())
                    .startsWith("things.jsonl: 0 written, 300 unchanged, 0 failed").endsWith("done/things-2.jsonl");
        }
        assertThat(things.records()).hasSize(300);
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void aNameThatIsUsedAgainForOtherRecordsFailsThemAndLosesNone() throws Exception {
        try (FileRoutes routes = routes()) {
            drop("things.jsonl", lines(0, 3));
            report(routes, 1);
            drop("things.jsonl", "{\"n\":0}\n{\"n\":7}\n{\"n\":2}\n{\"n\":3}\n");
            FileReport report = report(routes, 2);
            assertThat(report.toString()).startsWith("things.jsonl: 1 written, 2 unchanged, 1 failed");
            assertThat(report.failures()).singleElement().asString().startsWith("line 2: ");
            // what failed has a name of its own when it is dropped again
            drop("mended.jsonl", Files.readString(report.mendable()));
            assertThat(report(routes, 3).toString()).startsWith("mended.jsonl: 1 written, 0 unchanged, 0 failed");
        }
        assertThat(things.values("/n")).containsExactlyInAnyOrder("0", "1", "2", "3", "7");
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void linesThatCannotBeWrittenFailAloneAndAreKeptToBeMended() throws Exception {
        drop("things.jsonl", lines(0, 250) + "{\"n\":1.5}\n{\"n\":\n\n[1]\n{\"text\":\"\u00e4\"}\n" + lines(250, 500));
        FileReport report;
        try (FileRoutes routes = routes()) {
            report = report(routes, 1);
        }
        assertThat(report.toString()).startsWith("things.jsonl: 501 written, 0 unchanged, 3 failed");
        assertThat(report.failures()).satisfiesExactly(
                first -> assertThat(first).isEqualTo(
                        "line 251: float 1.5 at $.n: the AT Protocol's data model has no floats; use an integer or a string"),
                second -> assertThat(second).isEqualTo(
                        "line 252: it is no JSON in UTF-8, see column 6"),
                third -> assertThat(third).isEqualTo("line 254: it is no JSON object"));
        assertThat(things.records()).hasSize(501);
        assertThat(things.values("/text")).contains("\u00e4");
        assertThat(report.mendable()).hasContent("{\"n\":1.5}\n{\"n\":\n[1]\n");
        assertThat(files("failed")).hasSize(3).first().asString().matches("things.failed-\\d{8}-\\d{6}.jsonl");
        assertThat(inbox.resolve("failed").resolve(files("failed").get(1))).content().startsWith("line 251: float");
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void csvBecomesRecordsByAMapping() throws Exception {
        drop("things.csv", "\uFEFFTitle;Count;Day;Seen;Tags;Note\n"
                           + "\"One; \"\"quoted\"\"\";1;2026-01-02;yes;\"[\"\"a\"\"]\";\n"
                           + "\"Two\nlines\";2;2026-01-03T10:00:00Z;0;[];x\n"
                           + "Three;three;2026-01-03;no;[];\n"
                           + "Four;4\n"
                           + "Five;5;2026-01-03;no;[];;;\n"
                           + "\"Six\"6;6;2026-01-03;no;[];\n"
                           + "Seven;7;2026-01-07;no;[];\n");
        FileReport report;
        try (FileRoutes routes = routes(
                "separator=;", "rkey=Title",
                "mapping=Title -> text, Count -> deep.n:integer, Day -> createdAt:datetime, Seen -> seen:boolean, Tags -> tags:json")) {
            report = report(routes, 1);
        }
        assertThat(report.failures()).containsExactly(
                "line 2: its 'Title' is no record key",
                "lines 3 to 4: its 'Title' is no record key",
                "line 5: its column 'Count' is no integer",
                "line 6: it has 2 columns, and the header has 6",
                "line 7: it has 8 columns, and the header has 6",
                "line 8: its quotes do not match");
        assertThat(things.rkeys()).containsExactly("Seven");
        assertThat(things.records().get(0).get("value")).hasToString(
                "{\"deep\":{\"n\":7},\"seen\":false,\"tags\":[],\"text\":\"Seven\",\"$type\":\"com.example.thing\",\"createdAt\":\"2026-01-07T00:00:00.000Z\"}");
        assertThat(report.mendable()).content().startsWith("Title;Count;Day;Seen;Tags;Note\n\"One; ").endsWith("[];\n");

        // by the key of a column, and with a mapping in a file
        Files.writeString(folder.resolve("mapping.txt"), "# columns\nTitle -> text\nCount -> n:integer\n");
        drop("mended.csv", Files.readString(report.mendable()));
        try (FileRoutes routes = routes(
                "separator=;", "key=Title", "mapping=file:" + folder.resolve("mapping.txt"))) {
            assertThat(report(routes, 1).toString()).startsWith("mended.csv: 2 written, 0 unchanged, 4 failed");
        }
        assertThat(things.values("/text")).containsExactlyInAnyOrder("Seven", "One; \"quoted\"", "Two\nlines");
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @CsvSource({
            "bad.csv, 'a,b\n1,2', its header has no column 'c'; it has: a", "bad.txt, x, its name ends neither in",
            "bad.json, '', it is empty", "wide.jsonl, '\0{\0}', 'it is no UTF-8, perhaps UTF-16'" })
    void aFileThatIsNoneOfRecordsGoesToThoseThatFailed(String name, String content, String reason) throws Exception {
        drop(name, content);
        try (FileRoutes routes = routes("mapping=c -> c")) {
            FileReport report = report(routes, 1);
            assertThat(report.failure()).startsWith(reason);
            assertThat(report.movedTo()).isEqualTo(inbox.resolve("failed").resolve(name));
            assertThat(report.getProblems()).singleElement().asString().startsWith(name + ": " + reason);
        }
        assertThat(things.records()).isEmpty();
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void aBrokenArrayIsWrittenUpToTheBreakAndGoesOnWhenItIsMended() throws Exception {
        String start = IntStream.range(0, 300).mapToObj(n -> "{\"n\":" + n + "}").collect(Collectors.joining(",\n", "[", ""));
        try (FileRoutes routes = routes()) {
            drop("things.json", start + ",\n{\"n\":}]");
            FileReport report = report(routes, 1);
            assertThat(report.toString()).startsWith("things.json: 300 written, 0 unchanged, 0 failed");
            assertThat(report.failure()).startsWith("it is no JSON, see line 301, column 6; what comes after element 300 ");
            drop("things.json", start + ",\n{\"n\":300}]");
            assertThat(report(routes, 2).toString()).startsWith("things.json: 1 written, 300 unchanged, 0 failed");
            drop("one.json", "{\n  \"n\": 301\n}\n");
            assertThat(report(routes, 3).toString()).startsWith("one.json: 1 written");
        }
        assertThat(things.records()).hasSize(302);
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @ValueSource(strings = { "UTF-16LE", "UTF-16BE", "UTF-8" })
    void aByteOrderMarkSaysWhichEncodingItIs(String charset) throws Exception {
        String text = "\uFEFF{\"text\":\"Z\u00fcrich \u20ac\"}\n";
        Files.write(folder.resolve("x"), text.getBytes(Charset.forName(charset)));
        Files.move(folder.resolve("x"), inbox.resolve("x.jsonl"));
        try (FileRoutes routes = routes()) {
            report(routes, 1);
        }
        assertThat(things.values("/text")).containsExactly("Z\u00fcrich \u20ac");
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void latin1IsReadWhereItIsSaidAndNeverTakenForUtf8() throws Exception {
        Path latin = Files.write(folder.resolve("x"), "text\nplain\nZ\u00fcrich\n".getBytes(StandardCharsets.ISO_8859_1));
        Files.copy(latin, inbox.resolve("unsaid.csv"));
        try (FileRoutes routes = routes()) {
            FileReport report = report(routes, 1);
            assertThat(report.failures())
                    .containsExactly("line 3: it is not UTF-8; say which encoding the file has");
            assertThat(things.values("/text")).containsExactly("plain");
            assertThat(Files.readAllBytes(report.mendable()))
                    .isEqualTo("text\nZ\u00fcrich\n".getBytes(StandardCharsets.ISO_8859_1));
        }
        Files.copy(latin, inbox.resolve("said.csv"));
        try (FileRoutes routes = routes("encoding=windows-1252")) {
            report(routes, 1);
        }
        assertThat(things.values("/text")).containsExactlyInAnyOrder("plain", "plain", "Z\u00fcrich");
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void aLineOfTenMegabytesFailsAlone() throws Exception {
        drop("things.jsonl", lines(0, 2) + "{\"text\":\"" + "x".repeat(10_000_000) + "\"}\n" + lines(2, 4));
        try (FileRoutes routes = routes()) {
            FileReport report = report(routes, 1);
            assertThat(report.failures()).singleElement().asString()
                    .startsWith("line 3: it is longer than 2000000 bytes, which no commit holds");
        }
        assertThat(things.values("/n")).containsExactlyInAnyOrder("0", "1", "2", "3");
        assertThat(inbox.resolve("failed/things.jsonl")).exists();
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void aFileIsNotReadWhileItIsWritten() throws Exception {
        try (FileRoutes routes = routes("quiet=2000"); OutputStream slow = Files.newOutputStream(inbox.resolve("slow.jsonl"))) {
            for (int n = 0; n < 20; n++) {
                slow.write(lines(n, n + 1).getBytes(StandardCharsets.UTF_8));
                int sofar = n;
                // the pause of a slow program
                await().pollDelay(Duration.ofMillis(100)).until(() -> sofar >= 0);
                assertThat(routes.reports()).isEmpty();
            }
            assertThat(report(routes, 1).toString()).startsWith("slow.jsonl: 20 written");
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void aFileWithAMarkerIsReadWhenTheMarkerIsThere() throws Exception {
        try (FileRoutes routes = routes(
                "from=file:{{folder}}?noop=true&idempotent=false&initialDelay=0&delay={{period}}&doneFileName=${file:name}.ready")) {
            drop("things.jsonl", lines(0, 3));
            drop("other.jsonl", lines(3, 6));
            drop("other.jsonl.ready", "");
            assertThat(report(routes, 1).toString()).startsWith("other.jsonl: 3 written");
            drop("things.jsonl.ready", "");
            assertThat(report(routes, 2).toString()).startsWith("things.jsonl: 3 written");
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void aFolderThatCannotBeMadeStopsTheImportBeforeItBeginsAndLosesNothing() throws Exception {
        Files.writeString(inbox.resolve("done"), "in the way");
        drop("things.jsonl", lines(0, 3));
        try (FileRoutes routes = routes("from=file:{{folder}}?noop=true&idempotent=false&delay={{period}}&include=.*jsonl")) {
            assertThat(report(routes, 1).failure()).startsWith("there is no folder " + inbox.resolve("done"));
            assertThat(things.records()).isEmpty();
            Files.delete(inbox.resolve("done"));
            await().atMost(Duration.ofSeconds(20)).until(() -> things.records().size() == 3);
            await().atMost(Duration.ofSeconds(20)).until(() -> files("done").contains("things.jsonl"));
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void aFileWaitsForThePdsAndGoesOnWhereItWas() throws Exception {
        Fault none = Fault.delay(Duration.ZERO);
        pds.faults().next("com.atproto.repo.applyWrites", none, none, none, Fault.refuse(401, "AccountTakedown", "not now"));
        drop("things.jsonl", lines(0, 2_000));
        try (FileRoutes routes = routes()) {
            FileReport stopped = report(routes, 1);
            assertThat(stopped.movedTo()).isNull();
            assertThat(stopped.getProblems()).last().asString().endsWith("(the file stays, and is tried again)");
            // the report comes when the file has been moved
            await().atMost(Duration.ofSeconds(60)).untilAsserted(
                    () -> assertThat(routes.reports().get(routes.reports().size() - 1).toString())
                            .startsWith("things.jsonl: 2000 written, 0 unchanged, 0 failed"));
            assertThat(files("done")).contains("things.jsonl");
        }
        assertThat(things.values("/n")).hasSize(2_000).doesNotHaveDuplicates();
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void ofRowsWithTheSameRecordKeyTheLastStaysWhereTheyUpdateAndTheFirstWhereTheyFail() throws Exception {
        String rows = "id,text\n" + IntStream.range(0, 1_000)
                .mapToObj(n -> "r" + n % 250 + ",v" + n / 250 + "\n").collect(Collectors.joining());
        drop("things.csv", rows);
        try (FileRoutes routes = routes("rkey=id")) {
            FileReport report = report(routes, 1);
            assertThat(report.toString()).startsWith("things.csv: 250 written, 0 unchanged, 750 failed");
            assertThat(report.failures()).first().asString().startsWith("line 252: ");
            assertThat(report.getProblems()).contains("things.csv: 730 more entries were not written");
        }
        assertThat(things.values("/text")).hasSize(250).containsOnly("v0");
        drop("other.csv", rows);
        try (FileRoutes routes = routes("rkey=id", "onExisting=update")) {
            report(routes, 1);
        }
        assertThat(things.values("/text")).hasSize(250).containsOnly("v3");
        drop("last.csv", "id,text\nr1,v3\nr2,v4\n");
        try (FileRoutes routes = routes("rkey=id", "onExisting=update")) {
            assertThat(report(routes, 1).toString()).startsWith("last.csv: 1 written, 1 unchanged, 0 failed");
        }
        assertThat(things.records().get(0).get("value").has("id")).isFalse();
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void aRecordThatItsLexiconRefusesFailsAloneInTheMidst() throws Exception {
        String post = "{\"text\":\"%s\",\"createdAt\":\"2026-01-01T00:00:00.000Z\"}\n";
        drop("posts.jsonl", post.formatted("one") + "{\"text\":\"no date\"}\n" + post.formatted("two"));
        try (FileRoutes routes = routes("collection=app.bsky.feed.post")) {
            FileReport report = report(routes, 1);
            assertThat(report.toString()).startsWith("posts.jsonl: 2 written, 0 unchanged, 1 failed");
            assertThat(report.failures()).singleElement().asString().startsWith("line 2: ").contains("createdAt")
                    .doesNotContain("writes[");
        }
    }
}
