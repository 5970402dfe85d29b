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

import java.util.List;

import io.github.camelatproto.component.commit.NamedWrite;
import io.github.camelatproto.component.commit.sim.Findings.Kind;

/** Whether every message that has a name of its own became exactly one record, and every other one at least one. */
final class PromiseCheck {

    private final Pds pds;
    private final History history;
    private final Findings findings;

    PromiseCheck(Pds pds, History history, Findings findings) {
        this.pds = pds;
        this.history = history;
        this.findings = findings;
    }

    void check(Site site) {
        for (Message message : site.messages()) {
            message.items.stream().filter(Item::isMarked).forEach(this::checkNotTwice);
            if (message.isPromised()) {
                message.items.forEach(item -> checkOnce(message, item));
            }
        }
    }

    private void checkOnce(Message message, Item item) {
        findings.check(message.isAcknowledged, Kind.LOST, () -> "not acknowledged in the calm: " + item.dispatches);
        boolean isThere = item.dispatches.stream().anyMatch(
                dispatch -> dispatch.writes().stream().allMatch(write -> !history.births(write.path()).isEmpty()));
        findings.check(isThere, Kind.LOST, () -> "never landed: " + item.dispatches);
    }

    /** A fresh rkey is gone with its process, so the message has another one after a crash. */
    private void checkNotTwice(Item item) {
        if (pds.traits.createsOverwrite()) {
            return;
        }
        for (Dispatch dispatch : item.dispatches) {
            for (NamedWrite mark : Marks.of(dispatch.writes())) {
                List<Landing> births = history.births(mark.path());
                findings.check(
                        births.size() <= 1 && history.of(mark.path()).size() <= 1, Kind.DUPLICATED,
                        () -> mark.path() + " landed " + history.of(mark.path()).size() + " times: " + item.dispatches);
            }
        }
    }
}
