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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;

import org.apache.hc.core5.concurrent.Cancellable;

/**
 * Ends calls that take too long, whatever their servers do: they may be silent, drip, or take a request byte by byte,
 * and the client's own timeouts bound the silence between two bytes only. Looks around while there are calls, and so
 * ends a call up to a look later than it should. Thread-safe.
 */
final class CallDeadlines {

    /** The bytes a second that a transfer must make on the whole: one of 50 MB takes 26 minutes at most. */
    static final long LEAST_RATE = 32_000;

    private static final Duration LONGEST_LOOK = Duration.ofSeconds(1);

    private final Duration timeout;
    private final Duration look;
    private final BiConsumer<Duration, Runnable> scheduler;
    private final Map<Cancellable, Long> deadlines = new ConcurrentHashMap<>();
    private final AtomicBoolean isLooking = new AtomicBoolean();

    /**
     * @param timeout   of each call, from its begin; of an upload or a download, from its last byte
     * @param scheduler runs a task after a delay; refuses it where there is no time any more
     */
    CallDeadlines(Duration timeout, BiConsumer<Duration, Runnable> scheduler) {
        this.timeout = timeout;
        this.look = timeout.compareTo(LONGEST_LOOK) < 0 ? timeout : LONGEST_LOOK;
        this.scheduler = scheduler;
    }

    void begin(Cancellable call) {
        deadlines.put(call, System.nanoTime() + timeout.toNanos());
        if (isLooking.compareAndSet(false, true)) {
            lookAgain();
        }
    }

    /**
     * A transfer has come so far: the timeout counts from here, as long as it is not slower on the whole than it may
     * be.
     *
     * @param begin when it began, as {@link System#nanoTime()} says it
     * @param bytes that it has moved
     */
    void moved(Cancellable call, long begin, long bytes) {
        long sinceBegin = System.nanoTime() - begin;
        long allowed = bytes * (1_000_000_000 / LEAST_RATE);
        deadlines.replace(call, begin + Math.min(sinceBegin, allowed) + timeout.toNanos());
    }

    void end(Cancellable call) {
        deadlines.remove(call);
    }

    private void lookAgain() {
        try {
            scheduler.accept(look, this::look);
        } catch (RejectedExecutionException e) {
            // the component is stopping, which closes every connection
            isLooking.set(false);
        }
    }

    private void look() {
        long now = System.nanoTime();
        deadlines.forEach((call, deadline) -> {
            if (now - deadline > 0) {
                call.cancel();
            }
        });
        isLooking.set(false);
        if (!deadlines.isEmpty() && isLooking.compareAndSet(false, true)) {
            lookAgain();
        }
    }
}
