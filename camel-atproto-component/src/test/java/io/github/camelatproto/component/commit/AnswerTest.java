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

import java.time.Instant;
import java.util.List;

import io.github.camelatproto.component.exception.AuthenticationException;
import io.github.camelatproto.component.exception.RateLimitExceededException;
import io.github.camelatproto.component.exception.RecordValidationException;
import io.github.camelatproto.component.exception.XrpcException;
import io.github.camelatproto.data.Cid;
import org.junit.jupiter.api.Test;

import static io.github.camelatproto.component.commit.Bench.error;
import static io.github.camelatproto.component.commit.Notes.fresh;
import static io.github.camelatproto.component.commit.Notes.theirs;
import static io.github.camelatproto.component.commit.Notes.units;
import static io.github.camelatproto.component.commit.Notes.update;
import static org.assertj.core.api.Assertions.assertThat;

/** What each answer means: the rows of the table in section 5 of the commit engine, for the operations there are. */
class AnswerTest {

    private final Bench bench = new Bench();

    @Test
    void landedIsWrittenWithItsCommitAndResults() {
        Outcome outcome = bench.write(fresh("a", "one"));

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Written.class, written -> {
            assertThat(written.commit().cid()).isEqualTo(bench.repo.currentHead());
            assertThat(written.results()).extracting(WriteResult::cid).containsExactly(fresh("a", "one").after());
            assertThat(written.attempts()).isEqualTo(1);
        });
    }

    @Test
    void landedWithoutACommitOrWithAnotherCidIsWrittenAllTheSame() {
        Cid theirCid = bench.repo.currentHead();
        NamedWrite write = fresh("a", "one");
        bench.repo.next((repo, attempt, reply) -> reply.later(
                new Answer.Landed(null, List.of(new WriteResult(write, theirCid, null)))));

        Outcome outcome = bench.write(write);

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Written.class, written -> {
            assertThat(written.commit()).isNull();
            assertThat(written.results().get(0).cid()).isEqualTo(theirCid);
        });
    }

    @Test
    void invalidSwapOfAFencedAttemptIsNotLandedAndGoesAgainOnTheNewHead() {
        bench.holding(theirs("a", "old"));
        bench.repo.next(Fault.overtaken(Fault.none(), theirs("elsewhere", "x")));

        Outcome outcome = bench.write(update("a", "new"));

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Written.class,
                written -> assertThat(written.attempts()).isEqualTo(2));
        assertThat(bench.repo.reads()).isEmpty();
        assertThat(bench.repo.sends()).extracting(Attempt::fence).doesNotContainNull().doesNotHaveDuplicates();
    }

    @Test
    void invalidSwapAfterAnUnansweredSendIsSettledFirst() {
        bench.holding(theirs("a", "old"));
        bench.repo.next(Fault.held(), Fault.afterHeld());

        Outcome outcome = bench.write(update("a", "new"));

        assertThat(outcome).isInstanceOf(Outcome.Existing.class);
        assertThat(bench.repo.ownCommits()).hasSize(1);
    }

    @Test
    void aRefusalOfTheContentIsThatUnitsError() {
        bench.repo.refuses(write -> true, true);

        assertThat(error(bench.write(fresh("a", "bad")))).isInstanceOf(RecordValidationException.class);
        assertThat(bench.repo.sends()).hasSize(1);
    }

    @Test
    void deniedFailsEveryUnitOfTheAttemptWithoutASplit() {
        bench.repo.next(Fault.denied(new AuthenticationException("403", "AccountDeactivated")));

        List<Outcome> outcomes = bench.writeAll(units(5));

        assertThat(outcomes).allSatisfy(
                outcome -> assertThat(error(outcome)).isInstanceOf(AuthenticationException.class));
        assertThat(bench.repo.sends()).hasSize(1);
    }

    @Test
    void tooManyRequestsIsNotLandedAndWaitsForTheReset() {
        Instant reset = bench.time.now().plusSeconds(200);
        bench.repo.next(Fault.denied(new RateLimitExceededException("429", reset)));

        assertThat(bench.write(fresh("a", "one"))).isInstanceOf(Outcome.Written.class);
        assertThat(bench.repo.ownCommits()).singleElement()
                .satisfies(commit -> assertThat(commit.at()).isBetween(reset, reset.plusSeconds(1)));
    }

    @Test
    void tooManyRequestsForLongerThanMaxRateLimitWaitIsToldAtOnce() {
        bench.repo.next(Fault.denied(new RateLimitExceededException("429", bench.time.now().plusSeconds(301))));

        assertThat(error(bench.write(fresh("a", "one")))).isInstanceOf(RateLimitExceededException.class);
        assertThat(bench.repo.sends()).hasSize(1);
        assertThat(bench.repo.records()).isEmpty();
    }

    @Test
    void aSessionThatCannotAskForTheHeadFailsAtOnce() {
        bench.holding(theirs("a", "old"));
        bench.repo.failHeads(1, new AuthenticationException("401", "AuthenticationRequired"));

        assertThat(error(bench.write(update("a", "new")))).isInstanceOf(AuthenticationException.class);
        assertThat(bench.repo.sends()).isEmpty();
    }

    @Test
    void anyOtherRefusalOfASingleUnitIsItsError() {
        bench.repo.next(Fault.refused(new XrpcException(400, "BadMood", "400 BadMood")));

        assertThat(error(bench.write(fresh("a", "one")))).isInstanceOf(XrpcException.class);
    }

    @Test
    void anUnknownAnswerIsSettledByReadingWhereItLanded() {
        bench.repo.next(Fault.answerLost());

        Outcome outcome = bench.write(fresh("a", "one"));

        assertThat(outcome).isInstanceOf(Outcome.Existing.class);
        assertThat(bench.repo.sends()).hasSize(1);
    }

    @Test
    void anUnknownAnswerIsSentAgainWhereItDidNotLand() {
        bench.repo.next(Fault.requestLost());

        Outcome outcome = bench.write(fresh("a", "one"));

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Written.class,
                written -> assertThat(written.attempts()).isEqualTo(2));
        assertThat(bench.repo.ownCommits()).hasSize(1);
    }
}
