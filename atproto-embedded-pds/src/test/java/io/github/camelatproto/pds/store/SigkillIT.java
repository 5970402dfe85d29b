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
package io.github.camelatproto.pds.store;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import io.github.camelatproto.pds.TestPds;
import io.github.camelatproto.pds.account.Account;
import io.github.camelatproto.pds.repo.LoggedCommit;
import io.github.camelatproto.pds.repo.LoggedCommit.Change;
import io.github.camelatproto.pds.repo.Repo;
import io.github.camelatproto.pds.repo.StoredRecord;
import io.github.camelatproto.reference.CarVerifier;
import io.github.camelatproto.reference.ReferencePds;
import io.github.camelatproto.syntax.Nsid;
import io.github.camelatproto.syntax.Tid;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assumptions.assumeThat;

/** Kills a process that writes, again and again on the same file: what was answered is there. */
class SigkillIT {

    private static final Logger LOG = LoggerFactory.getLogger(SigkillIT.class);
    private static final int KILLS = Boolean.getBoolean("atproto.soak") ? 100 : 3;
    private static final int MAX_LINES = 200;

    @TempDir
    private Path folder;
    private final Random random = new Random();
    private final long seed = random.nextLong();
    /** By revision: what was answered in the end. */
    private final Map<String, Answered> answered = new TreeMap<>();
    private Account alice;

    @BeforeEach
    void anAccount() {
        random.setSeed(seed);
        try (PdsState state = open()) {
            alice = TestPds.alice(state);
        }
    }

    @Test
    void whatWasAnsweredOutlivesTheProcess() throws Exception {
        for (int kill = 1; kill <= KILLS; kill++) {
            List<Answered> now = writeAndKill(kill);
            now.forEach(commit -> answered.put(commit.rev(), commit));
            try (PdsState state = open()) { // checks that the records have the root that the last commit signed
                check(state.repos().of(alice.did()));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("After kill " + kill + ", seed " + seed, e);
            }
        }
        LOG.info("{} kills, {} answered commits, all there (seed {})", KILLS, answered.size(), seed);
    }

    @Test
    void theRepoThatIsLeftVerifies() throws Exception {
        String missing = ReferencePds.missing().orElse(null);
        assertThat(missing != null && "true".equals(System.getenv("CI"))).as("in CI: %s", missing).isFalse();
        assumeThat(missing).isNull();
        writeAndKill(1);
        try (PdsState state = open()) {
            Repo repo = state.repos().of(alice.did());
            ByteArrayOutputStream car = new ByteArrayOutputStream();
            repo.exportCar(car, null);
            CarVerifier.Result result = CarVerifier.verify(car.toByteArray(), alice.did().value(), alice.key().didKey());
            assertThat(result.problem()).isNull();
            assertThat(result.commit()).isEqualTo(repo.head().cid().toString());
            assertThat(result.records()).isEqualTo(records(repo));
        }
    }

    private void check(Repo repo) {
        Map<String, LoggedCommit> log = new HashMap<>();
        for (LoggedCommit commit : repo.log(Integer.MAX_VALUE, null)) {
            log.put(commit.rev().value(), commit);
        }
        answered.values().forEach(commit -> {
            assertThat(log).containsKey(commit.rev());
            LoggedCommit logged = log.get(commit.rev());
            assertThat(logged.cid()).hasToString(commit.cid());
            assertThat(logged.changes()).extracting(Change::rkey, change -> String.valueOf(change.cid()))
                    .containsExactlyElementsOf(commit.tuples());
        });
        // every answered record is among these, for every answered commit is in the log
        Map<String, String> expected = new TreeMap<>();
        log.values().stream().sorted((a, b) -> a.rev().compareTo(b.rev())).forEach(commit -> {
            for (Change change : commit.changes()) {
                String path = change.collection() + "/" + change.rkey();
                if (change.cid() == null) {
                    expected.remove(path);
                } else {
                    expected.put(path, change.cid().toString());
                }
            }
        });
        assertThat(records(repo)).isEqualTo(expected);
    }

    private static Map<String, String> records(Repo repo) {
        Map<String, String> records = new TreeMap<>();
        for (String collection : repo.collections()) {
            for (StoredRecord record : repo.records(Nsid.parse(collection), Integer.MAX_VALUE, null, true)) {
                records.put(collection + "/" + record.rkey(), record.cid().toString());
            }
        }
        return records;
    }

    /** Gives the commits that the process has answered before it was killed, at some point of its life. */
    private List<Answered> writeAndKill(int round) throws IOException, InterruptedException {
        Process writer = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-cp",
                System.getProperty("java.class.path"), KilledWriter.class.getName(), file().toString(), "alice.test",
                Long.toString(seed + round)).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        int lines = 1 + random.nextInt(MAX_LINES);
        List<Answered> commits = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.endsWith(" .")) { // the last may have been cut
                    commits.add(Answered.of(line));
                }
                if (commits.size() == lines) {
                    writer.toHandle().destroyForcibly(); // SIGKILL; unlike the Process's own, it leaves the stream open
                }
            }
        } finally {
            writer.destroyForcibly();
        }
        assertThat(writer.waitFor()).as("killed").isEqualTo(128 + 9);
        assertThat(commits).hasSizeGreaterThanOrEqualTo(lines);
        return commits;
    }

    private PdsState open() {
        return PdsState.inFile(file(), Clock.systemUTC());
    }

    private Path file() {
        return folder.resolve("pds");
    }

    /** @param writes rkeys and CIDs, one after the other */
    private record Answered(String rev, String cid, List<String> writes) {

        static Answered of(String line) {
            List<String> words = List.of(line.split(" "));
            assertThat(Tid.isValid(words.get(0))).isTrue();
            return new Answered(words.get(0), words.get(1), words.subList(3, words.size() - 1));
        }

        List<Tuple> tuples() {
            List<Tuple> tuples = new ArrayList<>();
            for (int i = 0; i < writes.size(); i += 2) {
                tuples.add(tuple(writes.get(i), writes.get(i + 1)));
            }
            return tuples;
        }
    }
}
