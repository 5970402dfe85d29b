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
package io.github.camelatproto.examples.springboot;

import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.github.camelatproto.pds.EmbeddedPds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The application as it is built, started as the README says. */
class ApplicationIT {

    @TempDir
    private Path folder;

    private Process start(URI pds) throws Exception {
        ProcessBuilder application = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar",
                Path.of("target", "spring-boot.jar").toAbsolutePath().toString());
        application.environment().put("NEWS_SERVICE", pds.toString());
        application.environment().put("NEWS_IDENTIFIER", "news.test");
        application.environment().put("NEWS_PASSWORD", "secret");
        return application.directory(folder.toFile()).redirectErrorStream(true).redirectOutput(log().toFile()).start();
    }

    private Path log() {
        return folder.resolve("log.txt");
    }

    @Test
    void aFileBecomesARecord() throws Exception {
        Files.writeString(Files.createDirectory(folder.resolve("inbox")).resolve("one.json"), "{\"n\": 1}");
        try (EmbeddedPds pds = EmbeddedPds.builder().account("news.test", "secret").build().start()) {
            Process application = start(pds.url());
            try {
                await().atMost(Duration.ofSeconds(60)).untilAsserted(
                        () -> assertThat(log()).content().contains("/com.example.thing/"));
                assertThat(new File(folder.toFile(), "data/sessions")).isNotEmptyDirectory();
            } finally {
                application.destroy();
                assertThat(application.waitFor(30, TimeUnit.SECONDS)).isTrue();
            }
        }
        String uri = Files.readString(log()).lines().filter(line -> line.contains("at://")).findFirst().orElseThrow();
        System.out.println("spring boot: wrote " + uri.substring(uri.indexOf("at://")));
        assertThat(log()).content().doesNotContain("secret");
    }
}
