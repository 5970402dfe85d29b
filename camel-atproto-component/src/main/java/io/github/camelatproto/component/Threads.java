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

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

import io.github.camelatproto.component.xrpc.CallThread;
import org.jspecify.annotations.Nullable;

/**
 * The threads that make calls, and that run route code: what happens to an exchange once its answer is there. A thread
 * whose call has ended goes on with what the answer set off: to wake another one for it would take longer than most of
 * it does. Results are never refused: after the pool has been shut down they run on the caller's thread, because an
 * exchange must get its answer. Thread-safe.
 */
final class Threads implements Executor, CallThread {

    private final Executor pool;
    private final ThreadLocal<Here> here = ThreadLocal.withInitial(Here::new);

    Threads(Executor pool) {
        this.pool = pool;
    }

    /** What a thread is at. */
    private static final class Here {

        private boolean isResult;
        private boolean isCall;
        /** What the call set off last, and nobody runs yet. */
        private @Nullable Runnable last;
        /** The thread itself, where it will wait for what it starts now. */
        private @Nullable WaitingCaller caller;
    }

    /**
     * Starts what a message asks for, on this thread.
     *
     * @param caller makes the calls that this asks for, and takes the answer; null for the pool
     */
    <T> T start(@Nullable WaitingCaller caller, Supplier<T> start) {
        Here now = here.get();
        WaitingCaller outer = now.caller;
        now.caller = caller;
        try {
            return start.get();
        } finally {
            now.caller = outer;
        }
    }

    /** The thread for a call that the current thread asks for. */
    CallThread callThread() {
        WaitingCaller caller = here.get().caller;
        return caller == null ? this : caller;
    }

    /** What completes the answer to a message that the current thread brings. */
    Executor answers() {
        WaitingCaller caller = here.get().caller;
        return caller == null ? this : caller;
    }

    @Override
    public void run(Runnable call, Runnable ended) {
        pool.execute(() -> runHere(call, ended));
    }

    @Override
    public void execute(Runnable task) {
        Here now = here.get();
        Runnable next = task;
        if (now.isCall) {
            next = now.last;
            now.last = task;
        }
        if (next != null) {
            handOver(next);
        }
    }

    private void handOver(Runnable task) {
        try {
            pool.execute(() -> runInside(task));
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            // shut down, or no thread is to be had
            task.run();
        }
    }

    /**
     * Runs a call on this thread, then what is to be done when it has ended, and then the last of the tasks that it set
     * off; the others are handed over as they come.
     */
    private void runHere(Runnable call, Runnable ended) {
        Here now = here.get();
        now.isCall = true;
        try {
            call.run();
        } finally {
            now.isCall = false;
            Runnable last = now.last;
            now.last = null;
            try {
                ended.run();
            } finally {
                if (last != null) {
                    runInside(last);
                }
            }
        }
    }

    /**
     * Runs the task at once where the caller is one of the pool's threads: what is here need not be handed over again.
     */
    void executeHere(Runnable task) {
        if (here.get().isResult) {
            task.run();
        } else {
            execute(task);
        }
    }

    private void runInside(Runnable task) {
        Here now = here.get();
        boolean outer = now.isResult;
        now.isResult = true;
        try {
            task.run();
        } finally {
            now.isResult = outer;
        }
    }
}
