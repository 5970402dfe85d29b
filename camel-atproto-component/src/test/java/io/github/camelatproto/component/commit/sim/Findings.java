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
package io.github.camelatproto.component.commit.sim;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What the oracle holds against an engine. */
final class Findings {

    enum Kind {
        /** A message with a name of its own never became a record. */
        LOST,
        /** It landed more than once. */
        DUPLICATED,
        /** Something else landed than was asked for, or where its author did not want it. */
        ALTERED,
        /** What was newer was undone. */
        REVERTED,
        OUT_OF_ORDER,
        ACKNOWLEDGED_BUT_ABSENT,
        FAILED_BUT_PRESENT,
        /** Not answered, or too late. */
        HUNG,
        /** Reported as unknown, though the engine could have told. */
        DECIDABLE,
        /** A rule of the commit engine was broken, whatever came of it. */
        RULE
    }

    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    private final List<String> texts = new ArrayList<>();

    void add(Kind kind, String text) {
        counts.merge(kind, 1, Integer::sum);
        texts.add(kind + ": " + text);
    }

    /** @param text is asked for where it is told only, as most never are */
    void check(boolean holds, Kind otherwise, Supplier<String> text) {
        if (!holds) {
            add(otherwise, text.get());
        }
    }

    int count(Kind... kinds) {
        int count = 0;
        for (Kind kind : kinds) {
            count += counts.getOrDefault(kind, 0);
        }
        return count;
    }

    boolean isEmpty() {
        return texts.isEmpty();
    }

    List<String> texts() {
        return texts;
    }
}
