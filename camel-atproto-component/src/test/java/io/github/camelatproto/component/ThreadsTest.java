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

class ThreadsTest {

    private final ExecutorService pool = Executors.newCachedThreadPool();
    private final Threads threads = new Threads(pool);

    @AfterEach
    void stop() {
        pool.shutdownNow();
    }

    @Test
    void aResultThatBlocksKeepsNoCallFromItsPlace() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        threads.run(() -> threads.execute(() -> awaitQuietly(free)), ended::countDown);

        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        free.countDown();
    }

    @Test
    void theThreadOfACallRunsTheLastResultThatItSetOff() throws Exception {
        AtomicReference<Thread> called = new AtomicReference<>();
        AtomicReference<Thread> ranFirst = new AtomicReference<>();
        AtomicReference<Thread> ranLast = new AtomicReference<>();
        CountDownLatch done = new CountDownLatch(2);
        threads.run(() -> {
            called.set(Thread.currentThread());
            threads.execute(() -> {
                ranFirst.set(Thread.currentThread());
                done.countDown();
            });
            threads.execute(() -> {
                ranLast.set(Thread.currentThread());
                done.countDown();
            });
        }, () -> {
        });

        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(ranLast.get()).isSameAs(called.get());
        assertThat(ranFirst.get()).isNotSameAs(called.get());
    }

    @Test
    void aCallThatThrowsGivesItsPlaceAndItsResultAway() throws Exception {
        CountDownLatch done = new CountDownLatch(2);
        threads.run(() -> {
            threads.execute(done::countDown);
            throw new IllegalStateException("a defect, as this test wants it");
        }, done::countDown);

        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void afterTheThreadsHaveBeenShutDownCallsAreRefusedAndResultsAreNot() {
        pool.shutdown();
        AtomicInteger ran = new AtomicInteger();

        assertThatThrownBy(() -> threads.run(ran::incrementAndGet, ran::incrementAndGet))
                .isInstanceOf(RejectedExecutionException.class);
        threads.execute(ran::incrementAndGet);

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
