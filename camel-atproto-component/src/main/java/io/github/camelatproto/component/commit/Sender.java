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

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

import io.github.camelatproto.data.Cid;
import org.jspecify.annotations.Nullable;

/** Makes one call that carries a group, and keeps account of it. Not thread-safe. */
final class Sender {

    private final WriterContext context;
    private final RepoClient client;
    private final Answers answers;
    private Duration lastCall = Duration.ZERO;
    private Instant lastAnswer = Instant.MIN;

    Sender(WriterContext context, RepoClient client, Answers answers) {
        this.context = context;
        this.client = client;
        this.answers = answers;
    }

    /** How long the last call took that was answered. */
    Duration lastCall() {
        return lastCall;
    }

    /** When that was. */
    Instant lastAnswer() {
        return lastAnswer;
    }

    CompletionStage<Void> send(List<Tracked> group, Course course, @Nullable Cid fence) {
        Attempt attempt = attempt(group, fence);
        int points = PointHolds.points(group);
        group.forEach(Tracked::carried);
        context.points().spend(points);
        context.pds().requested();
        Instant start = context.now();
        return client.send(attempt).thenCompose(answer -> {
            lastAnswer = context.now();
            lastCall = Duration.between(start, lastAnswer);
            if (answer instanceof Answer.NotSent) {
                context.points().refund(points);
            }
            context.events().pointsLeft("hour", context.points().hourLeft());
            context.events().pointsLeft("day", context.points().dayLeft());
            return answers.take(answer, group, course, fence, lastCall);
        });
    }

    private static Attempt attempt(List<Tracked> group, @Nullable Cid fence) {
        Unit first = group.get(0).unit();
        return group.size() == 1
                ? new Attempt(first.method(), first.writes(), first.validate(), fence)
                : new Attempt(
                        Unit.Method.APPLY_WRITES,
                        group.stream().flatMap(unit -> unit.unit().writes().stream()).toList(), first.validate(), fence);
    }
}
