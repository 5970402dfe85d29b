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

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.camelatproto.syntax.Nsid;
import org.jspecify.annotations.Nullable;

/**
 * The writes of one message (or, with {@code atomic=false}, one write of its list): they land together or not at all.
 *
 * @param method      the XRPC method that carries it when it goes alone
 * @param writes      at least one, but none yet where the swap has a rebase
 * @param validate    the lexicon's {@code validate}: true, false, or absent
 * @param swap        the caller's fence
 * @param redelivered whether an earlier delivery of the same message may have sent it
 */
public record Unit(Method method, List<NamedWrite> writes, @Nullable Boolean validate, Swap swap, boolean redelivered) {

    /**
     * Likes, reposts, follows and blocks: createRecord, and nothing else, replaces an older one of the same subject.
     */
    private static final Set<String> REPLACED_BY_CREATE_RECORD = Set.of(
            "app.bsky.feed.like", "app.bsky.feed.repost", "app.bsky.graph.follow", "app.bsky.graph.block");

    /** The methods of {@code com.atproto.repo} that write. */
    public enum Method {
        CREATE_RECORD,
        /** Carries one update, or one create of a record that must not exist ({@code swapRecord: null}). */
        PUT_RECORD,
        DELETE_RECORD,
        APPLY_WRITES
    }

    public Unit {
        writes = List.copyOf(writes);
        if (writes.isEmpty() && rebase(swap) == null) {
            throw new IllegalArgumentException("A unit needs a write");
        }
    }

    /** What computes its writes for each attempt, null if they are fixed. */
    @Nullable
    Rebase rebase() {
        return rebase(swap);
    }

    private static @Nullable Rebase rebase(Swap swap) {
        return swap instanceof Swap.Latest latest ? latest.rebase() : null;
    }

    /** Whether it may share a commit: it has no condition of its own, and no method that does what no other does. */
    boolean isJoinable() {
        return switch (method) {
            case PUT_RECORD, DELETE_RECORD -> false;
            case CREATE_RECORD -> swap instanceof Swap.None
                    && !Lists.any(writes, write -> isReplacedByCreateRecord(write.collection()));
            case APPLY_WRITES -> swap instanceof Swap.None;
        };
    }

    /** Whether a createRecord in this collection removes an older record of the same subject. */
    public static boolean isReplacedByCreateRecord(Nsid collection) {
        return REPLACED_BY_CREATE_RECORD.contains(collection.toString());
    }

    boolean isCreatesOnly() {
        return !Lists.any(writes, write -> !write.isCreate());
    }

    /** Its creates of records that no earlier write of it has touched: nothing may lie there when it lands. */
    List<NamedWrite> freeCreates() {
        Set<String> touched = new HashSet<>();
        return writes.stream().filter(write -> touched.add(write.path()) && write.isCreate()).toList();
    }

    /** Its free creates whose rkey nobody else makes: where they lie, the unit has landed. */
    List<NamedWrite> marks() {
        return freeCreates().stream().filter(NamedWrite::isOwn).toList();
    }

    /** Whether records that are not there show that it has not landed, so that it may be sent again. */
    boolean showsAbsence() {
        return isCreatesOnly() || !marks().isEmpty();
    }

    /**
     * Whether its creates are to replace what lies there: then another value does not tell that it has not landed, for
     * it may have been replaced itself.
     */
    boolean isToReplace() {
        if (!Lists.any(writes, Unit::isToReplace)) {
            return false;
        }
        List<NamedWrite> telling = marks().isEmpty() ? writes : marks();
        return telling.stream().noneMatch(write -> write.isOwn() && write.origin() == NamedWrite.Origin.FRESH)
                && telling.stream().anyMatch(Unit::isToReplace);
    }

    private static boolean isToReplace(NamedWrite write) {
        return write.isCreate() && write.onExisting() == OnExisting.UPDATE;
    }

    /** Whether its records tell whether it has landed, though the PDS broke and others may have written since. */
    boolean isSettledByReading() {
        return showsAbsence() && !isToReplace();
    }

    /** Its first create with a fresh rkey that no earlier delivery has sent: whether it lies there tells of all. */
    @Nullable
    NamedWrite sample() {
        return redelivered
                ? null
                : marks().stream().filter(mark -> mark.origin() == NamedWrite.Origin.FRESH).findFirst().orElse(null);
    }

    /** Whether nobody but this delivery can have made any of its records. */
    boolean isFresh() {
        return !redelivered
                && isCreatesOnly()
                && writes.stream().allMatch(write -> write.origin() == NamedWrite.Origin.FRESH);
    }

    /** Whether an earlier process may have sent it under the same rkeys without anybody knowing. */
    boolean isRepeatable() {
        return Lists.any(
                writes, write -> write.isCreate()
                        && (write.origin() == NamedWrite.Origin.DERIVED
                                || (write.origin() == NamedWrite.Origin.GIVEN && write.onExisting() == OnExisting.SKIP)));
    }

    /** What the PDS charges for it, landed or not. */
    int points() {
        return method == Method.PUT_RECORD ? 2 : Lists.sum(writes, NamedWrite::points);
    }

    int requestBytes() {
        return Lists.sum(writes, NamedWrite::requestBytes);
    }

    /** About how many bytes the blocks of its commit take. */
    int blockBytes() {
        return Lists.sum(writes, NamedWrite::blockBytes);
    }

    Unit withWrites(List<NamedWrite> changed) {
        return new Unit(method == Method.CREATE_RECORD ? Method.APPLY_WRITES : method, changed, validate, swap, redelivered);
    }
}
