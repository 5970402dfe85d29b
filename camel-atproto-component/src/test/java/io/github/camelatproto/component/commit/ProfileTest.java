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

import io.github.camelatproto.component.exception.PayloadTooLargeException;
import io.github.camelatproto.component.exception.SwapNotSupportedException;
import io.github.camelatproto.component.exception.UnknownOutcomeException;
import org.junit.jupiter.api.Test;

import static io.github.camelatproto.component.commit.Bench.error;
import static io.github.camelatproto.component.commit.Notes.derived;
import static io.github.camelatproto.component.commit.Notes.fresh;
import static io.github.camelatproto.component.commit.Notes.theirs;
import static io.github.camelatproto.component.commit.Notes.unit;
import static io.github.camelatproto.component.commit.Notes.update;
import static org.assertj.core.api.Assertions.assertThat;

/** Section 9: how a PDS differs is learnt from its answers. */
class ProfileTest {

    private final Bench bench = new Bench().holding(theirs("a", "old"));
    private final PdsProfile unknown = new PdsProfile(bench.time.clock());

    private Outcome write(PdsProfile profile, WriterSettings settings, Unit unit) {
        RepoWriter writer = bench.newWriter(profile);
        var answer = writer.submit(bench.repo, settings, List.of(unit)).toCompletableFuture();
        bench.time.run();
        return answer.join().get(0);
    }

    @Test
    void whetherFencesAreHeededIsAskedOnceBeforeTheFirstFencedAttempt() {
        write(unknown, Bench.SETTINGS, unit(update("a", "1")));
        write(unknown, Bench.SETTINGS, unit(update("a", "2")));

        assertThat(bench.repo.sends()).extracting(attempt -> attempt.writes().size()).containsExactly(0, 1, 1);
        assertThat(bench.repo.commits()).hasSize(4);
    }

    @Test
    void createsDoNotAsk() {
        write(unknown, Bench.SETTINGS, unit(fresh("n", "1")));

        assertThat(bench.repo.sends()).hasSize(1);
    }

    @Test
    void aQuestionThatGotNoAnswerIsAskedAgain() {
        bench.repo.next(Fault.requestLost());

        assertThat(write(unknown, Bench.SETTINGS, unit(update("a", "1")))).isInstanceOf(Outcome.Written.class);
        assertThat(bench.repo.sends()).extracting(attempt -> attempt.writes().size()).containsExactly(0, 0, 1);
    }

    @Test
    void aFenceThatIsAskedForAndNotHeededIsAnError() {
        bench.repo.ignoresFences();

        Outcome outcome = write(unknown, Bench.SETTINGS, unit(new Swap.Latest(5), fresh("n", "1")));

        assertThat(error(outcome)).isInstanceOf(SwapNotSupportedException.class).hasMessageContaining("swapRequired=false");
        assertThat(bench.repo.records()).hasSize(1);
    }

    @Test
    void withoutSwapRequiredItIsWrittenWithoutTheCondition() {
        bench.repo.ignoresFences();
        WriterSettings notRequired = new WriterSettings(
                1_000, true, 200, 150_000, Bench.REQUEST_TIMEOUT, Bench.DELIVERY_TIMEOUT, RateLimitPolicy.WAIT,
                Duration.ofMinutes(5), false);

        Outcome outcome = write(unknown, notRequired, unit(new Swap.Latest(5), fresh("n", "1")));

        assertThat(outcome).isInstanceOf(Outcome.Written.class);
    }

    @Test
    void whereFencesAreNotHeededALostUpdateIsNeverReplayed() {
        bench.repo.ignoresFences();
        bench.repo.next(Fault.none(), Fault.followed(Fault.requestLost(), theirs("a", "newer")));

        Outcome outcome = write(unknown, Bench.SETTINGS, unit(update("a", "ours")));

        assertThat(error(outcome)).isInstanceOf(UnknownOutcomeException.class);
        assertThat(bench.repo.record(update("a", ""))).contains(update("a", "newer").after());
    }

    @Test
    void whereCreatesOverwriteEveryCreateIsFencedAndReadUnderThatFence() {
        bench.repo.createsOverwrite();
        bench.pds.overwroteByCreate();
        bench.holding(theirs("d", "edited since"));

        assertThat(bench.write(derived("d", "ours"))).isInstanceOf(Outcome.Existing.class);
        assertThat(bench.write(derived("e", "ours"))).isInstanceOf(Outcome.Written.class);
        assertThat(bench.repo.record(derived("d", ""))).contains(update("d", "edited since").after());
        assertThat(bench.repo.sends()).extracting(Attempt::fence).doesNotContainNull().hasSize(1);
    }

    @Test
    void whereRecordsAreChangedAnEqualCidProvesNothing() {
        bench.pds.changedRecord();
        bench.repo.next(Fault.followed(Fault.answerLost(), theirs("elsewhere", "x")));

        assertThat(error(bench.write(update("a", "new")))).isInstanceOf(UnknownOutcomeException.class);
    }

    @Test
    void requestsGrowAsThePdsTakesThemAndShrinkAfterA413() {
        PdsProfile pds = new PdsProfile(bench.time.clock());
        pds.took(10_000);
        assertThat(pds.requestBytes()).isEqualTo(150_000);
        pds.took(140_000);
        assertThat(pds.requestBytes()).isEqualTo(300_000);
        pds.refusedSize(290_000);
        assertThat(pds.requestBytes()).isEqualTo(150_000);
        pds.took(149_000);
        assertThat(pds.requestBytes()).isEqualTo(220_000);
    }

    @Test
    void aLimitThatIsKnownIsNotTriedAgainAndAgain() {
        PdsProfile pds = new PdsProfile(bench.time.clock());
        pds.took(140_000);
        pds.refusedSize(153_600);
        pds.took(149_000);

        assertThat(pds.requestBytes()).isEqualTo(150_000);
    }

    @Test
    void aGroupThatIsTooLargeIsSentInHalves() {
        bench.repo.next(Fault.none(), Fault.refused(new PayloadTooLargeException("413")));
        bench.queue(unit(fresh("first", "0")));
        List<Outcome> outcomes = bench.writeAll(Notes.units(100));

        assertThat(outcomes).allMatch(Outcome.Written.class::isInstance);
        assertThat(bench.repo.sends()).extracting(attempt -> attempt.writes().size()).containsExactly(1, 100, 50, 50);
    }
}
