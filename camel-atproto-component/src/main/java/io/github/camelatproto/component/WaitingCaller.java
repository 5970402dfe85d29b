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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import io.github.camelatproto.component.xrpc.CallThread;
import org.jspecify.annotations.Nullable;

/**
 * A thread that waits for an answer, and makes the calls itself that it has set off, as it would only wait for others
 * that do. Used by one thread, for one answer; takes calls from any.
 */
final class WaitingCaller implements CallThread {

    private final ResultPool pool;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<Call> calls = new ArrayDeque<>();
    private boolean isWaiting = true;

    WaitingCaller(ResultPool pool) {
        this.pool = pool;
    }

    private record Call(Runnable call, Runnable ended) {
    }

    /** What has been started, once it is there. */
    <T> T get(Supplier<CompletionStage<T>> start) throws InterruptedException, ExecutionException {
        try {
            CompletableFuture<T> answer = pool.start(this, start).toCompletableFuture();
            CompletionStage<T> unused = answer.whenComplete((value, failure) -> answered());
            for (Call call = next(answer); call != null; call = next(answer)) {
                pool.runHere(call.call, call.ended);
            }
            return answer.get();
        } finally {
            leave();
        }
    }

    @Override
    public void run(Runnable call, Runnable ended) {
        lock.lock();
        try {
            if (isWaiting) {
                calls.add(new Call(call, ended));
                changed.signal();
                return;
            }
        } finally {
            lock.unlock();
        }
        pool.run(call, ended);
    }

    private void answered() {
        lock.lock();
        try {
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** The next call to make; null once the answer is there. */
    private @Nullable Call next(CompletableFuture<?> answer) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (calls.isEmpty() && !answer.isDone()) {
                changed.await();
            }
            return answer.isDone() ? null : calls.remove();
        } finally {
            lock.unlock();
        }
    }

    /** What is left is for the pool. */
    private void leave() {
        lock.lock();
        try {
            isWaiting = false;
        } finally {
            lock.unlock();
        }
        for (Call call : calls) {
            try {
                pool.run(call.call, call.ended);
            } catch (RejectedExecutionException e) {
                // the pool has been shut down, and whoever asked for it must hear how it ended
                pool.runHere(call.call, call.ended);
            }
        }
    }
}
