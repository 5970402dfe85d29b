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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import io.github.camelatproto.component.exception.AtprotoException;
import io.github.camelatproto.component.exception.WriteRejectedException;
import io.github.camelatproto.syntax.Did;
import org.jspecify.annotations.Nullable;

/**
 * The one writer of a repo: strictly in order of arrival, one call in flight, a bounded queue, and no thread held while
 * a unit is queued or waits. While a call is in flight units queue up, and the next commit takes as many of them as it
 * may. Thread-safe.
 */
public final class RepoWriter {

    /** For so long after its start a writer reads derived rkeys before it sends them: a restart often redelivers. */
    private static final Duration NEW = Duration.ofSeconds(60);
    /**
     * So long at most, and no more than this part of a call, the next commit waits for those that were just answered:
     * the consumer of a queue comes back when its acknowledgement is on the disk. Without them the two halves of a
     * crowd would take turns for ever, each in a commit of its own.
     */
    private static final Duration LONGEST_LINGER = Duration.ofMillis(25);
    private static final int LINGER_PART = 4;
    /** While there is a wait for points, the time of those in the queue stands still. */
    private static final Duration LEAST_SWEEP = Duration.ofMillis(100);

    private final Did repo;
    private final Clock clock;
    private final Scheduler scheduler;
    private final Supplier<? extends Executor> results;
    private final WriterEvents events;
    private final WriterContext context;
    private final Instant started;

    private final ReentrantLock lock = new ReentrantLock();
    private final WriteQueue queue = new WriteQueue();
    private Instant nextSweep = Instant.MAX;
    /** How many units the commit under way has; 0 where there is none. */
    private int underWay;
    /** Until then the next commit waits for so many units: those of the last one are likely to come back. */
    private Instant lingersUntil = Instant.MIN;
    private int expected;
    /** One of them. */
    private @Nullable Tracked answered;

    /**
     * @param repo      whose records are written
     * @param pds       what is known of its PDS, shared with other writers
     * @param points    what is left of its write points
     * @param clock     the time
     * @param scheduler for waits
     * @param random    jitters the backoff
     * @param results   asked by the thread that submits a message, gives what completes its answer and so runs what its
     *                  caller attaches to it, so that such code never stalls the writer; that must not refuse a task
     * @param events    is told of its work
     */
    public RepoWriter(
                      Did repo, PdsProfile pds, PointsBudget points, Clock clock, Scheduler scheduler, RandomGenerator random,
                      Supplier<? extends Executor> results, WriterEvents events) {
        this.repo = repo;
        this.clock = clock;
        this.scheduler = scheduler;
        this.results = results;
        this.events = events;
        this.context = new WriterContext(repo, pds, points, clock, scheduler, random, events);
        this.started = clock.instant();
    }

    /**
     * Queues the units of one message, which are written in order after everything queued before.
     *
     * @param  client   the repo on its PDS, as the caller's endpoint reaches it; units of equal clients may share a
     *                  commit
     * @param  settings the bounds of the caller's endpoint
     * @param  units    at least one
     * @return          one outcome a unit, in order, completed on its results executor; exceptionally with
     *                  {@link WriteRejectedException} where the queue is full or the writer has been stopped
     */
    public CompletionStage<List<Outcome>> submit(RepoClient client, WriterSettings settings, List<Unit> units) {
        Message message = new Message(client, settings, units.size(), results.get(), events);
        String refusal = null;
        lock.lock();
        try {
            if (context.isStopping()) {
                refusal = "Not sent to " + repo + ": the component is stopping";
            } else if (queue.size() > 0 && queue.size() + units.size() > settings.maxQueued()) {
                refusal = "Not sent to " + repo + ": " + queue.size() + " units are waiting and maxQueued is "
                          + settings.maxQueued() + "; slow the source down or send the message again later";
            } else {
                Instant arrival = clock.instant();
                for (int i = 0; i < units.size(); i++) {
                    queue.add(new Tracked(repo, message, i, units.get(i), arrival, context.waits()));
                }
                sweepAt(arrival.plus(settings.deliveryTimeout()), arrival);
                events.queued(queue.size());
            }
        } finally {
            lock.unlock();
        }
        if (refusal != null) {
            return CompletableFuture.failedFuture(new WriteRejectedException(refusal));
        }
        next();
        return message.answer();
    }

    /** What it is at just now. */
    public WriterState state() {
        lock.lock();
        try {
            return new WriterState(queue.size(), underWay);
        } finally {
            lock.unlock();
        }
    }

    /** Fails what has not been sent; what has been sent is settled. Later messages are refused. */
    public void stop() {
        List<Tracked> unsent;
        lock.lock();
        try {
            context.stop();
            unsent = queue.remove(unit -> true);
        } finally {
            lock.unlock();
        }
        AtprotoException stopping = new WriteRejectedException("Not sent to " + repo + ": the component is stopping");
        unsent.forEach(unit -> unit.failed(stopping));
    }

    private void sweepAt(Instant due, Instant now) {
        if (!due.isBefore(nextSweep)) {
            return;
        }
        nextSweep = due;
        Duration delay = Duration.between(now, due);
        try {
            scheduler.schedule(delay.compareTo(LEAST_SWEEP) < 0 ? LEAST_SWEEP : delay, this::sweep);
        } catch (RejectedExecutionException e) {
            nextSweep = Instant.MAX;
        }
    }

    /** Units that have waited too long are told so in time, whatever those before them are waiting for. */
    private void sweep() {
        List<Tracked> late;
        lock.lock();
        try {
            Instant now = clock.instant();
            nextSweep = Instant.MAX;
            late = queue.remove(unit -> unit.isLate(now));
            queue.earliest(unit -> unit.deadline(now)).ifPresent(due -> sweepAt(due, now));
        } finally {
            lock.unlock();
        }
        late.forEach(unit -> unit.failed(unit.tooLate()));
    }

    /** Starts the next group; one after another in a loop, because a recursion would be as deep as the queue. */
    private void next() {
        for (List<Tracked> group = take(); !group.isEmpty(); group = take()) {
            List<Tracked> taken = group;
            Delivery delivery = new Delivery(context, taken);
            boolean isNew = clock.instant().isBefore(started.plus(NEW));
            CompletableFuture<Void> delivered
                    = Stages.done().thenCompose(begun -> delivery.run(isNew)).toCompletableFuture();
            if (!delivered.isDone()) {
                CompletionStage<?> unused = delivered.whenComplete((done, failure) -> {
                    finish(taken, delivery, failure);
                    next();
                });
                return;
            }
            CompletionStage<?> unused = delivered.whenComplete((done, failure) -> finish(taken, delivery, failure));
        }
    }

    private List<Tracked> take() {
        lock.lock();
        try {
            if (underWay > 0 || queue.size() == 0) {
                return List.of();
            }
            Instant now = clock.instant();
            // nobody knows what is left: one unit finds out, so that no group overruns
            int points = context.points().isCold() ? 0 : context.points().left();
            int requestBytes = context.pds().requestBytes();
            if (isLingering(now, requestBytes, points)) {
                return List.of();
            }
            List<Tracked> group = queue.cut(requestBytes, points);
            underWay = group.size();
            group.forEach(unit -> events.waited(Duration.between(unit.arrival(), now)));
            events.queued(queue.size());
            return group;
        } finally {
            lock.unlock();
        }
    }

    private boolean isLingering(Instant now, int requestBytes, int points) {
        return answered != null && now.isBefore(lingersUntil) && queue.size() < expected
                && queue.hasRoomForOneLike(answered, requestBytes, points);
    }

    private void finish(List<Tracked> group, Delivery delivery, @Nullable Throwable failure) {
        List<Tracked> denied = List.of();
        AtprotoException denial = delivery.denial();
        if (failure != null) {
            group.forEach(unit -> unit.broken(failure));
        }
        lock.lock();
        try {
            underWay = 0;
            if (denial != null) {
                denied = queue.remove(unit -> unit.client().equals(group.get(0).client()));
            }
            linger(Lists.where(group, Tracked::isAnswered), delivery);
        } finally {
            lock.unlock();
        }
        denied.forEach(unit -> unit.failed(denial));
    }

    /**
     * Those who have just been answered are likely to send again at once: a short wait for them saves a commit of one
     * straggler.
     */
    private void linger(List<Tracked> justAnswered, Delivery delivery) {
        answered = null;
        lingersUntil = Instant.MIN;
        // of those who were answered, some are in the queue again already
        expected = justAnswered.size() + queue.arrivedBefore(delivery.lastAnswer());
        Duration part = Duration.ofNanos(delivery.lastCall().toNanos() / LINGER_PART);
        Duration linger = part.compareTo(LONGEST_LINGER) < 0 ? part : LONGEST_LINGER;
        if (justAnswered.isEmpty() || expected < 2 || linger.isZero() || linger.isNegative()) {
            return;
        }
        try {
            scheduler.schedule(linger, this::endLinger);
        } catch (RejectedExecutionException e) {
            return;
        }
        answered = justAnswered.get(0);
        lingersUntil = clock.instant().plus(linger);
    }

    private void endLinger() {
        lock.lock();
        try {
            answered = null;
            lingersUntil = Instant.MIN;
        } finally {
            lock.unlock();
        }
        next();
    }
}
