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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import io.github.camelatproto.component.exception.AtprotoException;
import io.github.camelatproto.component.exception.AuthenticationException;
import io.github.camelatproto.component.exception.RateLimitExceededException;
import io.github.camelatproto.component.exception.SwapNotSupportedException;
import io.github.camelatproto.data.Cid;

/** Finds the fence that a group goes under, if it needs one. Not thread-safe; its steps follow one another. */
final class Fencing {

    /** No commit has this CID: a fence that every PDS refuses that heeds fences. */
    private static final Cid FOREIGN = Cid.ofDagCbor(new byte[] { (byte) 0xa0 });
    /** An attempt that costs more is not risked on a head that is a second old. */
    private static final int DEAR = 10;

    private final WriterContext context;
    private final RepoClient client;
    private final WriterSettings settings;
    private final PointHolds holds;
    private final Sender sender;
    private final UnderAFence underAFence;
    private final Onward onward;

    Fencing(
            WriterContext context, RepoClient client, WriterSettings settings, PointHolds holds, Sender sender,
            UnderAFence underAFence, Onward onward) {
        this.context = context;
        this.client = client;
        this.settings = settings;
        this.holds = holds;
        this.sender = sender;
        this.underAFence = underAFence;
        this.onward = onward;
    }

    CompletionStage<Void> send(List<Tracked> group, Course course) {
        Swap swap = group.get(0).asked().swap();
        boolean isAsked = !(swap instanceof Swap.None);
        if (!isAsked && !Lists.any(group, this::needsFence)) {
            return sender.send(group, course, null);
        }
        PdsProfile.Fences fences = context.pds().fences();
        if (fences == PdsProfile.Fences.UNKNOWN) {
            return askWhetherFencesAreHonoured(group, course);
        }
        if (fences == PdsProfile.Fences.IGNORED && isAsked && settings.swapRequired()) {
            return onward.fail(group, new SwapNotSupportedException(
                    "Not sent to " + context.repo() + ": its PDS does not heed swapCommit; swapRequired=false writes"
                                                                    + " without the condition"));
        }
        if (swap instanceof Swap.Exactly exactly) {
            context.head().mayBe(exactly.commit());
            return underAFence.send(group, course, exactly.commit());
        }
        return head(group, isAsked)
                .handle((head, failure) -> failure == null
                        ? underAFence.send(group, course, head) : noHead(group, course, Stages.error(failure)))
                .thenCompose(Function.identity());
    }

    /**
     * A first send of creates alone goes without a fence, because the PDS refuses a second create; what changes
     * records, or may come to change them, and every re-send, may land only on the head that is known.
     */
    boolean needsFence(Tracked unit) {
        return unit.hasLeft() || !unit.unit().isCreatesOnly() || unit.unit().isToReplace() || context.pds().createsOverwrite();
    }

    /** The head, asked for where what is known of it is too old for what is at stake. */
    private CompletionStage<Cid> head(List<Tracked> group, boolean isAsked) {
        boolean mustBeRecent = isAsked || PointHolds.points(group) > DEAR;
        Optional<Cid> known = mustBeRecent ? context.head().recent() : context.head().known();
        if (known.isPresent()) {
            return CompletableFuture.completedFuture(known.get());
        }
        context.pds().requested();
        return client.head().thenApply(head -> {
            context.head().is(head);
            return head;
        });
    }

    private CompletionStage<Void> noHead(List<Tracked> group, Course course, AtprotoException error) {
        return error instanceof AuthenticationException ? onward.deny(error) : onward.again(group, course.waited(error));
    }

    /** Asks once per PDS, by an empty commit under a fence that is no head, which costs no points. */
    private CompletionStage<Void> askWhetherFencesAreHonoured(List<Tracked> group, Course course) {
        context.pds().requested();
        return client.send(new Attempt(Unit.Method.APPLY_WRITES, List.of(), null, FOREIGN)).thenCompose(answer -> {
            if (answer instanceof Answer.Swapped swapped) {
                context.pds().fences(true);
                context.head().is(swapped.current());
                return onward.deliver(group, course);
            } else if (answer instanceof Answer.Landed landed) {
                context.pds().fences(false);
                context.head().is(landed.commit() == null ? null : landed.commit().cid());
                return onward.deliver(group, course);
            } else if (answer instanceof Answer.Denied denied) {
                return denied.error() instanceof RateLimitExceededException limit
                        ? holds.onLimit(group, course, limit) : onward.deny(denied.error());
            }
            return onward.again(group, course.waited(answer.error()));
        });
    }
}
