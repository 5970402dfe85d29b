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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import io.github.camelatproto.component.exception.RecordValidationException;
import io.github.camelatproto.repo.Write;
import org.junit.jupiter.api.Test;

import static io.github.camelatproto.component.commit.Bench.error;
import static io.github.camelatproto.component.commit.Bench.outcomes;
import static io.github.camelatproto.component.commit.Notes.fresh;
import static io.github.camelatproto.component.commit.Notes.unit;
import static io.github.camelatproto.component.commit.Notes.update;
import static org.assertj.core.api.Assertions.assertThat;

/** Section 3: which messages share a commit. */
class GroupCommitTest {

    private static final Duration CALL = ModelRepo.ONE_WAY.multipliedBy(2);
    private static final WriterSettings ALONE = new WriterSettings(
            1_000, false, 200, 150_000, Bench.REQUEST_TIMEOUT, Bench.DELIVERY_TIMEOUT, RateLimitPolicy.WAIT,
            Duration.ofMinutes(5), true);

    private final Bench bench = new Bench();

    private List<Integer> groups() {
        return bench.repo.sends().stream().map(attempt -> attempt.writes().size()).toList();
    }

    @Test
    void messagesThatQueueWhileACallIsInFlightShareTheNextCommit() {
        IntStream.range(0, 50).forEach(i -> bench.queue(unit(fresh("n" + i, "note " + i))));
        bench.time.run();

        assertThat(groups()).containsExactly(1, 49);
        assertThat(bench.repo.records()).hasSize(50);
    }

    @Test
    void eachMessageOfASharedCommitHasItsOwnAnswer() {
        bench.repo.refuses(write -> write.rkey().toString().equals("n3"), true);
        List<CompletableFuture<List<Outcome>>> answers
                = IntStream.range(0, 6).mapToObj(i -> bench.submit(unit(fresh("n" + i, "note " + i)))).toList();
        bench.time.run();

        assertThat(error(outcomes(answers.get(3)).get(0))).isInstanceOf(RecordValidationException.class);
        assertThat(answers).filteredOn(answer -> outcomes(answer).get(0) instanceof Outcome.Written).hasSize(5);
    }

    @Test
    void anAtomicListOfSeveralWritesIsNotTornApartByTheGroup() {
        bench.queue(unit(fresh("first", "1")));
        IntStream.range(0, 3).forEach(i -> bench.queue(
                unit(IntStream.range(0, 90).mapToObj(j -> fresh("n" + i + "-" + j, "note")).toArray(NamedWrite[]::new))));
        bench.time.run();

        assertThat(groups()).containsExactly(1, 180, 90);
    }

    @Test
    void aUnitWithAFenceOfItsOwnClosesTheGroup() {
        bench.queue(unit(fresh("a", "1")));
        bench.queue(unit(fresh("b", "2")));
        bench.queue(unit(new Swap.Latest(5), fresh("c", "3")));
        bench.queue(unit(fresh("d", "4")));
        bench.time.run();

        assertThat(groups()).containsExactly(1, 1, 1, 1);
    }

    @Test
    void unitsThatAskForDifferentValidationDoNotShareACommit() {
        bench.queue(unit(fresh("a", "1")));
        bench.queue(unit(fresh("b", "2")));
        bench.queue(new Unit(Unit.Method.CREATE_RECORD, List.of(fresh("c", "3")), true, new Swap.None(), false));
        bench.time.run();

        assertThat(groups()).containsExactly(1, 1, 1);
    }

    @Test
    void putRecordAndDeleteRecordGoAloneInTheirTurn() {
        bench.queue(unit(fresh("a", "1")));
        bench.queue(unit(fresh("b", "2")));
        bench.queue(Notes.put("p", "3", null));
        bench.queue(Notes.deleteRecord("a", null));
        bench.queue(unit(fresh("c", "4")));
        bench.time.run();

        assertThat(bench.repo.sends()).extracting(Attempt::method).containsExactly(
                Unit.Method.APPLY_WRITES, Unit.Method.APPLY_WRITES, Unit.Method.PUT_RECORD, Unit.Method.DELETE_RECORD,
                Unit.Method.APPLY_WRITES);
    }

    @Test
    void aLikeGoesAloneThroughCreateRecordForItsDeduplication() {
        bench.queue(unit(fresh("a", "1")));
        NamedWrite like = new NamedWrite(
                Write.create("app.bsky.feed.like", "l", Notes.note("like")), NamedWrite.Origin.FRESH, OnExisting.SKIP);
        bench.queue(Notes.alone(Unit.Method.CREATE_RECORD, like));
        bench.queue(unit(fresh("b", "2")));
        bench.time.run();

        assertThat(bench.repo.sends()).extracting(Attempt::method).containsExactly(
                Unit.Method.APPLY_WRITES, Unit.Method.CREATE_RECORD, Unit.Method.APPLY_WRITES);
    }

    @Test
    void withoutGroupCommitEachMessageHasItsOwnCommit() {
        IntStream.range(0, 3).forEach(
                i -> bench.writer.submit(bench.repo, ALONE, List.of(unit(fresh("a" + i, "1")), unit(fresh("b" + i, "2")))));
        bench.time.run();

        assertThat(groups()).containsExactly(2, 2, 2);
    }

    @Test
    void thoseWhoWereJustAnsweredAreInTheNextCommit() {
        // two callers, each of which sends its next message when it has its answer, one of them a little later
        for (int caller = 0; caller < 2; caller++) {
            send("c" + caller + "-", 0, Duration.ofMillis(caller));
        }
        bench.time.run();

        assertThat(groups().subList(2, 11)).containsOnly(2);
    }

    @Test
    void nobodyIsWaitedForWhoIsBackBeforeTheNextCommit() {
        assertThat(timeOfCallersWhoAreBackAtOnce("alone")).isEqualTo(CALL.multipliedBy(20));
        // the first message goes alone, and after the last of one caller there is a short wait for the next
        assertThat(timeOfCallersWhoAreBackAtOnce("one", "other")).isBetween(CALL.multipliedBy(21), CALL.multipliedBy(22));
    }

    @Test
    void whoComesBackWithinAQuarterOfTheCallIsInTheNextCommit() {
        IntStream.range(0, 30).forEach(i -> bench.repo.next(Fault.slow(Duration.ofMillis(60))));
        // calls of 80 ms, and one of the callers acknowledges for 15 ms before it is back
        for (int caller = 0; caller < 2; caller++) {
            send("c" + caller + "-", 0, Duration.ofMillis(15L * caller));
        }
        bench.time.run();

        assertThat(groups().subList(2, 11)).containsOnly(2);
    }

    @Test
    void withoutGroupCommitNobodyIsWaitedFor() {
        assertThat(answered(ALONE, unit(fresh("a", "1")), unit(fresh("b", "2")), unit(fresh("c", "3"))))
                .containsExactly(CALL, CALL.multipliedBy(2), CALL.multipliedBy(3));
    }

    @Test
    void aCommitThatIsFullWaitsForNobody() {
        WriterSettings two = Bench.settings(1_000, 2, 150_000);
        Unit[] lists = IntStream.range(0, 3).mapToObj(i -> unit(fresh("a" + i, "1"), fresh("b" + i, "2"))).toArray(Unit[]::new);

        assertThat(answered(two, lists)).containsExactly(CALL, CALL.multipliedBy(2), CALL.multipliedBy(3));
    }

    @Test
    void aFullQueueWaitsForNobodyBecauseItWouldRefuseThem() {
        WriterSettings two = Bench.settings(2, 200, 150_000);

        assertThat(answered(two, unit(fresh("a", "1")), unit(fresh("b", "2")), unit(fresh("c", "3"))))
                .containsExactly(CALL, CALL.multipliedBy(2), CALL.multipliedBy(2));
    }

    @Test
    void aMessageThatIsNotAnsweredYetIsNotWaitedFor() {
        WriterSettings two = Bench.settings(1_000, 2, 150_000);
        Instant start = bench.time.now();
        List<Unit> units = IntStream.range(0, 3).mapToObj(i -> unit(fresh("n" + i, "note"))).toList();
        List<Duration> answered = new ArrayList<>();
        bench.writer.submit(bench.repo, two, units)
                .thenAccept(outcomes -> answered.add(Duration.between(start, bench.time.now())));
        bench.time.run();

        assertThat(groups()).containsExactly(2, 1);
        assertThat(answered).containsExactly(CALL.multipliedBy(2));
    }

    @Test
    void whoSentWhatGoesAloneIsNotWaitedFor() {
        assertThat(answered(
                Bench.SETTINGS, new Unit(Unit.Method.PUT_RECORD, List.of(update("a", "1")), null, new Swap.None(), false),
                unit(fresh("b", "2"))))
                .allSatisfy(time -> assertThat(time.toMillis() % CALL.toMillis()).isZero());
    }

    /** When each of these messages, sent at the same time, has its answer. */
    private List<Duration> answered(WriterSettings settings, Unit... units) {
        Instant start = bench.time.now();
        List<Duration> answered = new ArrayList<>();
        for (Unit unit : units) {
            CompletionStage<?> unused = bench.writer.submit(bench.repo, settings, List.of(unit))
                    .thenAccept(outcomes -> answered.add(Duration.between(start, bench.time.now())));
        }
        bench.time.run();
        return answered;
    }

    /** Of 20 messages each. */
    private Duration timeOfCallersWhoAreBackAtOnce(String... callers) {
        RepoWriter writer = bench.newWriter(bench.time, Runnable::run);
        Instant start = bench.time.now();
        AtomicReference<Instant> last = new AtomicReference<>(start);
        for (String caller : callers) {
            backAtOnce(writer, caller, 0, last);
        }
        bench.time.run();
        return Duration.between(start, last.get());
    }

    private void backAtOnce(RepoWriter writer, String caller, int number, AtomicReference<Instant> last) {
        CompletionStage<?> unused = writer
                .submit(bench.repo, Bench.SETTINGS, List.of(unit(fresh(caller + number, "note"))))
                .thenAccept(outcomes -> {
                    last.set(bench.time.now());
                    if (number < 19) {
                        backAtOnce(writer, caller, number + 1, last);
                    }
                });
    }

    private void send(String caller, int number, Duration pause) {
        if (number < 12) {
            CompletableFuture<?> unused = bench.submit(unit(fresh(caller + number, "note")))
                    .thenAccept(outcomes -> bench.time.schedule(pause, () -> send(caller, number + 1, pause)));
        }
    }

    @Test
    void aGroupThatHasBeenSentOnlyShrinks() {
        bench.repo.next(Fault.requestLost());
        bench.queue(unit(fresh("a", "1")));
        bench.time.run(Duration.ofMillis(5));
        bench.queue(unit(fresh("b", "2")));
        bench.queue(unit(fresh("c", "3")));
        bench.time.run();

        assertThat(groups()).containsExactly(1, 1, 2);
    }

    @Test
    void aUnitThatTouchesARecordOfTheGroupClosesIt() {
        bench.queue(unit(fresh("first", "0")));
        bench.queue(unit(fresh("a", "1")));
        bench.queue(unit(update("a", "2")));
        bench.time.run();

        assertThat(groups()).containsExactly(1, 1, 1);
        assertThat(bench.repo.record(fresh("a", ""))).contains(update("a", "2").after());
    }
}
