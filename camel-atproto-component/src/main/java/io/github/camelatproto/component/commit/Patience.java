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
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.camelatproto.component.exception.RateLimitExceededException;

/**
 * How long the PDS is asked about units: until the first of them is late, and where something has to be known for the
 * report on that one, until this is due. Not thread-safe.
 */
final class Patience {

    /** Units count as late this part of a call, or of a delivery, before their time, once an older one is late. */
    private static final int TOGETHER_PART = 30;
    /** Once a unit is late no pause between questions is longer than this part of a call, so that there are several. */
    private static final int PAUSE_PART = 8;

    private final WriterContext context;
    /** What a deadline has cut off the last pause between sends. */
    private Duration cutOff = Duration.ZERO;

    Patience(WriterContext context) {
        this.context = context;
    }

    /**
     * The units whose time is up, and with them those whose time will be up in a moment: what is asked about the one is
     * asked about all of them, while for those that came after it there would be no time left.
     */
    List<Tracked> late(List<Tracked> group) {
        Instant now = context.now();
        return Lists.any(group, unit -> unit.isLate(now))
                ? Lists.where(group, unit -> unit.isLate(now.plus(moment(unit.settings())))) : List.of();
    }

    private static Duration moment(WriterSettings settings) {
        return shorter(settings.requestTimeout(), settings.deliveryTimeout()).dividedBy(TOGETHER_PART);
    }

    /** Whether there is no time for another call before the report on one of them. */
    boolean isReportDue(List<Tracked> group) {
        return untilTheReport(group).isZero();
    }

    /** Another request has gone to the PDS. */
    void asked() {
        context.pds().requested();
    }

    /**
     * Completes after the wait that follows the given number of failures in a row, or when the first of the group is
     * late: what is to be done for that one is not put off.
     */
    CompletionStage<Void> pause(List<Tracked> group, int failures) {
        return pause(group, context.backoff().pause(failures));
    }

    /** So that those that are late make nobody send the others earlier: what their deadline has cut off the pause. */
    CompletionStage<Void> restOfPause(List<Tracked> group) {
        Duration rest = cutOff;
        cutOff = Duration.ZERO;
        return group.isEmpty() ? Stages.done() : pause(group, rest);
    }

    private CompletionStage<Void> pause(List<Tracked> group, Duration whole) {
        Duration part = shorter(whole, untilLate(group));
        cutOff = whole.minus(part);
        return part.isZero() ? Stages.done() : after(group, part);
    }

    private CompletionStage<Void> after(List<Tracked> group, Duration delay) {
        return context.backoff().after(delay).thenAccept(waited -> {
            if (!waited) {
                group.forEach(Tracked::endTime);
            }
        });
    }

    /** Asks until it is answered, with backoff; empty once a unit of the group is late and has got no answer. */
    <T> CompletionStage<Optional<T>> ask(List<Tracked> group, Supplier<CompletionStage<T>> question) {
        return ask(group, question, () -> !late(group).isEmpty(), 1);
    }

    /** The same for what the report on a late unit depends on: empty once this is due. */
    <T> CompletionStage<Optional<T>> askUntilTheReport(List<Tracked> group, Supplier<CompletionStage<T>> question) {
        return ask(group, question, () -> isReportDue(group), 1);
    }

    /** The same, but asked once even where the report is due. */
    <T> CompletionStage<Optional<T>> askOnceAtLeast(List<Tracked> group, Supplier<CompletionStage<T>> question) {
        return askNow(group, question, () -> isReportDue(group), 1);
    }

    private <T> CompletionStage<Optional<T>> ask(
            List<Tracked> group, Supplier<CompletionStage<T>> question, BooleanSupplier isOver, int attempt) {
        return isOver.getAsBoolean()
                ? CompletableFuture.completedFuture(Optional.empty()) : askNow(group, question, isOver, attempt);
    }

    private <T> CompletionStage<Optional<T>> askNow(
            List<Tracked> group, Supplier<CompletionStage<T>> question, BooleanSupplier isOver, int attempt) {
        return beforeTheReport(group, question.get())
                .<CompletionStage<Optional<T>>> handle((value, failure) -> failure == null || isOver.getAsBoolean()
                        ? CompletableFuture.completedFuture(Optional.ofNullable(value))
                        : after(group, pauseToAsk(group, attempt, failure))
                                .thenCompose(waited -> ask(group, question, isOver, attempt + 1)))
                .thenCompose(Function.identity());
    }

    private Duration pauseToAsk(List<Tracked> group, int attempt, Throwable failure) {
        Duration backoff = context.backoff().pause(attempt);
        Duration reset = untilReset(failure);
        Duration pause = backoff.compareTo(reset) < 0 ? reset : backoff;
        if (late(group).isEmpty()) {
            return shorter(pause, untilLate(group));
        }
        return shorter(shorter(pause, shortestCall(group).dividedBy(PAUSE_PART)), untilTheReport(group));
    }

    /** A PDS that has had enough requests is not asked before it takes them again. */
    private Duration untilReset(Throwable failure) {
        Throwable cause = Stages.cause(failure);
        return cause instanceof RateLimitExceededException limit && limit.getReset() != null
                ? Duration.between(context.now(), limit.getReset()) : Duration.ZERO;
    }

    /** A late unit is reported a requestTimeout after its deadline at the latest, whatever is still asked about it. */
    <T> CompletionStage<T> beforeTheReport(List<Tracked> group, CompletionStage<T> answer) {
        return late(group).isEmpty()
                ? answer
                : context.within(
                        untilTheReport(group), answer, () -> new TimeoutException("No answer before the report"));
    }

    private Duration untilLate(List<Tracked> group) {
        return until(group, unit -> Duration.ZERO);
    }

    private Duration untilTheReport(List<Tracked> group) {
        return until(group, unit -> unit.settings().requestTimeout());
    }

    /** How long it is to the first of their deadlines, each that much later. */
    private Duration until(List<Tracked> group, Function<Tracked, Duration> later) {
        Instant now = context.now();
        Duration left = group.stream().map(unit -> Duration.between(now, unit.deadline(now).plus(later.apply(unit))))
                .min(Comparator.naturalOrder()).orElseThrow();
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static Duration shortestCall(List<Tracked> group) {
        return group.stream().map(unit -> unit.settings().requestTimeout()).min(Comparator.naturalOrder()).orElseThrow();
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
