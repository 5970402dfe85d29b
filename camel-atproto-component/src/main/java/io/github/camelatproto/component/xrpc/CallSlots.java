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

import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Lets so many calls be under way at once, and so many of them to one host, so that a host that hangs leaves room to
 * the others. What is over waits, in order, without a thread, and no longer than a call may take. Thread-safe.
 */
public final class CallSlots {

    private final int most;
    private final int share;
    private final Supplier<CallThread> threads;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, Host> hosts = new HashMap<>();
    /** They have a share of their host's, and wait for others to end. */
    private final Queue<Call> ready = new ArrayDeque<>();
    private int underWay;
    private boolean closed;

    /**
     * @param most    calls at once, at least 1
     * @param share   calls to one host at once, at least 1
     * @param threads gives the thread for a call that the current thread asks for
     */
    public CallSlots(int most, int share, Supplier<CallThread> threads) {
        this.most = most;
        this.share = share;
        this.threads = threads;
    }

    /** The calls to one host. */
    private static final class Host {

        private final Queue<Call> waiting = new ArrayDeque<>();
        /** How many have a share. */
        private int shares;
    }

    private record Call(
            String host, CallThread thread, long latest, Runnable task, Consumer<RejectedExecutionException> refused) {

        boolean isLate() {
            return System.nanoTime() - latest > 0;
        }
    }

    /**
     * Runs the task when there is room for it.
     *
     * @param patience how long it may wait for its host
     * @param refused  is told, instead, where it waited too long, or there is no thread any more
     */
    void execute(URI service, Duration patience, Runnable task, Consumer<RejectedExecutionException> refused) {
        Call call = new Call(
                service.getRawAuthority(), threads.get(), System.nanoTime() + patience.toNanos(), task, refused);
        switch (admit(call)) {
            case STARTS -> start(call);
            case REFUSED -> refused.accept(stopped());
            case WAITS -> {
            }
        }
    }

    private enum Admission {
        STARTS,
        WAITS,
        REFUSED
    }

    /** Tells the calls that wait that they will never begin, and every later one. */
    public void close() {
        List<Call> waiting;
        lock.lock();
        try {
            closed = true;
            waiting = new ArrayList<>(ready);
            ready.clear();
            hosts.values().forEach(host -> {
                waiting.addAll(host.waiting);
                host.waiting.clear();
            });
        } finally {
            lock.unlock();
        }
        waiting.forEach(call -> call.refused.accept(stopped()));
    }

    /** After the closing: waits for the calls that are under way, on threads that nobody else waits for too. */
    public void awaitEnd(Duration longest) {
        long left = longest.toNanos();
        lock.lock();
        try {
            while (underWay > 0 && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private static RejectedExecutionException stopped() {
        return new RejectedExecutionException("The component has stopped");
    }

    private Admission admit(Call call) {
        lock.lock();
        try {
            if (closed) {
                return Admission.REFUSED;
            }
            Host host = hosts.computeIfAbsent(call.host, key -> new Host());
            if (host.shares == share) {
                host.waiting.add(call);
                return Admission.WAITS;
            }
            host.shares++;
            if (underWay == most) {
                ready.add(call);
                return Admission.WAITS;
            }
            underWay++;
            return Admission.STARTS;
        } finally {
            lock.unlock();
        }
    }

    private void start(Call first) {
        for (Call call = first; call != null;) {
            Call started = call;
            try {
                started.thread.run(started.task, () -> startNextOf(started));
                return;
            } catch (RejectedExecutionException | OutOfMemoryError e) {
                call = nextOf(started);
                started.refused.accept(new RejectedExecutionException("There is no thread for it", e));
            }
        }
    }

    private void startNextOf(Call ended) {
        Call next = nextOf(ended);
        if (next != null) {
            start(next);
        }
    }

    /** The call that takes the place of one that has ended; null if none waits, and the place is free then. */
    private @Nullable Call nextOf(Call ended) {
        List<Call> late = new ArrayList<>();
        Call next;
        lock.lock();
        try {
            Host host = hosts.get(ended.host);
            Call sameHost = host.waiting.poll();
            for (; sameHost != null && sameHost.isLate(); sameHost = host.waiting.poll()) {
                late.add(sameHost);
            }
            if (sameHost != null) {
                ready.add(sameHost);
            } else if (--host.shares == 0) {
                hosts.remove(ended.host);
            }
            next = ready.poll();
            if (next == null) {
                underWay--;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
        late.forEach(call -> call.refused.accept(
                new RejectedExecutionException("Its host had no room for it for as long as a call may take")));
        return next;
    }
}
