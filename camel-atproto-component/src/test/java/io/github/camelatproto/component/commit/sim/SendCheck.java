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

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.github.camelatproto.component.commit.Answer;
import io.github.camelatproto.component.commit.NamedWrite;
import io.github.camelatproto.component.commit.Swap;
import io.github.camelatproto.component.commit.Unit;
import io.github.camelatproto.component.commit.sim.Findings.Kind;
import org.jspecify.annotations.Nullable;

/** Whether the engines' calls keep the rules of the commit engine, whatever came of them. */
final class SendCheck {

    private static final int MOST_500S_IN_A_ROW = 2;

    private final World world;
    private final Findings findings;
    private final Map<Instance, Call> lastOf = new HashMap<>();
    private final Map<Dispatch, Call> lastWith = new HashMap<>();
    private final Map<Dispatch, Integer> serverErrors = new HashMap<>();

    SendCheck(World world, Findings findings) {
        this.world = world;
        this.findings = findings;
    }

    void check() {
        for (Call call : world.network.calls()) {
            Call before = lastOf.put(call.by, call);
            boolean isAlone = before == null || (before.answered != null && !before.answered.isAfter(call.sent));
            // the burning of a fence is not waited for beyond the time of the report
            rule(isAlone || before.attempt.writes().isEmpty(), "one call under way at a time", call);
            checkWhole(call);
            if (call.dispatches.size() > 1) {
                checkJoined(call);
            }
            checkFence(call);
            checkAgain(call, before);
            call.dispatches.stream().filter(dispatch -> call.hasLeft()).forEach(dispatch -> lastWith.put(dispatch, call));
        }
    }

    private void rule(boolean holds, String rule, Call call) {
        findings.check(
                holds, Kind.RULE,
                () -> rule + ": call " + call.number + " at " + call.sent + " under " + call.attempt.fence() + " of "
                      + call.dispatches);
    }

    private void checkWhole(Call call) {
        List<String> sent = call.attempt.writes().stream().map(SendCheck::value).toList();
        List<String> asked = new ArrayList<>();
        call.dispatches.forEach(dispatch -> dispatch.writes(call).forEach(write -> asked.add(value(write))));
        rule(sent.equals(asked), "a unit is sent whole or not at all", call);
    }

    private static String value(NamedWrite write) {
        return write.path() + " " + write.after();
    }

    private void checkJoined(Call call) {
        Unit first = call.dispatches.get(0).unit;
        Set<String> paths = new HashSet<>();
        for (Dispatch dispatch : call.dispatches) {
            Unit unit = dispatch.unit;
            boolean mayJoin = unit.swap() instanceof Swap.None
                    && unit.method() != Unit.Method.PUT_RECORD && unit.method() != Unit.Method.DELETE_RECORD
                    && (unit.method() == Unit.Method.APPLY_WRITES
                            || !unit.writes().get(0).collection().toString().equals(Draft.LIKES))
                    && Objects.equals(unit.validate(), first.validate())
                    && call.attempt.writes().size() <= dispatch.endpoint.settings().maxWritesPerCommit();
            rule(mayJoin, "who may join a group", call);
            Set<String> own = new HashSet<>();
            unit.writes().forEach(write -> own.add(write.path()));
            rule(own.stream().allMatch(paths::add), "a unit that touches a record of the group closes it", call);
        }
    }

    private void checkFence(Call call) {
        boolean isAgain = call.dispatches.stream().anyMatch(lastWith::containsKey);
        boolean isChange = call.attempt.writes().stream().anyMatch(write -> !write.isCreate());
        if (world.pds.traits.honoursFences() && (isAgain || isChange)) {
            rule(call.isFenced(), "every change and every re-send carries the head", call);
        }
    }

    private void checkAgain(Call call, @Nullable Call previous) {
        for (Dispatch dispatch : call.dispatches) {
            Call before = lastWith.get(dispatch);
            if (before == null) {
                rule(call.dispatches.stream().noneMatch(lastWith::containsKey), "a group never gains a unit", call);
                continue;
            }
            rule(before.dispatches.containsAll(call.dispatches), "a group that has been sent only shrinks", call);
            boolean mayFollow = !(dispatch.unit.swap() instanceof Swap.Exactly)
                    && (dispatch.item.isRebased || !(dispatch.unit.swap() instanceof Swap.Latest)
                            || dispatch.unit.writes().stream().allMatch(
                                    write -> write.isCreate() || write.swapRecord() != null));
            rule(
                    mayFollow || !(before.answer instanceof Answer.Swapped), "a swap that the caller has to look at", call);
            checkServerErrors(dispatch, before, call, before == previous);
        }
    }

    /** Any other call in between ends the row, and so does another commit. */
    private void checkServerErrors(Dispatch dispatch, Call before, Call call, boolean isNext) {
        boolean isError = before.answer instanceof Answer.ServerError && before.dispatches.size() == 1
                && before.attempt.writes().equals(call.attempt.writes())
                && (before.attempt.fence() == null || before.attempt.fence().equals(call.attempt.fence()));
        int errors = isError && isNext ? serverErrors.getOrDefault(dispatch, 0) + 1 : 0;
        serverErrors.put(dispatch, errors);
        rule(errors < MOST_500S_IN_A_ROW, "a single unit is refused at the second 500 in a row", call);
    }
}
