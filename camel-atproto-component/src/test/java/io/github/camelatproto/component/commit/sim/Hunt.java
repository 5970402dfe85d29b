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
import java.util.List;
import java.util.function.LongFunction;

/**
 * Plays the scenarios, and the trials of seeds, and tells what the oracle found. Speaks the JDK's types only, so that
 * it can be asked from outside the class loader of a mutant.
 */
public final class Hunt implements LongFunction<List<String>> {

    /** All scenarios, for the seed 0; else the trial of the seed. */
    @Override
    public List<String> apply(long seed) {
        try {
            if (seed > 0) {
                Trial trial = new Trial(seed);
                trial.run();
                return new Oracle(trial.world).judge().texts();
            }
            List<String> findings = new ArrayList<>();
            for (Scenario scenario : Scenario.all()) {
                scenario.findings().forEach(finding -> findings.add(scenario + ": " + finding));
            }
            return findings;
        } catch (RuntimeException | AssertionError | StackOverflowError e) {
            return List.of("it broke: " + e);
        }
    }
}
