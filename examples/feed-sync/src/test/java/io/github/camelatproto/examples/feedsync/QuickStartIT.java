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
package io.github.camelatproto.examples.feedsync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The quick start in a process of its own, as {@code ./mvnw -Pquickstart} runs it, on a copy of the feed. */
class QuickStartIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path temporary;
    private Path folder;
    private Path feed;
    private final List<Process> started = new ArrayList<>();

    /** A quick start, and the file that its two outputs go to. */
    private record QuickStartProcess(Process process, Path output) {

        String printed() {
            try {
                return Files.readString(output);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void awaitPrinted(String text) {
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(printed()).contains(text));
        }

        int exitCode() throws InterruptedException {
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("has ended; printed: %s", printed())
                    .isTrue();
            return process.exitValue();
        }
    }

    @BeforeEach
    void copyTheFeed() throws IOException {
        // what a URI would take for something else
        folder = Files.createDirectory(temporary.resolve("my feed (1) 100%25+"));
        feed = Files.copy(Path.of("feed.xml"), folder.resolve("feed.xml"));
    }

    @AfterEach
    void endAll() throws InterruptedException {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void onceSyncsAndEndsAndTheNextTimeNothingIsNew() throws Exception {
        QuickStartProcess first = quickStart(true);
        assertThat(first.exitCode()).isZero();
        assertThat(first.printed()).containsPattern("http://localhost:[0-9]+/").contains("CID", "1 commit", "Welcome")
                .contains("synced: 31 new, 0 existing, 0 known, 0 failed");
        assertThat(first.printed().lines().filter(line -> line.startsWith("at://did:plc:"))).hasSize(31);
        QuickStartProcess second = quickStart(true);
        assertThat(second.exitCode()).isZero();
        assertThat(second.printed()).contains("synced: 0 new, ", " 0 failed").doesNotContain("at://");
    }

    @Test
    void killedAtAnyTimeItWritesNothingTwice() throws Exception {
        QuickStartProcess killed = quickStart(false);
        killed.awaitPrinted("follows the feed");
        killed.process().destroyForcibly().waitFor();
        QuickStartProcess next = quickStart(true);
        assertThat(next.exitCode()).isZero();
        Files.delete(folder.resolve("data/feed-memory.mv.db"));
        QuickStartProcess withoutMemory = quickStart(true);
        assertThat(withoutMemory.exitCode()).isZero();
        assertThat(withoutMemory.printed()).contains("synced: 0 new, 31 existing, 0 known, 0 failed");
    }

    @Test
    void keptRunningItFollowsTheFeed() throws Exception {
        QuickStartProcess running = quickStart(false);
        running.awaitPrinted("synced: 31 new, 0 existing, 0 known, 0 failed");
        String whole = Files.readString(feed);

        save(whole.replaceFirst("<item>", "<item><title>Just in</title><guid>urn:just-in</guid></item><item>"));
        running.awaitPrinted("synced: 1 new, 0 existing, 31 known, 0 failed");
        assertThat(running.printed()).contains("Just in");

        save(whole.substring(0, whole.length() / 2));
        running.awaitPrinted("cannot be used");

        Files.delete(feed);
        running.awaitPrinted("is not there");

        save(whole.replaceFirst("<item>", "<item><title>And again</title><guid>urn:and-again</guid></item><item>"));
        running.awaitPrinted("And again");
        assertThat(running.process().isAlive()).isTrue();
    }

    @Test
    void aSecondOneInTheSameFolderSaysThatTheFirstIsRunning() throws Exception {
        quickStart(false).awaitPrinted("synced: 31 new");
        QuickStartProcess second = quickStart(true);
        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(second.printed()).startsWith("quick start: The file of the PDS is in use").hasLineCount(1);
    }

    /** In one step, as editors do it. */
    private void save(String text) throws IOException {
        Path written = Files.writeString(folder.resolve("feed.xml.new"), text);
        Files.move(written, feed, StandardCopyOption.ATOMIC_MOVE);
    }

    private QuickStartProcess quickStart(boolean once) throws IOException {
        Path output = Files.createTempFile(temporary, "output", ".txt");
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=UTF-8",
                "-Dquickstart.folder=" + folder, "-Dquickstart.once=" + once, "-Dquickstart.port=0",
                "-classpath", System.getProperty("java.class.path"), QuickStart.class.getName())
                .redirectErrorStream(true).redirectOutput(output.toFile());
        // an account that is meant for the example itself gets nothing of this
        builder.environment().putAll(Map.of(
                "ATPROTO_SERVICE", "http://localhost:1", "ATPROTO_IDENTIFIER", "you.example.com", "FEED_INITIALENTRIES", "0"));
        Process process = builder.start();
        started.add(process);
        return new QuickStartProcess(process, output);
    }
}
