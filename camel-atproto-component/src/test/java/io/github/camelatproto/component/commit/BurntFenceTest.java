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

import java.util.List;

import io.github.camelatproto.component.exception.PdsUnreachableException;
import io.github.camelatproto.component.exception.UnknownOutcomeException;
import io.github.camelatproto.component.exception.XrpcException;
import org.junit.jupiter.api.Test;

import static io.github.camelatproto.component.commit.Bench.error;
import static io.github.camelatproto.component.commit.Notes.delete;
import static io.github.camelatproto.component.commit.Notes.fresh;
import static io.github.camelatproto.component.commit.Notes.theirs;
import static io.github.camelatproto.component.commit.Notes.unit;
import static io.github.camelatproto.component.commit.Notes.update;
import static org.assertj.core.api.Assertions.assertThat;

/** Section 6, bounds: before a fenced send is given up with the head still its fence, the fence is burnt. */
class BurntFenceTest {

    private final Bench bench = new Bench().holding(theirs("a", "old"));

    private void everySendIsHeldButAnEmptyOne() {
        bench.repo.otherwise(() -> (repo, attempt, reply) -> {
            if (attempt.writes().isEmpty()) {
                repo.arrives(attempt, reply);
            } else {
                Fault.held().carry(repo, attempt, reply);
            }
        });
    }

    @Test
    void interleaving9ADeleteThatIsGivenUpNeverLandsAfterwards() {
        everySendIsHeldButAnEmptyOne();

        Outcome outcome = bench.write(delete("a"));
        bench.repo.otherwise(Fault::none);
        Outcome next = bench.write(unit(fresh("n", "1")));
        bench.repo.release();

        assertThat(error(outcome)).isInstanceOf(PdsUnreachableException.class);
        assertThat(next).isInstanceOf(Outcome.Written.class);
        assertThat(bench.repo.record(delete("a"))).isPresent();
    }

    @Test
    void theFenceIsBurntByAnEmptyCommitForNoPoints() {
        everySendIsHeldButAnEmptyOne();

        bench.write(delete("a"));

        Attempt last = bench.repo.sends().get(bench.repo.sends().size() - 1);
        assertThat(last.writes()).isEmpty();
        assertThat(last.fence()).isEqualTo(bench.repo.sends().get(0).fence());
    }

    @Test
    void aSendThatLandedBeforeItsFenceWasBurntIsFound() {
        bench.repo.otherwise(() -> (repo, attempt, reply) -> {
            if (attempt.writes().isEmpty()) {
                repo.release();
                repo.arrives(attempt, reply);
            } else {
                Fault.held().carry(repo, attempt, reply);
            }
        });

        assertThat(bench.write(delete("a"))).isInstanceOf(Outcome.Existing.class);
    }

    @Test
    void aFenceThatCannotBeBurntLeavesTheOutcomeUnknown() {
        bench.repo.otherwise(Fault::held);

        assertThat(error(bench.write(delete("a")))).isInstanceOf(UnknownOutcomeException.class);
    }

    @Test
    void aFenceThatThePartBeforeHasPassedNeedsNoBurning() {
        Fault landsAndIsAnsweredTooLate = (repo, attempt, reply) -> repo.arrives(
                attempt, answer -> repo.time().schedule(Bench.DELIVERY_TIMEOUT, () -> reply.later(answer)));
        bench.repo.next(Fault.requestLost(), Fault.serverError(), landsAndIsAnsweredTooLate);
        bench.repo.otherwise(Fault::requestLost);

        List<Outcome> outcomes = bench.writeAll(List.of(unit(update("a", "new")), unit(fresh("n", "1"))));

        assertThat(outcomes.get(0)).isInstanceOf(Outcome.Written.class);
        assertThat(error(outcomes.get(1))).isInstanceOf(XrpcException.class);
        assertThat(bench.repo.sends()).hasSize(3);
    }

    @Test
    void aFenceThatTheCallerNamesIsBurntThoughAnOlderHeadIsKnown() {
        bench.write(unit(fresh("n", "1")));
        bench.holding(theirs("b", "1"));
        Swap swap = new Swap.Exactly(bench.repo.currentHead());
        bench.repo.failHeads(Integer.MAX_VALUE, new PdsUnreachableException("no answer"));
        everySendIsHeldButAnEmptyOne();

        Outcome outcome = bench.write(unit(swap, delete("a")));
        bench.repo.release();

        assertThat(error(outcome)).isInstanceOf(PdsUnreachableException.class);
        assertThat(bench.repo.record(delete("a"))).isPresent();
    }
}
