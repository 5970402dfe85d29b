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
package io.github.camelatproto.compatibility;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** The jar as it is built runs on this module's Camel, on the oldest and on the newest Java. */
class SmokeIT {

    private static final Path JAVAS = Path.of("/usr/lib/jvm");

    @TempDir
    private Path folder;

    @Test
    void itRunsOnTheJavaOfThisBuild() throws Exception {
        runs(Path.of(System.getProperty("java.home")));
    }

    @Test
    void itRunsOnJava25() throws Exception {
        List<Path> homes = java25();
        boolean isMust = "true".equals(System.getenv("CI"));
        assumeThat(isMust || !homes.isEmpty()).as("a Java 25 in JAVA_25_HOME or " + JAVAS).isTrue();
        assertThat(homes).as("Java 25 in JAVA_25_HOME or " + JAVAS).isNotEmpty();

        runs(homes.get(0));
    }

    private static List<Path> java25() throws IOException {
        String home = System.getenv("JAVA_25_HOME");
        if (home != null) {
            return List.of(Path.of(home));
        }
        if (!Files.isDirectory(JAVAS)) {
            return List.of();
        }
        try (Stream<Path> javas = Files.list(JAVAS)) {
            return javas.filter(java -> java.getFileName().toString().matches(".*\\b25\\b.*"))
                    .filter(java -> Files.isExecutable(java.resolve("bin/java"))).toList();
        }
    }

    private void runs(Path java) throws Exception {
        Path output = folder.resolve("output.txt");
        Process smoke = new ProcessBuilder(
                java.resolve("bin/java").toString(), "-cp", System.getProperty("java.class.path"),
                Smoke.class.getName()).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        try {
            assertThat(smoke.waitFor(2, TimeUnit.MINUTES)).as("it ends").isTrue();
        } finally {
            smoke.destroyForcibly();
        }
        String printed = Files.readString(output);
        printed.lines().filter(line -> line.startsWith("smoke:")).forEach(System.out::println);
        assertThat(printed).contains(": passed");
        assertThat(smoke.exitValue()).isZero();
    }
}
