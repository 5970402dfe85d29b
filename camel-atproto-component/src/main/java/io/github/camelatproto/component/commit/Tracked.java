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

import io.github.camelatproto.component.exception.AtprotoException;
import io.github.camelatproto.component.exception.RecordConflictException;
import io.github.camelatproto.component.exception.RecordNotFoundException;
import io.github.camelatproto.component.exception.UnknownOutcomeException;
import io.github.camelatproto.component.exception.WriteRejectedException;
import io.github.camelatproto.data.Cid;
import io.github.camelatproto.syntax.AtUri;
import io.github.camelatproto.syntax.Did;
import org.jspecify.annotations.Nullable;

/** A unit on its way: which of its sends are unsettled, and how it ended. Not thread-safe. */
final class Tracked {

    private final Did repo;
    private final Message message;
    private final int index;
    private final Instant arrival;

    private Unit asked;
    private Unit unit;
    private final Instant deadline;
    private final PointWaits waits;
    private final Duration waitedBefore;
    private boolean isTimeEnded;
    private int attempts;
    private boolean left;
    private boolean changed;
    private @Nullable NamedWrite missing;
    private @Nullable AtprotoException blocked;
    private @Nullable Outcome outcome;

    /** Why a send got no answer, or none that says whether it landed; null while every send got one. */
    private @Nullable AtprotoException loss;
    /** Of its lost sends some had creates that the repo would show. */
    private boolean lostAsCreates;
    /** Of its lost sends some had nothing but changes: creates that had become updates of what was there included. */
    private boolean lostAsChanges;
    /** A send without a fence got no answer: it may arrive at any time. */
    private boolean openUnfenced;
    /** A send under this fence got no answer: it may arrive until the head has moved on. */
    private @Nullable Cid openFence;

    /**
     * @param index its place in the message
     * @param waits of its writer for points
     */
    Tracked(Did repo, Message message, int index, Unit unit, Instant arrival, PointWaits waits) {
        this.repo = repo;
        this.message = message;
        this.index = index;
        this.asked = unit;
        this.unit = unit;
        this.arrival = arrival;
        this.deadline = arrival.plus(message.settings().deliveryTimeout());
        this.waits = waits;
        this.waitedBefore = waits.until(arrival);
    }

    /** What the message asked for; for a rebase, what it computed last. */
    Unit asked() {
        return asked;
    }

    /** What is sent for it: the same, but creates that are to replace what is there have become updates. */
    Unit unit() {
        return unit;
    }

    RepoClient client() {
        return message.client();
    }

    WriterSettings settings() {
        return message.settings();
    }

    boolean isOfMessageOf(Tracked other) {
        return message == other.message;
    }

    /** Whether its message has its answer: then its sender may come back. */
    boolean isAnswered() {
        return message.isAnswered();
    }

    Instant arrival() {
        return arrival;
    }

    // its time

    boolean isLate(Instant now) {
        return !now.isBefore(deadline(now));
    }

    /** When its time is up, as far as is known now: waits for points are not counted. */
    Instant deadline(Instant now) {
        Duration waited = waits.until(now).minus(waitedBefore);
        Duration longest = settings().maxRateLimitWait();
        return isTimeEnded ? Instant.MIN : deadline.plus(waited.compareTo(longest) < 0 ? waited : longest);
    }

    AtprotoException tooLate() {
        return new WriteRejectedException(
                "Not sent to " + repo + ": it waited in the queue longer than deliveryTimeout ("
                                          + settings().deliveryTimeout().toSeconds() + " s); send the message again");
    }

    /** There is no time any more: nothing is scheduled. */
    void endTime() {
        isTimeEnded = true;
    }

    // its sends

    void carried() {
        attempts++;
    }

    int attempts() {
        return attempts;
    }

    /** A call that carried it reached the PDS, or may have. */
    void left() {
        left = true;
    }

    boolean hasLeft() {
        return left;
    }

    /** A send under this fence, or without one, got no answer. */
    void lost(@Nullable Cid fence, AtprotoException error) {
        lose(error);
        if (fence == null) {
            openUnfenced = true;
        } else {
            openFence = fence;
        }
    }

    /** A send was answered, but not so that it could be known whether it landed, and its fence has been passed. */
    void unclear(AtprotoException error) {
        lose(error);
    }

    private void lose(AtprotoException error) {
        loss = error;
        if (unit.equals(asked) || (asked.isCreatesOnly() && unit.writes().stream().anyMatch(NamedWrite::isCreate))) {
            lostAsCreates = true;
        } else {
            lostAsChanges = true;
        }
    }

    private void forgetLoss() {
        loss = null;
        lostAsCreates = false;
        lostAsChanges = false;
    }

    /** The head is this: what was sent under another fence has landed by now or never will. */
    void headIs(Cid head) {
        if (!head.equals(openFence)) {
            openFence = null;
        }
    }

    /** The fence was refused, so every fence of its sends has been passed. */
    void fencePassed() {
        openFence = null;
    }

    /** Its fence was used up by an empty commit: the send under it has not landed and never will. */
    void fenceBurnt() {
        openFence = null;
        if (!openUnfenced) {
            forgetLoss();
        }
    }

    boolean isLost() {
        return loss != null;
    }

    /** Whether a send of it may still arrive. */
    boolean isOpen() {
        return openUnfenced || openFence != null;
    }

    @Nullable
    Cid openFence() {
        return openFence;
    }

    /** Whether the last reading has changed what is sent for it. */
    boolean isChanged() {
        return changed;
    }

    /** The update or delete of a record that, as the last reading showed, is absent. */
    @Nullable
    NamedWrite missing() {
        return missing;
    }

    /** Why it is to be given up, once what is still under way has been ended; null if it is not. */
    @Nullable
    AtprotoException blocked() {
        return blocked;
    }

    /** A rebase has computed these writes for its next attempt. */
    void computed(List<NamedWrite> writes) {
        asked = asked.withWrites(writes);
        unit = asked;
    }

    // what was read

    /** Takes in what was read since its last send was answered or given up. */
    void settle(Settlement.Verdict verdict) {
        changed = false;
        missing = null;
        blocked = null;
        if (verdict instanceof Settlement.Verdict.Present present) {
            existing(present.results());
        } else if (verdict instanceof Settlement.Verdict.Absent absent) {
            settleAbsent(absent);
        } else if (verdict instanceof Settlement.Verdict.Replace replace) {
            if (mayHaveComeOver(replace.isProven())) {
                unknown(loss);
            } else {
                forgetLoss(replace.isProven());
                sendAs(replace.unit());
            }
        } else {
            settleTaken((Settlement.Verdict.Taken) verdict);
        }
    }

    /** Where it is proven that nothing of it has landed, and nothing can any more. */
    private void forgetLoss(boolean isProven) {
        if (isProven && !isOpen()) {
            forgetLoss();
        }
    }

    private void settleTaken(Settlement.Verdict.Taken taken) {
        if (mayHaveComeOver(taken.isProven())) {
            unknown(loss);
        } else if (openFence != null) {
            blocked = conflict(taken);
        } else {
            failed(conflict(taken));
        }
    }

    /**
     * Whether what is there may have come over a lost send of ours: not where the reads prove that none has landed, nor
     * while its fence is still the head.
     */
    boolean mayHaveComeOver(boolean isProven) {
        return isLost() && (openUnfenced || (openFence == null && !isProven));
    }

    private void settleAbsent(Settlement.Verdict.Absent absent) {
        if (isLost() && !mayGoAgain(absent)) {
            unknown(loss);
            return;
        }
        forgetLoss(isProvenBy(absent));
        missing = absent.missing();
        sendAs(asked);
    }

    /**
     * Whether a lost unit that does not lie there may be sent again. An update or delete may have landed and been
     * overwritten: to send it again would undo what is newer, but under the same fence, or where the reading proves
     * that it has not landed.
     */
    boolean mayGoAgain(Settlement.Verdict.Absent absent) {
        return openFence != null || isProvenBy(absent);
    }

    /** Whether the reading proves that no lost send of it has landed so far, in whatever form it went out. */
    boolean isProvenBy(Settlement.Verdict.Absent absent) {
        return (!lostAsCreates || absent.isProven()) && (!lostAsChanges || absent.isProvenOfReplacements());
    }

    private void sendAs(Unit next) {
        changed = !next.equals(unit);
        unit = next;
    }

    // its end

    boolean isPending() {
        return outcome == null;
    }

    /** @throws IllegalStateException if there is none yet */
    Outcome outcome() {
        if (outcome == null) {
            throw new IllegalStateException("A unit was left without an outcome");
        }
        return outcome;
    }

    void written(Outcome.Written written) {
        end(written);
    }

    void existing(List<WriteResult> results) {
        end(new Outcome.Existing(results, attempts));
    }

    void failed(AtprotoException error) {
        end(new Outcome.Failed(error, attempts));
    }

    void unknown(@Nullable Throwable cause) {
        List<AtUri> uris = asked.writes().stream().map(this::uri).toList();
        failed(new UnknownOutcomeException(
                "Whether " + uris.get(0) + (uris.size() > 1 ? " and " + (uris.size() - 1) + " more" : "")
                                           + " landed could not be settled; look at the repo before you send it again"
                                           + (cause == null ? "" : ". Last: " + cause.getMessage()),
                uris, cause));
    }

    /** The writer has a defect, and what was sent may have landed. */
    void broken(Throwable defect) {
        if (outcome == null && attempts > 0) {
            unknown(defect);
        } else if (outcome == null) {
            message.broken(defect);
        }
    }

    private void end(Outcome how) {
        if (outcome == null) {
            outcome = how;
            message.ended(index, how);
        }
    }

    private RecordConflictException conflict(Settlement.Verdict.Taken taken) {
        AtUri uri = uri(taken.write());
        String what = taken.write().isCreate()
                ? " exists already; give the record a name of its own, or set onExisting to skip or update"
                : " is not as it was read (swapRecord): read it again and send the change anew";
        return new RecordConflictException(uri + what, uri, taken.current());
    }

    RecordNotFoundException notFound(NamedWrite absent) {
        return new RecordNotFoundException(
                uri(absent) + " does not exist, so it cannot be " + (absent.json() == null ? "deleted" : "updated")
                                           + "; create it first");
    }

    private AtUri uri(NamedWrite write) {
        return AtUri.of(repo, write.collection(), write.rkey());
    }
}
