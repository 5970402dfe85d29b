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
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.camelatproto.component.exception.RateLimitExceededException;
import io.github.camelatproto.component.exception.UnknownOutcomeException;
import io.github.camelatproto.component.exception.XrpcException;
import org.junit.jupiter.api.Test;

import static io.github.camelatproto.component.commit.Bench.error;
import static io.github.camelatproto.component.commit.Bench.outcomes;
import static io.github.camelatproto.component.commit.Notes.delete;
import static io.github.camelatproto.component.commit.Notes.derived;
import static io.github.camelatproto.component.commit.Notes.fresh;
import static io.github.camelatproto.component.commit.Notes.theirs;
import static io.github.camelatproto.component.commit.Notes.unit;
import static io.github.camelatproto.component.commit.Notes.update;
import static org.assertj.core.api.Assertions.assertThat;

/** The interleavings at the end of the commit engine, by their numbers, as far as there are operations for them. */
class InterleavingTest {

    private final Bench bench = new Bench();

    @Test
    void interleaving1ALateSendFoundAfterA429IsNeitherRegroupedNorAcknowledgedForTheNextMessage() {
        bench.repo.next(Fault.held(), (repo, attempt, reply) -> {
            repo.release();
            reply.later(new Answer.Denied(new RateLimitExceededException("429", null)));
        });
        CompletableFuture<List<Outcome>> first = bench.submit(unit(fresh("f1", "1")));
        CompletableFuture<List<Outcome>> second = bench.submit(unit(fresh("f2", "2")));

        bench.time.run();

        assertThat(outcomes(first).get(0)).isInstanceOf(Outcome.Existing.class);
        assertThat(outcomes(second).get(0)).isInstanceOf(Outcome.Written.class);
        assertThat(bench.repo.sends()).allSatisfy(attempt -> assertThat(attempt.writes()).hasSize(1));
        assertThat(bench.repo.records()).hasSize(2);
    }

    @Test
    void interleaving3ACounterWhoseMarkAnotherPollerLandedIsNotSentAlone() {
        bench.holding(theirs("counter", "5"));
        bench.holding(theirs("d", "entry"), theirs("counter", "6"), theirs("counter", "7"));

        assertThat(bench.write(derived("d", "entry"), update("counter", "6"))).isInstanceOf(Outcome.Existing.class);
        assertThat(bench.repo.record(update("counter", ""))).contains(update("counter", "7").after());
    }

    @Test
    void interleaving4AUnitOfASplitGroupWhoseFirstSendIsStillUnderWayIsNotReplayedOnTheNewHead() {
        bench.holding(theirs("a", "old"), theirs("b", "old"));
        // both are under way; the re-send is a 500, so they are split; the first send lands before the first part
        bench.repo.next(Fault.held(), Fault.serverError(), Fault.afterHeld());
        bench.repo.otherwise(() -> Fault.overtaken(Fault.none(), theirs("b", "newer")));

        List<Outcome> outcomes = bench.writeAll(List.of(unit(update("a", "new")), unit(update("b", "new"))));

        assertThat(outcomes.get(0)).isInstanceOf(Outcome.Existing.class);
        assertThat(outcomes.get(1)).isInstanceOf(Outcome.Existing.class);
        assertThat(bench.repo.ownCommits()).hasSize(1);
    }

    @Test
    void interleaving4AUnitOfASplitGroupThatMayHaveLandedAndWasOverwrittenIsUnknown() {
        bench.holding(theirs("a", "old"), theirs("b", "old"));
        bench.repo.next(
                Fault.held(), Fault.serverError(), Fault.followed(Fault.afterHeld(), theirs("b", "newer")));

        List<Outcome> outcomes = bench.writeAll(List.of(unit(update("a", "new")), unit(update("b", "new"))));

        assertThat(error(outcomes.get(1))).isInstanceOf(UnknownOutcomeException.class);
        assertThat(bench.repo.record(update("b", ""))).contains(update("b", "newer").after());
    }

    @Test
    void interleaving5ADerivedRecordThatAnotherPollerMadeIsNotReportedAs500() {
        bench.holding(theirs("d", "entry"));

        List<Outcome> outcomes = bench.writeAll(List.of(unit(derived("d", "entry")), unit(fresh("f", "1"))));

        assertThat(outcomes.get(0)).isInstanceOf(Outcome.Existing.class);
        assertThat(outcomes.get(1)).isInstanceOf(Outcome.Written.class);
    }

    @Test
    void interleaving6ACreateStillUnderWayWhoseResendIsRefusedForAnotherReasonIsNotReportedAsFailed() {
        bench.repo.next(Fault.late(Duration.ofSeconds(30)), Fault.refused(new XrpcException(400, "BadMood", "400 BadMood")));

        Outcome outcome = bench.write(fresh("f", "1"));

        assertThat(error(outcome)).isInstanceOf(UnknownOutcomeException.class);
        assertThat(bench.repo.record(fresh("f", "1"))).isPresent();
    }

    @Test
    void interleaving8APdsThatIsGoneFor600MillisFailsNoMessage() {
        bench.holding(theirs("a", "old"));
        bench.repo.goneFor(Duration.ofMillis(600));
        CompletableFuture<List<Outcome>> create = bench.submit(unit(fresh("f", "1")));
        CompletableFuture<List<Outcome>> change = bench.submit(unit(update("a", "new")));

        bench.time.run();

        assertThat(outcomes(create).get(0)).isInstanceOf(Outcome.Written.class);
        assertThat(outcomes(change).get(0)).isInstanceOf(Outcome.Written.class);
    }

    @Test
    void interleaving9ADeleteGivenUpWithItsFenceStillTheHeadIsReportedAsUnknown() {
        bench.holding(theirs("a", "old"));
        bench.repo.otherwise(Fault::held);

        Outcome outcome = bench.write(delete("a"));

        assertThat(error(outcome)).isInstanceOf(UnknownOutcomeException.class);
    }

    @Test
    void interleaving10ADeleteWhoseAnswerWasLostIsNotSentAgainAndAgain() {
        bench.holding(theirs("a", "old"), theirs("b", "old"));
        bench.repo.next(Fault.answerLost());

        List<Outcome> outcomes = bench.writeAll(List.of(unit(delete("a")), unit(delete("b"))));

        assertThat(outcomes).allMatch(Outcome.Existing.class::isInstance);
        assertThat(bench.repo.sends()).hasSize(1);
    }

    @Test
    void aLateUpdateCannotUndoALaterOne() {
        bench.holding(theirs("a", "old"));
        bench.repo.next(Fault.late(Duration.ofSeconds(30)));
        CompletableFuture<List<Outcome>> first = bench.submit(unit(update("a", "first")));
        CompletableFuture<List<Outcome>> second = bench.submit(unit(update("a", "second")));

        bench.time.run();

        assertThat(outcomes(first).get(0)).isInstanceOf(Outcome.Written.class);
        assertThat(outcomes(second).get(0)).isInstanceOf(Outcome.Written.class);
        assertThat(bench.repo.record(update("a", ""))).contains(update("a", "second").after());
    }
}
