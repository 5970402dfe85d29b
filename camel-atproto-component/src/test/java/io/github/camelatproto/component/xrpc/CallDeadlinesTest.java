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
package io.github.camelatproto.component.xrpc;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.hc.core5.concurrent.Cancellable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.awaitility.Awaitility.await;

/** When a call has taken too long. */
class CallDeadlinesTest {

    private static final Duration TIMEOUT = Duration.ofMillis(200);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final CallDeadlines deadlines = new CallDeadlines(TIMEOUT, (delay, task) -> {
        ScheduledFuture<?> unused = timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    });
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Cancellable call = () -> !ended.getAndSet(true);

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void aCallEndsAfterTheTimeout() {
        deadlines.begin(call);

        await().untilTrue(ended);
    }

    @Test
    void anUploadThatGoesOnDoesNot() {
        long begin = System.nanoTime();
        deadlines.begin(call);

        await().during(TIMEOUT.multipliedBy(5)).until(() -> {
            deadlines.moved(call, begin, 10 * CallDeadlines.LEAST_RATE);
            return !ended.get();
        });
    }

    @Test
    void anUploadThatStandsStillEndsAfterTheTimeoutHoweverMuchItHasSent() {
        long begin = System.nanoTime();
        deadlines.begin(call);
        deadlines.moved(call, begin, 1_000 * CallDeadlines.LEAST_RATE);

        await().untilTrue(ended);
    }

    @Test
    void anUploadThatDripsEnds() {
        long begin = System.nanoTime();
        deadlines.begin(call);

        await().until(() -> {
            deadlines.moved(call, begin, 1);
            return ended.get();
        });
    }
}
