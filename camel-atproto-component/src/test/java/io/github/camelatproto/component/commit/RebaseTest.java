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
package io.github.camelatproto.component.commit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.github.camelatproto.component.exception.AtprotoException;
import io.github.camelatproto.component.exception.InvalidSwapException;
import io.github.camelatproto.component.exception.UnknownOutcomeException;
import io.github.camelatproto.data.Cid;
import org.junit.jupiter.api.Test;

import static io.github.camelatproto.component.commit.Bench.error;
import static io.github.camelatproto.component.commit.Bench.outcomes;
import static io.github.camelatproto.component.commit.Notes.derived;
import static io.github.camelatproto.component.commit.Notes.theirs;
import static io.github.camelatproto.component.commit.Notes.update;
import static org.assertj.core.api.Assertions.assertThat;

/** Section 4, rebase: a unit whose writes are computed anew for every attempt. */
class RebaseTest {

    private final Bench bench = new Bench().holding(theirs("counter", "5"));
    private final List<Cid> heads = new ArrayList<>();

    private Unit rebasing(int maxRetries, Rebase rebase) {
        return new Unit(Unit.Method.APPLY_WRITES, List.of(), null, new Swap.Latest(maxRetries, rebase), false);
    }

    /** Writes what the supplier gives, and notes the heads it is called with. */
    private Unit computing(Supplier<List<NamedWrite>> writes) {
        return rebasing(5, head -> {
            heads.add(head);
            return CompletableFuture.completedStage(writes.get());
        });
    }

    /** One more than the counter is. */
    private NamedWrite incremented() {
        int now = 0;
        while (!bench.repo.record(update("counter", "")).equals(Optional.of(update("counter", "" + now).after()))) {
            now++;
        }
        return update("counter", "" + (now + 1));
    }

    private String counter() {
        return incremented().record().get("text").toString();
    }

    @Test
    void itIsCalledWithTheHeadThatTheAttemptIsSentUnder() {
        Outcome outcome = bench.write(computing(() -> List.of(incremented())));

        assertThat(outcome).isInstanceOf(Outcome.Written.class);
        assertThat(bench.repo.sends()).extracting(Attempt::fence).containsExactlyElementsOf(heads);
        assertThat(counter()).isEqualTo("7");
    }

    @Test
    void onInvalidSwapItIsCalledAgainWithTheNewHead() {
        bench.repo.next(Fault.overtaken(Fault.none(), theirs("counter", "9")));

        Outcome outcome = bench.write(computing(() -> List.of(incremented())));

        assertThat(outcome).isInstanceOf(Outcome.Written.class);
        assertThat(heads).doesNotHaveDuplicates().hasSize(2);
        assertThat(counter()).isEqualTo("11");
    }

    @Test
    void afterMaxSwapRetriesTheCallerIsTold() {
        bench.repo.otherwise(() -> Fault.overtaken(Fault.none(), theirs("elsewhere", "x")));

        Outcome outcome = bench.write(rebasing(2, head -> {
            heads.add(head);
            return CompletableFuture.completedStage(List.of(incremented()));
        }));

        assertThat(error(outcome)).isInstanceOf(InvalidSwapException.class);
        assertThat(heads).hasSize(3);
    }

    @Test
    void aLostAttemptGoesAgainAsItWasWhileTheHeadIsItsFence() {
        bench.repo.next(Fault.requestLost());

        Outcome outcome = bench.write(computing(() -> List.of(incremented())));

        assertThat(outcome).isInstanceOf(Outcome.Written.class);
        assertThat(heads).hasSize(1);
        assertThat(bench.repo.sends()).hasSize(2);
    }

    @Test
    void interleaving2AnEqualValueOfAnotherWriterIsNotTakenForOurs() {
        bench.repo.next(Fault.followed(Fault.requestLost(), theirs("counter", "6")));

        Outcome outcome = bench.write(computing(() -> List.of(update("counter", "6"))));

        assertThat(error(outcome)).isInstanceOf(UnknownOutcomeException.class);
        assertThat(bench.repo.sends()).hasSize(1);
    }

    @Test
    void aMarkThatIsThereSaysThatItIsApplied() {
        bench.repo.next(Fault.followed(Fault.answerLost(), theirs("counter", "9")));

        Outcome outcome = bench.write(computing(() -> List.of(derived("mark", "m"), incremented())));

        assertThat(outcome).isInstanceOf(Outcome.Existing.class);
        assertThat(counter()).isEqualTo("10");
    }

    @Test
    void aMarkThatIsAbsentWithTheHeadMovedSaysThatItIsNotAppliedAndItIsComputedAnew() {
        bench.repo.next(Fault.followed(Fault.requestLost(), theirs("counter", "9")));

        Outcome outcome = bench.write(computing(() -> List.of(derived("mark", "m"), incremented())));

        assertThat(outcome).isInstanceOf(Outcome.Written.class);
        assertThat(counter()).isEqualTo("11");
    }

    @Test
    void interleaving3ACounterWhoseMarkAnotherPollerLandedIsNotSentAlone() {
        bench.holding(theirs("mark", "m"), theirs("counter", "6"));

        Outcome outcome = bench.write(computing(() -> List.of(derived("mark", "m"), incremented())));

        assertThat(outcome).isInstanceOf(Outcome.Existing.class);
        assertThat(counter()).isEqualTo("7");
    }

    @Test
    void nothingToWriteIsSuccessWithoutACommit() {
        Outcome outcome = bench.write(computing(List::of));

        assertThat(outcome).isInstanceOf(Outcome.Written.class);
        assertThat(bench.repo.sends()).isEmpty();
    }

    @Test
    void aRebaseThatThrowsFailsItsUnitAndNotTheNext() {
        CompletableFuture<List<Outcome>> failing = bench.submit(computing(() -> {
            throw new IllegalStateException("no such counter");
        }));
        CompletableFuture<List<Outcome>> next = bench.submit(Notes.unit(update("counter", "6")));
        bench.time.run();

        assertThat(error(outcomes(failing).get(0))).isInstanceOf(AtprotoException.class)
                .hasMessageContaining("no such counter").hasRootCauseInstanceOf(IllegalStateException.class);
        assertThat(outcomes(next).get(0)).isInstanceOf(Outcome.Written.class);
    }

    @Test
    void aRebaseThatNeverReturnsFailsItsUnitAfterRequestTimeout() {
        CompletableFuture<List<Outcome>> hanging = bench.submit(rebasing(5, head -> new CompletableFuture<>()));
        bench.time.run(Bench.REQUEST_TIMEOUT.minusSeconds(1));
        assertThat(hanging).isNotDone();
        bench.time.run(Duration.ofSeconds(2));

        assertThat(error(outcomes(hanging).get(0))).hasMessageContaining("requestTimeout");
        assertThat(bench.repo.sends()).isEmpty();
    }

    @Test
    void whatARebaseGivesTooLateIsCancelled() {
        CompletableFuture<List<NamedWrite>> hanging = new CompletableFuture<>();
        bench.queue(rebasing(5, head -> hanging));
        bench.time.run();

        assertThat(hanging).isCancelled();
    }
}
