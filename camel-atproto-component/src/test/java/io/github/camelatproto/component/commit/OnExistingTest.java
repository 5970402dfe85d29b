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

import io.github.camelatproto.component.exception.RecordConflictException;
import io.github.camelatproto.component.exception.UnknownOutcomeException;
import org.junit.jupiter.api.Test;

import static io.github.camelatproto.component.commit.Bench.error;
import static io.github.camelatproto.component.commit.Notes.derived;
import static io.github.camelatproto.component.commit.Notes.fresh;
import static io.github.camelatproto.component.commit.Notes.given;
import static io.github.camelatproto.component.commit.Notes.redelivered;
import static io.github.camelatproto.component.commit.Notes.theirDelete;
import static io.github.camelatproto.component.commit.Notes.theirs;
import static io.github.camelatproto.component.commit.Notes.unit;
import static io.github.camelatproto.component.commit.Notes.update;
import static org.assertj.core.api.Assertions.assertThat;

/** onExisting: skip, fail and update, for rkeys that are derived, fresh and kept, or given. */
class OnExistingTest {

    private final Bench bench = new Bench();

    @Test
    void anotherValueAtAGivenRkeyIsAConflictThatNamesIt() {
        bench.holding(theirs("a", "theirs"));

        assertThat(error(bench.write(given("a", "ours")))).isInstanceOfSatisfying(RecordConflictException.class, conflict -> {
            assertThat(conflict.getUri()).hasToString("at://" + Bench.REPO + "/com.example.note/a");
            assertThat(conflict.getCurrent()).isEqualTo(given("a", "theirs").after());
        });
    }

    @Test
    void theSameValueAtAGivenRkeyIsThere() {
        bench.holding(theirs("a", "same"));

        assertThat(bench.write(given("a", "same"))).isInstanceOf(Outcome.Existing.class);
    }

    @Test
    void anyValueAtADerivedRkeyIsTheMessage() {
        bench.holding(theirs("a", "edited since"));

        assertThat(bench.write(derived("a", "ours"))).isInstanceOfSatisfying(
                Outcome.Existing.class,
                existing -> assertThat(existing.results().get(0).cid()).isEqualTo(given("a", "edited since").after()));
        assertThat(bench.repo.ownCommits()).isEmpty();
    }

    @Test
    void anyValueAtAFreshRkeyKeptOverARedeliveryIsTheMessage() {
        bench.holding(theirs("a", "edited since"));

        assertThat(bench.write(redelivered(unit(fresh("a", "ours"))))).isInstanceOf(Outcome.Existing.class);
        assertThat(bench.repo.sends()).isEmpty();
    }

    @Test
    void skipLeavesWhatLiesAtAGivenRkey() {
        bench.holding(theirs("a", "theirs"));

        assertThat(bench.write(given("a", "ours", OnExisting.SKIP))).isInstanceOf(Outcome.Existing.class);
        assertThat(bench.repo.ownCommits()).isEmpty();
    }

    @Test
    void failOnADerivedRkeyIsAConflict() {
        bench.holding(theirs("a", "theirs"));

        assertThat(error(bench.write(derived("a", "ours", OnExisting.FAIL)))).isInstanceOf(RecordConflictException.class);
    }

    @Test
    void updateReplacesWhatIsThere() {
        for (NamedWrite create : List.of(
                given("a", "ours", OnExisting.UPDATE), derived("b", "ours", OnExisting.UPDATE))) {
            Bench bench = new Bench().holding(theirs(create.rkey().toString(), "theirs"));

            assertThat(bench.write(create)).isInstanceOfSatisfying(
                    Outcome.Written.class, written -> assertThat(written.attempts()).isEqualTo(2));
            assertThat(bench.repo.record(create)).contains(create.after());
        }
    }

    @Test
    void updateCreatesWhatSomebodyDeletedMeanwhile() {
        NamedWrite create = given("a", "ours", OnExisting.UPDATE);
        bench.holding(theirs("a", "theirs"));
        bench.repo.next(Fault.none(), Fault.overtaken(Fault.none(), theirDelete("a")));

        assertThat(bench.write(create)).isInstanceOf(Outcome.Written.class);
        assertThat(bench.repo.record(create)).contains(create.after());
    }

    @Test
    void aReplacementThatMayHaveLandedIsNotSentOverWhatIsNewer() {
        bench.holding(theirs("a", "theirs"));
        bench.repo.next(Fault.none(), Fault.followed(Fault.answerLost(), theirs("a", "newer")));

        assertThat(error(bench.write(given("a", "ours", OnExisting.UPDATE)))).isInstanceOf(UnknownOutcomeException.class);
        assertThat(bench.repo.record(given("a", ""))).contains(given("a", "newer").after());
    }

    @Test
    void aReplacementThatMayHaveLandedIsNotMadeAgainWhereSomebodyDeletedIt() {
        bench.holding(theirs("a", "theirs"));
        bench.repo.next(Fault.none(), Fault.followed(Fault.serverErrorAfterCommit(), theirDelete("a")));

        assertThat(error(bench.write(given("a", "ours", OnExisting.UPDATE)))).isInstanceOf(UnknownOutcomeException.class);
        assertThat(bench.repo.records()).isEmpty();
    }

    @Test
    void whatLiesAtAFreshRkeyIsTheMessageWhateverIsAskedFor() {
        for (OnExisting onExisting : OnExisting.values()) {
            NamedWrite create = fresh("n-" + onExisting, "ours");
            bench.repo.next(Fault.followed(Fault.answerLost(), theirs(create.rkey().toString(), "edited since")));

            assertThat(bench.write(new NamedWrite(create.write(), create.origin(), onExisting)))
                    .isInstanceOf(Outcome.Existing.class);
        }
    }

    @Test
    void anotherValueAtAGivenRkeyAfterALostSendIsAnUnknownOutcome() {
        bench.repo.next(Fault.followed(Fault.answerLost(), theirs("a", "theirs")));

        assertThat(error(bench.write(given("a", "ours")))).isInstanceOf(UnknownOutcomeException.class);
    }

    @Test
    void anotherValueAtAGivenRkeyAfterALostFencedSendIsAnUnknownOutcome() {
        bench.repo.next(Fault.followed(Fault.answerLost(), theirs("a", "theirs")));

        Outcome outcome = bench.write(unit(new Swap.Latest(5), given("a", "ours")));

        assertThat(error(outcome)).isInstanceOf(UnknownOutcomeException.class);
    }

    @Test
    void aListOfDerivedCreatesIsPresentOnlyWhenAllAreThere() {
        bench.holding(theirs("a", "x"));
        assertThat(error(bench.write(derived("a", "x"), derived("b", "y")))).isInstanceOf(RecordConflictException.class);

        bench.holding(theirs("b", "y"));
        assertThat(bench.write(derived("a", "x"), derived("b", "y"))).isInstanceOf(Outcome.Existing.class);
    }

    @Test
    void aTakenRkeyBesideAnUpdateIsAConflict() {
        bench.holding(theirs("a", "theirs"), theirs("counter", "5"));

        Outcome outcome = bench.write(given("a", "ours"), update("counter", "6"));

        assertThat(error(outcome)).isInstanceOf(RecordConflictException.class);
    }

    @Test
    void whatABrokenServerWroteIsNotPutOverWhatIsNewer() {
        for (NamedWrite create : List.of(
                given("a", "ours", OnExisting.UPDATE), derived("a", "ours", OnExisting.UPDATE))) {
            Bench bench = new Bench();
            bench.repo.next(Fault.followed(Fault.serverErrorAfterCommit(), theirs("a", "newer")));

            assertThat(error(bench.write(create))).isInstanceOf(UnknownOutcomeException.class);
            assertThat(bench.repo.record(create)).contains(given("a", "newer").after());
        }
    }

    @Test
    void aReplacementBesideACreateThatIsNotThereIsMadeAgain() {
        bench.holding(theirs("b", "theirs"));
        bench.repo.next(Fault.none(), Fault.followed(Fault.requestLost(), theirDelete("b")));

        Outcome outcome = bench.write(given("a", "ours", OnExisting.SKIP), given("b", "ours", OnExisting.UPDATE));

        assertThat(outcome).isInstanceOf(Outcome.Written.class);
        assertThat(bench.repo.records()).hasSize(2);
    }

    @Test
    void whereFencesAreIgnoredUpdateReplacesWhatIsThereAllTheSame() {
        bench.holding(theirs("a", "theirs"));
        bench.repo.ignoresFences();
        bench.pds.fences(false);

        assertThat(bench.write(given("a", "ours", OnExisting.UPDATE))).isInstanceOf(Outcome.Written.class);
    }

    @Test
    void aReplacementThatNoLostSendCarriedIsMadeAgain() {
        bench.holding(theirs("a", "theirs"));
        // lost as a create; refused as a create; overtaken as an update, by a delete
        bench.repo.next(Fault.requestLost(), Fault.none(), Fault.overtaken(Fault.none(), theirDelete("a")));

        assertThat(bench.write(given("a", "ours", OnExisting.UPDATE))).isInstanceOf(Outcome.Written.class);
    }
}
