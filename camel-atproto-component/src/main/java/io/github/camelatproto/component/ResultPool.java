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

/**
 * The threads that run route code: what happens to an exchange once its answer is there. Never refuses: after the pool
 * has been shut down its tasks run on the caller's thread, because an exchange must get its answer.
 */
final class ResultPool implements Executor {

    private final Executor threads;
    private final ThreadLocal<Boolean> inside = ThreadLocal.withInitial(() -> false);

    ResultPool(Executor threads) {
        this.threads = threads;
    }

    @Override
    public void execute(Runnable task) {
        try {
            threads.execute(() -> runInside(task));
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            // shut down, or no thread is to be had
            task.run();
        }
    }

    /**
     * Runs the task at once where the caller is one of the pool's threads: what is here need not be handed over again.
     */
    void executeHere(Runnable task) {
        if (inside.get()) {
            task.run();
        } else {
            execute(task);
        }
    }

    private void runInside(Runnable task) {
        inside.set(true);
        try {
            task.run();
        } finally {
            inside.set(false);
        }
    }
}
