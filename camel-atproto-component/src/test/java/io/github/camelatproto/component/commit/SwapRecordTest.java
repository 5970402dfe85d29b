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

import io.github.camelatproto.component.exception.InvalidSwapException;
import io.github.camelatproto.component.exception.RecordConflictException;
import io.github.camelatproto.component.exception.UnknownOutcomeException;
import org.junit.jupiter.api.Test;

import static io.github.camelatproto.component.commit.Bench.error;
import static io.github.camelatproto.component.commit.Notes.deleteRecord;
import static io.github.camelatproto.component.commit.Notes.expecting;
import static io.github.camelatproto.component.commit.Notes.put;
import static io.github.camelatproto.component.commit.Notes.putNew;
import static io.github.camelatproto.component.commit.Notes.theirs;
import static io.github.camelatproto.component.commit.Notes.unit;
import static io.github.camelatproto.component.commit.Notes.update;
import static org.assertj.core.api.Assertions.assertThat;

/** Sections 4 and 5: writes that name the value that their author read. */
class SwapRecordTest {

    private final Bench bench = new Bench().holding(theirs("a", "old"));

    private static NamedWrite updating(String text, String expected) {
        return new NamedWrite(update("a", text).write(), NamedWrite.Origin.GIVEN, OnExisting.FAIL, expecting(expected));
    }

    @Test
    void interleaving7APutWhoseRecordIsAsItsAuthorReadItGoesAgainWhenTheCommitHadMoved() {
        bench.repo.next(Fault.overtaken(Fault.none(), theirs("elsewhere", "x")));

        assertThat(bench.write(put("a", "new", expecting("old")))).isInstanceOf(Outcome.Written.class);
    }

    @Test
    void aPutWhoseRecordHasMovedIsAConflictWithTheCurrentValue() {
        bench.holding(theirs("a", "newer"));

        assertThat(error(bench.write(put("a", "new", expecting("old"))))).isInstanceOfSatisfying(
                RecordConflictException.class,
                conflict -> assertThat(conflict.getCurrent()).isEqualTo(expecting("newer").cid()));
    }

    @Test
    void aDeleteWhoseRecordHasMovedIsAConflict() {
        assertThat(error(bench.write(deleteRecord("a", expecting("older"))))).isInstanceOf(RecordConflictException.class);
        assertThat(bench.repo.record(update("a", ""))).isPresent();
    }

    @Test
    void aLostPutThatIsFoundHasLanded() {
        bench.repo.next(Fault.followed(Fault.answerLost(), theirs("elsewhere", "x")));

        assertThat(bench.write(put("a", "new", expecting("old")))).isInstanceOf(Outcome.Existing.class);
        assertThat(bench.repo.sends()).hasSize(1);
    }

    @Test
    void aLostPutThatFindsTheValueItsAuthorNamedGoesAgain() {
        bench.repo.next(Fault.followed(Fault.requestLost(), theirs("elsewhere", "x")));

        assertThat(bench.write(put("a", "new", expecting("old")))).isInstanceOf(Outcome.Written.class);
    }

    @Test
    void aLostPutThatFindsAnotherValueIsUnknown() {
        bench.repo.next(Fault.followed(Fault.answerLost(), theirs("a", "newer")));

        assertThat(error(bench.write(put("a", "new", expecting("old"))))).isInstanceOf(UnknownOutcomeException.class);
        assertThat(bench.repo.sends()).hasSize(1);
    }

    @Test
    void anUpdateInAListIsCheckedByTheEngineUnderTheFence() {
        assertThat(error(bench.write(updating("new", "older")))).isInstanceOf(RecordConflictException.class);
        assertThat(bench.repo.sends()).isEmpty();

        assertThat(bench.write(updating("new", "old"))).isInstanceOf(Outcome.Written.class);
    }

    @Test
    void whatMovesBetweenTheCheckAndTheSendIsStoppedByTheFence() {
        bench.repo.next(Fault.overtaken(Fault.none(), theirs("a", "newer")));

        assertThat(error(bench.write(updating("new", "old")))).isInstanceOf(RecordConflictException.class);
        assertThat(bench.repo.record(update("a", ""))).contains(update("a", "newer").after());
    }

    @Test
    void latestSendsAChangeAgainOnlyWhereItNamesTheValueItsAuthorRead() {
        bench.repo.next(Fault.overtaken(Fault.none(), theirs("elsewhere", "x")));
        assertThat(bench.write(unit(new Swap.Latest(5), updating("new", "old")))).isInstanceOf(Outcome.Written.class);

        bench.repo.next(Fault.overtaken(Fault.none(), theirs("elsewhere", "y")));
        assertThat(error(bench.write(unit(new Swap.Latest(5), update("a", "newest")))))
                .isInstanceOf(InvalidSwapException.class);
    }

    @Test
    void aCreateAsPutRecordIsRepeatedWithoutADuplicate() {
        bench.repo.next(Fault.answerLost());

        assertThat(bench.write(putNew("n", "new", NamedWrite.Origin.FRESH))).isInstanceOf(Outcome.Existing.class);
        assertThat(bench.repo.ownCommits()).hasSize(1);
    }

    @Test
    void aDerivedCreateAsPutRecordThatIsThereAlreadyIsDone() {
        bench.holding(theirs("d", "edited since"));

        assertThat(bench.write(putNew("d", "new", NamedWrite.Origin.DERIVED))).isInstanceOf(Outcome.Existing.class);
        assertThat(bench.repo.record(update("d", ""))).contains(update("d", "edited since").after());
    }

    @Test
    void aDeleteRecordOfAnAbsentRecordIsDone() {
        assertThat(bench.write(deleteRecord("absent", null))).isInstanceOf(Outcome.Written.class);
        assertThat(bench.repo.sends()).hasSize(1);
        assertThat(bench.repo.ownCommits()).isEqualTo(List.of());
    }

    @Test
    void aPutWhoseCommitHadMovedHasFailedThoughNobodyCanReadItsRecord() {
        bench.repo.next(Fault.serverError(), (repo, attempt, reply) -> {
            repo.failReads(Integer.MAX_VALUE);
            Fault.overtaken(Fault.none(), theirs("elsewhere", "x")).carry(repo, attempt, reply);
        });

        assertThat(error(bench.write(putNew("d", "new", NamedWrite.Origin.DERIVED)))).isInstanceOf(InvalidSwapException.class);
        assertThat(bench.repo.record(update("d", ""))).isEmpty();
    }

    @Test
    void aPutWhoseRecordHadMovedIsUnknownWhereNobodyCanReadWhose() {
        bench.repo.next((repo, attempt, reply) -> {
            repo.failReads(Integer.MAX_VALUE);
            Fault.overtaken(Fault.none(), theirs("d", "x")).carry(repo, attempt, reply);
        });

        assertThat(error(bench.write(putNew("d", "new", NamedWrite.Origin.DERIVED))))
                .isInstanceOf(UnknownOutcomeException.class);
    }
}
