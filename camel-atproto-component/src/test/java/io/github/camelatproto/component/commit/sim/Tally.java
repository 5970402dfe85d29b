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

import io.github.camelatproto.component.commit.sim.Findings.Kind;

/** Sums up many trials. Thread-safe. */
final class Tally {

    private static final int FAILURES_SHOWN = 5;

    private int trials;
    private int lost;
    private int duplicated;
    private int altered;
    private int hung;
    private long unknown;
    private long wastedPoints;
    private int failed;
    private final List<String> failures = new ArrayList<>();

    /** Runs the trial with this seed and judges it. */
    void run(long seed) {
        Trial trial = new Trial(seed);
        Oracle oracle = new Oracle(trial.world);
        Findings findings;
        try {
            trial.run();
            findings = oracle.judge();
            findings.check(trial.faults() >= Trouble.LEAST_FAULTS, Kind.RULE, () -> "too few faults: " + trial.faults());
        } catch (RuntimeException | AssertionError e) {
            findings = new Findings();
            findings.add(Kind.HUNG, "the trial broke: " + e + " at " + List.of(e.getStackTrace()));
        }
        add(seed, findings, oracle);
    }

    private synchronized void add(long seed, Findings findings, Oracle oracle) {
        trials++;
        lost += findings.count(Kind.LOST, Kind.ACKNOWLEDGED_BUT_ABSENT, Kind.FAILED_BUT_PRESENT);
        duplicated += findings.count(Kind.DUPLICATED);
        altered += findings.count(Kind.ALTERED, Kind.REVERTED, Kind.OUT_OF_ORDER);
        hung += findings.count(Kind.HUNG);
        unknown += oracle.unknown();
        wastedPoints += oracle.wastedPoints();
        if (!findings.isEmpty()) {
            failed++;
            if (failures.size() < FAILURES_SHOWN) {
                failures.add("seed " + seed + ":\n  " + String.join("\n  ", findings.texts()));
            }
        }
    }

    /** The first of the trials that failed, and why. */
    synchronized List<String> failures() {
        return List.copyOf(failures);
    }

    synchronized int failed() {
        return failed;
    }

    synchronized String line() {
        return "faults: trials=%d lost=%d duplicated=%d altered=%d hung=%d unknown=%d wastedPoints=%d"
                .formatted(trials, lost, duplicated, altered, hung, unknown, wastedPoints);
    }
}
