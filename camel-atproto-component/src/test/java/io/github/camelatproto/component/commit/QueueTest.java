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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.github.camelatproto.component.exception.AuthenticationException;
import io.github.camelatproto.component.exception.UnknownOutcomeException;
import io.github.camelatproto.component.exception.WriteRejectedException;
import io.github.camelatproto.data.Cid;
import io.github.camelatproto.syntax.Nsid;
import io.github.camelatproto.syntax.RecordKey;
import org.junit.jupiter.api.Test;

import static io.github.camelatproto.component.commit.Bench.error;
import static io.github.camelatproto.component.commit.Bench.outcomes;
import static io.github.camelatproto.component.commit.Notes.fresh;
import static io.github.camelatproto.component.commit.Notes.unit;
import static io.github.camelatproto.component.commit.Notes.units;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Sections 1 and 10: one writer, in order, with a bounded queue, and how it stops. */
class QueueTest {

    private final Bench bench = new Bench();

    @Test
    void messagesAreWrittenInTheOrderOfTheirArrival() {
        for (int i = 0; i < 20; i++) {
            bench.queue(unit(fresh("n" + i, "note " + i)));
        }
        bench.time.run();

        assertThat(bench.repo.sends()).flatExtracting(Attempt::writes).extracting(write -> write.rkey().toString())
                .containsExactlyElementsOf(IntStream.range(0, 20).mapToObj(i -> "n" + i).toList());
    }

    @Test
    void aMessageThatIsTriedAgainHoldsBackThoseBehindIt() {
        bench.repo.next(Fault.notSent(), Fault.requestLost());
        bench.queue(unit(fresh("first", "1")));
        bench.queue(unit(fresh("second", "2")));

        bench.time.run();

        assertThat(bench.repo.ownCommits()).extracting(commit -> String.valueOf(commit.writes().get(0).rkey()))
                .containsExactly("first", "second");
    }

    @Test
    void oneCallIsUnderWayAtATime() {
        for (int i = 0; i < 20; i++) {
            bench.queue(unit(fresh("n" + i, "note " + i)));
        }
        bench.time.run();

        assertThat(bench.repo.mostUnderWay()).isEqualTo(1);
    }

    @Test
    void beyondMaxQueuedAMessageIsRefusedAtOnce() {
        WriterSettings two = Bench.settings(2, 200, 150_000);
        bench.queue(unit(fresh("under-way", "0")));
        bench.writer.submit(bench.repo, two, units(2));

        CompletableFuture<List<Outcome>> refused
                = bench.writer.submit(bench.repo, two, List.of(unit(fresh("late", "3")))).toCompletableFuture();

        assertThat(refused).isCompletedExceptionally();
        assertThatThrownBy(refused::join).hasCauseInstanceOf(WriteRejectedException.class).hasMessageContaining("maxQueued");
        bench.time.run();
        assertThat(bench.repo.records()).hasSize(3);
    }

    @Test
    void aMessageOfMoreThanMaxQueuedUnitsIsTakenWhereNothingWaits() {
        WriterSettings two = Bench.settings(2, 200, 150_000);

        bench.writer.submit(bench.repo, two, units(5));
        bench.time.run();

        assertThat(bench.repo.records()).hasSize(5);
    }

    @Test
    void onStopWhatHasNotBeenSentFailsAtOnceAndWhatHasIsSettled() {
        bench.repo.next(Fault.requestLost());
        CompletableFuture<List<Outcome>> sent = bench.submit(unit(fresh("sent", "1")));
        CompletableFuture<List<Outcome>> queued = bench.submit(unit(fresh("queued", "2")));
        bench.time.run(Duration.ofMillis(15));

        bench.writer.stop();
        bench.time.run(Duration.ZERO);

        assertThat(error(outcomes(queued).get(0))).isInstanceOf(WriteRejectedException.class);
        assertThat(sent).isNotDone();
        bench.time.run();
        assertThat(outcomes(sent).get(0)).isInstanceOf(Outcome.Written.class);
    }

    @Test
    void onStopTheGroupsOfAMessageThatHaveNotBeenSentFail() {
        WriterSettings small = Bench.settings(1_000, 10, 150_000);
        CompletableFuture<List<Outcome>> answer
                = bench.writer.submit(bench.repo, small, units(20)).toCompletableFuture();
        bench.time.run(Duration.ofMillis(15));

        bench.writer.stop();
        bench.time.run();

        assertThat(outcomes(answer).subList(0, 10)).allMatch(Outcome.Written.class::isInstance);
        assertThat(outcomes(answer).subList(10, 20)).allSatisfy(
                outcome -> assertThat(error(outcome)).isInstanceOf(WriteRejectedException.class));
    }

    @Test
    void onStopWhatCouldNotBeSentYetIsNotTriedAgain() {
        bench.repo.otherwise(Fault::notSent);
        CompletableFuture<List<Outcome>> answer = bench.submit(unit(fresh("n", "1")));
        bench.time.run(Duration.ofSeconds(1));

        bench.writer.stop();
        bench.time.run(Duration.ofSeconds(5));

        assertThat(error(outcomes(answer).get(0))).isInstanceOf(WriteRejectedException.class);
    }

    @Test
    void afterStopAMessageIsRefused() {
        bench.writer.stop();

        assertThatThrownBy(bench.submit(unit(fresh("n", "1")))::join).hasCauseInstanceOf(WriteRejectedException.class);
    }

    @Test
    void aThousandMessagesThatAreAnsweredAtOnceDoNotOverflowTheStack() {
        AtOnce pds = new AtOnce();
        List<CompletableFuture<List<Outcome>>> answers = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            answers.add(bench.writer.submit(pds, Bench.SETTINGS, List.of(unit(fresh("n" + i, "note")))).toCompletableFuture());
        }

        pds.first.complete(pds.answer);
        bench.time.run();

        assertThat(answers).allSatisfy(answer -> assertThat(outcomes(answer)).hasSize(1));
        assertThat(pds.deepest).isLessThan(200);
    }

    @Test
    void aClientThatBreaksFailsItsMessageAndNotTheNext() {
        RepoClient broken = new AtOnce() {
            @Override
            public CompletionStage<Answer> send(Attempt attempt) {
                throw new IllegalStateException("a defect");
            }
        };
        CompletableFuture<List<Outcome>> first
                = bench.writer.submit(broken, Bench.SETTINGS, units(1)).toCompletableFuture();
        CompletableFuture<List<Outcome>> second = bench.submit(unit(fresh("n", "1")));

        bench.time.run();

        assertThat(error(outcomes(first).get(0))).isInstanceOf(UnknownOutcomeException.class);
        assertThat(outcomes(second).get(0)).isInstanceOf(Outcome.Written.class);
    }

    @Test
    void codeThatIsAttachedToAnAnswerRunsOnTheResultsExecutor() {
        AtomicInteger results = new AtomicInteger();
        RepoWriter writer = bench.newWriter(bench.time, task -> {
            results.incrementAndGet();
            task.run();
        });

        writer.submit(bench.repo, Bench.SETTINGS, units(1));
        bench.time.run();

        assertThat(results).hasValue(1);
    }

    /** A session that is refused: every call but the first is answered at once. */
    private static class AtOnce implements RepoClient {

        final Answer answer = new Answer.Denied(new AuthenticationException("401", "AuthenticationRequired"));
        final CompletableFuture<Answer> first = new CompletableFuture<>();
        private boolean waiting = true;
        int deepest;

        @Override
        public CompletionStage<Answer> send(Attempt attempt) {
            deepest = Math.max(deepest, new Throwable().getStackTrace().length);
            boolean wait = waiting;
            waiting = false;
            return wait ? first : CompletableFuture.completedStage(answer);
        }

        @Override
        public CompletionStage<Optional<Cid>> read(Nsid collection, RecordKey rkey) {
            return CompletableFuture.completedStage(Optional.empty());
        }

        @Override
        public CompletionStage<Cid> head() {
            throw new IllegalStateException("Nobody asks");
        }
    }
}
