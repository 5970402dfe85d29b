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
import java.util.List;
import java.util.concurrent.CompletionStage;

import io.github.camelatproto.component.exception.AtprotoException;
import io.github.camelatproto.component.exception.PayloadTooLargeException;
import io.github.camelatproto.component.exception.RateLimitExceededException;
import io.github.camelatproto.component.exception.RecordValidationException;
import io.github.camelatproto.data.Cid;
import org.jspecify.annotations.Nullable;

/** What an answer means for the units of the group that the call carried. Not thread-safe. */
final class Answers {

    private final WriterContext context;
    private final Settler settler;
    private final PointHolds holds;
    private final Overtaking overtaking;
    private final ServerErrors serverErrors;
    private final Losses losses;
    private final Onward onward;

    Answers(
            WriterContext context, Settler settler, PointHolds holds, Overtaking overtaking, ServerErrors serverErrors,
            Losses losses, Onward onward) {
        this.context = context;
        this.settler = settler;
        this.holds = holds;
        this.overtaking = overtaking;
        this.serverErrors = serverErrors;
        this.losses = losses;
        this.onward = onward;
    }

    /** @param took how long the call took */
    CompletionStage<Void> take(Answer answer, List<Tracked> group, Course course, @Nullable Cid fence, Duration took) {
        if (answer instanceof Answer.NotSent notSent) {
            return onward.again(group, course.failed(notSent.error()));
        }
        group.forEach(Tracked::left);
        if (answer instanceof Answer.Landed landed) {
            return landed(group, landed, took);
        } else if (answer instanceof Answer.Swapped swapped) {
            context.head().is(swapped.current());
            return overtaking.settle(group, course, swapped.error());
        } else if (answer instanceof Answer.Refused refused) {
            return refused(group, refused);
        } else if (answer instanceof Answer.Denied denied) {
            return denied(group, course, denied.error());
        } else if (answer instanceof Answer.ServerError serverError) {
            return serverErrors.settle(group, course, fence, serverError.error());
        }
        return losses.settle(group, course, fence, answer.error());
    }

    private CompletionStage<Void> landed(List<Tracked> group, Answer.Landed landed, Duration took) {
        // without a commit in the answer nobody knows whether there was one
        context.head().is(landed.commit() == null ? null : landed.commit().cid());
        context.pds().took(requestBytes(group));
        context.events().committed(landed.commit(), group.size(), landed.results().size(), took);
        int from = 0;
        for (Tracked unit : group) {
            int to = from + unit.unit().writes().size();
            unit.written(new Outcome.Written(landed.commit(), landed.results().subList(from, to), unit.attempts()));
            from = to;
        }
        return Stages.done();
    }

    private static int requestBytes(List<Tracked> group) {
        return Lists.sum(group, unit -> unit.unit().requestBytes());
    }

    /** One bad unit does not sink the rest: the group is sent in parts until only the refused units fail. */
    private CompletionStage<Void> refused(List<Tracked> group, Answer.Refused refused) {
        if (refused.error() instanceof PayloadTooLargeException) {
            context.pds().refusedSize(requestBytes(group));
        }
        return group.size() == 1
                ? settler.giveUp(group, refused.error(), isOfContent(refused.error()))
                : onward.inParts(Parts.aroundWrite(group, refused.index()), refused.error());
    }

    /** Whether the same bytes will always be refused; a blob may still come. */
    private static boolean isOfContent(AtprotoException error) {
        return error instanceof PayloadTooLargeException
                || (error instanceof RecordValidationException invalid && !"BlobNotFound".equals(invalid.getError()));
    }

    /** A rate limit passes; anything else that is said of the session is said of all its units. */
    private CompletionStage<Void> denied(List<Tracked> group, Course course, AtprotoException error) {
        return error instanceof RateLimitExceededException limit
                ? holds.onLimit(group, course, limit) : onward.deny(error);
    }
}
