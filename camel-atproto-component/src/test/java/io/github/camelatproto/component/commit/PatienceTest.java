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
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import io.github.camelatproto.component.exception.PdsUnreachableException;
import io.github.camelatproto.component.exception.RateLimitExceededException;
import io.github.camelatproto.component.exception.UnknownOutcomeException;
import org.junit.jupiter.api.Test;

import static io.github.camelatproto.component.commit.Bench.DELIVERY_TIMEOUT;
import static io.github.camelatproto.component.commit.Bench.REQUEST_TIMEOUT;
import static io.github.camelatproto.component.commit.Bench.error;
import static io.github.camelatproto.component.commit.Bench.outcomes;
import static io.github.camelatproto.component.commit.Notes.expecting;
import static io.github.camelatproto.component.commit.Notes.fresh;
import static io.github.camelatproto.component.commit.Notes.theirs;
import static io.github.camelatproto.component.commit.Notes.unit;
import static io.github.camelatproto.component.commit.Notes.update;
import static org.assertj.core.api.Assertions.assertThat;

/** Section 6, bounds: how long and how often the PDS is asked once a unit is late. */
class PatienceTest {

    /** For the call that was under way, and its answer. */
    private static final Duration CALL = ModelRepo.ONE_WAY.multipliedBy(2);

    private final Bench bench = new Bench().holding(theirs("a", "old"));
    private final Instant deadline = bench.time.now().plus(DELIVERY_TIMEOUT);
    private final AtomicReference<Instant> reported = new AtomicReference<>();

    private Outcome write(Unit unit) {
        CompletableFuture<List<Outcome>> answer = bench.submit(unit);
        CompletableFuture<?> unused = answer.thenAccept(outcomes -> reported.set(bench.time.now()));
        bench.time.run();
        return outcomes(answer).get(0);
    }

    /** Sends are lost; once the unit is late, so many are and no more. */
    private void sendsAreLostAndThenSoManyMore(int more) {
        int[] left = { more };
        bench.repo.otherwise(() -> bench.time.now().isBefore(deadline) || left[0]-- > 0 ? Fault.requestLost() : Fault.none());
    }

    @Test
    void aPauseEndsAtTheDeadline() {
        bench.repo.otherwise(Fault::notSent);

        assertThat(error(write(unit(fresh("n", "new"))))).isInstanceOf(PdsUnreachableException.class);
        assertThat(reported.get()).isBetween(deadline, deadline.plus(CALL));
    }

    @Test
    void aPauseBetweenQuestionsEndsAtTheDeadline() {
        bench.repo.next(Fault.requestLost());
        bench.repo.readsFailWhere(() -> bench.time.now().isBefore(deadline));

        write(unit(fresh("n", "new")));

        assertThat(reported.get()).isBetween(deadline, deadline.plus(CALL.multipliedBy(3)));
    }

    @Test
    void aPdsThatHasHadEnoughRequestsIsNotAskedBeforeItTakesThemAgain() {
        Instant reset = bench.time.now().plusSeconds(60);
        bench.repo.next(Fault.answerLost());
        bench.repo.failReads(1, new RateLimitExceededException("enough", reset));

        assertThat(write(unit(fresh("n", "new")))).isInstanceOf(Outcome.Existing.class);
        assertThat(bench.repo.reads()).hasSize(2);
        assertThat(reported.get()).isBetween(reset, reset.plus(CALL.multipliedBy(2)));
    }

    @Test
    void aFenceIsBurntAgainAndAgainUntilTheReportIsDue() {
        sendsAreLostAndThenSoManyMore(3);

        assertThat(error(write(unit(update("a", "new"))))).isInstanceOf(PdsUnreachableException.class);
        assertThat(reported.get()).isBetween(deadline, deadline.plus(REQUEST_TIMEOUT));
    }

    @Test
    void recordsAreReadAgainAndAgainUntilTheReportIsDue() {
        bench.repo.next(Fault.answerLost());
        bench.repo.readsFailWhere(() -> bench.time.now().isBefore(deadline.plus(REQUEST_TIMEOUT.dividedBy(2))));

        assertThat(write(unit(fresh("n", "new")))).isInstanceOf(Outcome.Existing.class);
        assertThat(reported.get()).isBetween(deadline, deadline.plus(REQUEST_TIMEOUT));
    }

    @Test
    void theReportComesARequestTimeoutAfterTheDeadlineAtTheLatest() {
        bench.repo.otherwise(Fault::requestLost);
        bench.repo.readsFailWhere(() -> !bench.repo.sends().isEmpty());

        assertThat(error(write(unit(update("a", "new"))))).isInstanceOf(UnknownOutcomeException.class);
        assertThat(reported.get()).isBetween(deadline, deadline.plus(REQUEST_TIMEOUT));
    }

    @Test
    void aPdsThatRefusesConnectionsIsAskedAFewTimesOnlyBeforeTheReport() {
        bench.repo.next(Fault.requestLost());
        bench.repo.goneFor(Duration.ofHours(1));
        bench.repo.otherwise(Fault::notSent);

        write(unit(fresh("n", "new"), update("a", "new")));
        long afterTheDeadline = bench.repo.sends().stream().filter(attempt -> attempt.writes().isEmpty()).count();

        assertThat(afterTheDeadline).isLessThan(20);
        assertThat(bench.repo.reads()).hasSizeLessThan(80);
    }

    @Test
    void aUnitThatWasNotSentIsToldAtItsDeadlineWhateverCannotBeRead() {
        bench.repo.readsFailWhere(() -> true);
        NamedWrite named = new NamedWrite(
                update("a", "new").write(), NamedWrite.Origin.GIVEN, OnExisting.FAIL, expecting("old"));

        assertThat(error(write(unit(named)))).isNotInstanceOf(UnknownOutcomeException.class);
        assertThat(reported.get()).isBetween(deadline, deadline.plus(CALL));
        assertThat(bench.repo.sends()).isEmpty();
    }

    @Test
    void thoseThatAreLateMakeNobodySendTheOthersEarlier() {
        bench.repo.otherwise(Fault::notSent);
        bench.repo.next((repo, attempt, reply) -> repo.time().schedule(
                Duration.ofSeconds(11), () -> repo.arrives(attempt, reply)));
        bench.queue(unit(fresh("first", "1")));
        for (int i = 0; i < 100; i++) {
            bench.queue(unit(fresh("n" + i, "new")));
            bench.time.run(Duration.ofMillis(100));
        }
        bench.time.run();

        // as many as a single unit is sent
        assertThat(bench.repo.sends()).hasSizeBetween(25, 56);
    }
}
