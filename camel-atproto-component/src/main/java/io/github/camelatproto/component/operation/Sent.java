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
package io.github.camelatproto.component.operation;

import java.util.ArrayList;
import java.util.List;

import io.github.camelatproto.component.commit.Outcome;
import io.github.camelatproto.component.commit.WriteResult;
import io.github.camelatproto.syntax.AtUri;
import io.github.camelatproto.syntax.Did;

/**
 * What became of the writes of one message.
 *
 * @param writes  as they were sent last
 * @param uris    the records, in the order of the outcome's results
 * @param outcome that of all of them together
 */
record Sent(List<Named> writes, List<AtUri> uris, Outcome outcome) {

    /** There was nothing to write. */
    static final Sent NOTHING = new Sent(List.of(), List.of(), new Outcome.Written(null, List.of(), 0));

    static Sent of(Did repo, List<Named> writes, Outcome outcome) {
        List<AtUri> uris = new ArrayList<>(writes.size());
        for (WriteResult result : Results.resultsOf(outcome)) {
            uris.add(Results.uri(repo, result));
        }
        return new Sent(writes, uris, outcome);
    }
}
