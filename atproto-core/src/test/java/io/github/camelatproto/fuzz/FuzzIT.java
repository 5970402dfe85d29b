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
package io.github.camelatproto.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.github.camelatproto.lexicon.LexiconTarget;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A fuzzer that looks for new ways through the code, on every parser and decoder, each in a JVM of its own: nothing but
 * the documented exception comes out, in bounded time and memory. The seed is printed; {@code -Dfuzz.seed} repeats it.
 */
class FuzzIT {

    private static final long TOTAL = Boolean.getBoolean("atproto.soak") ? 10_000_000 : 200_000;
    private static final int TARGETS = 11;
    private static final long RUNS = (TOTAL + TARGETS - 1) / TARGETS;
    private static final int MAX_BYTES = 4_096;
    private static final int SECONDS_EACH = 5;
    private static final int MEMORY_MB = 256;

    private static final AtomicLong DONE = new AtomicLong();
    @TempDir
    private Path folder;

    @AfterAll
    static void printTotal() {
        System.out.println("fuzz: inputs=" + DONE + " of " + TARGETS + " parsers and decoders");
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @ValueSource(classes = {
            AtJsonTarget.class, CarTarget.class, CidTarget.class, CommitTarget.class, DagCborTarget.class, KeyTarget.class,
            LaxJsonTarget.class, LexiconTarget.class, RecordTarget.class, SyntaxTarget.class, TreeTarget.class })
    void nothingComesOutButTheDocumentedException(Class<?> target) throws Exception {
        long seed = Long.getLong("fuzz.seed", System.nanoTime() & 0x7fff_ffff);
        System.out.println("fuzz: " + target.getSimpleName() + " seed=" + seed);
        Path log = folder.resolve("log.txt");
        Path corpus = seeds();

        Process fuzzer = new ProcessBuilder(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1", "-Xmx" + MEMORY_MB + "m",
                        "-cp", System.getProperty("java.class.path"), "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + target.getName(), "--instrumentation_includes=io.github.camelatproto.**",
                        "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.**",
                        "-runs=" + RUNS, "-seed=" + seed, "-max_len=" + MAX_BYTES, "-timeout=" + SECONDS_EACH,
                        "-artifact_prefix=" + folder + "/", "-print_final_stats=1", corpus.toString()))
                .directory(folder.toFile()).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        boolean ended = fuzzer.waitFor(2, TimeUnit.HOURS);
        fuzzer.destroyForcibly();

        assertThat(ended).isTrue();
        assertThat(fuzzer.exitValue()).as(() -> "what the fuzzer says: " + tail(log)).isZero();
        DONE.addAndGet(executed(log));
    }

    /** Some inputs to begin with, of every kind. */
    private Path seeds() throws IOException {
        Path corpus = Files.createDirectory(folder.resolve("corpus"));
        int number = 0;
        for (byte[] seed : Seeds.all()) {
            Files.write(corpus.resolve("seed-" + number++), seed);
        }
        return corpus;
    }

    private static long executed(Path log) throws IOException {
        return Files.readAllLines(log).stream().filter(line -> line.startsWith("stat::number_of_executed_units:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).sum();
    }

    private static String tail(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
