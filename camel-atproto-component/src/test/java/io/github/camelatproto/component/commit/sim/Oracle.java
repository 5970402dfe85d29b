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

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Compares what a trial's messages asked for, what the engines said of them, and what the repo went through. Every
 * exception that it allows is one of the limits at the top of the commit engine, and says which.
 */
final class Oracle {

    private final World world;
    private final Findings findings = new Findings();

    Oracle(World world) {
        this.world = world;
    }

    /** What is wrong; empty where all is well. */
    Findings judge() {
        History history = new History(world.pds.landings());
        List<Dispatch> dispatches = world.ledger.dispatches();
        world.ledger.strays().forEach(
                stray -> findings.add(Findings.Kind.ALTERED, "a write that nobody asked for: " + stray));
        AnswerCheck answers = new AnswerCheck(world, history, findings);
        LandingCheck landings = new LandingCheck(world.pds, history, findings);
        UnknownCheck unknowns = new UnknownCheck(world, findings);
        for (Dispatch dispatch : dispatches) {
            answers.check(dispatch);
            landings.check(dispatch);
            unknowns.check(dispatch);
        }
        new OrderCheck(world.pds, history, findings).check();
        new SendCheck(world, findings).check();
        world.sites().forEach(site -> new PromiseCheck(world.pds, history, findings).check(site));
        return findings;
    }

    /** Messages ended in UnknownOutcomeException. */
    long unknown() {
        return world.ledger.dispatches().stream().filter(Dispatch::isUnknown).count();
    }

    /** What the engines' calls were charged beyond one call for each delivery, or each message with its own name. */
    long wastedPoints() {
        Set<Object> done = new HashSet<>();
        long needed = 0;
        for (Call call : world.network.calls()) {
            if (call.landing != null || call.hadNothingToDo) {
                for (Dispatch dispatch : call.dispatches) {
                    boolean isFirst = done.add(dispatch.item.isMarked() ? dispatch.item : dispatch);
                    needed += isFirst ? Pds.points(call.attempt.method(), dispatch.writes(call)) : 0;
                }
            }
        }
        return world.pds.charged() - needed;
    }
}
