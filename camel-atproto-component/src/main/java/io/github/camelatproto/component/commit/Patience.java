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

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** How long the units of one message are tried for. Not thread-safe. */
final class Patience {

    private final Clock clock;
    private final Backoff backoff;
    private final Instant deadline;
    /** The deadline has passed and nothing could be had from the PDS even then, or there is no scheduler any more. */
    private boolean exhausted;

    Patience(Clock clock, Backoff backoff, Instant deadline) {
        this.clock = clock;
        this.backoff = backoff;
        this.deadline = deadline;
    }

    boolean isOver() {
        return exhausted || !clock.instant().isBefore(deadline);
    }

    /** Completes after the wait that follows the given number of failures in a row. */
    CompletionStage<Void> pause(int failures) {
        return backoff.after(failures).thenAccept(waited -> exhausted |= !waited);
    }

    /**
     * Asks again, with backoff, until it is answered; empty once the deadline has passed. Whatever the time, it asks
     * once, unless that has been in vain before.
     */
    <T> CompletionStage<Optional<T>> ask(Supplier<CompletionStage<T>> question) {
        return ask(question, 1);
    }

    private <T> CompletionStage<Optional<T>> ask(Supplier<CompletionStage<T>> question, int attempt) {
        if (exhausted) {
            return CompletableFuture.completedStage(Optional.empty());
        }
        return question.get()
                .<Optional<T>> handle((answer, failure) -> failure == null ? Optional.of(answer) : Optional.empty())
                .thenCompose(answer -> {
                    if (answer.isPresent()) {
                        return CompletableFuture.completedStage(answer);
                    }
                    if (isOver()) {
                        exhausted = true;
                        return CompletableFuture.completedStage(answer);
                    }
                    return pause(attempt).thenCompose(waited -> ask(question, attempt + 1));
                });
    }
}
