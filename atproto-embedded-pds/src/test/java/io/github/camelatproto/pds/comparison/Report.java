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
package io.github.camelatproto.pds.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What a run has shown: a line of figures, and a few for every call that was answered differently. */
record Report(Map<String, Comparison> comparisons) {

    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                "side by side: %d calls, %d same status and error, %d messages differ, %d only in not repeating what was sent",
                comparisons.size(), count(Comparison::sameStatusAndError), count(each -> !each.sameMessage()),
                count(each -> !each.sameMessage() && each.sameSense())));
        comparisons.forEach((call, comparison) -> {
            if (!comparison.differences().isEmpty()) {
                lines.add("  " + call + " differs in " + String.join(", ", comparison.differences()));
                lines.add("    reference " + comparison.reference());
                lines.add("    embedded  " + comparison.embedded());
                KnownDifferences.of(call).forEach(known -> lines.add("    because   " + known.reason()));
            }
        });
        return String.join(System.lineSeparator(), lines) + System.lineSeparator();
    }

    private long count(Predicate<Comparison> which) {
        return comparisons.values().stream().filter(which).count();
    }
}
