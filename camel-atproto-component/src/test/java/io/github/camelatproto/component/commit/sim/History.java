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

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.github.camelatproto.data.Cid;
import org.jspecify.annotations.Nullable;

/** What each record was when. */
final class History {

    private final Map<String, List<State>> states = new HashMap<>();

    /** A record after a commit; null stands for absence. */
    record State(Landing landing, @Nullable Cid before, @Nullable Cid after) {
    }

    History(List<Landing> landings) {
        for (Landing landing : landings) {
            for (Landing.Change change : landing.changes()) {
                states.computeIfAbsent(change.path(), path -> new ArrayList<>())
                        .add(new State(landing, change.before(), change.after()));
            }
        }
    }

    List<State> of(String path) {
        return states.getOrDefault(path, List.of());
    }

    /** Whether the record was such at some time between the two, both included. */
    boolean was(String path, Instant from, Instant until, Predicate<@Nullable Cid> such) {
        Cid now = null;
        for (State state : of(path)) {
            if (state.landing().at().isAfter(until)) {
                break;
            }
            if (!state.landing().at().isBefore(from) && such.test(now)) {
                return true;
            }
            now = state.after();
        }
        return such.test(now);
    }

    /** Whether the record was deleted after the one commit and no later than then. */
    boolean wasDeleted(String path, Landing after, Instant until) {
        return of(path).stream().anyMatch(
                state -> state.landing().number() >= after.number() && state.after() == null
                        && !state.landing().at().isAfter(until));
    }

    /** How often the record came into being. */
    List<Landing> births(String path) {
        return of(path).stream()
                .filter(state -> state.before() == null && state.after() != null)
                .map(State::landing).toList();
    }
}
