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

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.camelatproto.data.Cid;
import org.jspecify.annotations.Nullable;

/**
 * Decides from what lies in the repo what became of a unit. A pure function of the unit and the reads; by unit, never
 * by write, because a unit lands whole or not at all.
 */
final class Settlement {

    /** What the reads show. */
    sealed interface Verdict {

        /** It is in the repo, or what is there counts as it. */
        record Present(List<WriteResult> results) implements Verdict {
        }

        /**
         * It is not there, and nothing is in the way of its creates.
         *
         * @param isProven               whether that shows that no send of it has landed so far; else one may have
         *                               landed and been overwritten
         * @param isProvenOfReplacements the same of sends that had its creates as updates of what was there
         * @param missing                its first update or delete of a record that is absent, if any: the PDS answers
         *                               500 to it
         */
        record Absent(boolean isProven, boolean isProvenOfReplacements, @Nullable NamedWrite missing) implements Verdict {
        }

        /**
         * Another value lies where it wants to create, or where it wants to replace the one that its author read.
         *
         * @param isProven whether the reads show all the same that no send of it has landed so far
         */
        record Taken(NamedWrite write, @Nullable Cid current, boolean isProven) implements Verdict {
        }

        /**
         * Another value lies where it wants to create, and is to be replaced: the unit to send instead.
         *
         * @param isProven whether the reads show all the same that no send of it has landed so far
         */
        record Replace(Unit unit, boolean isProven) implements Verdict {
        }
    }

    private final Unit unit;
    private final Map<String, Optional<Cid>> reads;
    private final boolean cidsProve;

    private Settlement(Unit unit, Map<String, Optional<Cid>> reads, boolean cidsProve) {
        this.unit = unit;
        this.reads = reads;
        // another writer may have computed the same bytes as a rebase did
        this.cidsProve = cidsProve && unit.rebase() == null;
    }

    /**
     * @param unit      the unit
     * @param reads     path to the record's CID, empty where it is absent; holds every path of the unit
     * @param cidsProve whether the PDS writes records as they are sent, so that an equal CID is the unit's own
     */
    static Verdict judge(Unit unit, Map<String, Optional<Cid>> reads, boolean cidsProve) {
        return new Settlement(unit, reads, cidsProve).verdict();
    }

    private Verdict verdict() {
        if (isMarked(unit, reads) || isAfterState()) {
            return present();
        }
        List<NamedWrite> taken = unit.freeCreates().stream().filter(this::isThere).toList();
        NamedWrite outdated = unit.rebase() == null ? outdated() : null;
        if (taken.isEmpty()) {
            return outdated != null
                    ? taken(outdated)
                    : new Verdict.Absent(unit.showsAbsence() || isAsItsAuthorRead(), showsNotLanded(), missing());
        }
        if (taken.size() == unit.writes().size() && taken.stream().allMatch(this::isGoodEnough)) {
            return present();
        }
        return taken.stream().filter(write -> write.onExisting() != OnExisting.UPDATE).findFirst()
                .or(() -> Optional.ofNullable(outdated))
                .<Verdict> map(this::taken)
                .orElseGet(() -> new Verdict.Replace(replacement(), showsNotLanded()));
    }

    private Verdict.Taken taken(NamedWrite write) {
        return new Verdict.Taken(write, current(write), showsNotLanded());
    }

    /** Whether its own create is not there, or a change finds what its author read: neither would be had it landed. */
    private boolean showsNotLanded() {
        return isAsItsAuthorRead() || unit.marks().stream().anyMatch(mark -> !isThere(mark));
    }

    /**
     * Whether its own creates say that it has landed. A fresh one says so whatever else is there. Derived ones may have
     * come one by one, in other lists of the same messages, so they say so together; and beside creates alone only as
     * far as {@code onExisting} takes any value for ours.
     *
     * @param reads what could be read of it, which need not be all: a record that was not read says nothing
     */
    static boolean isMarked(Unit unit, Map<String, Optional<Cid>> reads) {
        List<NamedWrite> marks = unit.marks();
        if (marks.stream().anyMatch(mark -> mark.origin() == NamedWrite.Origin.FRESH && isThere(mark, reads))) {
            return true;
        }
        return !marks.isEmpty()
                && marks.stream().allMatch(mark -> isThere(mark, reads))
                && (!unit.isCreatesOnly() || marks.stream().allMatch(mark -> mark.onExisting() == OnExisting.SKIP));
    }

    /** Whether each record is as the unit's last write on it leaves it. */
    private boolean isAfterState() {
        Map<String, NamedWrite> last = new HashMap<>();
        unit.writes().forEach(write -> last.put(write.path(), write));
        return unit.rebase() == null && last.values().stream().allMatch(this::isAfter);
    }

    private boolean isAfter(NamedWrite write) {
        Cid after = write.after();
        return (after == null || cidsProve) && reads.get(write.path()).equals(Optional.ofNullable(after));
    }

    /** Whether a change finds the very value that its author named, which it would not had the unit landed. */
    private boolean isAsItsAuthorRead() {
        return unit.writes().stream().anyMatch(write -> !write.isCreate() && isExpected(write));
    }

    private boolean isExpected(NamedWrite write) {
        SwapRecord expected = write.swapRecord();
        return expected != null && reads.get(write.path()).equals(Optional.ofNullable(expected.cid()));
    }

    /** A change whose record is not as its author read it. */
    private @Nullable NamedWrite outdated() {
        return unit.writes().stream()
                .filter(write -> !write.isCreate() && write.swapRecord() != null && !isExpected(write))
                .findFirst().orElse(null);
    }

    /** An update or delete of a record that neither lies there nor is created by the unit itself. */
    private @Nullable NamedWrite missing() {
        if (unit.method() == Unit.Method.PUT_RECORD || unit.method() == Unit.Method.DELETE_RECORD) {
            return null;
        }
        return unit.writes().stream()
                .filter(write -> !write.isCreate() && !isThere(write)
                        && unit.writes().stream().noneMatch(other -> other.isCreate() && other.path().equals(write.path())))
                .findFirst().orElse(null);
    }

    private boolean isThere(NamedWrite write) {
        return isThere(write, reads);
    }

    private static boolean isThere(NamedWrite write, Map<String, Optional<Cid>> reads) {
        return reads.getOrDefault(write.path(), Optional.empty()).isPresent();
    }

    private @Nullable Cid current(NamedWrite write) {
        return reads.get(write.path()).orElse(null);
    }

    private boolean isGoodEnough(NamedWrite write) {
        return write.onExisting() == OnExisting.SKIP || isAfter(write);
    }

    private Verdict present() {
        return new Verdict.Present(
                unit.writes().stream().map(write -> new WriteResult(write, current(write), null)).toList());
    }

    private Unit replacement() {
        List<NamedWrite> free = unit.freeCreates();
        return unit.withWrites(
                unit.writes().stream()
                        .map(write -> free.contains(write) && isThere(write) ? write.asUpdate() : write)
                        .toList());
    }
}
