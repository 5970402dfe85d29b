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

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import io.github.camelatproto.component.exception.AtprotoException;
import io.github.camelatproto.component.exception.InvalidSwapException;
import io.github.camelatproto.component.exception.RateLimitExceededException;
import io.github.camelatproto.data.Cid;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what became of the units of a group, by reading the repo, and ends those that are given up. Not
 * thread-safe; its steps follow one another.
 */
final class Settler {

    private final WriterContext context;
    private final RepoClient client;
    private final RecordReader reader;
    private final Patience patience;

    Settler(WriterContext context, RepoClient client, Patience patience) {
        this.context = context;
        this.client = client;
        this.reader = new RecordReader(client, patience);
        this.patience = patience;
    }

    /** Saves points: what an earlier delivery brought is found by reading, which costs none. */
    CompletionStage<Void> readFirst(List<Tracked> group) {
        if (group.isEmpty()) {
            return Stages.done();
        }
        Map<String, Optional<Cid>> reads = new ConcurrentHashMap<>();
        return reader.read(group, reads).handle((all, failure) -> {
            group.stream().filter(unit -> isRead(unit, reads)).forEach(unit -> readFirst(unit, reads));
            return null;
        });
    }

    private void readFirst(Tracked unit, Map<String, Optional<Cid>> reads) {
        if (judge(unit, reads) instanceof Settlement.Verdict.Present present) {
            unit.existing(present.results());
        }
    }

    /** The head as the PDS says it now; empty once a unit of the group is late. */
    CompletionStage<Optional<Cid>> head(List<Tracked> group) {
        return patience.ask(group, this::askHead).thenApply(head -> headIs(group, head));
    }

    /** The same, where the report on a late unit depends on it. */
    CompletionStage<Optional<Cid>> headBeforeTheReport(List<Tracked> group) {
        return patience.askUntilTheReport(group, this::askHead).thenApply(head -> headIs(group, head));
    }

    private Optional<Cid> headIs(List<Tracked> group, Optional<Cid> head) {
        head.ifPresent(now -> {
            context.head().is(now);
            group.forEach(unit -> unit.headIs(now));
        });
        return head;
    }

    /**
     * Reads the group's records; units that they settle get their outcome, the rest goes on.
     *
     * @param last what went wrong last
     */
    CompletionStage<Void> byReading(
            List<Tracked> group, @Nullable AtprotoException last, Function<List<Tracked>, CompletionStage<Void>> rest) {
        closePassedFences(group, new ConcurrentHashMap<>());
        NamedWrite sample = group.stream().map(unit -> unit.unit().sample()).filter(Objects::nonNull).findFirst().orElse(null);
        if (sample == null) {
            return byReadingAll(group, group, new ConcurrentHashMap<>(), last, rest);
        }
        return patience.ask(group, () -> ask(sample)).thenCompose(read -> {
            if (read.isEmpty()) {
                // it is too late to read one after another
                return byReadingAll(group, group, new ConcurrentHashMap<>(), last, rest);
            }
            if (read.get().isPresent()) {
                group.forEach(Settler::landedWhole);
                return Stages.done();
            }
            // no attempt that carried it has landed, and whatever carried these units carried it
            List<Tracked> fresh = group.stream().filter(unit -> unit.unit().isFresh()).toList();
            fresh.forEach(unit -> unit.settle(new Settlement.Verdict.Absent(true, true, null)));
            Map<String, Optional<Cid>> reads = new ConcurrentHashMap<>(Map.of(sample.path(), read.get()));
            return byReadingAll(group, group.stream().filter(unit -> !fresh.contains(unit)).toList(), reads, last, rest);
        });
    }

    /**
     * What was sent under a fence that others of the group have found passed needs no burning. What was read of it
     * before may be older than what landed under that fence, but for its own records.
     */
    private void closePassedFences(List<Tracked> group, Map<String, Optional<Cid>> reads) {
        Cid head = context.head().known().orElse(null);
        for (Tracked unit : group) {
            if (head != null && unit.openFence() != null && !head.equals(unit.openFence())) {
                unit.fencePassed();
                List<NamedWrite> marks = unit.unit().marks();
                unit.unit().writes().stream().filter(write -> !(marks.contains(write) && isPresent(write, reads)))
                        .map(NamedWrite::path).forEach(reads::remove);
            }
        }
    }

    private CompletionStage<Cid> askHead() {
        patience.asked();
        return client.head();
    }

    private CompletionStage<Optional<Cid>> ask(NamedWrite write) {
        patience.asked();
        return client.read(write.collection(), write.rkey());
    }

    private static void landedWhole(Tracked unit) {
        unit.existing(unit.unit().writes().stream().map(write -> new WriteResult(write, write.after(), null)).toList());
    }

    /**
     * Reads what the PDS does not check itself, before the units are sent under a fence that was learnt before; those
     * that need not be sent any more get their outcome. False once a unit of the group is late and not all is read.
     */
    CompletionStage<Boolean> lookUnderAFence(List<Tracked> group, List<Tracked> looked) {
        Map<String, Optional<Cid>> reads = new ConcurrentHashMap<>();
        return patience.ask(group, () -> readAll(looked, reads)).thenCompose(all -> settle(looked, reads)
                .thenApply(settled -> {
                    List<Tracked> unread = looked.stream().filter(unit -> !isRead(unit, reads)).toList();
                    unread.stream().filter(unit -> Settlement.isMarked(unit.asked(), reads)).forEach(Settler::landedWhole);
                    return unread.isEmpty();
                }));
    }

    private CompletionStage<Void> byReadingAll(
            List<Tracked> group, List<Tracked> unread, Map<String, Optional<Cid>> reads, @Nullable AtprotoException last,
            Function<List<Tracked>, CompletionStage<Void>> rest) {
        if (unread.isEmpty()) {
            return rest.apply(pending(group));
        }
        closePassedFences(unread, reads);
        return read(unread, unread, reads).thenCompose(read -> settleTogether(group, unread, reads).thenCompose(settled -> {
            List<Tracked> missed = pending(unread).stream().filter(unit -> !isRead(unit, reads)).toList();
            if (missed.isEmpty()) {
                return rest.apply(pending(group));
            }
            // what has been read, and is late, does not wait for the others
            List<Tracked> late = patience.late(pending(group)).stream().filter(unit -> !missed.contains(unit)).toList();
            return (last == null ? Stages.done() : giveUp(late, unread, last, false)).thenCompose(
                    given -> unread(missed, reads, last, others -> byReadingAll(pending(group), others, reads, last, rest)));
        }));
    }

    /** What carried one of the group carried all of it. */
    private CompletionStage<Void> settleTogether(
            List<Tracked> group, List<Tracked> units, Map<String, Optional<Cid>> reads) {
        if (Lists.any(group, unit -> isSampleThere(unit, reads))) {
            group.forEach(Settler::landedWhole);
        }
        return settle(pending(units), reads);
    }

    private static boolean isSampleThere(Tracked unit, Map<String, Optional<Cid>> reads) {
        NamedWrite sample = unit.unit().sample();
        return sample != null && isPresent(sample, reads);
    }

    /** Settles the units whose records have been read. */
    private CompletionStage<Void> settle(List<Tracked> units, Map<String, Optional<Cid>> reads) {
        List<Tracked> settled = units.stream().filter(unit -> isRead(unit, reads)).toList();
        settled.forEach(unit -> unit.settle(judge(unit, reads)));
        return Stages.inOrder(
                pending(settled).stream().filter(unit -> unit.blocked() != null).toList(),
                unit -> giveUp(List.of(unit), units, Objects.requireNonNull(unit.blocked()), false));
    }

    /** What could be read of the units' records before the report on the first of the group. */
    private CompletionStage<Map<String, Optional<Cid>>> read(
            List<Tracked> group, List<Tracked> units, Map<String, Optional<Cid>> reads) {
        return patience.askUntilTheReport(group, () -> readAll(units, reads)).thenApply(all -> reads);
    }

    private CompletionStage<Boolean> readAll(List<Tracked> units, Map<String, Optional<Cid>> reads) {
        return reader.read(units, reads).thenCompose(all -> readTornAgain(units, reads));
    }

    /**
     * A unit may land while its records are read one by one. Where some of its creates were seen and others were not,
     * those are looked for again: what lands, lands whole, so that they lie there by now.
     */
    private CompletionStage<Boolean> readTornAgain(List<Tracked> units, Map<String, Optional<Cid>> reads) {
        List<Tracked> torn = units.stream().filter(unit -> isTorn(unit, reads)).toList();
        torn.stream().flatMap(unit -> unit.unit().freeCreates().stream()).map(NamedWrite::path)
                .forEach(path -> reads.remove(path, Optional.<Cid> empty()));
        return torn.isEmpty() ? CompletableFuture.completedFuture(true) : reader.read(torn, reads);
    }

    private static boolean isTorn(Tracked unit, Map<String, Optional<Cid>> reads) {
        List<NamedWrite> creates = unit.unit().freeCreates();
        return unit.isOpen()
                && creates.stream().map(create -> reads.get(create.path())).filter(Objects::nonNull)
                        .map(Optional::isPresent).distinct().count()
                   > 1;
    }

    private static boolean isRead(Tracked unit, Map<String, Optional<Cid>> reads) {
        return unit.unit().writes().stream().allMatch(write -> reads.containsKey(write.path()));
    }

    /** Nobody can say what became of units that are late; the others go on being asked about. */
    private CompletionStage<Void> unread(
            List<Tracked> group, Map<String, Optional<Cid>> reads, @Nullable AtprotoException last,
            Function<List<Tracked>, CompletionStage<Void>> others) {
        List<Tracked> late = patience.late(group);
        List<Tracked> open = late.stream().filter(unit -> unit.openFence() != null).toList();
        return burnFences(open, late).thenCompose(burnt -> {
            late.forEach(unit -> endUnread(unit, reads, last, open.contains(unit)));
            return others.apply(pending(group));
        });
    }

    private static void endUnread(
            Tracked unit, Map<String, Optional<Cid>> reads, @Nullable AtprotoException last, boolean wasOpen) {
        // a swap that was refused has not landed, nor has what was sent under a burnt fence; but where it was not the
        // commit that had moved, its own record may be of an earlier delivery
        boolean isOfTheCommit = last instanceof InvalidSwapException swap && swap.getCurrent() != null;
        boolean isUnmarked = unit.asked().marks().isEmpty();
        boolean hasNotLanded = !unit.isLost()
                && (isOfTheCommit || (isUnmarked && (wasOpen || last instanceof InvalidSwapException)));
        // its fence was still open when it was read, and had been passed when it was to be burnt
        boolean mayHaveLandedSince = wasOpen && unit.isLost();
        if (Settlement.isMarked(unit.asked(), reads)) {
            landedWhole(unit);
        } else if (last != null && (hasNotLanded || (!mayHaveLandedSince && isUnmarked(unit, reads)))) {
            unit.failed(last);
        } else {
            unit.unknown(last);
        }
    }

    /** Whether one of its own creates was read and is not there, and nothing of it may still arrive. */
    private static boolean isUnmarked(Tracked unit, Map<String, Optional<Cid>> reads) {
        return !unit.isOpen() && unit.asked().marks().stream().anyMatch(mark -> isAbsent(mark, reads));
    }

    private static boolean isAbsent(NamedWrite write, Map<String, Optional<Cid>> reads) {
        return Optional.empty().equals(reads.get(write.path()));
    }

    private static boolean isPresent(NamedWrite write, Map<String, Optional<Cid>> reads) {
        return reads.getOrDefault(write.path(), Optional.empty()).isPresent();
    }

    /**
     * Ends the units with this error, but first looks whether an earlier, unanswered send of theirs has landed.
     *
     * @param ofContent whether the same bytes will always be refused, so that it is true whatever else
     */
    CompletionStage<Void> giveUp(List<Tracked> group, AtprotoException error, boolean ofContent) {
        return giveUp(group, group, error, ofContent);
    }

    /** @param inTimeFor those who wait for it, and are to be told in time themselves */
    private CompletionStage<Void> giveUp(
            List<Tracked> group, List<Tracked> inTimeFor, AtprotoException error, boolean ofContent) {
        List<Tracked> lost = group.stream().filter(this::mustLookBeforeTheReport).toList();
        group.stream().filter(unit -> !lost.contains(unit)).forEach(unit -> unit.failed(error));
        if (lost.isEmpty()) {
            return Stages.done();
        }
        closePassedFences(lost, new ConcurrentHashMap<>());
        return burnFences(lost, inTimeFor).thenCompose(burnt -> {
            lost.stream().filter(unit -> !unit.isLost()).forEach(unit -> unit.failed(error));
            List<Tracked> unsettled = pending(lost);
            return unsettled.isEmpty()
                    ? Stages.done()
                    : read(inTimeFor, unsettled, new ConcurrentHashMap<>()).thenAccept(
                            reads -> unsettled.forEach(
                                    unit -> end(unit, reads, error, ofContent)));
        });
    }

    boolean mustLookBeforeTheReport(Tracked unit) {
        return unit.isLost();
    }

    /**
     * A send under a fence that is still the head may land at any time: an empty commit under that fence ends this, for
     * no points. It is tried until its answer is known, because a fence that is left alone leaves its units unknown.
     */
    CompletionStage<Void> burnFences(List<Tracked> lost, List<Tracked> inTimeFor) {
        List<Cid> fences = lost.stream().map(Tracked::openFence).filter(Objects::nonNull).distinct().toList();
        return Stages.inOrder(
                fences, fence -> patience.askOnceAtLeast(inTimeFor, () -> burn(fence))
                        .thenAccept(answer -> answer.ifPresent(known -> burnt(lost, fence, known))));
    }

    /** Fails where nobody can say whether the fence is burnt, so that it is tried again. */
    private CompletionStage<Answer> burn(Cid fence) {
        patience.asked();
        return client.send(new Attempt(Unit.Method.APPLY_WRITES, List.of(), null, fence)).thenApply(answer -> {
            if (mayBeAskedAgain(answer)) {
                throw answer.error();
            }
            return answer;
        });
    }

    /** Not before the question has ended: an answer that comes after the report says nothing new of the head. */
    private void burnt(List<Tracked> lost, Cid fence, Answer answer) {
        List<Tracked> open = lost.stream().filter(unit -> fence.equals(unit.openFence())).toList();
        if (answer instanceof Answer.Landed landed) {
            context.head().is(landed.commit() == null ? null : landed.commit().cid());
            open.forEach(Tracked::fenceBurnt);
        } else if (answer instanceof Answer.Swapped swapped) {
            context.head().is(swapped.current());
            open.forEach(Tracked::fencePassed);
        }
    }

    private static boolean mayBeAskedAgain(Answer answer) {
        return !(answer instanceof Answer.Landed)
                && !(answer instanceof Answer.Swapped)
                && !(answer instanceof Answer.Refused)
                && !(answer instanceof Answer.Denied denied && !(denied.error() instanceof RateLimitExceededException));
    }

    private void end(Tracked unit, Map<String, Optional<Cid>> reads, AtprotoException error, boolean ofContent) {
        if (!isRead(unit, reads) && !ofContent) {
            endUnread(unit, reads, error, false);
            return;
        }
        Settlement.Verdict verdict = isRead(unit, reads) ? judge(unit, reads) : null;
        if (verdict instanceof Settlement.Verdict.Present present) {
            unit.existing(present.results());
        } else if (ofContent || isSettledAsAbsent(unit, verdict)) {
            unit.failed(error);
        } else {
            unit.unknown(error);
        }
    }

    /** Whether it has not landed and never will. */
    boolean isSettledAsAbsent(Tracked unit, Settlement.@Nullable Verdict verdict) {
        return !unit.isOpen()
                && ((verdict instanceof Settlement.Verdict.Absent absent && unit.isProvenBy(absent))
                        || (verdict instanceof Settlement.Verdict.Taken taken && taken.isProven())
                        || (verdict instanceof Settlement.Verdict.Replace replace && replace.isProven()));
    }

    private Settlement.Verdict judge(Tracked unit, Map<String, Optional<Cid>> reads) {
        return Settlement.judge(unit.asked(), reads, !context.pds().changesRecords());
    }

    static List<Tracked> pending(List<Tracked> group) {
        return Lists.where(group, Tracked::isPending);
    }
}
