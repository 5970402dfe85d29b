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
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import io.github.camelatproto.component.commit.Attempt;
import io.github.camelatproto.component.commit.NamedWrite;
import io.github.camelatproto.repo.Write;
import org.jspecify.annotations.Nullable;

/** Knows every delivery, and whose writes an attempt carries. */
final class Ledger {

    private final List<Dispatch> dispatches = new ArrayList<>();
    /** Most writes reach the wire as the objects that were submitted, which tells two deliveries of one item apart. */
    private final IdentityHashMap<Write, Dispatch> byWrite = new IdentityHashMap<>();
    private final Map<String, Item> byValue = new HashMap<>();
    private final List<NamedWrite> strays = new ArrayList<>();

    List<Dispatch> dispatches() {
        return dispatches;
    }

    /** Writes on the wire that nobody asked for. */
    List<NamedWrite> strays() {
        return strays;
    }

    int nextNumber() {
        return dispatches.size();
    }

    void add(Dispatch dispatch) {
        dispatches.add(dispatch);
        dispatch.item.dispatches.add(dispatch);
        dispatch.unit.writes().forEach(write -> of(write, dispatch));
    }

    /** This write was computed or asked for by that delivery. */
    void of(NamedWrite write, Dispatch dispatch) {
        byWrite.put(write.write(), dispatch);
        byValue.put(value(write), dispatch.item);
    }

    /** The deliveries whose units the attempt carries, in order. */
    List<Dispatch> carried(Instance by, Attempt attempt) {
        List<Dispatch> carried = new ArrayList<>();
        for (NamedWrite write : attempt.writes()) {
            Dispatch dispatch = byWrite.containsKey(write.write()) ? byWrite.get(write.write()) : byValue(by, write);
            if (dispatch == null) {
                strays.add(write);
            } else if (carried.isEmpty() || carried.get(carried.size() - 1) != dispatch) {
                carried.add(dispatch);
            }
        }
        return carried;
    }

    /**
     * A create that has become an update is known by its value: it is of the delivery that was sent last, or else of
     * the first one still unanswered.
     */
    private @Nullable Dispatch byValue(Instance by, NamedWrite write) {
        Item item = byValue.get(value(write));
        if (item == null) {
            return null;
        }
        List<Dispatch> live = item.dispatches.stream()
                .filter(dispatch -> dispatch.by == by && dispatch.answered == null).toList();
        return live.stream().filter(dispatch -> !dispatch.calls.isEmpty())
                .max(Comparator.comparing(dispatch -> dispatch.calls.get(dispatch.calls.size() - 1).number))
                .orElse(live.isEmpty() ? null : live.get(0));
    }

    private static String value(NamedWrite write) {
        return write.path() + " " + write.after();
    }
}
