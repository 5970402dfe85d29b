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
import java.util.stream.IntStream;

import io.github.camelatproto.component.exception.RecordNotFoundException;
import io.github.camelatproto.component.exception.RecordValidationException;
import org.junit.jupiter.api.Test;

import static io.github.camelatproto.component.commit.Bench.error;
import static io.github.camelatproto.component.commit.Notes.derived;
import static io.github.camelatproto.component.commit.Notes.fresh;
import static io.github.camelatproto.component.commit.Notes.redelivered;
import static io.github.camelatproto.component.commit.Notes.theirs;
import static io.github.camelatproto.component.commit.Notes.unit;
import static io.github.camelatproto.component.commit.Notes.units;
import static io.github.camelatproto.component.commit.Notes.update;
import static org.assertj.core.api.Assertions.assertThat;

/** Sections 3 and 7: groups of one message, and how one bad unit does not sink the rest. */
class GroupTest {

    private final Bench bench = new Bench();

    @Test
    void aListGoesInGroupsOfAtMostSoManyWrites() {
        List<Outcome> outcomes = bench.writeAll(units(401));

        assertThat(outcomes).allMatch(Outcome.Written.class::isInstance);
        assertThat(bench.repo.sends()).extracting(attempt -> attempt.writes().size()).containsExactly(200, 200, 1);
    }

    @Test
    void aListGoesInGroupsOfAtMostSoManyBytes() {
        WriterSettings small = Bench.settings(1_000, 200, 1_000);

        bench.writer.submit(bench.repo, small, units(20));
        bench.time.run();

        assertThat(bench.repo.sends()).hasSizeBetween(4, 7);
        assertThat(bench.repo.records()).hasSize(20);
    }

    @Test
    void aUnitThatTouchesARecordOfTheGroupClosesIt() {
        bench.writeAll(List.of(unit(fresh("a", "1")), unit(fresh("b", "2")), unit(update("a", "3")), unit(fresh("c", "4"))));

        assertThat(bench.repo.sends()).extracting(attempt -> attempt.writes().size()).containsExactly(2, 2);
    }

    @Test
    void oneUnitThatIsRefusedByIndexFailsAloneAfterThreeMoreCalls() {
        bench.repo.refuses(write -> write.rkey().toString().equals("n77"), true);

        List<Outcome> outcomes = bench.writeAll(units(200));

        assertThat(error(outcomes.get(77))).isInstanceOf(RecordValidationException.class);
        assertThat(outcomes).filteredOn(Outcome.Written.class::isInstance).hasSize(199);
        assertThat(bench.repo.sends()).extracting(attempt -> attempt.writes().size()).containsExactly(200, 77, 1, 122);
    }

    @Test
    void oneUnitThatIsRefusedWithoutAnIndexIsFoundByHalving() {
        bench.repo.refuses(write -> write.rkey().toString().equals("n77"), false);

        List<Outcome> outcomes = bench.writeAll(units(200));

        assertThat(error(outcomes.get(77))).isInstanceOf(RecordValidationException.class);
        assertThat(outcomes).filteredOn(Outcome.Written.class::isInstance).hasSize(199);
        assertThat(bench.repo.sends()).hasSizeLessThanOrEqualTo(17);
    }

    @Test
    void partsOfARefusedGroupKeepTheOrder() {
        bench.repo.refuses(write -> write.rkey().toString().equals("n3"), false);

        bench.writeAll(units(8));

        assertThat(bench.repo.ownCommits().stream().flatMap(commit -> commit.writes().stream())
                .map(write -> String.valueOf(write.rkey()))).containsExactly("n0", "n1", "n2", "n4", "n5", "n6", "n7");
    }

    @Test
    void existingUnitsOfA500AreFoundByReadingAndTheRestIsSentAgain() {
        List<Unit> units = IntStream.range(0, 200).mapToObj(i -> unit(derived("n" + i, "note " + i))).toList();
        bench.holding(theirs("n3", "note 3"), theirs("n150", "edited since"));

        List<Outcome> outcomes = bench.writeAll(units);

        assertThat(outcomes.get(3)).isInstanceOf(Outcome.Existing.class);
        assertThat(outcomes.get(150)).isInstanceOf(Outcome.Existing.class);
        assertThat(outcomes).filteredOn(Outcome.Written.class::isInstance).hasSize(198);
        assertThat(bench.repo.sends()).extracting(attempt -> attempt.writes().size()).containsExactly(200, 198);
    }

    @Test
    void aRedeliveryReadsFirstAndSendsOnlyWhatIsAbsent() {
        List<Unit> units = units(200).stream().map(Notes::redelivered).toList();
        bench.holding(theirs("n3", "note 3"), theirs("n150", "note 150"));

        List<Outcome> outcomes = bench.writeAll(units);

        assertThat(outcomes).filteredOn(Outcome.Existing.class::isInstance).hasSize(2)
                .allSatisfy(outcome -> assertThat(outcome.attempts()).isZero());
        assertThat(bench.repo.sends()).extracting(attempt -> attempt.writes().size()).containsExactly(198);
    }

    @Test
    void aNewWriterReadsDerivedRkeysBeforeItSendsThem() {
        bench.holding(theirs("a", "x"));

        bench.newWriter().submit(bench.repo, Bench.SETTINGS, List.of(unit(derived("a", "x"))));
        bench.time.run();

        assertThat(bench.repo.sends()).isEmpty();
        assertThat(bench.repo.reads()).hasSize(1);
    }

    @Test
    void aWriterThatHasRunForAMinuteSendsDerivedRkeysWithoutReading() {
        bench.write(derived("a", "x"));

        assertThat(bench.repo.reads()).isEmpty();
    }

    @Test
    void aReadingFirstThatFailsIsNoReasonNotToSend() {
        bench.repo.failReads(1);

        assertThat(bench.write(redelivered(unit(fresh("a", "x"))))).isInstanceOf(Outcome.Written.class);
    }

    @Test
    void theCulpritOfA500GoesAlone() {
        List<Unit> units = units(9);
        units.add(4, unit(update("absent", "x")));

        List<Outcome> outcomes = bench.writeAll(units);

        assertThat(error(outcomes.get(4))).isInstanceOf(RecordNotFoundException.class);
        assertThat(outcomes).filteredOn(Outcome.Written.class::isInstance).hasSize(9);
        assertThat(bench.repo.sends()).extracting(attempt -> attempt.writes().size()).containsExactly(10, 4, 1, 5);
    }

    @Test
    void aGroupWithoutACulpritIsHalvedAtOnce() {
        bench.repo.next(Fault.serverError());

        List<Outcome> outcomes = bench.writeAll(units(10));

        assertThat(outcomes).allMatch(Outcome.Written.class::isInstance);
        assertThat(bench.repo.sends()).extracting(attempt -> attempt.writes().size()).containsExactly(10, 5, 5);
    }

    @Test
    void aLostGroupThatLandedIsFoundWhole() {
        bench.repo.next(Fault.answerLost());

        assertThat(bench.writeAll(units(200))).allMatch(Outcome.Existing.class::isInstance);
        assertThat(bench.repo.ownCommits()).hasSize(1);
    }

    @Test
    void aUnitOfSeveralWritesIsNeverTakenApart() {
        bench.repo.refuses(write -> write.rkey().toString().equals("bad"), false);

        List<Outcome> outcomes = bench.writeAll(List.of(
                unit(fresh("a", "1"), fresh("b", "2")), unit(fresh("c", "3"), fresh("bad", "4")), unit(fresh("d", "5"))));

        assertThat(error(outcomes.get(1))).isInstanceOf(RecordValidationException.class);
        assertThat(bench.repo.records().keySet()).containsExactlyInAnyOrder(
                "com.example.note/a", "com.example.note/b", "com.example.note/d");
    }
}
