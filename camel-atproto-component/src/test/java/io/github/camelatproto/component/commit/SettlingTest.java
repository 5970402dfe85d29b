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

import io.github.camelatproto.component.exception.AuthenticationException;
import io.github.camelatproto.component.exception.RecordNotFoundException;
import io.github.camelatproto.component.exception.RecordValidationException;
import io.github.camelatproto.component.exception.UnknownOutcomeException;
import io.github.camelatproto.component.exception.XrpcException;
import io.github.camelatproto.syntax.AtUri;
import org.junit.jupiter.api.Test;

import static io.github.camelatproto.component.commit.Bench.error;
import static io.github.camelatproto.component.commit.Notes.delete;
import static io.github.camelatproto.component.commit.Notes.derived;
import static io.github.camelatproto.component.commit.Notes.expecting;
import static io.github.camelatproto.component.commit.Notes.fresh;
import static io.github.camelatproto.component.commit.Notes.given;
import static io.github.camelatproto.component.commit.Notes.redelivered;
import static io.github.camelatproto.component.commit.Notes.theirs;
import static io.github.camelatproto.component.commit.Notes.unit;
import static io.github.camelatproto.component.commit.Notes.update;
import static org.assertj.core.api.Assertions.assertThat;

/** Section 6: how an unknown outcome is settled. */
class SettlingTest {

    private final Bench bench = new Bench();

    @Test
    void aFreshCreateThatIsThereShowsThatTheWholeUnitHasLandedWhateverElseIsThere() {
        bench.holding(theirs("a", "old"));
        bench.repo.next(Fault.followed(Fault.answerLost(), theirs("a", "newer")));

        assertThat(bench.write(fresh("mark", "m"), update("a", "new"))).isInstanceOf(Outcome.Existing.class);
        assertThat(bench.repo.record(update("a", ""))).contains(update("a", "newer").after());
    }

    @Test
    void anOwnCreateThatIsAbsentShowsThatTheUnitMayBeSentAgain() {
        bench.holding(theirs("a", "old"));
        bench.repo.next(Fault.followed(Fault.requestLost(), theirs("a", "newer")));

        assertThat(bench.write(derived("mark", "m"), update("a", "new"))).isInstanceOf(Outcome.Written.class);
    }

    @Test
    void anOwnCreateAfterADeleteOfTheSameRecordShowsNothing() {
        bench.holding(theirs("a", "old"));

        Outcome outcome = bench.write(redelivered(unit(delete("a"), derived("a", "new"))));

        assertThat(outcome).isInstanceOf(Outcome.Written.class);
        assertThat(bench.repo.record(derived("a", ""))).contains(derived("a", "new").after());
    }

    @Test
    void allAfterStatesThereIsDone() {
        bench.holding(theirs("a", "old"), theirs("b", "old"));
        bench.repo.next(Fault.answerLost());

        assertThat(bench.write(update("a", "new"), delete("b"))).isInstanceOf(Outcome.Existing.class);
        assertThat(bench.repo.ownCommits()).hasSize(1);
    }

    @Test
    void anEditOfOneRecordSettlesAsOneUpdate() {
        bench.holding(theirs("a", "old"));
        bench.repo.next(Fault.answerLost());

        assertThat(bench.write(delete("a"), given("a", "new"))).isInstanceOf(Outcome.Existing.class);
        assertThat(bench.repo.ownCommits()).hasSize(1);
    }

    @Test
    void aLostChangeThatIsNotThereWithTheHeadMovedIsUnknownAndNeverReplayed() {
        bench.holding(theirs("a", "old"), theirs("b", "old"));
        for (NamedWrite change : List.of(update("a", "new"), delete("b"))) {
            bench.repo.next(Fault.followed(Fault.answerLost(), theirs(change.rkey().toString(), "newer")));

            assertThat(error(bench.write(change))).isInstanceOfSatisfying(
                    UnknownOutcomeException.class,
                    unknown -> assertThat(unknown.getUris()).extracting(AtUri::toString)
                            .containsExactly("at://" + Bench.REPO + "/" + change.path()));
            assertThat(bench.repo.record(change)).contains(given("x", "newer").after());
        }
        assertThat(bench.repo.sends()).hasSize(2);
    }

    @Test
    void aBrokenServerThatWroteFirstIsFoundOut() {
        bench.holding(theirs("a", "old"));
        bench.repo.next(Fault.serverErrorAfterCommit(), Fault.serverErrorAfterCommit());

        assertThat(bench.write(fresh("n", "new"))).isInstanceOf(Outcome.Existing.class);
        assertThat(bench.write(update("a", "new"))).isInstanceOf(Outcome.Existing.class);
        assertThat(bench.repo.ownCommits()).hasSize(2);
    }

    @Test
    void aChangeOfABrokenServerThatMayHaveWrittenIsNotReplayedOverWhatIsNewer() {
        bench.holding(theirs("a", "old"));
        bench.repo.next(Fault.followed(Fault.serverErrorAfterCommit(), theirs("a", "newer")));

        assertThat(error(bench.write(update("a", "new")))).isInstanceOf(UnknownOutcomeException.class);
        assertThat(bench.repo.record(update("a", ""))).contains(update("a", "newer").after());
    }

    @Test
    void aSingleUnitIsRefusedAtThePdssSecond500InARow() {
        bench.repo.otherwise(Fault::serverError);

        assertThat(error(bench.write(fresh("n", "new")))).isInstanceOf(XrpcException.class);
        assertThat(bench.repo.sends()).hasSize(2);
    }

    @Test
    void gatewaysErrorsNeverCountAsRefused() {
        bench.repo.next(Fault.requestLost(), Fault.requestLost(), Fault.requestLost(), Fault.requestLost());

        assertThat(bench.write(fresh("n", "new"))).isInstanceOf(Outcome.Written.class);
    }

    @Test
    void anUpdateOfAnAbsentRecordIsNotFound() {
        assertThat(error(bench.write(update("a", "new")))).isInstanceOf(RecordNotFoundException.class)
                .hasMessageContaining("at://" + Bench.REPO + "/com.example.note/a");
        assertThat(bench.repo.sends()).hasSize(1);
    }

    @Test
    void aDeleteOfAnAbsentRecordIsDone() {
        assertThat(bench.write(delete("a"))).isInstanceOf(Outcome.Existing.class);
    }

    @Test
    void readsAreAskedForAgainUntilTheyAreAnswered() {
        bench.repo.failReads(6);
        bench.repo.next(Fault.answerLost());

        assertThat(bench.write(fresh("n", "new"))).isInstanceOf(Outcome.Existing.class);
    }

    @Test
    void aUnitThatLandsWhileItsRecordsAreReadIsFoundWhole() {
        bench.repo.next(Fault.held());
        bench.repo.onRead("com.example.note/b", bench.repo::release);

        Outcome outcome = bench.write(derived("a", "1"), derived("b", "2"));

        assertThat(outcome).isInstanceOf(Outcome.Existing.class);
        assertThat(bench.repo.sends()).hasSize(1);
    }

    @Test
    void aSendThatIsLateArrivesAfterItsResendAndIsRefused() {
        bench.repo.next(Fault.late(Duration.ofSeconds(20)));

        assertThat(bench.write(fresh("n", "new"))).isInstanceOf(Outcome.Written.class);
        assertThat(bench.repo.ownCommits()).hasSize(1);
    }

    @Test
    void aUnitIsNotReportedAsFailedWhileAnEarlierSendMayStillArrive() {
        bench.repo.next(Fault.held(), Fault.denied(new AuthenticationException("403", "Forbidden")));

        assertThat(error(bench.write(fresh("n", "new")))).isInstanceOf(UnknownOutcomeException.class);
    }

    @Test
    void whatIsFoundBeforeAUnitIsReportedAsFailedHasLanded() {
        bench.repo.next(Fault.held(), (repo, attempt, reply) -> {
            repo.release();
            reply.later(new Answer.Denied(new AuthenticationException("403", "Forbidden")));
        });

        assertThat(bench.write(fresh("n", "new"))).isInstanceOf(Outcome.Existing.class);
    }

    @Test
    void aFencedSendThatWasOvertakenAndIsAbsentIsReportedAsFailed() {
        bench.holding(theirs("a", "old"));
        bench.repo.next(
                Fault.requestLost(),
                Fault.overtaken(Fault.denied(new AuthenticationException("403", "Forbidden")), theirs("elsewhere", "x")));

        Outcome outcome = bench.write(derived("mark", "m"), update("a", "new"));

        assertThat(error(outcome)).isInstanceOf(AuthenticationException.class);
    }

    @Test
    void onlyARefusalOfTheContentStaysWhatItIsWhileASendMayArrive() {
        bench.repo.next(Fault.requestLost(), Fault.refused(refusal("InvalidRecord")));
        assertThat(error(bench.write(fresh("n", "new")))).isInstanceOf(RecordValidationException.class);

        bench.repo.next(Fault.requestLost(), Fault.refused(refusal("BlobNotFound")));
        assertThat(error(bench.write(fresh("o", "new")))).isInstanceOf(UnknownOutcomeException.class);
    }

    private static RecordValidationException refusal(String name) {
        return new RecordValidationException("400 of a record that speaks of BlobNotFound", null, "bad", name);
    }

    @Test
    void anOwnCreateThatWasReadUnderAFenceIsEnoughWhereTheRestCannotBeRead() {
        bench.holding(theirs("a", "old"));
        bench.repo.next(Fault.late(Duration.ofMillis(60)));
        bench.repo.readsFailWhere(() -> !bench.repo.ownCommits().isEmpty()
                && bench.repo.reads().get(bench.repo.reads().size() - 1).endsWith("/a"));

        Outcome outcome = bench.write(
                new NamedWrite(update("a", "new").write(), NamedWrite.Origin.GIVEN, OnExisting.FAIL, expecting("old")),
                derived("mark", "m"));

        assertThat(outcome).isInstanceOf(Outcome.Existing.class);
    }

    @Test
    void aFreshCreateThatIsSeenIsEnoughWhereTheRestCannotBeRead() {
        Outcome outcome = writeAndReadAllButB(fresh("a", "1"), fresh("b", "2"));

        assertThat(outcome).isInstanceOf(Outcome.Existing.class);
    }

    @Test
    void derivedCreatesSayTogetherThatTheirUnitHasLandedAlsoWhereTheRestCannotBeRead() {
        // "a" alone may have come in another list of the same messages
        assertThat(error(writeAndReadAllButB(derived("a", "1"), derived("b", "2"))))
                .isInstanceOf(UnknownOutcomeException.class);
        assertThat(writeAndReadAllButB(derived("c", "3"), given("b2", "4"))).isInstanceOf(Outcome.Existing.class);
    }

    @Test
    void aDerivedCreateThatMayBeOfAnotherValueSaysNothingWhereTheRestCannotBeRead() {
        Outcome outcome = writeAndReadAllButB(derived("a", "1", OnExisting.FAIL), given("b", "2"));

        assertThat(error(outcome)).isInstanceOf(UnknownOutcomeException.class);
    }

    /** It lands, but its answer is lost, and what is called b something cannot be read. */
    private Outcome writeAndReadAllButB(NamedWrite... writes) {
        bench.repo.next(Fault.answerLost());
        bench.repo.readsFailWhere(() -> bench.repo.reads().get(bench.repo.reads().size() - 1).contains("/b"));
        return bench.write(redelivered(unit(writes)));
    }
}
