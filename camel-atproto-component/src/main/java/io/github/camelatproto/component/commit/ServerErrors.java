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
import java.util.function.Function;

import io.github.camelatproto.component.exception.AtprotoException;
import io.github.camelatproto.data.Cid;
import org.jspecify.annotations.Nullable;

/**
 * What the PDS's own 500 means: a create on an existing rkey and an update of an absent record are answered like a
 * broken server, and a broken server may have written before it broke. Not thread-safe.
 */
final class ServerErrors {

    private final Settler settler;
    private final Onward onward;

    ServerErrors(Settler settler, Onward onward) {
        this.settler = settler;
        this.onward = onward;
    }

    CompletionStage<Void> settle(List<Tracked> group, Course course, @Nullable Cid fence, AtprotoException error) {
        Course next = course.serverFailed(error);
        Function<List<Tracked>, CompletionStage<Void>> go = rest -> goOn(rest, group.size(), next, error);
        if (fence == null) {
            // nothing passes it, so what is not there may have been overwritten
            group.stream().filter(unit -> !unit.unit().showsAbsence()).forEach(unit -> unit.unclear(error));
            return settler.byReading(group, error, go);
        }
        List<Tracked> unclear = group.stream().filter(unit -> !unit.unit().isSettledByReading()).toList();
        if (unclear.isEmpty()) {
            return settler.byReading(group, error, go);
        }
        return settler.headBeforeTheReport(group).thenCompose(head -> {
            if (head.isEmpty() || !head.get().equals(fence)) {
                unclear.forEach(unit -> unit.unclear(error));
            }
            return settler.byReading(group, error, go);
        });
    }

    private CompletionStage<Void> goOn(List<Tracked> rest, int sent, Course course, AtprotoException error) {
        if (rest.isEmpty()) {
            return Stages.done();
        }
        if (rest.size() < sent || rest.stream().anyMatch(Tracked::isChanged)) {
            return onward.deliver(rest, Course.after(error));
        }
        return rest.size() > 1 ? onward.inParts(Parts.aroundMissing(rest), error) : goOnAlone(rest, course, error);
    }

    private CompletionStage<Void> goOnAlone(List<Tracked> alone, Course course, AtprotoException error) {
        Tracked unit = alone.get(0);
        NamedWrite missing = unit.missing();
        // a rebase may find another repo the next time
        boolean isFinal = course.serverErrors() > 1 || (missing != null && unit.asked().rebase() == null);
        if (!isFinal) {
            return onward.again(alone, course);
        }
        return onward.fail(alone, missing == null ? error : unit.notFound(missing));
    }
}
