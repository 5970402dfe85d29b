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
package io.github.camelatproto.component.kill;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelatproto.pds.EmbeddedPds;
import io.github.camelatproto.pds.Fault;
import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/** 2,000 records on their way into a repo, by a process that is killed again and again and started anew. */
final class Job implements AutoCloseable {

    static final String COLLECTION = "com.example.record";
    static final int RECORDS = 2_000;
    private static final int PAGE = 100;

    private final ObjectMapper json = new ObjectMapper();
    private final EmbeddedPds pds = EmbeddedPds.builder().account("alice.test", "secret").build().start();
    private final HoldingProxy proxy;
    private final Path folder;
    private final Class<?> mover;
    private final Random random;
    private final List<String> input;
    private int betweenCommitAndAck;

    /**
     * @param folder what outlives the process
     * @param mover  takes the PDS and the folder
     */
    Job(Path folder, Class<?> mover, Random random) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.mover = mover;
        this.random = random;
        this.proxy = new HoldingProxy(pds.url());
        this.input = records();
        // slow enough to be met at work
        pds.faults().always("com.atproto.repo.createRecord", Fault.delay(Duration.ofMillis(2)));
        pds.faults().always("com.atproto.repo.applyWrites", Fault.delay(Duration.ofMillis(10)));
    }

    private List<String> records() {
        List<String> records = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            ObjectNode record = json.createObjectNode().put("$type", COLLECTION).put("n", i)
                    .put("text", "record " + Long.toHexString(random.nextLong()));
            records.add(record.toString());
        }
        return records;
    }

    /** The records, as JSON. */
    List<String> input() {
        return input;
    }

    int betweenCommitAndAck() {
        return betweenCommitAndAck;
    }

    /** Kills it so often, each time between its first commit and its last, then lets it end. */
    void run(int kills) throws Exception {
        for (int kill = 1; kill <= kills; kill++) {
            // spread over the records, so that each life gets somewhere
            int target = (int) (RECORDS * (kill - 0.6 + 0.6 * random.nextDouble()) / (kills + 1));
            killAfter(Math.max(target, proxy.committed() + 1), kill % 2 == 0);
            assertThat(written()).as("records when it was killed").hasSizeBetween(1, RECORDS - 1);
        }
        Process last = start();
        try {
            assertThat(last.waitFor(5, TimeUnit.MINUTES)).as("it ends").isTrue();
            assertThat(last.exitValue()).as("see the log: %s", log()).isZero();
        } finally {
            last.destroyForcibly();
        }
    }

    private void killAfter(int committed, boolean beforeTheAnswer) throws Exception {
        Process process = start();
        try {
            Awaitility.await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(2))
                    .until(() -> proxy.committed() >= committed || !process.isAlive());
            if (beforeTheAnswer) {
                HoldingProxy.Held held = proxy.holdNext();
                assertThat(held.await(60)).as("a commit; see the log: %s", log()).isTrue();
                kill(process);
                held.release();
                betweenCommitAndAck++;
            } else {
                kill(process);
            }
        } finally {
            process.destroyForcibly();
        }
    }

    private void kill(Process process) throws Exception {
        assertThat(process.isAlive()).as("alive; see the log: %s", log()).isTrue();
        process.destroyForcibly(); // SIGKILL
        assertThat(process.waitFor()).as("killed").isEqualTo(128 + 9);
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp", System.getProperty("java.class.path"), mover.getName(), proxy.url(), folder.toString())
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log())).start();
    }

    private File log() {
        return folder.resolveSibling(folder.getFileName() + ".log").toFile();
    }

    /** The records in the repo, under whatever keys, as JSON. */
    List<String> written() throws IOException {
        List<String> written = new ArrayList<>();
        JsonNode page;
        String cursor = "";
        do {
            URI list = pds.url().resolve(
                    "/xrpc/com.atproto.repo.listRecords?repo=alice.test&collection=" + COLLECTION + "&limit=" + PAGE
                                         + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            page = json.readTree(list.toURL());
            page.get("records").forEach(record -> written.add(canonical(record.get("value"))));
            cursor = page.path("cursor").asText();
        } while (page.get("records").size() == PAGE);
        return written;
    }

    /** The same record as text that is equal whenever the record is. */
    private String canonical(JsonNode value) {
        ObjectNode ordered = json.createObjectNode();
        List.of("$type", "n", "text").forEach(key -> ordered.set(key, value.get(key)));
        assertThat((JsonNode) ordered).isEqualTo(value);
        return ordered.toString();
    }

    @Override
    public void close() {
        proxy.close();
        pds.close();
    }
}
