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

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The units that wait for a repo, in order of arrival. Cuts off the next group, which is one commit: the first unit and
 * those after it, until one may not join. Not thread-safe.
 */
final class WriteQueue {

    /** A commit's blocks have at most so many bytes. */
    private static final int MAX_BLOCK_BYTES = 2_000_000;

    private final Deque<Tracked> waiting = new ArrayDeque<>();

    void add(Tracked unit) {
        waiting.addLast(unit);
    }

    int size() {
        return waiting.size();
    }

    /** How many came before then. */
    int arrivedBefore(Instant instant) {
        int count = 0;
        for (Tracked unit : waiting) {
            if (!unit.arrival().isBefore(instant)) {
                break;
            }
            count++;
        }
        return count;
    }

    /** The least of the instants, empty if no unit waits. */
    Optional<Instant> earliest(Function<Tracked, Instant> instant) {
        return waiting.stream().map(instant).min(Comparator.naturalOrder());
    }

    /** Takes those out of the queue that the predicate is true of. */
    List<Tracked> remove(Predicate<Tracked> which) {
        List<Tracked> removed = new ArrayList<>();
        for (Iterator<Tracked> i = waiting.iterator(); i.hasNext();) {
            Tracked unit = i.next();
            if (which.test(unit)) {
                i.remove();
                removed.add(unit);
            }
        }
        return removed;
    }

    /**
     * The units of the next commit; empty if none waits. The first one is taken whatever it needs.
     *
     * @param requestBytes that the PDS takes, as far as is known
     * @param points       that may be spent
     */
    List<Tracked> cut(int requestBytes, int points) {
        List<Tracked> group = new ArrayList<>();
        Size size = new Size(requestBytes, points);
        for (Tracked next = waiting.peekFirst(); next != null; next = waiting.peekFirst()) {
            if (!group.isEmpty() && !(mayJoin(group.get(0), next) && size.hasRoomFor(next))) {
                break;
            }
            size.add(next);
            group.add(waiting.removeFirst());
        }
        return group;
    }

    /**
     * Whether the next commit takes all that wait, and one more like this one.
     *
     * @param like         a unit such as those that are to join
     * @param requestBytes that the PDS takes, as far as is known
     * @param points       that may be spent
     */
    boolean hasRoomForOneLike(Tracked like, int requestBytes, int points) {
        Size size = new Size(requestBytes, points);
        Tracked first = null;
        for (Tracked next : waiting) {
            if (first == null) {
                first = next;
            } else if (!(mayJoin(first, next) && size.hasRoomFor(next))) {
                return false;
            }
            size.add(next);
        }
        return first == null
                || (mayJoin(first, like) && waiting.size() < first.settings().maxQueued() && size.hasRoomForOneLike(like));
    }

    static boolean mayJoin(Tracked first, Tracked next) {
        return first.unit().isJoinable()
                && next.unit().isJoinable()
                && (first.isOfMessageOf(next) || (first.settings().groupCommit() && next.settings().groupCommit()))
                && first.client().equals(next.client())
                // a part of a group waits for the parts before it, so all have the same time
                && first.settings().deliveryTimeout().equals(next.settings().deliveryTimeout())
                && Objects.equals(first.unit().validate(), next.unit().validate());
    }

    /** What a group takes already, and the least of the bounds of its units. */
    private static final class Size {

        private final List<Unit> units = new ArrayList<>();
        /** Of the first units; the others' are added when somebody asks, because most groups are of one unit. */
        private final Set<String> paths = new HashSet<>();
        private int unitsInPaths;
        private int maxRequestBytes;
        private int points;
        private int maxWrites = Integer.MAX_VALUE;
        private int writes;
        private int requestBytes;
        private int blockBytes;

        Size(int maxRequestBytes, int points) {
            this.maxRequestBytes = maxRequestBytes;
            this.points = points;
        }

        boolean hasRoomFor(Tracked next) {
            return hasRoomForOneLike(next) && !touches(next.unit());
        }

        boolean hasRoomForOneLike(Tracked next) {
            Unit unit = next.unit();
            return writes + unit.writes().size() <= Math.min(maxWrites, next.settings().maxWritesPerCommit())
                    && requestBytes + unit.requestBytes() <= Math.min(maxRequestBytes, next.settings().maxRequestBytes())
                    && blockBytes + unit.blockBytes() <= MAX_BLOCK_BYTES
                    && unit.points() <= points;
        }

        /** Whether it writes to a record of the group: then what lies there would not tell which of them landed. */
        private boolean touches(Unit unit) {
            for (; unitsInPaths < units.size(); unitsInPaths++) {
                units.get(unitsInPaths).writes().forEach(write -> paths.add(write.path()));
            }
            return unit.writes().stream().anyMatch(write -> paths.contains(write.path()));
        }

        void add(Tracked next) {
            Unit unit = next.unit();
            units.add(unit);
            maxWrites = Math.min(maxWrites, next.settings().maxWritesPerCommit());
            maxRequestBytes = Math.min(maxRequestBytes, next.settings().maxRequestBytes());
            points -= unit.points();
            writes += unit.writes().size();
            requestBytes += unit.requestBytes();
            blockBytes += unit.blockBytes();
        }
    }
}
