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

/** Cuts a group that the PDS refused: around its culprit where it is known, else into halves. */
final class Parts {

    private Parts() {
    }

    /** @param writeIndex the write that the PDS's error names, counted over the group; -1 if it names none */
    static List<List<Tracked>> aroundWrite(List<Tracked> group, int writeIndex) {
        int writes = 0;
        for (int i = 0; i < group.size() && writeIndex >= 0; i++) {
            writes += group.get(i).unit().writes().size();
            if (writeIndex < writes) {
                return around(group, i);
            }
        }
        return halves(group);
    }

    /** Around the first unit that changes a record that is absent. */
    static List<List<Tracked>> aroundMissing(List<Tracked> group) {
        for (int i = 0; i < group.size(); i++) {
            if (group.get(i).missing() != null) {
                return around(group, i);
            }
        }
        return halves(group);
    }

    private static List<List<Tracked>> around(List<Tracked> group, int culprit) {
        return List.of(
                group.subList(0, culprit), group.subList(culprit, culprit + 1), group.subList(culprit + 1, group.size()));
    }

    private static List<List<Tracked>> halves(List<Tracked> group) {
        int half = group.size() / 2;
        return List.of(group.subList(0, half), group.subList(half, group.size()));
    }
}
