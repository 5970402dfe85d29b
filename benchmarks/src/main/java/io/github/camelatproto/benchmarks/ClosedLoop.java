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
package io.github.camelatproto.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Keeps so many calls in flight until the time is over, and waits for the last. What a call gives is the number of its
 * records.
 */
final class ClosedLoop {

    private final long start = System.nanoTime();
    private final long end;
    private final LongAdder records = new LongAdder();

    private ClosedLoop(Duration time) {
        end = start + time.toNanos();
    }

    interface Call {
        /** Calls, as the caller of that number, from 0. */
        int make(int caller) throws Exception;
    }

    /** Each caller is a thread, which waits for its answer. */
    static double callers(int callers, Duration time, Call call) throws Exception {
        ClosedLoop loop = new ClosedLoop(time);
        if (callers == 1) {
            loop.run(call, 0);
            return loop.rate();
        }
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                int caller = i;
                running.add(threads.submit(() -> {
                    loop.run(call, caller);
                    return null;
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
            return loop.rate();
        } catch (ExecutionException e) {
            throw new IOException("A call failed", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    /** Nobody waits: an answer starts the next call. */
    static double inFlight(int calls, Duration time, Supplier<? extends CompletionStage<Integer>> call) throws Exception {
        ClosedLoop loop = new ClosedLoop(time);
        List<CompletableFuture<Void>> running = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            CompletableFuture<Void> ended = new CompletableFuture<>();
            running.add(ended);
            loop.next(call, ended);
        }
        CompletableFuture.allOf(running.toArray(CompletableFuture<?>[]::new)).get();
        return loop.rate();
    }

    private void next(Supplier<? extends CompletionStage<Integer>> call, CompletableFuture<Void> ended) {
        CompletionStage<?> unused = call.get().whenComplete((count, failure) -> {
            if (failure != null) {
                ended.completeExceptionally(failure);
                return;
            }
            records.add(count);
            if (isOver()) {
                ended.complete(null);
            } else {
                next(call, ended);
            }
        });
    }

    private void run(Call call, int caller) throws Exception {
        while (!isOver()) {
            records.add(call.make(caller));
        }
    }

    private boolean isOver() {
        return System.nanoTime() - end >= 0;
    }

    private double rate() {
        return records.sum() / ((System.nanoTime() - start) / 1e9);
    }
}
