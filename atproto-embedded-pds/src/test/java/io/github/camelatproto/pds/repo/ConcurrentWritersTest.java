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

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.camelatproto.data.Cid;
import io.github.camelatproto.pds.TestPds;
import io.github.camelatproto.pds.error.XrpcError;
import io.github.camelatproto.pds.repo.RequestedWrite.Action;
import io.github.camelatproto.syntax.Nsid;
import io.github.camelatproto.syntax.RecordKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ConcurrentWritersTest {

    private static final Nsid THING = Nsid.parse("com.example.thing");
    private static final int WRITERS = 20;

    private final Repo repo = TestPds.repo();
    private final ExecutorService threads = Executors.newFixedThreadPool(WRITERS);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void oneOfThoseThatExpectTheSameHeadWins() throws Exception {
        Cid head = repo.head().cid();
        List<String> answers = atOnce(() -> create(null, head));
        assertThat(answers).containsOnlyOnce("written");
        assertThat(answers.stream().filter(answer -> !answer.equals("written")))
                .hasSize(WRITERS - 1)
                .containsOnly("400 InvalidSwap: Commit was at " + repo.head().cid());
        assertThat(repo.size(THING)).isEqualTo(1);
    }

    @Test
    void oneOfThoseThatCreateTheSameRkeyWins() throws Exception {
        List<String> answers = atOnce(() -> create(new RecordKey("k"), null));
        assertThat(answers).containsOnlyOnce("written");
        assertThat(Set.copyOf(answers)).containsExactlyInAnyOrder(
                "written", "500 InternalServerError: Internal Server Error");
    }

    @Test
    void allOfThoseThatExpectNothingWin() throws Exception {
        assertThat(atOnce(() -> create(null, null))).containsOnly("written");
        assertThat(repo.size(THING)).isEqualTo(WRITERS);
        assertThat(repo.log(100, null)).extracting(LoggedCommit::rev)
                .hasSize(WRITERS + 1)
                .doesNotHaveDuplicates()
                .isSortedAccordingTo((a, b) -> b.compareTo(a));
    }

    @Test
    void readersSeeACommitWholeOrNotAtAll() throws Exception {
        List<RequestedWrite> creates = List.of(write(Action.CREATE, "a"), write(Action.CREATE, "b"));
        List<RequestedWrite> deletes = List.of(write(Action.DELETE, "a"), write(Action.DELETE, "b"));
        AtomicBoolean done = new AtomicBoolean();
        Future<Set<Integer>> seen = threads.submit(() -> {
            Set<Integer> sizes = new HashSet<>();
            do {
                sizes.add(repo.records(THING, 10, null, false).size());
            } while (!done.get());
            return sizes;
        });
        for (int i = 0; i < 500; i++) {
            repo.applyWrites(creates, null, null);
            repo.applyWrites(deletes, null, null);
        }
        done.set(true);
        assertThat(seen.get()).isSubsetOf(0, 2);
    }

    private List<String> atOnce(Callable<String> call) throws InterruptedException, ExecutionException {
        CyclicBarrier barrier = new CyclicBarrier(WRITERS);
        List<Future<String>> futures = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            futures.add(threads.submit(() -> {
                barrier.await();
                return call.call();
            }));
        }
        List<String> answers = new ArrayList<>();
        for (Future<String> future : futures) {
            answers.add(future.get());
        }
        return answers;
    }

    private String create(RecordKey rkey, Cid swapCommit) {
        try {
            repo.createRecord(THING, rkey, TestPds.record("{}"), null, swapCommit);
            return "written";
        } catch (XrpcError e) {
            return e.status() + " " + e.error() + ": " + e.getMessage();
        }
    }

    private static RequestedWrite write(Action action, String rkey) {
        return new RequestedWrite(
                action, THING, new RecordKey(rkey), action == Action.DELETE ? null : TestPds.record("{}"));
    }
}
