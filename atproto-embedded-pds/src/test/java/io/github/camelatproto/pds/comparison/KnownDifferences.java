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

import java.util.List;
import java.util.stream.Stream;

/**
 * In what the embedded PDS differs from the reference PDS, and why it may. Besides, it repeats nothing in its messages
 * of what was sent, where the reference PDS adds things like <code>(got "x")</code>: that may be private, or long. The
 * order of the blocks in a CAR is not compared, nor are headers but those that {@link Side} names.
 */
final class KnownDifferences {

    /**
     * A difference in the answers to some calls.
     *
     * @param place the difference, or all differences below it, as in {@link Comparison#differences}
     * @param calls the names of scenario and case, as in {@code "createRecord: ok"}
     */
    record Difference(String place, String reason, List<String> calls) {

        Difference(String place, String reason, String... calls) {
            this(place, reason, List.of(calls));
        }

        private boolean covers(String difference) {
            return difference.equals(place) || difference.startsWith(place + "/");
        }
    }

    static final List<Difference> ALL = List.of(
            new Difference(
                    "/didDoc",
                    "It is as plc.directory gives it; the PLC server that the reference PDS runs with here gives an older form",
                    "accounts/session: createAccount",
                    "accounts/session: createAccount without password",
                    "getRecord/listRecords/describeRepo: describeRepo empty",
                    "getRecord/listRecords/describeRepo: describeRepo"),
            new Difference(
                    "/message",
                    "The words are those of a JavaScript engine",
                    "requests: JSON that is no object"),
            new Difference(
                    "/value",
                    "JavaScript puts keys that are integers first",
                    "data model: get keys in any order"),
            new Difference(
                    "/message",
                    "The words are those of atproto-core, which says so to others than PDSs too",
                    "data model: __proto__ key"),
            new Difference(
                    "/accessJwt",
                    "There are no tokens of the scope com.atproto.takendown",
                    "account states: takendown createSession allowTakendown"));

    private KnownDifferences() {
    }

    static Stream<Difference> of(String call) {
        return ALL.stream().filter(known -> known.calls().contains(call));
    }

    /** The differences that are not known, and the known ones that are none. */
    static List<String> surprises(String call, List<String> differences) {
        return Stream.concat(
                differences.stream().filter(difference -> of(call).noneMatch(known -> known.covers(difference))),
                of(call).filter(known -> differences.stream().noneMatch(known::covers))
                        .map(known -> "no difference any more: " + known.place()))
                .toList();
    }
}
