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
package io.github.camelatproto.pds;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

import io.github.camelatproto.pds.xrpc.Interference;

/**
 * The faults that are ordered from a PDS, by the name of the method that they strike. Each call takes one: the next
 * that waits for its method, else the one that strikes always, if there is any. A call takes its fault as it arrives,
 * whatever becomes of it. Thread-safe.
 */
public final class Faults {

    private final Map<String, Queue<Fault>> next = new HashMap<>();
    private final Map<String, Fault> always = new HashMap<>();

    Faults() {
    }

    /** Strikes the next calls of a method, one fault each, after those that wait already. */
    public synchronized void next(String nsid, Fault... faults) {
        next.computeIfAbsent(nsid, any -> new ArrayDeque<>()).addAll(List.of(faults));
    }

    /** Strikes every call of a method that finds no fault waiting, in place of the one that did so before. */
    public synchronized void always(String nsid, Fault fault) {
        always.put(nsid, fault);
    }

    /** From now on every call is carried out as it should be. */
    public synchronized void clear() {
        next.clear();
        always.clear();
    }

    synchronized Interference take(String nsid) {
        Queue<Fault> waiting = next.get(nsid);
        Fault fault = waiting == null ? null : waiting.poll();
        if (fault == null) {
            fault = always.get(nsid);
        }
        return fault == null ? Interference.NONE : fault.interference();
    }
}
