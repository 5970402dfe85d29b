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
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.camelatproto.component.exception.AtprotoException;
import io.github.camelatproto.component.exception.RecordConflictException;
import io.github.camelatproto.component.exception.RecordNotFoundException;
import io.github.camelatproto.component.exception.UnknownOutcomeException;
import io.github.camelatproto.component.exception.WriteRejectedException;
import io.github.camelatproto.data.Cid;
import io.github.camelatproto.syntax.AtUri;
import io.github.camelatproto.syntax.Did;
import org.jspecify.annotations.Nullable;

/**
 * Brings the units of one message into the repo, group by group, one call at a time, and settles what became of each.
 *
 * <p>
 * A group that has been sent only shrinks: its units leave it as they are settled, and what is left is sent again whole
 * or in parts, never with units of another group. Not thread-safe; its steps follow one another.
 */
final class Delivery {

    /** Reads under way at once while a group is settled. */
    private static final int PARALLEL_READS = 4;

    private final Did repo;
    private final RepoClient client;
    private final WriterSettings settings;
    private final Clock clock;
    private final Backoff backoff;
    private final BooleanSupplier stopping;
    private final Instant deadline;
    private final List<Tracked> all;

    Delivery(
             Did repo, RepoClient client, WriterSettings settings, Clock clock, Backoff backoff, BooleanSupplier stopping,
             List<Unit> units, Instant arrival) {
        this.repo = repo;
        this.client = client;
        this.settings = settings;
        this.clock = clock;
        this.backoff = backoff;
        this.stopping = stopping;
        this.deadline = arrival.plus(settings.deliveryTimeout());
        this.all = units.stream().map(Tracked::new).toList();
    }

    /** A unit on its way. */
    private static final class Tracked {
        private Unit unit;
        private int attempts;
        private @Nullable Outcome outcome;
        /** A send without a fence got no answer: it may arrive at any time. */
        private boolean openUnfenced;
        /** A send under this fence got no answer: it may arrive until the head has moved on. */
        private @Nullable Cid openFence;

        Tracked(Unit unit) {
            this.unit = unit;
        }

        boolean isPending() {
            return outcome == null;
        }

        boolean isUnsettled() {
            return openUnfenced || openFence != null;
        }
    }

    /**
     * What a group has been through.
     *
     * @param failures     calls in a row that settled nothing, for the backoff
     * @param serverErrors the PDS's own 500s in a row for the same writes
     * @param swaps        times a fence of the head was overtaken
     * @param fence        the fence to send with again, null to choose anew
     * @param last         what went wrong last
     */
    private record Course(
            int failures, int serverErrors, int swaps, @Nullable Cid fence, @Nullable AtprotoException last) {

        static final Course START = new Course(0, 0, 0, null, null);

        Course failed(AtprotoException error, @Nullable Cid again) {
            return new Course(failures + 1, 0, swaps, again, error);
        }

        Course serverFailed(AtprotoException error) {
            return new Course(failures + 1, serverErrors + 1, swaps, null, error);
        }

        Course swapped(AtprotoException error) {
            return new Course(failures + 1, 0, swaps + 1, null, error);
        }
    }

    /** Never completes exceptionally but for a defect. One outcome a unit, in order. */
    CompletionStage<List<Outcome>> run(boolean newWriter) {
        List<Tracked> known = all.stream()
                .filter(tracked -> tracked.unit.redelivered() || (newWriter && tracked.unit.isRepeatable()))
                .toList();
        return readFirst(known)
                .thenCompose(read -> inOrder(
                        Groups.cut(pending(all), tracked -> tracked.unit, settings.maxWritesPerCommit(),
                                settings.maxRequestBytes()),
                        group -> deliver(group, Course.START)))
                .thenApply(done -> all.stream().map(tracked -> {
                    if (tracked.outcome == null) {
                        throw new IllegalStateException("A unit was left without an outcome");
                    }
                    return tracked.outcome;
                }).toList());
    }

    /** Saves points: what an earlier delivery brought is found by reading, which costs none. */
    private CompletionStage<Void> readFirst(List<Tracked> known) {
        if (known.isEmpty()) {
            return done();
        }
        return readAll(known).handle((reads, failure) -> {
            if (failure == null) {
                for (Tracked tracked : known) {
                    if (Settlement.judge(tracked.unit, reads) instanceof Settlement.Verdict.Present present) {
                        tracked.outcome = new Outcome.Existing(present.results(), 0);
                    }
                }
            }
            return null;
        });
    }

    private CompletionStage<Void> deliver(List<Tracked> group, Course course) {
        List<Tracked> pending = pending(group);
        if (pending.isEmpty()) {
            return done();
        }
        boolean sent = pending.stream().anyMatch(tracked -> tracked.attempts > 0);
        if (stopping.getAsBoolean() && !sent) {
            return fail(pending, new WriteRejectedException("Not sent to " + repo + ": the component is stopping"), false);
        }
        if (!clock.instant().isBefore(deadline)) {
            return fail(pending, course.last() == null ? tooLate() : course.last(), false);
        }
        return fence(pending, course, sent)
                .handle((fence, failure) -> failure == null
                        ? send(pending, course, fence.orElse(null))
                        : again(pending, course.failed(asAtproto(failure), course.fence())))
                .thenCompose(Function.identity());
    }

    private AtprotoException tooLate() {
        return new WriteRejectedException(
                "Not sent to " + repo + ": it waited in the queue longer than deliveryTimeout ("
                                          + settings.deliveryTimeout().toSeconds() + " s); send the message again");
    }

    private CompletionStage<Optional<Cid>> fence(List<Tracked> pending, Course course, boolean sent) {
        Swap swap = pending.get(0).unit.swap();
        if (swap instanceof Swap.Exactly exactly) {
            return CompletableFuture.completedStage(Optional.of(exactly.commit()));
        }
        if (course.fence() != null) {
            return CompletableFuture.completedStage(Optional.of(course.fence()));
        }
        boolean needed = swap instanceof Swap.Latest
                || sent
                || pending.stream().anyMatch(tracked -> !tracked.unit.isCreatesOnly());
        return needed ? client.head().thenApply(Optional::of) : CompletableFuture.completedStage(Optional.empty());
    }

    private CompletionStage<Void> send(List<Tracked> group, Course course, @Nullable Cid fence) {
        Unit first = group.get(0).unit;
        Unit.Method method = group.size() == 1 ? first.method() : Unit.Method.APPLY_WRITES;
        List<NamedWrite> writes = group.stream().flatMap(tracked -> tracked.unit.writes().stream()).toList();
        group.forEach(tracked -> tracked.attempts++);
        return client.send(new Attempt(method, writes, first.validate(), fence))
                .thenCompose(answer -> settle(group, course, fence, answer));
    }

    private CompletionStage<Void> settle(List<Tracked> group, Course course, @Nullable Cid fence, Answer answer) {
        if (answer instanceof Answer.Landed landed) {
            int from = 0;
            for (Tracked tracked : group) {
                int to = from + tracked.unit.writes().size();
                tracked.outcome
                        = new Outcome.Written(landed.commit(), landed.results().subList(from, to), tracked.attempts);
                from = to;
            }
            return done();
        } else if (answer instanceof Answer.Swapped swapped) {
            return onSwapped(group, course, swapped);
        } else if (answer instanceof Answer.Refused refused) {
            return onRefused(group, refused);
        } else if (answer instanceof Answer.Denied denied) {
            return fail(group, denied.error(), false);
        } else if (answer instanceof Answer.ServerError serverError) {
            return onServerError(group, course, serverError.error());
        } else if (answer instanceof Answer.NotSent notSent) {
            return again(group, course.failed(notSent.error(), course.fence()));
        } else {
            return onUnknown(group, course, fence, ((Answer.Unknown) answer).error());
        }
    }

    private CompletionStage<Void> onSwapped(List<Tracked> group, Course course, Answer.Swapped swapped) {
        Course next = course.swapped(swapped.error());
        List<Tracked> lost = group.stream().filter(Tracked::isUnsettled).toList();
        // the head has moved past every fence that was sent
        group.forEach(tracked -> tracked.openFence = null);
        if (lost.isEmpty()) {
            return afterSwap(group, next, swapped);
        }
        return settleByReading(lost, next, rest -> {
            rest.forEach(tracked -> neverReplay(tracked, swapped.error()));
            return afterSwap(pending(group), next, swapped);
        });
    }

    private CompletionStage<Void> afterSwap(List<Tracked> group, Course course, Answer.Swapped swapped) {
        if (group.isEmpty()) {
            return done();
        }
        Unit first = group.get(0).unit;
        if (first.swap() instanceof Swap.None) {
            return again(group, course);
        }
        boolean mayFollow = first.swap() instanceof Swap.Latest latest
                && first.isCreatesOnly()
                && course.swaps() <= latest.maxRetries();
        return mayFollow ? again(group, course) : fail(group, swapped.error(), false);
    }

    /** One bad unit does not sink the rest: the group is sent in parts until only the refused units fail. */
    private CompletionStage<Void> onRefused(List<Tracked> group, Answer.Refused refused) {
        if (group.size() == 1) {
            return fail(group, refused.error(), true);
        }
        return inOrder(parts(group, refused.index()), part -> deliver(part, Course.START));
    }

    private static List<List<Tracked>> parts(List<Tracked> group, int writeIndex) {
        int culprit = -1;
        int writes = 0;
        for (int i = 0; i < group.size() && writeIndex >= 0 && culprit < 0; i++) {
            writes += group.get(i).unit.writes().size();
            if (writeIndex < writes) {
                culprit = i;
            }
        }
        int half = group.size() / 2;
        return culprit < 0
                ? List.of(group.subList(0, half), group.subList(half, group.size()))
                : List.of(group.subList(0, culprit), group.subList(culprit, culprit + 1),
                        group.subList(culprit + 1, group.size()));
    }

    /** A create on an existing rkey and an update of an absent record are answered like a broken server. */
    private CompletionStage<Void> onServerError(List<Tracked> group, Course course, AtprotoException error) {
        return settleByReading(group, course.serverFailed(error), rest -> {
            if (rest.isEmpty()) {
                return done();
            }
            if (rest.size() < group.size() || rest.stream().anyMatch(tracked -> tracked.attempts == 0)) {
                return deliver(rest, Course.START);
            }
            if (rest.size() > 1) {
                return inOrder(parts(rest, -1), part -> deliver(part, Course.START));
            }
            return course.serverErrors() > 0
                    ? fail(rest, error, false)
                    : again(rest, course.serverFailed(error));
        });
    }

    private CompletionStage<Void> onUnknown(
            List<Tracked> group, Course course, @Nullable Cid fence, AtprotoException error) {
        for (Tracked tracked : group) {
            if (fence == null) {
                tracked.openUnfenced = true;
            } else {
                tracked.openFence = fence;
            }
        }
        if (fence == null) {
            return settleByReading(group, course.failed(error, null), rest -> again(rest, course.failed(error, null)));
        }
        return untilDeadline(client::head, course.failed(error, fence)).thenCompose(head -> {
            if (head.isEmpty()) {
                return fail(group, error, false);
            }
            if (head.get().equals(fence)) {
                // not landed so far; the same bytes under the same fence can land once only
                return again(group, course.failed(error, fence));
            }
            group.forEach(tracked -> tracked.openFence = null);
            return settleByReading(group, course.failed(error, null), rest -> {
                rest.forEach(tracked -> neverReplay(tracked, error));
                return again(pending(rest), course.failed(error, null));
            });
        });
    }

    /** An update or delete whose send was lost and whose fence has passed is never sent again. */
    private void neverReplay(Tracked tracked, AtprotoException cause) {
        if (!tracked.unit.isCreatesOnly()) {
            tracked.outcome = unknown(tracked, cause);
        }
    }

    /** Reads the group's records; units that they settle get their outcome, the rest goes on. */
    private CompletionStage<Void> settleByReading(
            List<Tracked> group, Course course, Function<List<Tracked>, CompletionStage<Void>> rest) {
        return untilDeadline(() -> readAll(group), course).thenCompose(reads -> {
            if (reads.isEmpty()) {
                group.forEach(tracked -> tracked.outcome = unknown(tracked, course.last()));
                return done();
            }
            boolean alone = group.size() == 1;
            group.forEach(tracked -> judge(tracked, reads.get(), alone, course));
            return rest.apply(pending(group));
        });
    }

    private void judge(Tracked tracked, Map<String, Optional<Cid>> reads, boolean alone, Course course) {
        Settlement.Verdict verdict = Settlement.judge(tracked.unit, reads);
        if (verdict instanceof Settlement.Verdict.Present present) {
            tracked.outcome = new Outcome.Existing(present.results(), tracked.attempts);
        } else if (verdict instanceof Settlement.Verdict.Taken taken) {
            tracked.outcome = tracked.isUnsettled()
                    ? unknown(tracked, course.last())
                    : new Outcome.Failed(
                            new RecordConflictException(
                                    uri(taken.write()) + " exists already with another value; give the record a name of "
                                                        + "its own, or set onExisting to skip or update",
                                    uri(taken.write()), taken.current().orElse(null)),
                            tracked.attempts);
        } else if (verdict instanceof Settlement.Verdict.Replace replace) {
            if (tracked.isUnsettled()) {
                tracked.outcome = unknown(tracked, course.last());
            } else {
                tracked.unit = replace.unit();
                tracked.attempts = 0;
            }
        } else if (verdict instanceof Settlement.Verdict.Differs differs) {
            if (tracked.openUnfenced) {
                tracked.outcome = unknown(tracked, course.last());
            } else if (alone && course.serverErrors() > 0 && differs.current().isEmpty() && !differs.write().isCreate()) {
                tracked.outcome = new Outcome.Failed(
                        new RecordNotFoundException(
                                uri(differs.write()) + " does not exist, so it cannot be updated; create it, or use putRecord"),
                        tracked.attempts);
            }
        }
    }

    /** Ends the units with this error, but first looks whether an earlier, unanswered send of theirs has landed. */
    private CompletionStage<Void> fail(List<Tracked> group, AtprotoException error, boolean contentRefused) {
        List<Tracked> open = group.stream().filter(Tracked::isUnsettled).toList();
        group.stream().filter(tracked -> !tracked.isUnsettled())
                .forEach(tracked -> tracked.outcome = new Outcome.Failed(error, tracked.attempts));
        if (open.isEmpty()) {
            return done();
        }
        return readAll(open).handle((reads, failure) -> {
            for (Tracked tracked : open) {
                if (failure == null && Settlement.judge(tracked.unit, reads) instanceof Settlement.Verdict.Present present) {
                    tracked.outcome = new Outcome.Existing(present.results(), tracked.attempts);
                } else {
                    tracked.outcome = contentRefused
                            ? new Outcome.Failed(error, tracked.attempts) : unknown(tracked, error);
                }
            }
            return null;
        });
    }

    private CompletionStage<Void> again(List<Tracked> group, Course course) {
        return group.isEmpty()
                ? done() : backoff.after(course.failures()).thenCompose(waited -> deliver(group, course));
    }

    /** Asks again, with backoff, until it is answered; empty once the deadline has passed. */
    private <T> CompletionStage<Optional<T>> untilDeadline(Supplier<CompletionStage<T>> ask, Course course) {
        return ask.get().<Optional<T>> handle((answer, failure) -> failure == null ? Optional.of(answer) : Optional.empty())
                .thenCompose(answer -> answer.isPresent() || !clock.instant().isBefore(deadline)
                        ? CompletableFuture.completedStage(answer)
                        : backoff.after(course.failures())
                                .thenCompose(waited -> untilDeadline(
                                        ask, new Course(
                                                course.failures() + 1, course.serverErrors(), course.swaps(),
                                                course.fence(), course.last()))));
    }

    private CompletionStage<Map<String, Optional<Cid>>> readAll(List<Tracked> group) {
        Map<String, NamedWrite> writes = new ConcurrentHashMap<>();
        Set<String> paths = new LinkedHashSet<>();
        group.stream().flatMap(tracked -> tracked.unit.writes().stream()).forEach(write -> {
            writes.putIfAbsent(write.path(), write);
            paths.add(write.path());
        });
        Map<String, Optional<Cid>> reads = new ConcurrentHashMap<>();
        List<String> ordered = List.copyOf(paths);
        CompletableFuture<?>[] lanes = Stream.iterate(0, lane -> lane + 1).limit(PARALLEL_READS)
                .map(lane -> inOrder(everyNth(ordered, lane), path -> {
                    NamedWrite write = writes.get(path);
                    return client.read(write.collection(), write.rkey()).thenAccept(cid -> reads.put(path, cid));
                }).toCompletableFuture())
                .toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(lanes).thenApply(read -> reads);
    }

    private static List<String> everyNth(List<String> paths, int lane) {
        List<String> some = new ArrayList<>();
        for (int i = lane; i < paths.size(); i += PARALLEL_READS) {
            some.add(paths.get(i));
        }
        return some;
    }

    private Outcome unknown(Tracked tracked, @Nullable Throwable cause) {
        List<AtUri> uris = tracked.unit.writes().stream().map(this::uri).toList();
        return new Outcome.Failed(
                new UnknownOutcomeException(
                        "Whether " + uris.get(0) + (uris.size() > 1 ? " and " + (uris.size() - 1) + " more" : "")
                                            + " landed could not be settled before deliveryTimeout; look at the repo before "
                                            + "you send it again"
                                            + (cause == null ? "" : ". Last: " + cause.getMessage()),
                        uris, cause),
                tracked.attempts);
    }

    private AtUri uri(NamedWrite write) {
        return AtUri.of(repo, write.collection(), write.rkey());
    }

    private static List<Tracked> pending(List<Tracked> group) {
        return group.stream().filter(Tracked::isPending).toList();
    }

    private static AtprotoException asAtproto(Throwable failure) {
        Throwable cause = failure.getCause() != null && !(failure instanceof AtprotoException) ? failure.getCause() : failure;
        return cause instanceof AtprotoException known
                ? known : new AtprotoException(String.valueOf(cause.getMessage()), cause);
    }

    private static <T> CompletionStage<Void> inOrder(List<T> items, Function<T, CompletionStage<Void>> step) {
        CompletionStage<Void> last = done();
        for (T item : items) {
            last = last.thenCompose(previous -> step.apply(item));
        }
        return last;
    }

    private static CompletionStage<Void> done() {
        return CompletableFuture.completedStage(null);
    }
}
