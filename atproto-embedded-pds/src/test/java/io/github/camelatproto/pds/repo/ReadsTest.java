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
package io.github.camelatproto.pds.repo;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import io.github.camelatproto.pds.TestPds;
import io.github.camelatproto.pds.store.PdsState;
import io.github.camelatproto.syntax.Nsid;
import io.github.camelatproto.syntax.RecordKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReadsTest {

    private static final Nsid THING = Nsid.parse("com.example.thing");
    private static final Nsid NEIGHBOUR = Nsid.parse("com.example.thingx");
    private static final Nsid ABSENT = Nsid.parse("com.example.absent");

    private final Repo repo = TestPds.repo();

    @BeforeEach
    void someRecords() {
        for (String rkey : List.of("c", "A", "b", "-")) {
            create(THING, rkey);
        }
        create(NEIGHBOUR, "a");
    }

    @Test
    void listsFromTheLastToTheFirst() {
        assertThat(page(10, null, false)).containsExactly("c", "b", "A", "-");
        assertThat(page(2, null, false)).containsExactly("c", "b");
        assertThat(page(2, "b", false)).containsExactly("A", "-");
        assertThat(page(2, "-", false)).isEmpty();
    }

    @Test
    void listsFromTheFirstToTheLastInReverse() {
        assertThat(page(10, null, true)).containsExactly("-", "A", "b", "c");
        assertThat(page(2, "A", true)).containsExactly("b", "c");
        assertThat(page(2, "c", true)).isEmpty();
    }

    @Test
    void beginsAPageAtAnRkeyThatIsNotThereAnyMore() {
        assertThat(page(10, "bb", false)).containsExactly("b", "A", "-");
        assertThat(page(10, "bb", true)).containsExactly("c");
    }

    @Test
    void knowsNothingOfACollectionWithoutRecords() {
        assertThat(repo.records(ABSENT, 10, null, false)).isEmpty();
        assertThat(repo.size(ABSENT)).isZero();
        assertThat(repo.record(ABSENT, new RecordKey("a"))).isEmpty();
    }

    @Test
    void namesTheCollectionsThatHaveRecords() {
        assertThat(repo.collections()).containsExactly("com.example.thing", "com.example.thingx");
        assertThat(repo.size(THING)).isEqualTo(4);
        repo.deleteRecord(NEIGHBOUR, new RecordKey("a"), null, null);
        assertThat(repo.collections()).containsExactly("com.example.thing");
    }

    @Test
    void logsTheNewestCommitFirst() {
        List<LoggedCommit> log = repo.log(100, null);
        assertThat(log).hasSize(6); // the empty repo has one too
        assertThat(log.get(0).cid()).isEqualTo(repo.head().cid());
        assertThat(log.get(0).changes()).extracting(LoggedCommit.Change::collection).containsExactly("com.example.thingx");
        assertThat(log).extracting(LoggedCommit::rev).isSortedAccordingTo((a, b) -> b.compareTo(a));
        assertThat(repo.log(2, log.get(1).rev())).isEqualTo(log.subList(2, 4));
    }

    @Test
    void remembersAThousandCommitsInMemory() {
        for (int i = 0; i < 1_000; i++) {
            repo.applyWrites(List.of(), null, null);
        }
        assertThat(repo.log(2_000, null)).hasSize(1_000);
    }

    @Test
    void tellsOfACommitBeforeItsWriterIsAnswered() {
        PdsState state
                = PdsState.inMemory(Clock.systemUTC());
        Repo other = TestPds.repo(state);
        List<LoggedCommit> told = new ArrayList<>();
        Runnable off = state.repos().onCommit((did, commit) -> {
            assertThat(did).isEqualTo(other.did());
            assertThat(other.head().rev()).isEqualTo(commit.rev());
            told.add(commit);
        });
        other.applyWrites(List.of(), null, null);
        assertThat(told).isEqualTo(other.log(1, null));
        off.run();
        other.applyWrites(List.of(), null, null);
        assertThat(told).hasSize(1);
    }

    private List<String> page(int limit, @Nullable String after, boolean reverse) {
        return repo.records(THING, limit, after, reverse).stream()
                .map(StoredRecord::rkey)
                .toList();
    }

    private void create(Nsid collection, String rkey) {
        repo.createRecord(collection, new RecordKey(rkey), TestPds.record("{}"), null, null);
    }
}
