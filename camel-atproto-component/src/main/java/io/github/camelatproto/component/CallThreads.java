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

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * Makes calls on the threads that also run results, so many calls at once. A thread whose call has ended gives its
 * place to the next call, and goes on with what the answer set off: to wake another thread for it would take longer
 * than most of it does. Thread-safe.
 */
final class CallThreads implements Executor {

    private final Executor threads;
    private final ResultPool results;
    private final int most;
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int underWay;

    /**
     * @param threads as many as are asked for
     * @param results runs on the same threads
     * @param most    calls at once
     */
    CallThreads(Executor threads, ResultPool results, int most) {
        this.threads = threads;
        this.results = results;
        this.most = most;
    }

    /** @throws RejectedExecutionException if the threads have been shut down; a call that waits is dropped then */
    @Override
    public void execute(Runnable call) {
        lock.lock();
        try {
            if (underWay == most) {
                waiting.add(call);
                return;
            }
            underWay++;
        } finally {
            lock.unlock();
        }
        try {
            start(call);
        } catch (RejectedExecutionException e) {
            Runnable unused = next();
            throw new RejectedExecutionException("The component has stopped", e);
        } catch (OutOfMemoryError e) {
            Runnable unused = next();
            throw new RejectedExecutionException("No thread is to be had", e);
        }
    }

    private void start(Runnable call) {
        threads.execute(() -> results.runAfter(call, this::startNext));
    }

    private void startNext() {
        Runnable next = next();
        if (next != null) {
            try {
                start(next);
            } catch (RejectedExecutionException e) {
                // the threads have been shut down, and whoever did so tells those whose calls did not begin
                return;
            } catch (OutOfMemoryError e) {
                // no thread is to be had but this one
                results.runAfter(next, this::startNext);
            }
        }
    }

    /** The call that takes the place of one that has ended; null if none waits, and the place is free then. */
    private @Nullable Runnable next() {
        lock.lock();
        try {
            Runnable next = waiting.poll();
            if (next == null) {
                underWay--;
            }
            return next;
        } finally {
            lock.unlock();
        }
    }
}
