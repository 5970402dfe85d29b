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
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import io.github.camelatproto.component.xrpc.CallThread;
import org.jspecify.annotations.Nullable;

/**
 * A thread that waits for the answer to its message, and meanwhile makes the call itself that it would only wait for,
 * one at a time. What else a call sets off, the code of other messages above all, is for the pool. Used by one thread,
 * for one answer; takes calls from any.
 */
final class WaitingCaller implements CallThread, Executor {

    private final Threads pool;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<Runnable> answers = new ArrayDeque<>();
    private @Nullable Call call;
    private boolean isCalling;
    private boolean isWaiting = true;

    WaitingCaller(Threads pool) {
        this.pool = pool;
    }

    private record Call(Runnable call, Runnable ended) {
    }

    /** What has been started, once it is there. */
    <T> T get(Supplier<CompletionStage<T>> start) throws InterruptedException, ExecutionException {
        try {
            CompletableFuture<T> answer = pool.start(this, start).toCompletableFuture();
            CompletionStage<T> unused = answer.whenComplete((value, failure) -> answered());
            for (Runnable next = next(answer); next != null; next = next(answer)) {
                runGuarded(next);
            }
            return answer.get();
        } finally {
            leave();
        }
    }

    /** What a call breaks with it has told its answer before, and that is what is waited for. */
    private static void runGuarded(Runnable task) {
        try {
            task.run();
        } catch (Error | RuntimeException e) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        }
    }

    /** Takes a call, unless it has one: two would wait for each other, each in a place of its own. */
    @Override
    public void run(Runnable call, Runnable ended) {
        lock.lock();
        try {
            if (isWaiting && !isCalling) {
                isCalling = true;
                this.call = new Call(call, ended);
                changed.signal();
                return;
            }
        } finally {
            lock.unlock();
        }
        pool.run(call, ended);
    }

    /** Takes the completion of its message's answer. */
    @Override
    public void execute(Runnable answer) {
        lock.lock();
        try {
            if (isWaiting) {
                answers.add(answer);
                changed.signal();
                return;
            }
        } finally {
            lock.unlock();
        }
        pool.execute(answer);
    }

    private void answered() {
        lock.lock();
        try {
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** What is to be done next; null once the answer is there. */
    private @Nullable Runnable next(CompletableFuture<?> answer) throws InterruptedException {
        lock.lock();
        try {
            while (call == null && answers.isEmpty() && !answer.isDone()) {
                changed.await();
            }
            if (answer.isDone()) {
                return null;
            }
            if (call == null) {
                return answers.remove();
            }
            Call taken = call;
            call = null;
            return () -> make(taken);
        } finally {
            lock.unlock();
        }
    }

    private void make(Call taken) {
        try {
            taken.call.run();
        } finally {
            lock.lock();
            try {
                isCalling = false;
            } finally {
                lock.unlock();
            }
            taken.ended.run();
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
        if (call != null) {
            try {
                pool.run(call.call, call.ended);
            } catch (RejectedExecutionException | OutOfMemoryError e) {
                // no thread is to be had but this one, and whoever asked for the call must hear how it ended
                make(call);
            }
        }
        answers.forEach(pool::execute);
    }
}
