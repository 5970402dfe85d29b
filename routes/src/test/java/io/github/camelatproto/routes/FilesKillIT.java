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

import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A process with a small heap that imports a long file, is killed and starts again on the same data: each line is one
 * record.
 */
class FilesKillIT {

    private static final String FILE = "lines.jsonl";

    @TempDir
    private Path folder;
    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    @Test
    void twentyThousandLines() throws Exception {
        killed(20_000, 3);
    }

    @Test
    @Tag("soak")
    void aMillionLines() throws Exception {
        killed(1_000_000, 5);
    }

    private static String line(int number) {
        return "{\"n\":" + number + ",\"text\":\"" + "x".repeat(100 + number % 100) + "\"}";
    }

    private void killed(int lines, int kills) throws Exception {
        Path inbox = Files.createDirectories(folder.resolve("inbox"));
        try (BufferedWriter file = Files.newBufferedWriter(inbox.resolve(FILE))) {
            for (int n = 0; n < lines; n++) {
                file.append(line(n)).append('\n');
            }
        }
        long start = System.nanoTime();
        try (CountingPds pds = new CountingPds(FilesKillIT::line)) {
            for (int kill = 1; kill <= kills; kill++) {
                // spread over the lines, so that each life gets somewhere
                int target = (int) (lines * (kill - 0.5 + 0.5 * random.nextDouble()) / (kills + 1));
                killAt(pds, Math.max(target, pds.size() + 1));
                assertThat(pds.size()).as("records when it was killed").isBetween(1, lines - 1);
            }
            Process last = start(pds);
            try {
                assertThat(last.waitFor(30, TimeUnit.MINUTES)).as("it ends").isTrue();
                assertThat(last.exitValue()).as("see the log: %s", log()).isZero();
            } finally {
                last.destroyForcibly();
            }
            System.out.printf(
                    "files: lines=%d kills=%d heap=256m lost=%d twice=%d altered=%d refused=%d reads=%d seconds=%d (seed %d)%n",
                    lines,
                    kills, lines - pds.numbers(), pds.size() - pds.numbers(), pds.altered(), pds.refused(), pds.reads(),
                    TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start), seed);
            assertThat(pds.numbers()).as("different lines (seed %d)", seed).isEqualTo(lines);
            assertThat(pds.size()).as("records (seed %d)", seed).isEqualTo(lines);
            assertThat(pds.altered()).isZero();
        }
        // what the last life reported is about all of them
        assertThat(Files.readString(log().toPath())).contains(FILE + ": " + lines + " written, 0 unchanged, 0 failed");
    }

    private void killAt(CountingPds pds, int records) throws Exception {
        Process process = start(pds);
        try {
            Awaitility.await().atMost(Duration.ofMinutes(20)).pollInterval(Duration.ofMillis(2))
                    .until(() -> pds.size() >= records || !process.isAlive());
            assertThat(process.isAlive()).as("alive; see the log: %s", log()).isTrue();
            process.destroyForcibly(); // SIGKILL
            assertThat(process.waitFor()).as("killed").isEqualTo(128 + 9);
        } finally {
            process.destroyForcibly();
        }
    }

    private Process start(CountingPds pds) throws IOException {
        return new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-XX:+UseSerialGC",
                "-Dorg.slf4j.simpleLogger.log.import=info", "-Dorg.slf4j.simpleLogger.log.io.github.camelatproto.files=info",
                "-cp", System.getProperty("java.class.path"), FileMover.class.getName(), pds.url().toString(),
                folder.resolve("memory").toString(), folder.resolve("inbox").toString(), FILE)
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log())).start();
    }

    private File log() {
        return folder.resolve("log").toFile();
    }
}
