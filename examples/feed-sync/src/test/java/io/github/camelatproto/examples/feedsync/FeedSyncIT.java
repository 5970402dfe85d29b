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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.camelatproto.reference.ReferencePds;
import io.github.camelatproto.reference.ReferencePdsExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The packaged example, run as its user runs it. */
@ExtendWith(ReferencePdsExtension.class)
class FeedSyncIT {

    @TempDir
    Path folder;
    private ReferencePds pds;
    private ReferencePds.Account account;

    private record Run(int exitCode, List<String> lines) {
    }

    @BeforeEach
    void newAccount(ReferencePds pds) {
        this.pds = pds;
        account = pds.createAccount();
    }

    @Test
    void theSecondRunWritesNothingAndNeitherDoesOneWithoutItsMemory() throws Exception {
        Run first = feedSync("--once");
        assertThat(first.lines()).hasSize(33).last().isEqualTo("synced: 31 new, 0 existing, 0 known, 0 failed, 1 commit");
        assertThat(first.lines().get(0)).startsWith("record").contains("CID", "entry");
        assertThat(first.lines().get(1)).startsWith("at://" + account.did() + "/app.bsky.feed.post/").contains("Welcome");
        assertThat(feedSync("--once").lines()).containsExactly("synced: 0 new, 0 existing, 31 known, 0 failed");
        Files.delete(folder.resolve("data/feed-memory.mv.db"));
        Run third = feedSync("--once");
        assertThat(third.lines()).containsExactly("synced: 0 new, 31 existing, 0 known, 0 failed");
        assertThat(third.exitCode()).isZero();
    }

    @Test
    void aFailureExitsWithOne() throws Exception {
        assertThat(feedSync("--once", "-Dfeed.url=classpath:none.xml").exitCode()).isEqualTo(1);
        assertThat(feedSync("--once", "-Dfeed.url=gopher://example.com/").exitCode()).isEqualTo(1);
    }

    @Test
    void anUnknownOptionIsRefused() throws Exception {
        assertThat(feedSync("--twice").exitCode()).isEqualTo(2);
    }

    private Run feedSync(String... arguments) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=UTF-8", "-jar",
                Path.of("target", "feed-sync.jar").toAbsolutePath().toString());
        builder.command().addAll(List.of(arguments));
        builder.environment().put("ATPROTO_SERVICE", pds.url().toString());
        builder.environment().put("ATPROTO_IDENTIFIER", account.handle());
        builder.environment().put("ATPROTO_PASSWORD", account.password());
        Process process = builder.directory(folder.toFile()).redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("feed-sync did not end within two minutes");
        }
        return new Run(process.exitValue(), Files.readAllLines(output, StandardCharsets.UTF_8));
    }
}
