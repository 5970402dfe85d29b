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
package io.github.camelatproto.component.trial;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What an oracle has found: each defect in words, and what is counted besides. */
final class Findings {

    /** What a defect is. */
    enum Defect {
        LOST,
        DUPLICATED,
        ALTERED,
        HUNG,
        /** An outcome is told as unknown that was to be known. */
        UNKNOWN_WITHOUT_REASON
    }

    private final int faults;
    private final List<String> defects = new ArrayList<>();
    private final Map<Defect, Integer> counts = new EnumMap<>(Defect.class);
    private int unknown;
    private int wastedPoints;

    Findings(int faults) {
        this.faults = faults;
    }

    void add(Defect defect, String words) {
        counts.merge(defect, 1, Integer::sum);
        defects.add(defect + ": " + words);
    }

    void addUnknown() {
        unknown++;
    }

    void setWastedPoints(int points) {
        wastedPoints = points;
    }

    int faults() {
        return faults;
    }

    List<String> defects() {
        return defects;
    }

    int count(Defect defect) {
        return counts.getOrDefault(defect, 0);
    }

    int unknown() {
        return unknown;
    }

    int wastedPoints() {
        return wastedPoints;
    }
}
