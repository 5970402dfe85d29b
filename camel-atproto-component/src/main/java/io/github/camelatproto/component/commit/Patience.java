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
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * How long the PDS is asked about units: until the first of them is late, and then once more, if that has not been in
 * vain before. Not thread-safe.
 */
final class Patience {

    private final WriterContext context;
    private boolean isInVain;

    Patience(WriterContext context) {
        this.context = context;
    }

    List<Tracked> late(List<Tracked> group) {
        Instant now = context.now();
        return group.stream().filter(unit -> unit.isLate(now)).toList();
    }

    /** Whether a report on one of them could not be in time any more after another call. */
    boolean isReportDue(List<Tracked> group) {
        Instant now = context.now();
        return group.stream().anyMatch(unit -> unit.isLate(now.minus(unit.settings().requestTimeout().dividedBy(2))));
    }

    /** Another request has gone to the PDS. */
    void asked() {
        context.pds().requested();
    }

    /** Completes after the wait that follows the given number of failures in a row. */
    CompletionStage<Void> pause(List<Tracked> group, int failures) {
        if (!late(group).isEmpty()) {
            // the report is due
            return Stages.done();
        }
        return context.backoff().after(failures).thenAccept(waited -> {
            if (!waited) {
                group.forEach(Tracked::endTime);
            }
        });
    }

    /** Asks until it is answered, with backoff; empty once a unit of the group is late and has got no answer. */
    <T> CompletionStage<Optional<T>> ask(List<Tracked> group, Supplier<CompletionStage<T>> question) {
        return ask(group, question, 1, false);
    }

    /** The same, but asked once even where asking was in vain before. */
    <T> CompletionStage<Optional<T>> askOnceAtLeast(List<Tracked> group, Supplier<CompletionStage<T>> question) {
        return ask(group, question, 1, true);
    }

    private <T> CompletionStage<Optional<T>> ask(
            List<Tracked> group, Supplier<CompletionStage<T>> question, int attempt, boolean isOwed) {
        boolean isLast = !late(group).isEmpty();
        if (isLast && isInVain && !isOwed) {
            return CompletableFuture.completedStage(Optional.empty());
        }
        CompletionStage<T> answer = isLast ? beforeTheReport(group, question.get()) : question.get();
        return answer
                .<Optional<T>> handle((value, failure) -> failure == null ? Optional.of(value) : Optional.empty())
                .thenCompose(value -> {
                    if (value.isPresent()) {
                        return CompletableFuture.completedStage(value);
                    }
                    if (!late(group).isEmpty()) {
                        isInVain = true;
                        return CompletableFuture.completedStage(value);
                    }
                    return pause(group, attempt).thenCompose(waited -> ask(group, question, attempt + 1, false));
                });
    }

    /** A late unit is reported a requestTimeout after its deadline at the latest, whatever is still asked about it. */
    <T> CompletionStage<T> beforeTheReport(List<Tracked> group, CompletionStage<T> answer) {
        Instant now = context.now();
        Tracked first = group.stream().min(Comparator.comparing(unit -> unit.deadline(now))).orElseThrow();
        Duration requestTimeout = first.settings().requestTimeout();
        Duration late = first.deadline(now).isBefore(now.minus(requestTimeout))
                ? requestTimeout : Duration.between(first.deadline(now), now);
        return context.within(requestTimeout.minus(late), answer, () -> new TimeoutException("No answer before the report"));
    }
}
