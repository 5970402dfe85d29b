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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

import io.github.camelatproto.component.exception.WriteRejectedException;
import io.github.camelatproto.syntax.Did;
import org.jspecify.annotations.Nullable;

/**
 * The one writer of a repo: strictly in order of arrival, one call in flight, a bounded queue, and no thread held while
 * a message is queued or waits. Thread-safe.
 */
public final class RepoWriter {

    /** For so long after its start a writer reads derived rkeys before it sends them: a restart often redelivers. */
    private static final Duration NEW = Duration.ofSeconds(60);

    private final Did repo;
    private final Clock clock;
    private final Backoff backoff;
    private final Executor results;
    private final Instant started;

    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Queued> queue = new ArrayDeque<>();
    private int queuedUnits;
    private boolean busy;
    private volatile boolean stopping;

    /**
     * @param repo      whose records are written
     * @param clock     the time
     * @param scheduler for backoff
     * @param random    jitters the backoff
     * @param results   runs what callers attach to the answers, so that their code never stalls the writer; it must not
     *                  refuse a task
     */
    public RepoWriter(
                      Did repo, Clock clock, Scheduler scheduler, RandomGenerator random, Executor results) {
        this.repo = repo;
        this.clock = clock;
        this.backoff = new Backoff(scheduler, random);
        this.results = results;
        this.started = clock.instant();
    }

    private record Queued(
            RepoClient client, WriterSettings settings, List<Unit> units, Instant arrival,
            CompletableFuture<List<Outcome>> answer) {
    }

    /**
     * Queues the units of one message, which are written in order after everything queued before.
     *
     * @param  client   the repo on its PDS, as the caller's endpoint reaches it
     * @param  settings the bounds of the caller's endpoint
     * @param  units    at least one
     * @return          one outcome a unit, in order, completed on the results executor; exceptionally with
     *                  {@link WriteRejectedException} where the queue is full or the writer has been stopped
     */
    public CompletionStage<List<Outcome>> submit(RepoClient client, WriterSettings settings, List<Unit> units) {
        CompletableFuture<List<Outcome>> answer = new CompletableFuture<>();
        String refusal = null;
        lock.lock();
        try {
            if (stopping) {
                refusal = "Not sent to " + repo + ": the component is stopping";
            } else if (queuedUnits > 0 && queuedUnits + units.size() > settings.maxQueued()) {
                refusal = "Not sent to " + repo + ": " + queuedUnits + " units are waiting and maxQueued is "
                          + settings.maxQueued() + "; slow the source down or send the message again later";
            } else {
                queuedUnits += units.size();
                queue.add(new Queued(client, settings, List.copyOf(units), clock.instant(), answer));
            }
        } finally {
            lock.unlock();
        }
        if (refusal != null) {
            return CompletableFuture.failedStage(new WriteRejectedException(refusal));
        }
        next();
        return answer;
    }

    /** Fails what has not been sent; what has been sent is settled. Later messages are refused. */
    public void stop() {
        List<Queued> unsent;
        lock.lock();
        try {
            stopping = true;
            unsent = new ArrayList<>(queue);
            queue.clear();
            queuedUnits = 0;
        } finally {
            lock.unlock();
        }
        unsent.forEach(queued -> answer(
                queued, null, new WriteRejectedException("Not sent to " + repo + ": the component is stopping")));
    }

    /** Starts the next message; one after another in a loop, because a recursion would be as deep as the queue. */
    private void next() {
        for (Queued queued = take(); queued != null; queued = take()) {
            Queued taken = queued;
            CompletableFuture<List<Outcome>> delivered
                    = Stages.done().thenCompose(started -> deliver(taken)).toCompletableFuture();
            if (!delivered.isDone()) {
                CompletionStage<?> unused = delivered.whenComplete((outcomes, failure) -> {
                    finish(taken, outcomes, failure);
                    next();
                });
                return;
            }
            CompletionStage<?> unused = delivered.whenComplete((outcomes, failure) -> finish(taken, outcomes, failure));
        }
    }

    private @Nullable Queued take() {
        lock.lock();
        try {
            Queued queued = busy ? null : queue.poll();
            if (queued != null) {
                busy = true;
                queuedUnits -= queued.units().size();
            }
            return queued;
        } finally {
            lock.unlock();
        }
    }

    private CompletionStage<List<Outcome>> deliver(Queued queued) {
        boolean isNew = clock.instant().isBefore(started.plus(NEW));
        return new Delivery(
                repo, queued.client(), queued.settings(), clock, backoff, () -> stopping, queued.units(), queued.arrival())
                .run(isNew);
    }

    private void finish(Queued queued, @Nullable List<Outcome> outcomes, @Nullable Throwable failure) {
        try {
            answer(queued, outcomes, failure);
        } finally {
            lock.lock();
            try {
                busy = false;
            } finally {
                lock.unlock();
            }
        }
    }

    private void answer(Queued queued, @Nullable List<Outcome> outcomes, @Nullable Throwable failure) {
        results.execute(() -> {
            if (failure == null) {
                queued.answer().complete(outcomes);
            } else {
                queued.answer().completeExceptionally(failure);
            }
        });
    }
}
