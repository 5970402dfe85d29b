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
package io.github.camelatproto.component.commit;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.random.RandomGenerator;

/** The waits between re-sends: 100 ms doubling to 5 s, each jittered down by up to a half. Thread-safe. */
public final class Backoff {

    private static final long FIRST_MILLIS = 100;
    private static final long LONGEST_MILLIS = 5_000;

    private final Scheduler scheduler;
    private final RandomGenerator random;

    public Backoff(Scheduler scheduler, RandomGenerator random) {
        this.scheduler = scheduler;
        this.random = random;
    }

    /** The wait that follows the given number of failures in a row (1 = the first). */
    public Duration pause(int failures) {
        long full = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.max(0, Math.min(failures - 1, 10)));
        return Duration.ofMillis(full / 2 + random.nextLong(full / 2 + 1));
    }

    /** Completes after so long: true, or false at once where the scheduler takes no task any more. */
    public CompletionStage<Boolean> after(Duration pause) {
        CompletableFuture<Boolean> waited = new CompletableFuture<>();
        try {
            scheduler.schedule(pause, () -> waited.complete(true));
        } catch (RejectedExecutionException e) {
            waited.complete(false);
        }
        return waited;
    }
}
