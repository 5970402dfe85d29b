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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;

import io.github.camelatproto.component.exception.PdsUnreachableException;
import io.github.camelatproto.component.exception.UnknownOutcomeException;
import io.github.camelatproto.component.exception.WriteRejectedException;
import io.github.camelatproto.data.Cid;
import io.github.camelatproto.syntax.AtUri;
import io.github.camelatproto.syntax.Nsid;
import io.github.camelatproto.syntax.RecordKey;
import org.junit.jupiter.api.Test;

import static io.github.camelatproto.component.commit.Bench.error;
import static io.github.camelatproto.component.commit.Bench.outcomes;
import static io.github.camelatproto.component.commit.Notes.derived;
import static io.github.camelatproto.component.commit.Notes.fresh;
import static io.github.camelatproto.component.commit.Notes.theirDelete;
import static io.github.camelatproto.component.commit.Notes.theirs;
import static io.github.camelatproto.component.commit.Notes.unit;
import static io.github.camelatproto.component.commit.Notes.update;
import static org.assertj.core.api.Assertions.assertThat;

/** Section 6, bounds: deliveryTimeout and backoff. */
class DeadlineTest {

    private final Bench bench = new Bench().holding(theirs("a", "old"), theirs("b", "old"));

    @Test
    void withAnUnsettledSendTheOutcomeIsUnknownAndNamesTheRecords() {
        bench.repo.otherwise(Fault::requestLost);

        Outcome outcome = bench.write(fresh("n", "new"), update("a", "new"));

        assertThat(error(outcome)).isInstanceOfSatisfying(
                UnknownOutcomeException.class,
                unknown -> assertThat(unknown.getUris()).extracting(AtUri::toString).containsExactly(
                        "at://" + Bench.REPO + "/com.example.note/n", "at://" + Bench.REPO + "/com.example.note/a"));
    }

    @Test
    void withoutAnUnsettledSendItIsTheLastError() {
        bench.repo.otherwise(Fault::notSent);

        assertThat(error(bench.write(fresh("n", "new")))).isInstanceOf(PdsUnreachableException.class);
    }

    @Test
    void aUnitThatWaitedTooLongInTheQueueIsNotSent() {
        bench.repo.otherwise(Fault::requestLost);
        bench.queue(unit(update("a", "new")));
        CompletableFuture<List<Outcome>> queued = bench.submit(unit(fresh("n", "new")));

        bench.time.run();

        assertThat(error(outcomes(queued).get(0))).isInstanceOf(WriteRejectedException.class)
                .hasMessageContaining("deliveryTimeout");
        assertThat(bench.repo.sends()).noneSatisfy(
                attempt -> assertThat(attempt.writes()).extracting(NamedWrite::path).contains("com.example.note/n"));
    }

    @Test
    void readsThatNeverComeEndWhenTheReportIsDue() {
        bench.repo.failReads(Integer.MAX_VALUE);
        bench.repo.next(Fault.requestLost());
        Instant start = bench.time.now();
        AtomicReference<Instant> reported = new AtomicReference<>();
        CompletableFuture<List<Outcome>> answer = bench.submit(unit(fresh("n", "new")));
        CompletableFuture<?> unused = answer.thenAccept(outcomes -> reported.set(bench.time.now()));
        bench.time.run();

        assertThat(error(outcomes(answer).get(0))).isInstanceOf(UnknownOutcomeException.class);
        assertThat(reported.get()).isBetween(
                start.plus(Bench.DELIVERY_TIMEOUT), start.plus(Bench.DELIVERY_TIMEOUT).plus(Bench.REQUEST_TIMEOUT));
    }

    @Test
    void resendsBackOffFrom100MillisDoublingTo5Seconds() {
        bench.repo.otherwise(Fault::notSent);

        bench.write(fresh("n", "new"));

        // 120 s hold some 5 short waits and some 25 to 45 long ones
        assertThat(bench.repo.sends()).hasSizeBetween(25, 55);
    }

    @Test
    void aSchedulerThatHasBeenShutDownEndsTheTrying() {
        Scheduler shutDown = (delay, task) -> {
            throw new RejectedExecutionException("shut down");
        };
        RepoWriter writer = bench.newWriter(shutDown, Runnable::run);
        bench.repo.next(Fault.notSent(), Fault.held());

        CompletableFuture<List<Outcome>> notSent
                = writer.submit(bench.repo, Bench.SETTINGS, List.of(unit(fresh("n", "new")))).toCompletableFuture();
        CompletableFuture<List<Outcome>> lost
                = writer.submit(bench.repo, Bench.SETTINGS, List.of(unit(update("a", "new")))).toCompletableFuture();
        bench.time.run();

        assertThat(error(outcomes(notSent).get(0))).isInstanceOf(PdsUnreachableException.class);
        assertThat(error(outcomes(lost).get(0))).isInstanceOf(UnknownOutcomeException.class);
        assertThat(bench.repo.sends()).filteredOn(attempt -> !attempt.writes().isEmpty()).hasSize(2);
    }

    @Test
    void aReportDoesNotWaitForTheBurningOfTheFenceOfALaterUnit() {
        RepoClient client = new HangingClient();
        bench.repo.next(
                (repo, attempt, reply) -> repo.arrives(
                        attempt, answer -> bench.time.schedule(Duration.ofSeconds(12), () -> reply.later(answer))),
                Fault.requestLost(), Fault.serverError());
        Instant start = bench.time.now();
        AtomicReference<Instant> reported = new AtomicReference<>();
        bench.writer.submit(client, Bench.SETTINGS, List.of(unit(fresh("first", "1"))));
        CompletionStage<?> unused = bench.writer.submit(client, Bench.SETTINGS, List.of(unit(update("a", "new"))))
                .thenAccept(outcomes -> reported.set(bench.time.now()));
        bench.time.schedule(Duration.ofSeconds(10),
                () -> bench.writer.submit(client, Bench.SETTINGS, List.of(unit(update("b", "new")))));
        bench.time.run();

        assertThat(reported.get()).isBeforeOrEqualTo(
                start.plus(Bench.DELIVERY_TIMEOUT).plus(Bench.REQUEST_TIMEOUT).plusMillis(1));
    }

    @Test
    void aReadThatHangsHoldsUpNoOtherRecordOfTheGroup() {
        List<String> rkeys = List.of("a", "b", "c", "d", "e", "f", "g", "h", "i");
        rkeys.forEach(rkey -> bench.holding(theirs(rkey, "old")));
        Duration tooLong = Bench.DELIVERY_TIMEOUT.plusSeconds(1);
        bench.repo.next(Fault.none(), (repo, attempt, reply) -> bench.time.schedule(
                tooLong, () -> Fault.answerLost().carry(repo, attempt, reply)));
        HangingClient client = new HangingClient();
        client.takesEmptyCommits = true;
        bench.queue(unit(fresh("first", "1")));
        List<CompletableFuture<List<Outcome>>> answers = rkeys.stream()
                .map(rkey -> bench.writer.submit(client, Bench.SETTINGS, List.of(unit(update(rkey, "new"))))
                        .toCompletableFuture())
                .toList();
        bench.time.run();

        assertThat(error(outcomes(answers.get(0)).get(0))).isInstanceOf(UnknownOutcomeException.class);
        assertThat(answers.subList(1, 9)).allSatisfy(
                answer -> assertThat(outcomes(answer).get(0)).isInstanceOf(Outcome.Existing.class));
    }

    @Test
    void aSampleThatCannotBeReadLeavesTimeToReadTheOthers() {
        bench.repo.anotherWriter(theirDelete("a"));
        bench.repo.next(Fault.none(), Fault.answerLost());

        List<CompletableFuture<List<Outcome>>> answers
                = millisApart(new HangingClient(), unit(fresh("a", "new")), unit(fresh("n", "new")));

        // and what carried the one carried the other
        assertThat(answers).allSatisfy(
                answer -> assertThat(outcomes(answer).get(0)).isInstanceOf(Outcome.Existing.class));
    }

    @Test
    void whatIsALittleYoungerThanALateUnitIsLookedForWithIt() {
        bench.repo.anotherWriter(theirDelete("a"));
        bench.repo.next(Fault.none(), Fault.late(Bench.DELIVERY_TIMEOUT.minusMillis(100)));
        bench.repo.otherwise(() -> (repo, attempt, reply) -> (attempt.writes().isEmpty()
                ? Fault.none() : Fault.requestLost()).carry(repo, attempt, reply));
        HangingClient client = new HangingClient();
        client.hangsFrom = bench.time.now().plus(Bench.DELIVERY_TIMEOUT).minusMillis(100);
        client.takesEmptyCommits = true;

        List<CompletableFuture<List<Outcome>>> answers
                = millisApart(client, unit(derived("a", "new")), unit(derived("n", "new")));

        assertThat(error(outcomes(answers.get(0)).get(0))).isInstanceOf(UnknownOutcomeException.class);
        assertThat(outcomes(answers.get(1)).get(0)).isInstanceOf(Outcome.Existing.class);
    }

    /** Submits units that become one group, each a little later than the one before. */
    private List<CompletableFuture<List<Outcome>>> millisApart(RepoClient client, Unit... units) {
        bench.writer.submit(client, Bench.SETTINGS, List.of(unit(fresh("first", "1"))));
        List<CompletableFuture<List<Outcome>>> answers = new ArrayList<>();
        for (Unit unit : units) {
            answers.add(bench.writer.submit(client, Bench.SETTINGS, List.of(unit)).toCompletableFuture());
            bench.time.run(Duration.ofMillis(5));
        }
        bench.time.run();
        return answers;
    }

    /** Reads of one record, and empty commits unless it is told so, are never answered. */
    private final class HangingClient implements RepoClient {

        private Instant hangsFrom = Instant.MIN;
        private boolean takesEmptyCommits;

        @Override
        public CompletionStage<Answer> send(Attempt attempt) {
            return attempt.writes().isEmpty() && !takesEmptyCommits
                    ? hang(CompletableFuture.completedStage(new Answer.Unknown(new PdsUnreachableException("timeout"))))
                    : bench.repo.send(attempt);
        }

        @Override
        public CompletionStage<Optional<Cid>> read(Nsid collection, RecordKey rkey) {
            return rkey.toString().equals("a") && !bench.time.now().isBefore(hangsFrom)
                    ? hang(CompletableFuture.failedStage(new PdsUnreachableException("timeout")))
                    : bench.repo.read(collection, rkey);
        }

        @Override
        public CompletionStage<Cid> head() {
            return bench.repo.head();
        }

        private <T> CompletionStage<T> hang(CompletionStage<T> end) {
            CompletableFuture<Void> hung = new CompletableFuture<>();
            bench.time.schedule(Bench.REQUEST_TIMEOUT, () -> hung.complete(null));
            return hung.thenCompose(done -> end);
        }
    }
}
