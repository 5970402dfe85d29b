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

import java.util.List;
import java.util.Objects;

import io.github.camelatproto.component.commit.Answer;
import io.github.camelatproto.component.commit.NamedWrite;
import io.github.camelatproto.component.commit.OnExisting;
import io.github.camelatproto.component.commit.Swap;
import io.github.camelatproto.component.commit.SwapRecord;
import io.github.camelatproto.component.commit.sim.Findings.Kind;
import org.jspecify.annotations.Nullable;

/** Whether a delivery landed at most once, and only where its author wanted it. */
final class LandingCheck {

    private final Pds pds;
    private final History history;
    private final Findings findings;

    LandingCheck(Pds pds, History history, Findings findings) {
        this.pds = pds;
        this.history = history;
        this.findings = findings;
    }

    void check(Dispatch dispatch) {
        if (pds.traits.isPromised()) {
            checkOnce(dispatch);
        }
        if (pds.traits.honoursFences()) {
            dispatch.landings().forEach(landing -> checkConditions(dispatch, landing));
        }
    }

    private void checkOnce(Dispatch dispatch) {
        List<Landing> landings = dispatch.landings();
        for (int i = 1; i < landings.size(); i++) {
            Landing before = landings.get(i - 1);
            Landing landing = landings.get(i);
            findings.check(
                    isBroughtBack(dispatch, before, landing),
                    dispatch.item.isCreatesOnly() ? Kind.DUPLICATED : Kind.REVERTED,
                    () -> "landed at " + before.at() + " and again at " + landing.at() + ": " + dispatch);
        }
    }

    /**
     * The second and third limits: a late unfenced create may bring back a record deleted meanwhile, and somebody who
     * deletes or restores a record between a send and the read that settles it is taken for "not landed".
     */
    private boolean isBroughtBack(Dispatch dispatch, Landing one, Landing other) {
        if (dispatch.item.isRebased || !Marks.of(dispatch.writes()).isEmpty()) {
            return false;
        }
        Landing first = one.number() < other.number() ? one : other;
        Landing second = one.number() < other.number() ? other : one;
        if (pds.traits.changesRecords() && dispatch.item.isCreatesOnly() && one.call().answer instanceof Answer.ServerError) {
            // the PDS itself has replaced what it was sent
            return true;
        }
        return dispatch.writes().stream().allMatch(write -> {
            boolean wasDeleted = write.isCreate() && history.wasDeleted(write.path(), first, second.at());
            boolean wasRestored = write.swapRecord() != null && Objects.equals(before(write, second), write.swapRecord().cid());
            return wasDeleted || wasRestored;
        });
    }

    private void checkConditions(Dispatch dispatch, Landing landing) {
        if (dispatch.item.isRebased) {
            checkRebased(dispatch, landing);
        } else if (dispatch.item.swap instanceof Swap.Exactly exactly) {
            findings.check(
                    exactly.commit().equals(landing.parent()), Kind.ALTERED, () -> "landed on another commit: " + dispatch);
        }
        for (NamedWrite write : dispatch.writes(Objects.requireNonNull(landing.call()))) {
            SwapRecord swap = write.swapRecord();
            boolean isToReplace = write.isCreate() && write.onExisting() == OnExisting.UPDATE;
            findings.check(
                    swap == null || isToReplace || Objects.equals(swap.cid(), before(write, landing)), Kind.REVERTED,
                    () -> "landed over another value than its author read: " + dispatch);
        }
    }

    private void checkRebased(Dispatch dispatch, Landing landing) {
        Landing.Change change = change(Counter.PATH, landing);
        findings.check(
                change != null && change.before() != null && change.after() != null
                        && Counter.count(pds.value(change.after())) == Counter.count(pds.value(change.before())) + 1,
                Kind.REVERTED, () -> "the counter did not go up by one at " + landing.at() + ": " + dispatch);
        Call call = Objects.requireNonNull(landing.call());
        findings.check(
                dispatch.rebased.stream().anyMatch(
                        rebased -> rebased.head().equals(landing.parent())
                                && rebased.writes().equals(dispatch.writes(call))),
                Kind.RULE, () -> "landed on another head than it was rebased onto: " + dispatch);
    }

    private static @Nullable Object before(NamedWrite write, Landing landing) {
        Landing.Change change = change(write.path(), landing);
        return change == null ? null : change.before();
    }

    private static Landing.@Nullable Change change(String path, Landing landing) {
        return landing.changes().stream().filter(change -> change.path().equals(path)).findFirst().orElse(null);
    }
}
