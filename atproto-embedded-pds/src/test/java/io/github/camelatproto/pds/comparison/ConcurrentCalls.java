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

import static io.github.camelatproto.pds.comparison.Case.callAtOnce;
import static io.github.camelatproto.pds.comparison.Inputs.THING;
import static io.github.camelatproto.pds.comparison.Inputs.createRecord;
import static io.github.camelatproto.pds.comparison.Inputs.rkey;

/** Calls that race. */
final class ConcurrentCalls {

    private ConcurrentCalls() {
    }

    static Scenario scenario() {
        return Scenario.of("concurrency",
                callAtOnce(20, "20 concurrent createRecord with same swapCommit",
                        createRecord(THING, "'record': {'a': 1}", "'swapCommit': '${alice.first}'")),
                callAtOnce(20, "20 concurrent createRecord", createRecord(THING, "'record': {'a': 1}")),
                callAtOnce(5, "5 concurrent createRecord same rkey", createRecord(THING, rkey("one"), "'record': {'a': 1}")));
    }
}
