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

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A message of a trial.
 *
 * @param at          when it is sent
 * @param units       what it asks for: the writes of each land together
 * @param isRetried   whether its route sends it again where it fails
 * @param sentAgainAt when its broker sends it again, whatever has become of it; null = it does not
 */
record Message(
        int number, Step step, Duration at, @Nullable Object body, Map<String, Object> headers, List<Wanted> units,
        boolean isRetried, @Nullable Duration sentAgainAt) {

    /** Whether all that it creates has a name that comes with it, so that it may be sent again at any time. */
    boolean isNamed() {
        return units.stream().allMatch(Wanted::isNamed);
    }

    @Override
    public String toString() {
        return "message " + number + " (" + step + " " + headers + ")";
    }
}
