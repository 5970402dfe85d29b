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

import io.github.camelatproto.component.exception.RateLimitExceededException;
import io.github.camelatproto.component.exception.WriteRejectedException;

/** Holds a group until its write points, and a request to its PDS, may be spent. Not thread-safe. */
final class PointHolds {

    private final WriterContext context;
    private final Onward onward;

    PointHolds(WriterContext context, Onward onward) {
        this.context = context;
        this.onward = onward;
    }

    static int points(List<Tracked> group) {
        return Lists.sum(group, unit -> unit.unit().points());
    }

    /** When the group may be sent: now, or when a limit is reset. */
    Instant readyAt(List<Tracked> group) {
        Instant points = context.points().ready(points(group));
        Instant request = context.pds().ready();
        return points.isAfter(request) ? points : request;
    }

    /** Delivers the group then; those that may not wait so long fail now. */
    CompletionStage<Void> until(Instant ready, List<Tracked> group, Course course) {
        if (context.isStopping()) {
            return onward.fail(
                    group,
                    new WriteRejectedException("Not sent again to " + context.repo() + ": the component is stopping"));
        }
        List<Tracked> failing = unwilling(group, ready);
        if (!failing.isEmpty()) {
            return onward.fail(failing, usedUp(ready)).thenCompose(failed -> onward.deliver(group, course));
        }
        Instant from = context.now();
        Duration wait = Duration.between(from, ready);
        context.events().held(wait);
        context.waits().begin(from);
        return context.hold(wait).thenCompose(held -> {
            context.waits().end(context.now());
            return onward.deliver(group, course);
        });
    }

    /** The PDS has refused the group for want of points, which passes. */
    CompletionStage<Void> onLimit(List<Tracked> group, Course course, RateLimitExceededException limit) {
        context.points().exhausted(limit.getReset());
        return onward.fail(unwilling(group, readyAt(group)), limit)
                .thenCompose(failed -> onward.again(Settler.pending(group), course.failed(limit)));
    }

    private static List<Tracked> unwilling(List<Tracked> group, Instant ready) {
        return group.stream().filter(unit -> !mayWaitUntil(unit, ready)).toList();
    }

    private static boolean mayWaitUntil(Tracked unit, Instant ready) {
        return unit.settings().rateLimitPolicy() == RateLimitPolicy.WAIT
                && !ready.isAfter(unit.arrival().plus(unit.settings().maxRateLimitWait()));
    }

    private RateLimitExceededException usedUp(Instant ready) {
        return new RateLimitExceededException(
                "Not sent to " + context.repo()
                                              + ": its write points, or the requests to its PDS, are used up; the limit is"
                                              + " reset at " + ready,
                ready);
    }
}
