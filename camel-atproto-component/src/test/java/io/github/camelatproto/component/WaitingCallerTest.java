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
package io.github.camelatproto.component;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import io.github.camelatproto.component.xrpc.CallThread;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A caller that waits makes its call itself. */
class WaitingCallerTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Threads pool = new Threads(threads);
    private final WaitingCaller caller = new WaitingCaller(pool);
    private final CompletableFuture<Thread> answer = new CompletableFuture<>();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private static void ended() {
        // nobody waits for its place
    }

    private CompletionStage<Thread> call() {
        Executor answers = pool.answers();
        pool.callThread().run(
                () -> answers.execute(() -> answer.complete(Thread.currentThread())), WaitingCallerTest::ended);
        return answer;
    }

    @Test
    void itsThreadMakesTheCallAndTakesTheAnswer() throws Exception {
        assertThat(caller.get(this::call)).isSameAs(Thread.currentThread());
    }

    @Test
    void theCallIsMadeOnceAllHasBeenStarted() throws Exception {
        Thread made = caller.get(() -> {
            CompletionStage<Thread> started = call();
            assertThat(answer).isNotDone();
            return started;
        });

        assertThat(made).isSameAs(Thread.currentThread());
    }

    @Test
    void itMakesACallThatGetsItsPlaceOnlyLater() throws Exception {
        CompletableFuture<CallThread> waiting = new CompletableFuture<>();
        Future<?> unused = threads
                .submit(() -> waiting.join().run(() -> answer.complete(Thread.currentThread()), WaitingCallerTest::ended));

        Thread made = caller.get(() -> {
            waiting.complete(pool.callThread());
            return answer;
        });

        assertThat(made).isSameAs(Thread.currentThread());
    }

    @Test
    void anAnswerThatComesFromElsewhereEndsItsWaiting() throws Exception {
        Thread elsewhere = caller.get(() -> {
            Future<?> unused = threads.submit(() -> answer.complete(Thread.currentThread()));
            return answer;
        });

        assertThat(elsewhere).isNotSameAs(Thread.currentThread());
    }

    @Test
    void whatItsCallSetsOffForOthersIsForThePool() throws Exception {
        CompletableFuture<Thread> ofAnother = new CompletableFuture<>();

        caller.get(() -> {
            Executor answers = pool.answers();
            pool.callThread().run(() -> {
                answers.execute(() -> answer.complete(Thread.currentThread()));
                pool.execute(() -> ofAnother.complete(Thread.currentThread()));
            }, WaitingCallerTest::ended);
            return answer;
        });

        assertThat(ofAnother.get(10, TimeUnit.SECONDS)).isNotSameAs(Thread.currentThread());
    }

    @Test
    void itMakesOneCallAtATime() throws Exception {
        CompletableFuture<Thread> second = new CompletableFuture<>();

        caller.get(() -> {
            CallThread thread = pool.callThread();
            thread.run(() -> answer.complete(second.orTimeout(10, TimeUnit.SECONDS).join()), WaitingCallerTest::ended);
            thread.run(() -> second.complete(Thread.currentThread()), WaitingCallerTest::ended);
            return answer;
        });

        assertThat(second.join()).isNotSameAs(Thread.currentThread());
    }

    @Test
    void whatIsStartedForNobodyWhoWaitsIsThePools() throws Exception {
        caller.get(() -> {
            pool.start(null, () -> {
                assertThat(pool.callThread()).isSameAs(pool);
                assertThat(pool.answers()).isSameAs(pool);
                return null;
            });
            return call();
        });

        assertThat(pool.callThread()).isSameAs(pool);
    }

    @Test
    void aCallThatComesAfterTheAnswerIsMadeByThePool() throws Exception {
        CompletableFuture<Thread> late = new CompletableFuture<>();
        caller.get(this::call);
        caller.run(() -> late.complete(Thread.currentThread()), WaitingCallerTest::ended);

        assertThat(late.get(10, TimeUnit.SECONDS)).isNotSameAs(Thread.currentThread());
    }

    @Test
    void aCallThatItDoesNotComeToIsMadeByThePool() throws Exception {
        CompletableFuture<Thread> left = new CompletableFuture<>();
        answer.complete(Thread.currentThread());

        caller.get(() -> {
            pool.callThread().run(() -> left.complete(Thread.currentThread()), WaitingCallerTest::ended);
            return answer;
        });

        assertThat(left.get(10, TimeUnit.SECONDS)).isNotSameAs(Thread.currentThread());
    }

    @Test
    void aCallForWhichThereIsNoOtherThreadIsMadeByItAllTheSame() throws Exception {
        assertThat(threadOfACallWhere(task -> {
            throw new RejectedExecutionException("shut down");
        })).isSameAs(Thread.currentThread());
        assertThat(threadOfACallWhere(task -> {
            throw new OutOfMemoryError("unable to create native thread, as this test wants it");
        })).isSameAs(Thread.currentThread());
    }

    /** The thread that makes a call which its caller has not come to, where the pool's threads are these. */
    private static Thread threadOfACallWhere(Executor threads) throws Exception {
        Threads pool = new Threads(threads);
        CompletableFuture<Thread> made = new CompletableFuture<>();
        CountDownLatch ended = new CountDownLatch(1);

        new WaitingCaller(pool).get(() -> {
            pool.callThread().run(() -> made.complete(Thread.currentThread()), ended::countDown);
            return CompletableFuture.completedStage("answer");
        });

        assertThat(ended.getCount()).isZero();
        return made.getNow(null);
    }

    @Test
    void aCallThatBreaksGivesItsPlaceBackAndIsNotTheAnswer() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);

        caller.get(() -> {
            Executor answers = pool.answers();
            pool.callThread().run(() -> {
                answers.execute(() -> answer.complete(Thread.currentThread()));
                throw new IllegalStateException("a defect, as this test wants it");
            }, ended::countDown);
            return answer;
        });

        assertThat(ended.getCount()).isZero();
    }

    @Test
    void anAnswerThatIsThereIsTakenThoughItsThreadIsInterrupted() throws Exception {
        answer.complete(Thread.currentThread());

        Thread thread = caller.get(() -> {
            Thread.currentThread().interrupt();
            return answer;
        });

        assertThat(thread).isSameAs(Thread.currentThread());
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aFailureComesAsTheCauseOfItsException() {
        answer.completeExceptionally(new IllegalStateException("as this test wants it"));

        assertThatThrownBy(() -> caller.get(() -> answer)).isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("as this test wants it");
    }
}
