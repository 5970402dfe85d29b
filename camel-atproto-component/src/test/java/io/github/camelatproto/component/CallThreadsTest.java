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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class CallThreadsTest {

    private static final int MOST = 2;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ResultPool results = new ResultPool(threads);
    private final CallThreads calls = new CallThreads(threads, results, MOST);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void noMoreCallsAreMadeAtOnceThanItMay() {
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        for (int i = 0; i < 200; i++) {
            calls.execute(() -> {
                most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                Thread.onSpinWait();
                underWay.decrementAndGet();
                done.incrementAndGet();
            });
        }

        await().until(() -> done.get() == 200);
        assertThat(most.get()).isLessThanOrEqualTo(MOST);
    }

    @Test
    void callsBeginInTheOrderOfTheirComing() throws Exception {
        CallThreads oneByOne = new CallThreads(threads, results, 1);
        List<Integer> begun = new ArrayList<>();
        CountDownLatch done = new CountDownLatch(50);
        for (int i = 0; i < 50; i++) {
            int number = i;
            oneByOne.execute(() -> {
                begun.add(number);
                done.countDown();
            });
        }

        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(begun).isSorted().hasSize(50);
    }

    @Test
    void aResultThatBlocksKeepsNoCallFromItsPlace() throws Exception {
        CountDownLatch blocked = new CountDownLatch(MOST);
        CountDownLatch free = new CountDownLatch(1);
        for (int i = 0; i < MOST; i++) {
            calls.execute(() -> results.execute(() -> {
                blocked.countDown();
                awaitQuietly(free);
            }));
        }
        assertThat(blocked.await(10, TimeUnit.SECONDS)).isTrue();

        CountDownLatch called = new CountDownLatch(1);
        calls.execute(called::countDown);

        assertThat(called.await(10, TimeUnit.SECONDS)).isTrue();
        free.countDown();
    }

    @Test
    void theThreadOfACallRunsTheLastResultThatItSetOff() throws Exception {
        AtomicReference<Thread> called = new AtomicReference<>();
        AtomicReference<Thread> ranFirst = new AtomicReference<>();
        AtomicReference<Thread> ranLast = new AtomicReference<>();
        CountDownLatch done = new CountDownLatch(2);
        calls.execute(() -> {
            called.set(Thread.currentThread());
            results.execute(() -> {
                ranFirst.set(Thread.currentThread());
                done.countDown();
            });
            results.execute(() -> {
                ranLast.set(Thread.currentThread());
                done.countDown();
            });
        });

        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(ranLast.get()).isSameAs(called.get());
        assertThat(ranFirst.get()).isNotSameAs(called.get());
    }

    @Test
    void aCallThatThrowsGivesItsPlaceAndItsResultAway() throws Exception {
        CallThreads oneByOne = new CallThreads(threads, results, 1);
        CountDownLatch done = new CountDownLatch(2);
        oneByOne.execute(() -> {
            results.execute(done::countDown);
            throw new IllegalStateException("a defect, as this test wants it");
        });
        oneByOne.execute(done::countDown);

        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void afterTheThreadsHaveBeenShutDownCallsAreRefusedAndResultsAreNot() {
        threads.shutdown();
        AtomicInteger ran = new AtomicInteger();

        assertThatThrownBy(() -> calls.execute(ran::incrementAndGet)).isInstanceOf(RejectedExecutionException.class);
        results.execute(ran::incrementAndGet);

        assertThat(ran).hasValue(1);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
