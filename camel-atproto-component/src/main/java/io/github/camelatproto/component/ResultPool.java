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

import org.jspecify.annotations.Nullable;

/**
 * The threads that run route code: what happens to an exchange once its answer is there. Never refuses: after the pool
 * has been shut down its tasks run on the caller's thread, because an exchange must get its answer.
 */
final class ResultPool implements Executor {

    private final Executor threads;
    private final ThreadLocal<Here> here = ThreadLocal.withInitial(Here::new);

    ResultPool(Executor threads) {
        this.threads = threads;
    }

    /** What a thread is at. */
    private static final class Here {

        private boolean isResult;
        private boolean isCall;
        /** What the call set off last, and nobody runs yet. */
        private @Nullable Runnable last;
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
            threads.execute(() -> runInside(task));
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            // shut down, or no thread is to be had
            task.run();
        }
    }

    /**
     * Runs a call on one of the pool's threads, then what is to be done when it has ended, and then the last of the
     * tasks that it set off; the others are handed over as they come.
     */
    void runAfter(Runnable call, Runnable ended) {
        Here now = here.get();
        now.isCall = true;
        try {
            call.run();
        } finally {
            now.isCall = false;
            Runnable last = now.last;
            now.last = null;
            ended.run();
            if (last != null) {
                runInside(last);
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
        now.isResult = true;
        try {
            task.run();
        } finally {
            now.isResult = false;
        }
    }
}
