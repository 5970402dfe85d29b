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
package io.github.camelatproto.component.commit.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.camelatproto.component.commit.Answer;
import io.github.camelatproto.component.commit.NamedWrite;
import io.github.camelatproto.component.commit.OnExisting;
import io.github.camelatproto.component.commit.Outcome;
import io.github.camelatproto.component.commit.WriterSettings;
import io.github.camelatproto.component.commit.sim.Findings.Kind;
import io.github.camelatproto.component.exception.RateLimitExceededException;
import io.github.camelatproto.data.Cid;

/** Whether what the engine said of a delivery is true, and was said in time. */
final class AnswerCheck {

    /** For waits that had begun, and the last look. */
    private static final Duration SLACK = Duration.ofSeconds(6);

    private final World world;
    private final Pds pds;
    private final History history;
    private final Findings findings;
    /** Whether there may have been waits for points, which are not counted. */
    private final boolean mayWait;

    AnswerCheck(World world, History history, Findings findings) {
        this.world = world;
        this.pds = world.pds;
        this.history = history;
        this.findings = findings;
        this.mayWait = world.network.calls().stream().anyMatch(
                call -> call.answer instanceof Answer.Denied denied && denied.error() instanceof RateLimitExceededException)
                || world.pds.traits.isLimited();
    }

    void check(Dispatch dispatch) {
        if (dispatch.answered == null) {
            findings.check(!dispatch.by.isAlive(), Kind.HUNG, () -> "never answered: " + dispatch);
            return;
        }
        findings.check(!dispatch.answered.isAfter(latest(dispatch)), Kind.HUNG, () -> "answered too late: " + dispatch);
        if (dispatch.outcome instanceof Outcome.Written written) {
            checkWritten(dispatch, written, dispatch.answered);
        } else if (dispatch.outcome instanceof Outcome.Existing) {
            findings.check(
                    isThereFor(dispatch, dispatch.answered), Kind.ACKNOWLEDGED_BUT_ABSENT,
                    () -> "said to be there, and was not: " + dispatch);
        } else if (dispatch.isFailed()) {
            checkFailed(dispatch, dispatch.answered);
        } else if (pds.traits.honoursFences()) {
            checkGivenUp(dispatch, dispatch.answered);
        }
    }

    /**
     * What was given up may have landed before, but not later, unless the PDS did not answer when its fence was burnt.
     */
    private void checkGivenUp(Dispatch dispatch, Instant answered) {
        for (Call call : dispatch.calls) {
            boolean isLate = call.isFenced() && call.landing != null && call.landing.at().isAfter(answered);
            boolean isBurnt = world.network.calls().stream().anyMatch(
                    other -> other.by == dispatch.by && other.attempt.writes().isEmpty()
                            && Objects.equals(other.attempt.fence(), call.attempt.fence()));
            findings.check(!isLate || isBurnt, Kind.OUT_OF_ORDER, () -> "landed after it had been given up: " + dispatch);
        }
    }

    private Instant latest(Dispatch dispatch) {
        WriterSettings settings = dispatch.endpoint.settings();
        Duration jumped = world.sites().stream().map(Site::jumped).reduce(Duration.ZERO, Duration::plus);
        return dispatch.submitted.plus(settings.deliveryTimeout()).plus(settings.requestTimeout())
                .plus(mayWait ? Endpoint.LONGEST_WAIT : Duration.ZERO).plus(jumped).plus(SLACK);
    }

    private void checkWritten(Dispatch dispatch, Outcome.Written written, Instant answered) {
        boolean hasLanded = dispatch.calls.stream().anyMatch(
                call -> call.hadNothingToDo || (call.landing != null && !call.landing.at().isAfter(answered)));
        findings.check(hasLanded, Kind.ACKNOWLEDGED_BUT_ABSENT, () -> "said to be written, and was not: " + dispatch);
        List<NamedWrite> writes = dispatch.writes();
        boolean isSame = written.results().size() == writes.size();
        for (int i = 0; isSame && i < writes.size(); i++) {
            Cid ours = writes.get(i).after();
            Cid said = written.results().get(i).cid();
            isSame = Objects.equals(said, ours) || Objects.equals(said, pds.stored(ours));
        }
        findings.check(isSame, Kind.ALTERED, () -> "other results than what was written: " + dispatch);
    }

    private boolean isThereFor(Dispatch dispatch, Instant answered) {
        if (dispatch.landings().stream().anyMatch(landing -> !landing.at().isAfter(answered))) {
            return true;
        }
        List<NamedWrite> marks = Marks.of(dispatch.writes());
        if (!marks.isEmpty()) {
            return marks.stream().allMatch(mark -> history.was(mark.path(), Instant.MIN, answered, Objects::nonNull));
        }
        Map<String, NamedWrite> last = new HashMap<>();
        dispatch.writes().forEach(write -> last.put(write.path(), write));
        // a counter that shows our number may have been written by anybody
        return !dispatch.item.isRebased && last.values().stream().allMatch(write -> wasAsAfter(write, dispatch, answered));
    }

    private boolean wasAsAfter(NamedWrite write, Dispatch dispatch, Instant answered) {
        boolean isAnyValue = write.isCreate() && write.onExisting() == OnExisting.SKIP;
        return history.was(
                write.path(), dispatch.submitted, answered,
                cid -> isAnyValue ? cid != null : Objects.equals(cid, write.after()));
    }

    private void checkFailed(Dispatch dispatch, Instant answered) {
        if (pds.traits.isPromised()) {
            for (Landing landing : dispatch.landings()) {
                findings.check(
                        isTakenForNotLanded(dispatch, landing, answered), Kind.FAILED_BUT_PRESENT,
                        () -> "said to have failed, landed at " + landing.at() + ": " + dispatch);
            }
        }
        if (!dispatch.calls.isEmpty()) {
            Call last = dispatch.calls.get(dispatch.calls.size() - 1);
            boolean isThere = last.answer instanceof Answer.ServerError && Marks.of(dispatch.writes()).stream()
                    .anyMatch(mark -> history.was(mark.path(), Instant.MIN, last.sent, Objects::nonNull));
            findings.check(!isThere, Kind.FAILED_BUT_PRESENT, () -> "said to have failed, was there before: " + dispatch);
        }
    }

    /**
     * The third limit: somebody who deletes or restores a record between a send and the read that settles it is taken
     * for "not landed". After the PDS's own 500, which is what a given rkey that is taken gets, so is somebody who
     * replaces it.
     */
    private boolean isTakenForNotLanded(Dispatch dispatch, Landing landing, Instant answered) {
        if (!Marks.of(dispatch.writes()).isEmpty() || dispatch.item.isRebased) {
            return false;
        }
        if (pds.traits.changesRecords() && dispatch.item.isCreatesOnly() && isHiddenBy500(landing)) {
            // the PDS itself has replaced what was sent
            return true;
        }
        return landing.changes().stream().anyMatch(change -> history.of(change.path()).stream()
                .filter(state -> state.landing().number() > landing.number() && !state.landing().at().isAfter(answered))
                .anyMatch(state -> isTakenForNotLanded(dispatch, landing, change, state)));
    }

    private static boolean isHiddenBy500(Landing landing) {
        return landing.call() != null && landing.call().answer instanceof Answer.ServerError;
    }

    private static boolean isTakenForNotLanded(
            Dispatch dispatch, Landing landing, Landing.Change change, History.State later) {
        boolean isDeleted = dispatch.item.isCreatesOnly() && later.after() == null;
        boolean isRestored = dispatch.writes().stream().anyMatch(
                write -> write.path().equals(change.path()) && write.swapRecord() != null
                        && Objects.equals(write.swapRecord().cid(), later.after()));
        return isDeleted || isRestored || (dispatch.item.isCreatesOnly() && isHiddenBy500(landing));
    }
}
