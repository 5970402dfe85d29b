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
package io.github.camelatproto.component.sync;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.camelatproto.component.commit.NamedWrite;
import io.github.camelatproto.component.commit.Outcome;
import io.github.camelatproto.component.commit.Swap;
import io.github.camelatproto.component.commit.Unit;
import io.github.camelatproto.component.exception.AtprotoException;
import io.github.camelatproto.component.exception.PayloadTooLargeException;
import io.github.camelatproto.component.exception.RecordValidationException;
import io.github.camelatproto.component.exception.UnknownOutcomeException;
import io.github.camelatproto.data.Cid;
import io.github.camelatproto.repo.CommitMeta;
import org.jspecify.annotations.Nullable;

/**
 * Makes a collection as it is wanted, in as few commits as it takes. Each is computed in the writer's turn from what is
 * there, and fenced on the head at which it was: nothing of another writer is overwritten unseen. What cannot be told
 * is read, and what is missing then is written, because to write it again makes the same records.
 */
public final class CollectionSync {

    /** How often a commit whose outcome nobody knows is read and computed anew. */
    private static final int MOST_DOUBTS = 3;
    /** A sync may be disturbed so often, besides what its records may each need. */
    private static final int SPARE_ROUNDS = 20;
    private static final Pattern INDEX = Pattern.compile("^[$][.]writes\\[(\\d{1,4})]");

    private final SyncedRepo repo;
    private WantedRecords wanted;
    private SyncPlan.CommitLimits limits;
    private final @Nullable Boolean validate;
    private final int maxSwapRetries;
    private @Nullable CollectionState state;
    private int created;
    private int updated;
    private int deleted;
    private int commits;
    private int doubts;
    private int rounds;
    private @Nullable CommitMeta last;

    /**
     * @param remembered what the collection was at some commit, null if nothing is known
     * @param validate   the lexicon's {@code validate}: true, false, or absent
     */
    public CollectionSync(
                          SyncedRepo repo, WantedRecords wanted, @Nullable CollectionState remembered,
                          SyncPlan.CommitLimits limits, @Nullable Boolean validate, int maxSwapRetries) {
        this.repo = repo;
        this.wanted = wanted;
        this.state = remembered;
        this.limits = limits;
        this.validate = validate;
        this.maxSwapRetries = maxSwapRetries;
    }

    /**
     * The plan at the head as it is now; nothing is written.
     *
     * @throws io.github.camelatproto.component.exception.InvalidInputException (in the stage) where it would delete
     *                                                                          more than is allowed
     */
    public CompletionStage<SyncPlan> plan() {
        return repo.head().thenCompose(this::at)
                .thenApply(present -> SyncPlan.of(wanted, present).checked(wanted, present));
    }

    /** Carries it out. To be called once. */
    public CompletionStage<SyncResult> run() {
        return plan().thenCompose(plan -> {
            if (plan.isEmpty()) {
                return CompletableFuture.completedFuture(result(plan));
            }
            int most = 2 * (wanted.records().size() + plan.deletes().size()) + SPARE_ROUNDS;
            return ++rounds > most ? CompletableFuture.failedFuture(restless(plan)) : commit();
        });
    }

    private AtprotoException restless(SyncPlan plan) {
        return new AtprotoException(
                "syncRecords of " + wanted.collection() + " does not come to rest: after " + (rounds - 1) + " commits "
                                    + SyncPlan.keys(plan.updates()).stream().findFirst().orElse("a record")
                                    + " is still not as it is wanted. Does somebody else write it, or the PDS alter it?");
    }

    /** What the collection is known to be, for what comes after. */
    public @Nullable CollectionState state() {
        return state;
    }

    private CompletionStage<CollectionState> at(Cid head) {
        CollectionState known = state;
        if (known != null && known.head().equals(head)) {
            return CompletableFuture.completedFuture(known);
        }
        return repo.read(wanted, head).thenApply(read -> {
            state = read;
            return read;
        });
    }

    private CompletionStage<SyncResult> commit() {
        AtomicReference<List<NamedWrite>> sent = new AtomicReference<>(List.of());
        Swap.Latest swap = new Swap.Latest(
                maxSwapRetries, head -> at(head).thenApply(present -> {
                    List<NamedWrite> writes = SyncPlan.of(wanted, present).checked(wanted, present).next(limits);
                    sent.set(writes);
                    return writes;
                }));
        return repo.submit(new Unit(Unit.Method.APPLY_WRITES, List.of(), validate, swap, false))
                .thenCompose(outcome -> landed(outcome, sent.get()));
    }

    private CompletionStage<SyncResult> landed(Outcome outcome, List<NamedWrite> writes) {
        if (outcome instanceof Outcome.Failed failed) {
            return failed(failed.error(), writes);
        }
        count(writes);
        CommitMeta commit = outcome instanceof Outcome.Written written ? written.commit() : null;
        CollectionState before = state;
        last = commit == null ? last : commit;
        state = commit == null || before == null ? null : before.after(writes, commit.cid());
        // what is left is planned from what is known now
        return run();
    }

    private CompletionStage<SyncResult> failed(AtprotoException error, List<NamedWrite> writes) {
        if (error instanceof UnknownOutcomeException && ++doubts <= MOST_DOUBTS) {
            state = null;
            return run();
        }
        if (error instanceof PayloadTooLargeException && writes.size() > 1) {
            limits = limits.lessThan(writes);
            return run();
        }
        NamedWrite refused = writes.size() == 1 ? writes.get(0) : named(error, writes);
        if (refused != null && (error instanceof RecordValidationException || error instanceof PayloadTooLargeException)) {
            // one record does not take the rest along
            wanted = wanted.without(refused.rkey().value(), error);
            return run();
        }
        return CompletableFuture.failedFuture(error);
    }

    /** The write that the PDS's error names, such as $.writes[3]. */
    private static @Nullable NamedWrite named(AtprotoException error, List<NamedWrite> writes) {
        String path = error instanceof RecordValidationException invalid ? invalid.getPath() : null;
        Matcher index = INDEX.matcher(path == null ? "" : path);
        return index.find() && Integer.parseInt(index.group(1)) < writes.size()
                ? writes.get(Integer.parseInt(index.group(1))) : null;
    }

    private void count(List<NamedWrite> writes) {
        if (!writes.isEmpty()) {
            commits++;
        }
        for (NamedWrite write : writes) {
            if (write.isCreate()) {
                created++;
            } else if (write.after() == null) {
                deleted++;
            } else {
                updated++;
            }
        }
    }

    private SyncResult result(SyncPlan plan) {
        // others may have deleted meanwhile what was made
        int unchanged = Math.max(0, plan.unchanged() - created - updated);
        return new SyncResult(created, updated, deleted, unchanged, commits, last, state, wanted.refused());
    }
}
