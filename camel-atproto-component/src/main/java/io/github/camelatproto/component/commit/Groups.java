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

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * Cuts a run of units into groups, in order, each of which is one commit: up to the writes and the bytes of a request,
 * one {@code validate}, no fence of their own, and no record twice. The first unit that may not join closes the group.
 */
final class Groups {

    private Groups() {
    }

    static <T> List<List<T>> cut(List<T> items, Function<T, Unit> unitOf, int maxWrites, int maxBytes) {
        List<List<T>> groups = new ArrayList<>();
        List<T> open = new ArrayList<>();
        Set<String> paths = new HashSet<>();
        int writes = 0;
        int bytes = 0;
        for (T item : items) {
            Unit unit = unitOf.apply(item);
            int unitBytes = unit.writes().stream().mapToInt(NamedWrite::requestBytes).sum();
            boolean joins = !open.isEmpty()
                    && isJoinable(unitOf.apply(open.get(0)), unit)
                    && writes + unit.writes().size() <= maxWrites
                    && bytes + unitBytes <= maxBytes
                    && unit.writes().stream().noneMatch(write -> paths.contains(write.path()));
            if (!joins && !open.isEmpty()) {
                groups.add(open);
                open = new ArrayList<>();
                paths.clear();
                writes = 0;
                bytes = 0;
            }
            open.add(item);
            unit.writes().forEach(write -> paths.add(write.path()));
            writes += unit.writes().size();
            bytes += unitBytes;
        }
        if (!open.isEmpty()) {
            groups.add(open);
        }
        return groups;
    }

    private static boolean isJoinable(Unit first, Unit unit) {
        return first.swap() instanceof Swap.None
                && unit.swap() instanceof Swap.None
                && Objects.equals(first.validate(), unit.validate());
    }
}
