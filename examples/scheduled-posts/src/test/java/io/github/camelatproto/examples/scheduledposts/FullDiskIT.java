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

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.camelatproto.pds.EmbeddedPds;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A schedule whose disk is full until it is started again. The system refuses the process every write that would make a
 * file longer than the database is then: to a program that is a full disk.
 */
class FullDiskIT {

    private static final String DRAFT = "{\"id\": \"%s\", \"text\": \"%s\", \"at\": \"%s\"}";

    /** What the process said is wanted where it fails. */
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private EmbeddedPds pds;
    private ScheduleProcess schedule;

    @BeforeEach
    void start() throws Exception {
        Assumptions.assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/prlimit")), "no prlimit here, by which a disk is made to look full");
        pds = EmbeddedPds.builder().port(0).account("alice.test", "secret").build().start();
        schedule = ScheduleProcess.start(folder, pds.url(), Map.of());
        schedule.awaitPage();
    }

    @AfterEach
    void stop() {
        if (schedule != null) {
            schedule.close();
        }
        if (pds != null) {
            pds.close();
        }
    }

    private void limitFiles(long bytes) throws IOException {
        Process prlimit = new ProcessBuilder(
                "/usr/bin/prlimit", "--pid", String.valueOf(schedule.pid()), "--fsize=" + bytes).inheritIO().start();
        assertThat(prlimit.onExit().join().exitValue()).isZero();
    }

    private HttpResponse<String> put(String id, Instant at) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(schedule.page() + "/api/entries/" + id))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(DRAFT.formatted(id, id, at)))
                .build(), BodyHandlers.ofString());
    }

    private List<Object> texts() throws Exception {
        return schedule.posts(pds.url()).stream().map(post -> post.get("text")).toList();
    }

    @Test
    void nothingThatWasTakenIsLostAndNothingIsTakenThatCannotBeKept() throws Exception {
        Instant soon = Instant.now().plusSeconds(5);
        Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
        assertThat(put("before", soon).statusCode()).isEqualTo(200);
        Path drafts = Files.createDirectories(folder.resolve("drafts"));

        limitFiles(Files.size(folder.resolve("data/schedule.mv.db")));
        int fillers = 0;
        HttpResponse<String> last = put("filler0", tomorrow);
        while (last.statusCode() == 200) {
            last = put("filler" + ++fillers, tomorrow);
        }
        Files.writeString(drafts.resolve("dropped.json"), DRAFT.formatted("dropped", "dropped", tomorrow));
        // it stays, or is taken where H2 has found a little room in its file: both are right
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> Instant.now().isAfter(soon)
                && Files.readString(folder.resolve("log.txt")).contains("dropped.json"));
        assertThat(last.statusCode()).as(last.body()).isEqualTo(500);

        // H2 cannot always be opened again by the process in which it closed itself
        schedule.kill();
        schedule = ScheduleProcess.start(folder, pds.url(), Map.of());
        schedule.awaitPage();

        assertThat(put("after", Instant.now().plusSeconds(1)).statusCode()).isEqualTo(200);
        Awaitility.await().atMost(Duration.ofMinutes(1)).untilAsserted(
                () -> assertThat(texts()).containsExactlyInAnyOrder("before", "after"));
        int kept = fillers + 1;
        Awaitility.await().atMost(Duration.ofMinutes(1)).untilAsserted(
                () -> assertThat(scheduled()).as("all that was taken, and the draft").hasSize(kept));
        assertThat(drafts.resolve("failed")).doesNotExist();
    }

    private List<?> scheduled() throws Exception {
        String entries = http.send(HttpRequest.newBuilder(URI.create(schedule.page() + "/api/entries?state=scheduled"))
                .build(), BodyHandlers.ofString()).body();
        return (List<?>) new JsonMapper().readValue(entries, Map.class).get("entries");
    }
}
