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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

import io.github.camelatproto.component.exception.AtprotoException;
import io.github.camelatproto.component.exception.AuthenticationException;
import io.github.camelatproto.component.exception.InvalidSwapException;
import io.github.camelatproto.component.exception.PayloadTooLargeException;
import io.github.camelatproto.component.exception.RateLimitExceededException;
import io.github.camelatproto.component.exception.RecordValidationException;
import io.github.camelatproto.component.exception.WriteRejectedException;
import io.github.camelatproto.data.Cid;
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

    /** Reading first only saves points, and a long list must not spend its time on it. */
    private static final int MAX_READ_FIRST = 1_000;

    private final Did repo;
    private final RepoClient client;
    private final WriterSettings settings;
    private final BooleanSupplier stopping;
    private final RecordReader reader;
    private final Patience patience;
    private final List<Tracked> all;

    Delivery(
             Did repo, RepoClient client, WriterSettings settings, Clock clock, Backoff backoff, BooleanSupplier stopping,
             List<Unit> units, Instant arrival) {
        this.repo = repo;
        this.client = client;
        this.settings = settings;
        this.stopping = stopping;
        this.reader = new RecordReader(client);
        this.patience = new Patience(clock, backoff, arrival.plus(settings.deliveryTimeout()));
        this.all = units.stream().map(unit -> new Tracked(repo, unit)).toList();
    }

    /** Never completes exceptionally but for a defect. One outcome a unit, in order. */
    CompletionStage<List<Outcome>> run(boolean newWriter) {
        List<Tracked> known = all.stream()
                .filter(tracked -> tracked.asked().redelivered() || (newWriter && tracked.asked().isRepeatable()))
                .limit(MAX_READ_FIRST)
                .toList();
        return readFirst(known)
                .thenCompose(read -> Stages.inOrder(
                        Groups.cut(pending(all), Tracked::asked, settings.maxWritesPerCommit(), settings.maxRequestBytes()),
                        group -> deliver(group, Course.START)))
                .thenApply(done -> all.stream().map(Tracked::outcome).toList());
    }

    /** Saves points: what an earlier delivery brought is found by reading, which costs none. */
    private CompletionStage<Void> readFirst(List<Tracked> known) {
        if (known.isEmpty()) {
            return Stages.done();
        }
        return reader.read(known).handle((reads, failure) -> {
            if (failure == null) {
                for (Tracked tracked : known) {
                    if (Settlement.judge(tracked.asked(), reads) instanceof Settlement.Verdict.Present present) {
                        tracked.existing(present);
                    }
                }
            }
            return null;
        });
    }

    private CompletionStage<Void> deliver(List<Tracked> group, Course course) {
        List<Tracked> pending = pending(group);
        if (pending.isEmpty()) {
            return Stages.done();
        }
        if (stopping.getAsBoolean() && pending.stream().noneMatch(Tracked::hasLeft)) {
            return fail(pending, new WriteRejectedException("Not sent to " + repo + ": the component is stopping"), false);
        }
        if (patience.isOver()) {
            return fail(pending, course.last() == null ? tooLate() : course.last(), false);
        }
        return fence(pending)
                .handle((fence, failure) -> failure == null
                        ? sendUnder(pending, course, fence.orElse(null)) : noFence(pending, course, asAtproto(failure)))
                .thenCompose(Function.identity());
    }

    private AtprotoException tooLate() {
        return new WriteRejectedException(
                "Not sent to " + repo + ": it waited in the queue longer than deliveryTimeout ("
                                          + settings.deliveryTimeout().toSeconds() + " s); send the message again");
    }

    /**
     * What the group is to be sent under; empty for a first send of creates alone, which the PDS itself refuses twice.
     */
    private CompletionStage<Optional<Cid>> fence(List<Tracked> group) {
        Swap swap = group.get(0).asked().swap();
        if (swap instanceof Swap.Exactly exactly) {
            return CompletableFuture.completedStage(Optional.of(exactly.commit()));
        }
        boolean needed = swap instanceof Swap.Latest
                || group.stream().anyMatch(tracked -> tracked.hasLeft() || !tracked.unit().isCreatesOnly());
        return needed ? client.head().thenApply(Optional::of) : CompletableFuture.completedStage(Optional.empty());
    }

    private CompletionStage<Void> noFence(List<Tracked> group, Course course, AtprotoException error) {
        return error instanceof AuthenticationException || error instanceof RateLimitExceededException
                ? fail(group, error, false) : again(group, course.failed(error));
    }

    private CompletionStage<Void> sendUnder(List<Tracked> group, Course course, @Nullable Cid fence) {
        boolean isOvertaken = group.stream()
                .anyMatch(tracked -> tracked.openFence() != null && !tracked.openFence().equals(fence));
        if (isOvertaken && fence != null) {
            // a unit with an unsettled send is settled before it goes out under another fence
            return overtaken(group, course, anotherCommit(fence));
        }
        Unit first = group.get(0).unit();
        Unit.Method method = group.size() == 1 ? first.method() : Unit.Method.APPLY_WRITES;
        List<NamedWrite> writes = group.stream().flatMap(tracked -> tracked.unit().writes().stream()).toList();
        group.forEach(Tracked::carried);
        return client.send(new Attempt(method, writes, first.validate(), fence))
                .thenCompose(answer -> settle(group, course, fence, answer));
    }

    private CompletionStage<Void> settle(List<Tracked> group, Course course, @Nullable Cid fence, Answer answer) {
        if (answer instanceof Answer.NotSent notSent) {
            return again(group, course.failed(notSent.error()));
        }
        group.forEach(Tracked::left);
        if (answer instanceof Answer.Landed landed) {
            return onLanded(group, landed);
        } else if (answer instanceof Answer.Swapped swapped) {
            return overtaken(group, course, swapped.error());
        } else if (answer instanceof Answer.Refused refused) {
            return onRefused(group, refused);
        } else if (answer instanceof Answer.Denied denied) {
            // what the session may not do now, the groups after this one may not either
            return fail(pending(all), denied.error(), false);
        } else if (answer instanceof Answer.ServerError serverError) {
            return onServerError(group, course, fence, serverError.error());
        } else {
            return onUnknown(group, course, fence, ((Answer.Unknown) answer).error());
        }
    }

    private static CompletionStage<Void> onLanded(List<Tracked> group, Answer.Landed landed) {
        int from = 0;
        for (Tracked tracked : group) {
            int to = from + tracked.unit().writes().size();
            tracked.written(
                    new Outcome.Written(landed.commit(), landed.results().subList(from, to), tracked.attempts()));
            from = to;
        }
        return Stages.done();
    }

    /** The head has moved past every fence of the group: what was sent under them has landed by now or never will. */
    private CompletionStage<Void> overtaken(List<Tracked> group, Course course, InvalidSwapException error) {
        Course next = course.swapped(error);
        group.forEach(Tracked::fencePassed);
        return group.stream().noneMatch(Tracked::isLost)
                ? follow(group, next, error) : settleByReading(group, next, rest -> follow(rest, next, error));
    }

    /** Sends again on the new head what may be; what may not, the caller has to look at. */
    private CompletionStage<Void> follow(List<Tracked> group, Course course, InvalidSwapException error) {
        if (group.isEmpty()) {
            return Stages.done();
        }
        Unit first = group.get(0).unit();
        boolean follows = first.swap() instanceof Swap.None
                || (first.swap() instanceof Swap.Latest latest
                        && first.isCreatesOnly()
                        && course.swaps() <= latest.maxRetries());
        return follows ? again(group, course) : fail(group, error, false);
    }

    /** One bad unit does not sink the rest: the group is sent in parts until only the refused units fail. */
    private CompletionStage<Void> onRefused(List<Tracked> group, Answer.Refused refused) {
        return group.size() == 1
                ? fail(group, refused.error(), isOfContent(refused.error()))
                : inParts(Parts.aroundWrite(group, refused.index()), refused.error());
    }

    /** Whether the same bytes will always be refused; a blob may still come. */
    private static boolean isOfContent(AtprotoException error) {
        return error instanceof PayloadTooLargeException
                || (error instanceof RecordValidationException
                        && !Objects.requireNonNullElse(error.getMessage(), "").contains("BlobNotFound"));
    }

    private CompletionStage<Void> inParts(List<List<Tracked>> parts, AtprotoException why) {
        return Stages.inOrder(parts, part -> deliver(part, Course.after(why)));
    }

    /**
     * A create on an existing rkey and an update of an absent record are answered like a broken server, and a broken
     * server may have written before it broke.
     */
    private CompletionStage<Void> onServerError(
            List<Tracked> group, Course course, @Nullable Cid fence, AtprotoException error) {
        Course next = course.serverFailed(error);
        Function<List<Tracked>, CompletionStage<Void>> go = rest -> afterServerError(rest, group.size(), next, error);
        if (fence == null || group.stream().allMatch(tracked -> tracked.unit().showsAbsence())) {
            return settleByReading(group, next, go);
        }
        return patience.ask(client::head).thenCompose(head -> {
            if (head.isEmpty() || !head.get().equals(fence)) {
                group.stream().filter(tracked -> !tracked.unit().showsAbsence()).forEach(tracked -> tracked.unclear(error));
            }
            head.ifPresent(now -> group.forEach(tracked -> tracked.headIs(now)));
            return settleByReading(group, next, go);
        });
    }

    private CompletionStage<Void> afterServerError(
            List<Tracked> rest, int sent, Course course, AtprotoException error) {
        if (rest.isEmpty()) {
            return Stages.done();
        }
        if (rest.size() < sent || rest.stream().anyMatch(Tracked::isChanged)) {
            return deliver(rest, Course.after(error));
        }
        if (rest.size() > 1) {
            return inParts(Parts.aroundMissing(rest), error);
        }
        NamedWrite missing = rest.get(0).missing();
        if (missing != null) {
            return fail(rest, rest.get(0).notFound(missing), false);
        }
        return course.serverErrors() > 1 ? fail(rest, error, false) : again(rest, course);
    }

    private CompletionStage<Void> onUnknown(
            List<Tracked> group, Course course, @Nullable Cid fence, AtprotoException error) {
        group.forEach(tracked -> tracked.lost(fence, error));
        if (fence == null) {
            Course next = course.failed(error);
            return settleByReading(group, next, rest -> again(rest, next));
        }
        return patience.ask(client::head).thenCompose(head -> {
            if (head.isEmpty()) {
                return fail(group, error, false);
            }
            // while the head is the fence it has not landed; the same bytes under the same fence can land once only
            return head.get().equals(fence)
                    ? again(group, course.failed(error)) : overtaken(group, course, anotherCommit(head.get()));
        });
    }

    /** Reads the group's records; units that they settle get their outcome, the rest goes on. */
    private CompletionStage<Void> settleByReading(
            List<Tracked> group, Course course, Function<List<Tracked>, CompletionStage<Void>> rest) {
        return patience.ask(() -> reader.read(group)).thenCompose(reads -> {
            if (reads.isEmpty()) {
                group.forEach(tracked -> tracked.unknown(course.last()));
                return Stages.done();
            }
            group.forEach(tracked -> tracked.settle(Settlement.judge(tracked.asked(), reads.get())));
            return rest.apply(pending(group));
        });
    }

    /** Ends the units with this error, but first looks whether an earlier, unanswered send of theirs has landed. */
    private CompletionStage<Void> fail(List<Tracked> group, AtprotoException error, boolean ofContent) {
        List<Tracked> lost = group.stream().filter(Tracked::isLost).toList();
        group.stream().filter(tracked -> !tracked.isLost()).forEach(tracked -> tracked.failed(error));
        if (lost.isEmpty()) {
            return Stages.done();
        }
        return lookAtFences(lost)
                .thenCompose(looked -> patience.ask(() -> reader.read(lost)))
                .thenAccept(reads -> lost.forEach(tracked -> failLost(tracked, reads.orElse(null), error, ofContent)));
    }

    private CompletionStage<Void> lookAtFences(List<Tracked> lost) {
        return lost.stream().allMatch(tracked -> tracked.openFence() == null)
                ? Stages.done()
                : patience.ask(client::head)
                        .thenAccept(head -> head.ifPresent(now -> lost.forEach(tracked -> tracked.headIs(now))));
    }

    private static void failLost(
            Tracked tracked, @Nullable Map<String, Optional<Cid>> reads, AtprotoException error, boolean ofContent) {
        Settlement.Verdict verdict = reads == null ? null : Settlement.judge(tracked.asked(), reads);
        boolean notLanded = verdict instanceof Settlement.Verdict.Absent && !tracked.isOpen() && tracked.unit().showsAbsence();
        if (verdict instanceof Settlement.Verdict.Present present) {
            tracked.existing(present);
        } else if (ofContent || notLanded) {
            tracked.failed(error);
        } else {
            tracked.unknown(error);
        }
    }

    private CompletionStage<Void> again(List<Tracked> group, Course course) {
        return group.isEmpty()
                ? Stages.done() : patience.pause(course.failures()).thenCompose(waited -> deliver(group, course));
    }

    private InvalidSwapException anotherCommit(Cid head) {
        return new InvalidSwapException(
                "Another commit came first in " + repo + ", whose head is " + head + " now: read again and send it anew", head);
    }

    private static List<Tracked> pending(List<Tracked> group) {
        return group.stream().filter(Tracked::isPending).toList();
    }

    private static AtprotoException asAtproto(Throwable failure) {
        Throwable cause = failure.getCause() != null && !(failure instanceof AtprotoException) ? failure.getCause() : failure;
        return cause instanceof AtprotoException known
                ? known : new AtprotoException(String.valueOf(cause.getMessage()), cause);
    }
}
