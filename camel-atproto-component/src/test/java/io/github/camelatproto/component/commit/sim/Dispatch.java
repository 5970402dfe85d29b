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
import java.util.List;

import io.github.camelatproto.component.commit.NamedWrite;
import io.github.camelatproto.component.commit.Outcome;
import io.github.camelatproto.component.commit.Unit;
import io.github.camelatproto.component.exception.UnknownOutcomeException;
import io.github.camelatproto.data.Cid;
import org.jspecify.annotations.Nullable;

/** One delivery of an item to an engine, and what the engine said of it when. */
final class Dispatch {

    final int number;
    final Item item;
    final Endpoint endpoint;
    final Instance by;
    final Unit unit;
    final Instant submitted;
    /** Whether its answer is that of its message, so that it tells when it ended. */
    final boolean isAlone;
    /** What its rebase computed, the newest last. */
    final List<Rebased> rebased = new ArrayList<>();
    /** The sends that carried it. */
    final List<Call> calls = new ArrayList<>();
    @Nullable
    Outcome outcome;
    @Nullable
    Instant answered;

    /** What a rebase computed for the head that it was given. */
    record Rebased(Cid head, List<NamedWrite> writes) {
    }

    Dispatch(int number, Message message, Item item, Instance by, Unit unit, Instant submitted) {
        this.number = number;
        this.item = item;
        this.endpoint = message.endpoint;
        this.isAlone = message.items.size() == 1;
        this.by = by;
        this.unit = unit;
        this.submitted = submitted;
    }

    /** The writes as they go out next. */
    List<NamedWrite> writes() {
        return rebased.isEmpty() ? unit.writes() : rebased.get(rebased.size() - 1).writes();
    }

    /** The writes as they went out with the call. */
    List<NamedWrite> writes(Call call) {
        for (Rebased one : rebased) {
            if (one.writes().stream().allMatch(write -> call.attempt.writes().stream().anyMatch(
                    sent -> sent.write() == write.write()))) {
                return one.writes();
            }
        }
        return unit.writes();
    }

    /** The commits that its own calls made. */
    List<Landing> landings() {
        List<Landing> landings = new ArrayList<>();
        for (Call call : calls) {
            if (call.landing != null) {
                landings.add(call.landing);
            }
        }
        return landings;
    }

    boolean isAcknowledged() {
        return outcome instanceof Outcome.Written || outcome instanceof Outcome.Existing;
    }

    boolean isUnknown() {
        return outcome instanceof Outcome.Failed failed && failed.error() instanceof UnknownOutcomeException;
    }

    boolean isFailed() {
        return outcome instanceof Outcome.Failed && !isUnknown();
    }

    @Override
    public String toString() {
        String how = outcome == null ? "nothing" : outcome.verdict();
        return "delivery " + number + " of " + item + (unit.redelivered() ? " redelivered" : "") + " submitted " + submitted
               + ", answered " + answered + " " + how
               + (outcome instanceof Outcome.Failed failed ? " " + failed.error().getMessage() : "");
    }
}
