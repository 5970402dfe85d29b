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
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Runs calls on a bounded pool, at most so many at once for one host, so that a host that hangs leaves threads to the
 * others. What is over a host's share waits for it, in order, without a thread. Thread-safe.
 */
public final class HostShares {

    private final Executor pool;
    private final int share;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Host> hosts = new HashMap<>();

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

    private record Call(Runnable task, Consumer<RejectedExecutionException> refused) {
    }

    /**
     * Runs the task when its host has a thread for it.
     *
     * @param refused is told, instead, where the pool has been shut down
     */
    void execute(URI service, Runnable task, Consumer<RejectedExecutionException> refused) {
        String host = service.getRawAuthority();
        Call call = new Call(task, refused);
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

    private void start(String host, @Nullable Call first) {
        for (Call call = first; call != null; call = next(host)) {
            Call started = call;
            try {
                pool.execute(() -> {
                    try {
                        started.task().run();
                    } finally {
                        start(host, next(host));
                    }
                });
                return;
            } catch (RejectedExecutionException e) {
                started.refused().accept(e);
            }
        }
    }

    /** The call that takes the place of one that has ended; null if none waits, and the place is free then. */
    private @Nullable Call next(String host) {
        lock.lock();
        try {
            Host calls = hosts.get(host);
            Call next = calls.waiting.poll();
            if (next == null && --calls.underWay == 0) {
                hosts.remove(host);
            }
            return next;
        } finally {
            lock.unlock();
        }
    }
}
