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
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import io.github.camelatproto.data.Cid;
import org.jspecify.annotations.Nullable;

/**
 * Sends a group under a fence that is known, and settles first what depends on what lies in the repo at that head. Not
 * thread-safe; its steps follow one another.
 */
final class UnderAFence {

    private final WriterContext context;
    private final Settler settler;
    private final Rebasing rebasing;
    private final PointHolds holds;
    private final Overtaking overtaking;
    private final Sender sender;
    private final Onward onward;

    UnderAFence(
                WriterContext context, Settler settler, Rebasing rebasing, PointHolds holds, Overtaking overtaking,
                Sender sender, Onward onward) {
        this.context = context;
        this.settler = settler;
        this.rebasing = rebasing;
        this.holds = holds;
        this.overtaking = overtaking;
        this.sender = sender;
        this.onward = onward;
    }

    CompletionStage<Void> send(List<Tracked> group, Course course, Cid head) {
        if (Lists.any(group, unit -> isOvertaken(unit, head))) {
            return overtaking.by(head, group, course);
        }
        Rebase rebase = group.get(0).asked().rebase();
        if (rebase != null) {
            // the same bytes under the same fence can land once only
            return head.equals(group.get(0).openFence())
                    ? sender.send(group, course, fence(head)) : rebase(group.get(0), rebase, course, head);
        }
        return lookAndSend(group, course, head);
    }

    /** A unit with an unsettled send is settled before it goes out under another fence. */
    boolean isOvertaken(Tracked unit, Cid head) {
        return unit.openFence() != null && !unit.openFence().equals(head);
    }

    private CompletionStage<Void> rebase(Tracked unit, Rebase rebase, Course course, Cid head) {
        return rebasing.compute(rebase, head).handle((writes, failure) -> {
            if (failure != null) {
                return onward.fail(List.of(unit), Stages.error(failure));
            }
            if (writes.isEmpty()) {
                unit.written(new Outcome.Written(null, List.of(), unit.attempts()));
                return Stages.done();
            }
            unit.computed(writes);
            // what it costs is known only now
            Instant ready = holds.readyAt(List.of(unit));
            return ready.isAfter(context.now())
                    ? holds.until(ready, List.of(unit), course) : lookAndSend(List.of(unit), course, head);
        }).thenCompose(Function.identity());
    }

    private CompletionStage<Void> lookAndSend(List<Tracked> group, Course course, Cid head) {
        List<Tracked> looked = group.stream().filter(this::mustLookUnderTheFence).toList();
        return looked.isEmpty()
                ? sender.send(group, course, fence(head))
                : settler.lookUnderAFence(group, looked).thenCompose(hasLooked -> {
                    List<Tracked> rest = Settler.pending(group);
                    if (!hasLooked) {
                        return onward.deliver(group, course);
                    }
                    return rest.isEmpty() ? Stages.done() : sender.send(rest, course, fence(head));
                });
    }

    /** What the PDS itself does not check: a create where creates overwrite, and the value that a list's item names. */
    boolean mustLookUnderTheFence(Tracked unit) {
        boolean isCheckedByThePds = unit.unit().method() == Unit.Method.PUT_RECORD
                || unit.unit().method() == Unit.Method.DELETE_RECORD;
        if (unit.asked().rebase() != null && unit.asked().redelivered() && !unit.unit().marks().isEmpty()) {
            // its mark may lie there already, which a send would have to pay for
            return true;
        }
        return unit.unit().writes().stream().anyMatch(
                write -> (write.isCreate() && context.pds().createsOverwrite())
                        || (write.swapRecord() != null && !isCheckedByThePds));
    }

    /** A fence that is not heeded is none. */
    private @Nullable Cid fence(Cid head) {
        return context.pds().fences() == PdsProfile.Fences.HONOURED ? head : null;
    }
}
