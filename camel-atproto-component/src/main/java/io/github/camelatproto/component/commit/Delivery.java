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
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import io.github.camelatproto.component.exception.AtprotoException;
import io.github.camelatproto.component.exception.AuthenticationException;
import io.github.camelatproto.component.exception.InvalidSwapException;
import io.github.camelatproto.component.exception.PayloadTooLargeException;
import io.github.camelatproto.component.exception.RateLimitExceededException;
import io.github.camelatproto.component.exception.RebaseException;
import io.github.camelatproto.component.exception.RecordValidationException;
import io.github.camelatproto.component.exception.SwapNotSupportedException;
import io.github.camelatproto.component.exception.WriteRejectedException;
import io.github.camelatproto.data.Cid;
import org.jspecify.annotations.Nullable;

/**
 * Brings the units of one group into the repo, one call at a time, and settles what became of each.
 *
 * <p>
 * A group that has been sent only shrinks: its units leave it as they are settled, and what is left is sent again whole
 * or in parts, never with other units. Not thread-safe; its steps follow one another.
 */
final class Delivery {

    /** No commit has this CID: a fence that every PDS refuses that heeds fences. */
    private static final Cid FOREIGN = Cid.ofDagCbor(new byte[] { (byte) 0xa0 });
    /** An attempt that costs more is not risked on a head that is a second old. */
    private static final int DEAR = 10;

    private final WriterContext context;
    private final RepoClient client;
    private final WriterSettings settings;
    private final Patience patience;
    private final Settler settler;
    private final List<Tracked> all;

    /** How long the last call took that was answered. */
    private Duration lastCall = Duration.ZERO;
    private @Nullable AtprotoException denial;

    /**
     * @param group of one client
     */
    Delivery(WriterContext context, List<Tracked> group) {
        this.context = context;
        this.client = group.get(0).client();
        this.settings = group.get(0).settings();
        this.patience = new Patience(context);
        this.settler = new Settler(context, client, patience);
        this.all = group;
    }

    /**
     * Never completes exceptionally but for a defect. Each unit has its outcome then.
     *
     * @param isNewWriter whether another process may have written the same messages a moment ago
     */
    CompletionStage<Void> run(boolean isNewWriter) {
        return settler.readFirst(Lists.where(all, unit -> isReadFirst(unit, isNewWriter)))
                .thenCompose(read -> deliver(all, Course.START));
    }

    private boolean isReadFirst(Tracked unit, boolean isNewWriter) {
        return unit.asked().rebase() == null
                && (unit.asked().redelivered() || (isNewWriter && unit.asked().isRepeatable()))
                && context.pds().hasSpareRequests();
    }

    Duration lastCall() {
        return lastCall;
    }

    /** Why the PDS will not have anything of this session now; null if it has not said so. */
    @Nullable
    AtprotoException denial() {
        return denial;
    }

    private CompletionStage<Void> deliver(List<Tracked> group, Course course) {
        List<Tracked> pending = Settler.pending(group);
        if (pending.isEmpty()) {
            return Stages.done();
        }
        if (context.isStopping() && !Lists.any(pending, Tracked::hasLeft)) {
            return fail(pending, new WriteRejectedException("Not sent to " + context.repo() + ": the component is stopping"));
        }
        List<Tracked> late = patience.late(pending);
        if (!late.isEmpty()) {
            return fail(late, course.last() == null ? late.get(0).tooLate() : course.last())
                    .thenCompose(failed -> patience.restOfPause(Settler.pending(pending)))
                    .thenCompose(waited -> deliver(pending, course));
        }
        Instant ready = readyAt(pending);
        return ready.isAfter(context.now()) ? holdForPoints(pending, course, ready) : sendFenced(pending, course);
    }

    // points

    private Instant readyAt(List<Tracked> group) {
        Instant points = context.points().ready(points(group));
        Instant request = context.pds().ready();
        return points.isAfter(request) ? points : request;
    }

    private static int points(List<Tracked> group) {
        return Lists.sum(group, unit -> unit.unit().points());
    }

    private CompletionStage<Void> holdForPoints(List<Tracked> group, Course course, Instant ready) {
        if (context.isStopping()) {
            return fail(group,
                    new WriteRejectedException("Not sent again to " + context.repo() + ": the component is stopping"));
        }
        List<Tracked> failing = group.stream().filter(unit -> !mayWaitUntil(unit, ready)).toList();
        if (!failing.isEmpty()) {
            return fail(failing, new RateLimitExceededException(
                    "Not sent to " + context
                            .repo() + ": its write points, or the requests to its PDS, are used up; the limit is"
                                                                + " reset at " + ready,
                    ready))
                    .thenCompose(failed -> deliver(group, course));
        }
        Instant from = context.now();
        Duration wait = Duration.between(from, ready);
        context.events().held(wait);
        context.waits().begin(from);
        return context.hold(wait).thenCompose(held -> {
            context.waits().end(context.now());
            return deliver(group, course);
        });
    }

    private static boolean mayWaitUntil(Tracked unit, Instant ready) {
        return unit.settings().rateLimitPolicy() == RateLimitPolicy.WAIT
                && !ready.isAfter(unit.arrival().plus(unit.settings().maxRateLimitWait()));
    }

    // fences

    private CompletionStage<Void> sendFenced(List<Tracked> group, Course course) {
        Swap swap = group.get(0).asked().swap();
        boolean isAsked = !(swap instanceof Swap.None);
        if (!isAsked && !Lists.any(group, this::needsFence)) {
            return send(group, course, null);
        }
        PdsProfile.Fences fences = context.pds().fences();
        if (fences == PdsProfile.Fences.UNKNOWN) {
            return askWhetherFencesAreHonoured(group, course);
        }
        if (fences == PdsProfile.Fences.IGNORED && isAsked && settings.swapRequired()) {
            return fail(group, new SwapNotSupportedException(
                    "Not sent to " + context.repo() + ": its PDS does not heed swapCommit; swapRequired=false writes"
                                                             + " without the condition"));
        }
        if (swap instanceof Swap.Exactly exactly) {
            context.head().mayBe(exactly.commit());
            return sendUnder(group, course, exactly.commit());
        }
        return head(group, isAsked)
                .handle((head, failure) -> failure == null ? sendUnder(group, course, head) : noHead(group, course, failure))
                .thenCompose(Function.identity());
    }

    /**
     * A first send of creates alone goes without a fence, because the PDS refuses a second create; what changes
     * records, or may come to change them, and every re-send, may land only on the head that is known.
     */
    boolean needsFence(Tracked unit) {
        return unit.hasLeft() || !unit.unit().isCreatesOnly() || unit.unit().isToReplace() || context.pds().createsOverwrite();
    }

    /** The head, asked for where what is known of it is too old for what is at stake. */
    private CompletionStage<Cid> head(List<Tracked> group, boolean isAsked) {
        boolean mustBeRecent = isAsked || points(group) > DEAR;
        Optional<Cid> known = mustBeRecent ? context.head().recent() : context.head().known();
        if (known.isPresent()) {
            return CompletableFuture.completedStage(known.get());
        }
        context.pds().requested();
        return client.head().thenApply(head -> {
            context.head().is(head);
            return head;
        });
    }

    private CompletionStage<Void> noHead(List<Tracked> group, Course course, Throwable failure) {
        AtprotoException error = asAtproto(failure);
        return error instanceof AuthenticationException ? deny(error) : again(group, course.waited(error));
    }

    /** Asks once per PDS, by an empty commit under a fence that is no head, which costs no points. */
    private CompletionStage<Void> askWhetherFencesAreHonoured(List<Tracked> group, Course course) {
        context.pds().requested();
        return client.send(new Attempt(Unit.Method.APPLY_WRITES, List.of(), null, FOREIGN)).thenCompose(answer -> {
            if (answer instanceof Answer.Swapped swapped) {
                context.pds().fences(true);
                context.head().is(swapped.current());
                return deliver(group, course);
            } else if (answer instanceof Answer.Landed landed) {
                context.pds().fences(false);
                context.head().is(landed.commit() == null ? null : landed.commit().cid());
                return deliver(group, course);
            } else if (answer instanceof Answer.Denied denied) {
                return onDenied(group, course, denied.error());
            }
            return again(group, course.waited(answer.error()));
        });
    }

    /** The head is this; what depends on what lies in the repo at that head is settled first. */
    private CompletionStage<Void> sendUnder(List<Tracked> group, Course course, Cid head) {
        if (Lists.any(group, unit -> isOvertaken(unit, head))) {
            return overtaken(group, course, anotherCommit(head));
        }
        Rebase rebase = group.get(0).asked().rebase();
        if (rebase != null) {
            // the same bytes under the same fence can land once only
            return head.equals(group.get(0).openFence())
                    ? send(group, course, fence(head)) : rebase(group.get(0), rebase, course, head);
        }
        return lookAndSend(group, course, head);
    }

    private CompletionStage<Void> lookAndSend(List<Tracked> group, Course course, Cid head) {
        List<Tracked> looked = group.stream().filter(this::mustLookUnderTheFence).toList();
        return looked.isEmpty()
                ? send(group, course, fence(head))
                : settler.lookUnderAFence(group, looked).thenCompose(hasLooked -> {
                    List<Tracked> rest = Settler.pending(group);
                    if (!hasLooked) {
                        return deliver(group, course);
                    }
                    return rest.isEmpty() ? Stages.done() : send(rest, course, fence(head));
                });
    }

    /** A unit with an unsettled send is settled before it goes out under another fence. */
    boolean isOvertaken(Tracked unit, Cid head) {
        return unit.openFence() != null && !unit.openFence().equals(head);
    }

    /** What the PDS itself does not check: a create where creates overwrite, and the value that a list's item names. */
    boolean mustLookUnderTheFence(Tracked unit) {
        boolean isCheckedByThePds = unit.unit().method() == Unit.Method.PUT_RECORD
                || unit.unit().method() == Unit.Method.DELETE_RECORD;
        if (unit.asked().rebase() != null && unit.asked().redelivered() && !unit.unit().marks().isEmpty()) {
            // its mark may lie there already, which a send would have to pay for
            return true;
        }
        return unit.unit().writes().stream().anyMatch(
                write -> (write.isCreate() && context.pds().createsOverwrite())
                        || (write.swapRecord() != null && !isCheckedByThePds));
    }

    /** A fence that is not heeded is none. */
    private @Nullable Cid fence(Cid head) {
        return context.pds().fences() == PdsProfile.Fences.HONOURED ? head : null;
    }

    private CompletionStage<Void> rebase(Tracked unit, Rebase rebase, Course course, Cid head) {
        CompletionStage<List<NamedWrite>> computed = context.within(
                settings.requestTimeout(), Stages.done().thenCompose(started -> rebase.onto(head)),
                () -> new RebaseException(
                        "The rebase of a message for " + context.repo() + " gave nothing within requestTimeout ("
                                          + settings.requestTimeout().toSeconds() + " s)",
                        null));
        return computed.handle((writes, failure) -> {
            if (failure != null) {
                AtprotoException cause = asAtproto(failure);
                return fail(List.of(unit), cause instanceof RebaseException
                        ? cause
                        : new RebaseException(
                                "The rebase of a message for " + context.repo() + " failed: " + cause.getMessage(), cause));
            }
            if (writes.isEmpty()) {
                unit.written(new Outcome.Written(null, List.of(), unit.attempts()));
                return Stages.done();
            }
            unit.computed(writes);
            // what it costs is known only now
            Instant ready = readyAt(List.of(unit));
            return ready.isAfter(context.now())
                    ? holdForPoints(List.of(unit), course, ready) : lookAndSend(List.of(unit), course, head);
        }).thenCompose(Function.identity());
    }

    // the call and its answers

    private CompletionStage<Void> send(List<Tracked> group, Course course, @Nullable Cid fence) {
        Unit first = group.get(0).unit();
        Unit.Method method = group.size() == 1 ? first.method() : Unit.Method.APPLY_WRITES;
        List<NamedWrite> writes = group.size() == 1
                ? first.writes() : group.stream().flatMap(unit -> unit.unit().writes().stream()).toList();
        int points = points(group);
        group.forEach(Tracked::carried);
        context.points().spend(points);
        context.pds().requested();
        Instant start = context.now();
        return client.send(new Attempt(method, writes, first.validate(), fence)).thenCompose(answer -> {
            lastCall = Duration.between(start, context.now());
            if (answer instanceof Answer.NotSent) {
                context.points().refund(points);
            }
            context.events().pointsLeft("hour", context.points().hourLeft());
            context.events().pointsLeft("day", context.points().dayLeft());
            return settle(group, course, fence, answer);
        });
    }

    private CompletionStage<Void> settle(List<Tracked> group, Course course, @Nullable Cid fence, Answer answer) {
        if (answer instanceof Answer.NotSent notSent) {
            return again(group, course.failed(notSent.error()));
        }
        group.forEach(Tracked::left);
        if (answer instanceof Answer.Landed landed) {
            return onLanded(group, landed);
        } else if (answer instanceof Answer.Swapped swapped) {
            return onSwapped(group, course, swapped);
        } else if (answer instanceof Answer.Refused refused) {
            return onRefused(group, refused);
        } else if (answer instanceof Answer.Denied denied) {
            return onDenied(group, course, denied.error());
        } else if (answer instanceof Answer.ServerError serverError) {
            return onServerError(group, course, fence, serverError.error());
        }
        return onUnknown(group, course, fence, answer.error());
    }

    private CompletionStage<Void> onLanded(List<Tracked> group, Answer.Landed landed) {
        // without a commit in the answer nobody knows whether there was one
        context.head().is(landed.commit() == null ? null : landed.commit().cid());
        context.pds().took(requestBytes(group));
        context.events().committed(group.size(), landed.results().size(), lastCall);
        int from = 0;
        for (Tracked unit : group) {
            int to = from + unit.unit().writes().size();
            unit.written(new Outcome.Written(landed.commit(), landed.results().subList(from, to), unit.attempts()));
            from = to;
        }
        return Stages.done();
    }

    private static int requestBytes(List<Tracked> group) {
        return Lists.sum(group, unit -> unit.unit().requestBytes());
    }

    private CompletionStage<Void> onSwapped(List<Tracked> group, Course course, Answer.Swapped swapped) {
        context.head().is(swapped.current());
        return overtaken(group, course, swapped.error());
    }

    /** The head has moved past every fence of the group: what was sent under them has landed by now or never will. */
    private CompletionStage<Void> overtaken(List<Tracked> group, Course course, InvalidSwapException error) {
        context.events().swapped();
        Course next = course.swapped(error);
        group.forEach(Tracked::fencePassed);
        return group.stream().noneMatch(Delivery::mustSettleWhenOvertaken)
                ? follow(group, next, error) : settler.byReading(group, error, rest -> follow(rest, next, error));
    }

    /** It may have landed under a fence before this one, or it was not the commit but its own record that had moved. */
    private static boolean mustSettleWhenOvertaken(Tracked unit) {
        return unit.isLost()
                || (unit.unit().method() != Unit.Method.APPLY_WRITES
                        && unit.unit().writes().stream().anyMatch(write -> write.swapRecord() != null));
    }

    /** Sends again on the new head what may be; what may not, the caller has to look at. */
    private CompletionStage<Void> follow(List<Tracked> group, Course course, InvalidSwapException error) {
        if (group.isEmpty()) {
            return Stages.done();
        }
        return mayFollow(group.get(0).asked(), course) ? again(group, course) : fail(group, error);
    }

    boolean mayFollow(Unit unit, Course course) {
        return unit.swap() instanceof Swap.None
                || (unit.swap() instanceof Swap.Latest latest
                        && course.swaps() <= latest.maxRetries()
                        && (latest.rebase() != null
                                || unit.writes().stream().allMatch(write -> write.isCreate() || write.swapRecord() != null)));
    }

    /** One bad unit does not sink the rest: the group is sent in parts until only the refused units fail. */
    private CompletionStage<Void> onRefused(List<Tracked> group, Answer.Refused refused) {
        if (refused.error() instanceof PayloadTooLargeException) {
            context.pds().refusedSize(requestBytes(group));
        }
        return group.size() == 1
                ? settler.giveUp(group, refused.error(), isOfContent(refused.error()))
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

    /** A rate limit passes; anything else that is said of the session is said of all its units. */
    private CompletionStage<Void> onDenied(List<Tracked> group, Course course, AtprotoException error) {
        if (error instanceof RateLimitExceededException limit) {
            context.points().exhausted(limit.getReset());
            Instant ready = readyAt(group);
            List<Tracked> failing = group.stream().filter(unit -> !mayWaitUntil(unit, ready)).toList();
            return fail(failing, error).thenCompose(failed -> again(Settler.pending(group), course.failed(error)));
        }
        return deny(error);
    }

    private CompletionStage<Void> deny(AtprotoException error) {
        denial = error;
        return fail(Settler.pending(all), error);
    }

    /**
     * A create on an existing rkey and an update of an absent record are answered like a broken server, and a broken
     * server may have written before it broke.
     */
    private CompletionStage<Void> onServerError(
            List<Tracked> group, Course course, @Nullable Cid fence, AtprotoException error) {
        Course next = course.serverFailed(error);
        Function<List<Tracked>, CompletionStage<Void>> go = rest -> afterServerError(rest, group.size(), next, error);
        if (fence == null) {
            // nothing passes it, so what is not there may have been overwritten
            group.stream().filter(unit -> !unit.unit().showsAbsence()).forEach(unit -> unit.unclear(error));
            return settler.byReading(group, error, go);
        }
        List<Tracked> unclear = group.stream().filter(unit -> !unit.unit().isSettledByReading()).toList();
        if (unclear.isEmpty()) {
            return settler.byReading(group, error, go);
        }
        return settler.headBeforeTheReport(group).thenCompose(head -> {
            if (head.isEmpty() || !head.get().equals(fence)) {
                unclear.forEach(unit -> unit.unclear(error));
            }
            return settler.byReading(group, error, go);
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
        // a rebase may find another repo the next time
        boolean isFinal = course.serverErrors() > 1 || (missing != null && rest.get(0).asked().rebase() == null);
        if (!isFinal) {
            return again(rest, course);
        }
        return fail(rest, missing == null ? error : rest.get(0).notFound(missing));
    }

    private CompletionStage<Void> onUnknown(
            List<Tracked> group, Course course, @Nullable Cid fence, AtprotoException error) {
        group.forEach(unit -> unit.lost(fence, error));
        return fence == null
                ? settler.byReading(group, error, rest -> again(rest, course.failed(error)))
                : afterLoss(group, course, fence, error);
    }

    /** While the head is the fence it has not landed; the same bytes under the same fence can land once only. */
    private CompletionStage<Void> afterLoss(List<Tracked> group, Course course, Cid fence, AtprotoException error) {
        return settler.head(group).thenCompose(head -> {
            if (head.isEmpty()) {
                List<Tracked> late = patience.late(group);
                return fail(late, error).thenCompose(failed -> {
                    List<Tracked> rest = Settler.pending(group);
                    return rest.isEmpty() ? Stages.done() : afterLoss(rest, course, fence, error);
                });
            }
            return head.get().equals(fence)
                    ? again(group, course.failed(error)) : overtaken(group, course, anotherCommit(head.get()));
        });
    }

    private CompletionStage<Void> again(List<Tracked> group, Course course) {
        return group.isEmpty()
                ? Stages.done() : patience.pause(group, course.failures()).thenCompose(waited -> deliver(group, course));
    }

    private CompletionStage<Void> fail(List<Tracked> group, AtprotoException error) {
        return settler.giveUp(group, error, false);
    }

    private InvalidSwapException anotherCommit(Cid head) {
        return new InvalidSwapException(
                "Another commit came first in " + context.repo() + ", whose head is " + head
                                        + " now: read again and send it anew",
                head);
    }

    private static AtprotoException asAtproto(Throwable failure) {
        Throwable cause = Stages.cause(failure);
        return cause instanceof AtprotoException known
                ? known : new AtprotoException(String.valueOf(cause.getMessage()), cause);
    }
}
