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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Runs calls on a bounded pool, at most so many at once for one host, so that a host that hangs leaves threads to the
 * others. What is over a host's share waits for it, in order, without a thread, and no longer than a call may take.
 * Thread-safe.
 */
public final class HostShares {

    private final Executor pool;
    private final int share;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Host> hosts = new HashMap<>();
    /** With the pool, and not begun yet. */
    private final Set<Call> handedOver = new HashSet<>();

    /**
     * @param share calls to one host at once, at least 1
     */
    public HostShares(Executor pool, int share) {
        this.pool = pool;
        this.share = share;
    }

    /** The calls to one host: how many are with the pool, and those that wait. */
    private static final class Host {

        private final Queue<Call> waiting = new ArrayDeque<>();
        private int underWay;
    }

    /** A call: told apart from others by identity. */
    private static final class Call {

        private final Runnable task;
        private final Consumer<RejectedExecutionException> refused;
        private final long latest;

        Call(Runnable task, Consumer<RejectedExecutionException> refused, Duration patience) {
            this.task = task;
            this.refused = refused;
            this.latest = System.nanoTime() + patience.toNanos();
        }

        boolean isLate() {
            return System.nanoTime() - latest > 0;
        }
    }

    /**
     * Runs the task when its host has a thread for it.
     *
     * @param patience how long it may wait for one
     * @param refused  is told, instead, where it waited too long, or the pool has been shut down
     */
    void execute(URI service, Duration patience, Runnable task, Consumer<RejectedExecutionException> refused) {
        String host = service.getRawAuthority();
        Call call = new Call(task, refused, patience);
        lock.lock();
        try {
            Host calls = hosts.computeIfAbsent(host, key -> new Host());
            if (calls.underWay >= share) {
                calls.waiting.add(call);
                return;
            }
            calls.underWay++;
        } finally {
            lock.unlock();
        }
        start(host, call);
    }

    /** After the pool has been shut down: tells the calls that it will never begin. */
    public void close() {
        List<Call> unbegun;
        lock.lock();
        try {
            unbegun = new ArrayList<>(handedOver);
            handedOver.clear();
            hosts.values().forEach(host -> {
                unbegun.addAll(host.waiting);
                host.waiting.clear();
            });
        } finally {
            lock.unlock();
        }
        unbegun.forEach(call -> call.refused.accept(new RejectedExecutionException("The pool has been shut down")));
    }

    private void start(String host, @Nullable Call first) {
        for (Call call = first; call != null; call = next(host)) {
            Call started = call;
            handOver(started, true);
            try {
                pool.execute(() -> {
                    try {
                        if (handOver(started, false)) {
                            started.task.run();
                        }
                    } finally {
                        start(host, next(host));
                    }
                });
                return;
            } catch (RejectedExecutionException e) {
                if (handOver(started, false)) {
                    started.refused.accept(e);
                }
            }
        }
    }

    /** Notes that it is with the pool, or that it has begun; whether that is news. */
    private boolean handOver(Call call, boolean isWithThePool) {
        lock.lock();
        try {
            return isWithThePool ? handedOver.add(call) : handedOver.remove(call);
        } finally {
            lock.unlock();
        }
    }

    /** The call that takes the place of one that has ended; null if none waits, and the place is free then. */
    private @Nullable Call next(String host) {
        List<Call> late = new ArrayList<>();
        Call next;
        lock.lock();
        try {
            Host calls = hosts.get(host);
            next = calls.waiting.poll();
            for (; next != null && next.isLate(); next = calls.waiting.poll()) {
                late.add(next);
            }
            if (next == null && --calls.underWay == 0) {
                hosts.remove(host);
            }
        } finally {
            lock.unlock();
        }
        late.forEach(call -> call.refused.accept(
                new RejectedExecutionException("All threads of its host were busy for as long as a call may take")));
        return next;
    }
}
