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

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import io.github.camelatproto.syntax.Did;

/** What the deliveries of one writer share. */
final class WriterContext {

    private final Did repo;
    private final PdsProfile pds;
    private final PointsBudget points;
    private final Clock clock;
    private final Scheduler scheduler;
    private final Backoff backoff;
    private final WriterEvents events;
    private final Head head;
    private final PointWaits waits = new PointWaits();

    /** The wait for points that the delivery under way is in, or was in last. */
    private volatile CompletableFuture<Void> hold = CompletableFuture.completedFuture(null);
    private volatile boolean stopping;

    WriterContext(
                  Did repo, PdsProfile pds, PointsBudget points, Clock clock, Scheduler scheduler, RandomGenerator random,
                  WriterEvents events) {
        this.repo = repo;
        this.pds = pds;
        this.points = points;
        this.clock = clock;
        this.scheduler = scheduler;
        this.backoff = new Backoff(scheduler, random);
        this.events = events;
        this.head = new Head(clock);
    }

    Did repo() {
        return repo;
    }

    PdsProfile pds() {
        return pds;
    }

    PointsBudget points() {
        return points;
    }

    Head head() {
        return head;
    }

    PointWaits waits() {
        return waits;
    }

    WriterEvents events() {
        return events;
    }

    Instant now() {
        return clock.instant();
    }

    Backoff backoff() {
        return backoff;
    }

    boolean isStopping() {
        return stopping;
    }

    /** What waits for points goes on, and finds that the writer is stopping. */
    void stop() {
        stopping = true;
        hold.complete(null);
    }

    /** Completes after the delay, or when the writer is stopped. */
    CompletionStage<Void> hold(Duration delay) {
        CompletableFuture<Void> held = new CompletableFuture<>();
        hold = held;
        try {
            scheduler.schedule(delay, () -> held.complete(null));
        } catch (RejectedExecutionException e) {
            held.complete(null);
        }
        if (stopping) {
            held.complete(null);
        }
        return held;
    }

    /** The stage, but failed with the error after so long. */
    <T> CompletionStage<T> within(Duration limit, CompletionStage<T> stage, Supplier<Throwable> late) {
        CompletableFuture<T> first = new CompletableFuture<>();
        CompletionStage<?> unused = stage.whenComplete((value, failure) -> {
            if (failure == null) {
                first.complete(value);
            } else {
                first.completeExceptionally(failure);
            }
        });
        if (!first.isDone()) {
            try {
                scheduler.schedule(limit, () -> first.completeExceptionally(late.get()));
            } catch (RejectedExecutionException e) {
                first.completeExceptionally(late.get());
            }
        }
        return first;
    }
}
