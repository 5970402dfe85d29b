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

import io.github.camelatproto.component.exception.AtprotoException;
import io.github.camelatproto.data.Cid;
import org.jspecify.annotations.Nullable;

/** What it means that a send got no answer, or none that says whether it landed. Not thread-safe. */
final class Losses {

    private final Settler settler;
    private final Patience patience;
    private final Overtaking overtaking;
    private final Onward onward;

    Losses(Settler settler, Patience patience, Overtaking overtaking, Onward onward) {
        this.settler = settler;
        this.patience = patience;
        this.overtaking = overtaking;
        this.onward = onward;
    }

    CompletionStage<Void> settle(List<Tracked> group, Course course, @Nullable Cid fence, AtprotoException error) {
        group.forEach(unit -> unit.lost(fence, error));
        return fence == null
                ? settler.byReading(group, error, rest -> onward.again(rest, course.failed(error)))
                : underAFence(group, course, fence, error);
    }

    /** While the head is the fence it has not landed; the same bytes under the same fence can land once only. */
    private CompletionStage<Void> underAFence(List<Tracked> group, Course course, Cid fence, AtprotoException error) {
        return settler.head(group).thenCompose(head -> {
            if (head.isEmpty()) {
                return onward.fail(patience.late(group), error).thenCompose(failed -> {
                    List<Tracked> rest = Settler.pending(group);
                    return rest.isEmpty() ? Stages.done() : underAFence(rest, course, fence, error);
                });
            }
            return head.get().equals(fence)
                    ? onward.again(group, course.failed(error)) : overtaking.by(head.get(), group, course);
        });
    }
}
