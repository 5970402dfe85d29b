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
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.github.camelatproto.component.commit.sim.Findings.Kind;

/** Whether what an engine was given first landed first. */
final class OrderCheck {

    private final Pds pds;
    private final History history;
    private final Findings findings;

    OrderCheck(Pds pds, History history, Findings findings) {
        this.pds = pds;
        this.history = history;
        this.findings = findings;
    }

    void check() {
        if (!pds.traits.isPromised()) {
            return;
        }
        Map<Instance, Dispatch> newest = new HashMap<>();
        Set<Dispatch> landed = new HashSet<>();
        for (Landing landing : pds.landings()) {
            if (landing.call() == null) {
                continue;
            }
            for (Dispatch dispatch : landing.call().dispatches) {
                if (!landed.add(dispatch)) {
                    // whether it might land twice, LandingCheck says
                    continue;
                }
                Dispatch before = newest.get(dispatch.by);
                if (before == null || before.number < dispatch.number) {
                    newest.put(dispatch.by, dispatch);
                } else {
                    findings.check(
                            isLateCreate(dispatch, landing), Kind.OUT_OF_ORDER,
                            () -> "landed at " + landing.at() + " after " + before + ": " + dispatch);
                }
            }
        }
    }

    /** The second limit: an unfenced create whose answer was lost may arrive late. */
    private boolean isLateCreate(Dispatch dispatch, Landing landing) {
        Call call = landing.call();
        boolean isLost = call != null && call.isUnclear() && !call.isFenced();
        boolean isGivenUp = dispatch.isUnknown() && landing.at().isAfter(givenUp(dispatch));
        return isLost && (isGivenUp || wasDeleted(dispatch, landing));
    }

    /**
     * Since when it may have been told as unknown. One of a list is told with the others, those that were sent after it
     * had been given up included: it had been at its last call's answer, or later. No engine can recall what it has
     * sent without a fence, and one that held the others back until it has arrived would hold them back for ever.
     */
    private static Instant givenUp(Dispatch dispatch) {
        Instant told = Objects.requireNonNullElse(dispatch.answered, Instant.MAX);
        return dispatch.isAlone
                ? told
                : dispatch.calls.stream().map(call -> Objects.requireNonNullElse(call.answered, told))
                        .max(Instant::compareTo).orElse(told);
    }

    private boolean wasDeleted(Dispatch dispatch, Landing landing) {
        return dispatch.writes().stream().allMatch(
                write -> history.was(write.path(), Instant.MIN, landing.at(), cid -> cid != null)
                        && history.of(write.path()).stream().anyMatch(
                                state -> state.landing().number() < landing.number() && state.after() == null));
    }
}
