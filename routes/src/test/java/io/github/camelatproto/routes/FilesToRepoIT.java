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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.camelatproto.files.FileReport;
import io.github.camelatproto.pds.EmbeddedPds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
}
