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

        /** None of its creates is there. */
        record Absent() implements Verdict {
        }

        /** Another value lies where it wants to create. */
        record Taken(NamedWrite write, Optional<Cid> current) implements Verdict {
        }

        /** Another value lies where it wants to create, and is to be replaced: the unit to send instead. */
        record Replace(Unit unit) implements Verdict {
        }

        /** It holds an update or a delete, and this write's record is not as it would be after it. */
        record Differs(NamedWrite write, Optional<Cid> current) implements Verdict {
        }
    }

    private Settlement() {
    }

    /**
     * @param unit  the unit
     * @param reads path to the record's CID, empty where it is absent; holds every path of the unit
     */
    static Verdict judge(Unit unit, Map<String, Optional<Cid>> reads) {
        List<NamedWrite> writes = unit.writes();
        if (writes.stream().anyMatch(write -> isFreshCreate(write) && reads.get(write.path()).isPresent())
                || isAfterState(unit, reads)) {
            return present(unit, reads);
        }
        return unit.isCreatesOnly() ? judgeCreates(unit, reads) : judgeChanges(unit, reads);
    }

    private static Verdict judgeChanges(Unit unit, Map<String, Optional<Cid>> reads) {
        List<NamedWrite> named = unit.writes().stream().filter(NamedWrite::isOwn).toList();
        if (!named.isEmpty() && named.stream().allMatch(write -> reads.get(write.path()).isPresent())) {
            return present(unit, reads);
        }
        NamedWrite different = unit.writes().stream().filter(write -> isChangeOfNothing(unit, write, reads)).findFirst()
                .or(() -> unit.writes().stream().filter(write -> !isAfter(write, reads)).findFirst())
                .orElseThrow(() -> new IllegalStateException("Every write is in its after-state"));
        return new Verdict.Differs(different, reads.get(different.path()));
    }

    private static Verdict judgeCreates(Unit unit, Map<String, Optional<Cid>> reads) {
        List<NamedWrite> there = unit.writes().stream().filter(write -> reads.get(write.path()).isPresent()).toList();
        if (there.isEmpty()) {
            return new Verdict.Absent();
        }
        boolean complete = there.size() == unit.writes().size();
        Optional<NamedWrite> inTheWay = there.stream()
                .filter(write -> write.onExisting() != OnExisting.UPDATE && !(complete && isGoodEnough(write, reads)))
                .findFirst();
        if (inTheWay.isPresent()) {
            return new Verdict.Taken(inTheWay.get(), reads.get(inTheWay.get().path()));
        }
        boolean replaces = there.stream()
                .anyMatch(write -> write.onExisting() == OnExisting.UPDATE && !isAfter(write, reads));
        return replaces || !complete ? new Verdict.Replace(replacement(unit, reads)) : present(unit, reads);
    }

    /** An update or delete of a record that neither lies there nor is created by the unit itself. */
    private static boolean isChangeOfNothing(Unit unit, NamedWrite write, Map<String, Optional<Cid>> reads) {
        return !write.isCreate()
                && reads.get(write.path()).isEmpty()
                && unit.writes().stream().noneMatch(other -> other.isCreate() && other.path().equals(write.path()));
    }

    private static boolean isFreshCreate(NamedWrite write) {
        return write.isCreate() && write.origin() == NamedWrite.Origin.FRESH;
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
        return unit.withWrites(
                unit.writes().stream().map(write -> reads.get(write.path()).isPresent() ? write.asUpdate() : write).toList());
    }
}
