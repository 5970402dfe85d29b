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

import net.bytebuddy.implementation.FixedValue;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.MethodCall;
import net.bytebuddy.implementation.StubMethod;
import net.bytebuddy.matcher.ElementMatchers;

/**
 * An engine with one rule less: the body of one of its methods is replaced.
 *
 * @param rule   the section of the commit engine, and what is broken
 * @param type   the class
 * @param method its method
 * @param body   what it does instead
 */
record Mutation(String rule, String type, String method, Implementation body) {

    static List<Mutation> all() {
        return List.of(
                of("1: strict FIFO", "WriteQueue", "add",
                        MethodCall.invoke(ElementMatchers.named("addFirst")).onField("waiting").withArgument(0)),
                of("3: a unit that touches a record of the group closes it", "WriteQueue$Size", "touches", no()),
                of("3: who may join a group", "WriteQueue", "mayJoin", yes()),
                of("3: putRecord, deleteRecord, likes and swaps go alone", "Unit", "isJoinable", yes()),
                of("4: every change and every re-send carries the head", "Fencing", "needsFence", no()),
                of("4: a re-send is one", "Tracked", "hasLeft", no()),
                of("4: unsettled under one fence, settled before another", "UnderAFence", "isOvertaken", no()),
                of("4: latest follows with creates and named changes only", "Overtaking", "mayFollow", yes()),
                of("4: the value that a list names is read under the fence", "UnderAFence", "mustLookUnderTheFence", no()),
                of("4: a change of what its author did not read is refused", "Settlement", "outdated", nothing()),
                of("5: InvalidSwap after an unsettled send is settled", "Overtaking", "mustSettleWhenOvertaken", no()),
                of("5: 408, 502 to 504, timeout, reset = unknown", "Tracked", "lost", skipped()),
                of("5: a lost send is remembered", "Tracked", "isLost", no()),
                of("5: only a refusal of the content stays what it is", "Answers", "isOfContent", yes()),
                of("5: reads before a report", "Settler", "mustLookBeforeTheReport", no()),
                of("5: while a send may still arrive it is unknown", "Tracked", "isOpen", no()),
                of("6: after an own 500 with the head moved, it may have landed", "Tracked", "unclear", skipped()),
                of("6.1: the same bytes under the same fence", "Tracked", "openFence", nothing()),
                of("6: onExisting=fail is not skip", "Settlement", "isGoodEnough", yes()),
                of("6.3: own rkey present = the unit is done", "Settlement", "isMarked", no()),
                of("6.3: all net after-states there = done", "Settlement", "isAfterState", no()),
                of("6.3: an update or delete is never replayed", "Tracked", "mayGoAgain", yes()),
                of("6.3: absence proves only for creates and marks", "Tracked", "isProvenBy", yes()),
                of("6.3: a given rkey with another value after a loss", "Tracked", "mayHaveComeOver", no()),
                of("6.3: a change finds the value its author named", "Settlement", "isAsItsAuthorRead", yes()),
                of("6.4: what is given up is settled as absent", "Settler", "isSettledAsAbsent", yes()),
                of("6.4: the fence is burnt", "Settler", "burnFences", new Done()),
                of("6.4: a single unit is refused at the second 500", "Course", "serverErrors", FixedValue.value(0)));
    }

    private static Mutation of(String rule, String type, String method, Implementation body) {
        return new Mutation(rule, "io.github.camelatproto.component.commit." + type, method, body);
    }

    private static Implementation yes() {
        return FixedValue.value(true);
    }

    private static Implementation no() {
        return FixedValue.value(false);
    }

    private static Implementation nothing() {
        return FixedValue.nullValue();
    }

    private static Implementation skipped() {
        return StubMethod.INSTANCE;
    }

    @Override
    public String toString() {
        return rule + " (" + type.substring(type.lastIndexOf('.') + 1) + "." + method + ")";
    }
}
