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
import java.util.concurrent.CompletionStage;

import io.github.camelatproto.component.exception.InvalidSwapException;
import io.github.camelatproto.data.Cid;

/**
 * What becomes of a group whose fence another commit has passed: what was sent under it has landed by now or never
 * will. Not thread-safe.
 */
final class Overtaking {

    private final WriterContext context;
    private final Settler settler;
    private final Onward onward;

    Overtaking(WriterContext context, Settler settler, Onward onward) {
        this.context = context;
        this.settler = settler;
        this.onward = onward;
    }

    /** The head is this one now. */
    CompletionStage<Void> by(Cid head, List<Tracked> group, Course course) {
        return settle(group, course, new InvalidSwapException(
                "Another commit came first in " + context.repo() + ", whose head is " + head
                                                              + " now: read again and send it anew",
                head));
    }

    CompletionStage<Void> settle(List<Tracked> group, Course course, InvalidSwapException error) {
        context.events().swapped();
        Course next = course.swapped(error);
        group.forEach(Tracked::fencePassed);
        return group.stream().noneMatch(Overtaking::mustSettleWhenOvertaken)
                ? follow(group, next, error) : settler.byReading(group, error, rest -> follow(rest, next, error));
    }

    /** It may have landed under a fence before this one, or it was not the commit but its own record that had moved. */
    private static boolean mustSettleWhenOvertaken(Tracked unit) {
        return unit.isLost()
                || (unit.unit().method() != Unit.Method.APPLY_WRITES
                        && unit.unit().writes().stream().anyMatch(write -> write.swapRecord() != null));
    }

    /** Sends again on the new head what may be; what may not, the caller has to look at. */
    private CompletionStage<Void> follow(List<Tracked> group, Course course, InvalidSwapException error) {
        if (group.isEmpty()) {
            return Stages.done();
        }
        return mayFollow(group.get(0).asked(), course) ? onward.again(group, course) : onward.fail(group, error);
    }

    boolean mayFollow(Unit unit, Course course) {
        return unit.swap() instanceof Swap.None
                || (unit.swap() instanceof Swap.Latest latest
                        && course.swaps() <= latest.maxRetries()
                        && (latest.rebase() != null
                                || unit.writes().stream().allMatch(write -> write.isCreate() || write.swapRecord() != null)));
    }
}
