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
         * @param missing its first update or delete of a record that is absent, if any: the PDS answers 500 to it
         */
        record Absent(@Nullable NamedWrite missing) implements Verdict {
        }

        /** Another value lies where it wants to create. */
        record Taken(NamedWrite write, @Nullable Cid current) implements Verdict {
        }

        /** Another value lies where it wants to create, and is to be replaced: the unit to send instead. */
        record Replace(Unit unit) implements Verdict {
        }
    }

    private Settlement() {
    }

    /**
     * @param unit  the unit
     * @param reads path to the record's CID, empty where it is absent; holds every path of the unit
     */
    static Verdict judge(Unit unit, Map<String, Optional<Cid>> reads) {
        if (isMarked(unit, reads) || isAfterState(unit, reads)) {
            return present(unit, reads);
        }
        List<NamedWrite> taken = unit.freeCreates().stream().filter(write -> isThere(write, reads)).toList();
        if (taken.isEmpty()) {
            return new Verdict.Absent(missing(unit, reads));
        }
        if (taken.size() == unit.writes().size() && taken.stream().allMatch(write -> isGoodEnough(write, reads))) {
            return present(unit, reads);
        }
        return taken.stream().filter(write -> write.onExisting() != OnExisting.UPDATE).findFirst()
                .<Verdict> map(write -> new Verdict.Taken(write, reads.get(write.path()).orElse(null)))
                .orElseGet(() -> new Verdict.Replace(replacement(unit, reads)));
    }

    /**
     * Whether its own creates say that it has landed. A fresh one says so whatever else is there. Derived ones may have
     * come one by one, in other lists of the same messages, so they say so together; and beside creates alone only as
     * far as {@code onExisting} takes any value for ours.
     */
    private static boolean isMarked(Unit unit, Map<String, Optional<Cid>> reads) {
        List<NamedWrite> marks = unit.marks();
        if (marks.stream().anyMatch(mark -> mark.origin() == NamedWrite.Origin.FRESH && isThere(mark, reads))) {
            return true;
        }
        return !marks.isEmpty()
                && marks.stream().allMatch(mark -> isThere(mark, reads))
                && (!unit.isCreatesOnly() || marks.stream().allMatch(mark -> mark.onExisting() == OnExisting.SKIP));
    }

    /** An update or delete of a record that neither lies there nor is created by the unit itself. */
    private static @Nullable NamedWrite missing(Unit unit, Map<String, Optional<Cid>> reads) {
        return unit.writes().stream()
                .filter(write -> !write.isCreate() && !isThere(write, reads)
                        && unit.writes().stream().noneMatch(other -> other.isCreate() && other.path().equals(write.path())))
                .findFirst().orElse(null);
    }

    private static boolean isThere(NamedWrite write, Map<String, Optional<Cid>> reads) {
        return reads.get(write.path()).isPresent();
    }

    private static boolean isGoodEnough(NamedWrite write, Map<String, Optional<Cid>> reads) {
        return write.onExisting() == OnExisting.SKIP || isAfter(write, reads);
    }

    /** Whether each record is as the unit's last write on it leaves it. */
    private static boolean isAfterState(Unit unit, Map<String, Optional<Cid>> reads) {
        Map<String, NamedWrite> last = new HashMap<>();
        unit.writes().forEach(write -> last.put(write.path(), write));
        return last.values().stream().allMatch(write -> isAfter(write, reads));
    }

    private static boolean isAfter(NamedWrite write, Map<String, Optional<Cid>> reads) {
        return reads.get(write.path()).equals(Optional.ofNullable(write.after()));
    }

    private static Verdict present(Unit unit, Map<String, Optional<Cid>> reads) {
        return new Verdict.Present(
                unit.writes().stream()
                        .map(write -> new WriteResult(write, reads.get(write.path()).orElse(null), null))
                        .toList());
    }

    private static Unit replacement(Unit unit, Map<String, Optional<Cid>> reads) {
        List<NamedWrite> free = unit.freeCreates();
        return unit.withWrites(
                unit.writes().stream()
                        .map(write -> free.contains(write) && isThere(write, reads) ? write.asUpdate() : write)
                        .toList());
    }
}
