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

import io.github.camelatproto.component.exception.AtprotoException;
import io.github.camelatproto.component.exception.WriteRejectedException;
import org.jspecify.annotations.Nullable;

/**
 * Brings the units of one group into the repo, one call at a time, and settles what became of each.
 *
 * <p>
 * A group that has been sent only shrinks: its units leave it as they are settled, and what is left is sent again whole
 * or in parts, never with other units. Not thread-safe; its steps follow one another.
 */
final class Delivery implements Onward {

    private final WriterContext context;
    private final List<Tracked> all;
    private final Patience patience;
    private final Settler settler;
    private final PointHolds holds;
    private final Sender sender;
    private final Fencing fencing;

    private @Nullable AtprotoException denial;

    /**
     * @param group of one client
     */
    Delivery(WriterContext context, List<Tracked> group) {
        RepoClient client = group.get(0).client();
        WriterSettings settings = group.get(0).settings();
        this.context = context;
        this.all = group;
        this.patience = new Patience(context);
        this.settler = new Settler(context, client, patience);
        this.holds = new PointHolds(context, this);
        Overtaking overtaking = new Overtaking(context, settler, this);
        this.sender = new Sender(
                context, client,
                new Answers(
                        context, settler, holds, overtaking, new ServerErrors(settler, this),
                        new Losses(settler, patience, overtaking, this), this));
        this.fencing = new Fencing(
                context, client, settings, holds, sender,
                new UnderAFence(context, settler, new Rebasing(context, settings), holds, overtaking, sender, this), this);
    }

    /**
     * Never completes exceptionally but for a defect. Each unit has its outcome then.
     *
     * @param isNewWriter whether another process may have written the same messages a moment ago
     */
    CompletionStage<Void> run(boolean isNewWriter) {
        return settler.readFirst(Lists.where(all, unit -> isReadFirst(unit, isNewWriter)))
                .thenCompose(read -> deliver(all, Course.START));
    }

    private boolean isReadFirst(Tracked unit, boolean isNewWriter) {
        return unit.asked().rebase() == null
                && (unit.asked().redelivered() || (isNewWriter && unit.asked().isRepeatable()))
                && context.pds().hasSpareRequests();
    }

    /** How long the last call took that was answered. */
    Duration lastCall() {
        return sender.lastCall();
    }

    /** When its answer came. */
    Instant lastAnswer() {
        return sender.lastAnswer();
    }

    /** Why the PDS will not have anything of this session now; null if it has not said so. */
    @Nullable
    AtprotoException denial() {
        return denial;
    }

    @Override
    public CompletionStage<Void> deliver(List<Tracked> group, Course course) {
        List<Tracked> pending = Settler.pending(group);
        if (pending.isEmpty()) {
            return Stages.done();
        }
        if (context.isStopping() && !Lists.any(pending, Tracked::hasLeft)) {
            return fail(pending, new WriteRejectedException("Not sent to " + context.repo() + ": the component is stopping"));
        }
        List<Tracked> late = patience.late(pending);
        if (!late.isEmpty()) {
            return fail(late, course.last() == null ? late.get(0).tooLate() : course.last())
                    .thenCompose(failed -> patience.restOfPause(Settler.pending(pending)))
                    .thenCompose(waited -> deliver(pending, course));
        }
        Instant ready = holds.readyAt(pending);
        return ready.isAfter(context.now()) ? holds.until(ready, pending, course) : fencing.send(pending, course);
    }

    @Override
    public CompletionStage<Void> again(List<Tracked> group, Course course) {
        return group.isEmpty()
                ? Stages.done() : patience.pause(group, course.failures()).thenCompose(waited -> deliver(group, course));
    }

    @Override
    public CompletionStage<Void> inParts(List<List<Tracked>> parts, AtprotoException why) {
        return Stages.inOrder(parts, part -> deliver(part, Course.after(why)));
    }

    @Override
    public CompletionStage<Void> fail(List<Tracked> group, AtprotoException error) {
        return settler.giveUp(group, error, false);
    }

    @Override
    public CompletionStage<Void> deny(AtprotoException error) {
        denial = error;
        return fail(Settler.pending(all), error);
    }
}
