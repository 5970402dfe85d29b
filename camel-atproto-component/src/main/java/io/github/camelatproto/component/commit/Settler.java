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
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import io.github.camelatproto.component.exception.AtprotoException;
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
        return group.isEmpty()
                ? Stages.done()
                : reader.read(group).handle((reads, failure) -> {
                    if (failure == null) {
                        group.forEach(unit -> readFirst(unit, reads));
                    }
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
        return patience.ask(group, this::askHead).thenApply(head -> {
            head.ifPresent(now -> {
                context.head().is(now);
                group.forEach(unit -> unit.headIs(now));
            });
            return head;
        });
    }

    /**
     * Reads the group's records; units that they settle get their outcome, the rest goes on.
     *
     * @param last what went wrong last
     */
    CompletionStage<Void> byReading(
            List<Tracked> group, @Nullable AtprotoException last, Function<List<Tracked>, CompletionStage<Void>> rest) {
        NamedWrite sample = group.stream().map(unit -> unit.unit().sample()).filter(Objects::nonNull).findFirst().orElse(null);
        if (sample == null) {
            return byReadingAll(group, group, last, rest);
        }
        return patience.ask(group, () -> ask(sample)).thenCompose(read -> {
            if (read.isEmpty()) {
                return unread(group, last, others -> byReading(others, last, rest));
            }
            if (read.get().isPresent()) {
                group.forEach(Settler::landedWhole);
                return Stages.done();
            }
            // no attempt that carried it has landed, and whatever carried these units carried it
            List<Tracked> fresh = group.stream().filter(unit -> unit.unit().isFresh()).toList();
            fresh.forEach(unit -> unit.settle(new Settlement.Verdict.Absent(true, null)));
            return byReadingAll(group, group.stream().filter(unit -> !fresh.contains(unit)).toList(), last, rest);
        });
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
     * that need not be sent any more get their outcome. False once a unit is late and nothing could be read.
     */
    CompletionStage<Boolean> lookUnderAFence(List<Tracked> group) {
        return patience.ask(group, () -> reader.read(group)).thenApply(reads -> {
            reads.ifPresent(read -> group.forEach(unit -> unit.settle(judge(unit, read))));
            return reads.isPresent();
        });
    }

    private CompletionStage<Void> byReadingAll(
            List<Tracked> group, List<Tracked> unread, @Nullable AtprotoException last,
            Function<List<Tracked>, CompletionStage<Void>> rest) {
        if (unread.isEmpty()) {
            return rest.apply(pending(group));
        }
        return patience.ask(unread, () -> reader.read(unread)).thenCompose(reads -> {
            if (reads.isEmpty()) {
                return unread(unread, last, others -> byReadingAll(pending(group), others, last, rest));
            }
            unread.forEach(unit -> unit.settle(judge(unit, reads.get())));
            return rest.apply(pending(group));
        });
    }

    /** Nobody can say what became of units that are late; the others go on being asked about. */
    private CompletionStage<Void> unread(
            List<Tracked> group, @Nullable AtprotoException last, Function<List<Tracked>, CompletionStage<Void>> others) {
        patience.late(group).forEach(unit -> unit.unknown(last));
        return others.apply(pending(group));
    }

    /**
     * Ends the units with this error, but first looks whether an earlier, unanswered send of theirs has landed.
     *
     * @param ofContent whether the same bytes will always be refused, so that it is true whatever else
     */
    CompletionStage<Void> giveUp(List<Tracked> group, AtprotoException error, boolean ofContent) {
        List<Tracked> lost = group.stream().filter(this::mustLookBeforeTheReport).toList();
        group.stream().filter(unit -> !lost.contains(unit)).forEach(unit -> unit.failed(error));
        if (lost.isEmpty()) {
            return Stages.done();
        }
        return burnFences(lost).thenCompose(burnt -> {
            lost.stream().filter(unit -> !unit.isLost()).forEach(unit -> unit.failed(error));
            List<Tracked> unsettled = pending(lost);
            return unsettled.isEmpty()
                    ? Stages.done()
                    : patience.ask(unsettled, () -> reader.read(unsettled))
                            .thenAccept(reads -> unsettled.forEach(unit -> end(unit, reads.orElse(null), error, ofContent)));
        });
    }

    boolean mustLookBeforeTheReport(Tracked unit) {
        return unit.isLost();
    }

    /**
     * A send under a fence that is still the head may land at any time: an empty commit under that fence ends this, for
     * no points.
     */
    CompletionStage<Void> burnFences(List<Tracked> lost) {
        if (lost.stream().allMatch(unit -> unit.openFence() == null)) {
            return Stages.done();
        }
        return patience.ask(lost, this::askHead).thenCompose(head -> {
            if (head.isEmpty()) {
                return Stages.done();
            }
            context.head().is(head.get());
            lost.forEach(unit -> unit.headIs(head.get()));
            return lost.stream().anyMatch(unit -> unit.openFence() != null) ? burn(lost, head.get()) : Stages.done();
        });
    }

    private CompletionStage<Void> burn(List<Tracked> lost, Cid fence) {
        patience.asked();
        return patience.beforeTheReport(lost, client.send(new Attempt(Unit.Method.APPLY_WRITES, List.of(), null, fence)))
                .handle((answer, failure) -> {
                    List<Tracked> open = lost.stream().filter(unit -> fence.equals(unit.openFence())).toList();
                    if (answer instanceof Answer.Landed landed) {
                        context.head().is(landed.commit() == null ? null : landed.commit().cid());
                        open.forEach(Tracked::fenceBurnt);
                    } else if (answer instanceof Answer.Swapped swapped) {
                        context.head().is(swapped.current());
                        open.forEach(Tracked::fencePassed);
                    }
                    return null;
                });
    }

    private void end(
            Tracked unit, @Nullable Map<String, Optional<Cid>> reads, AtprotoException error, boolean ofContent) {
        Settlement.Verdict verdict = reads == null ? null : judge(unit, reads);
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
        return !unit.isOpen() && verdict instanceof Settlement.Verdict.Absent absent && unit.isProvenBy(absent);
    }

    private Settlement.Verdict judge(Tracked unit, Map<String, Optional<Cid>> reads) {
        return Settlement.judge(unit.asked(), reads, !context.pds().changesRecords());
    }

    static List<Tracked> pending(List<Tracked> group) {
        return group.stream().filter(Tracked::isPending).toList();
    }
}
