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

import java.util.stream.IntStream;

import static io.github.camelatproto.pds.comparison.Case.call;
import static io.github.camelatproto.pds.comparison.Inputs.THING;
import static io.github.camelatproto.pds.comparison.Inputs.applyWrites;
import static io.github.camelatproto.pds.comparison.Inputs.latestCommit;
import static io.github.camelatproto.pds.comparison.Inputs.putRecord;
import static io.github.camelatproto.pds.comparison.Inputs.rkey;
import static io.github.camelatproto.pds.comparison.Inputs.write;
import static io.github.camelatproto.pds.comparison.Inputs.writes;
import static io.github.camelatproto.pds.comparison.Request.query;

/** getLatestCommit and getRepo. */
final class SyncCalls {
    private static final String UNKNOWN = "did:plc:aaaaaaaaaaaaaaaaaaaaaaaa";

    private SyncCalls() {
    }

    static Scenario scenario() {
        return Scenario.of("sync",
                call("getRepo empty", getRepo("did=${alice}")),
                call("the records", applyWrites(writes(IntStream.range(0, 60)
                        .mapToObj(n -> write("create", THING, rkey("k" + n), "'value': {'n': " + n + "}"))
                        .toArray(String[]::new)))),
                call("getLatestCommit", latestCommit("${alice}")),
                call("getLatestCommit unknown", latestCommit(UNKNOWN)),
                call("getLatestCommit not a did", latestCommit("alice.test")),
                call("getLatestCommit no did", query("com.atproto.sync.getLatestCommit")),
                call("getRepo", getRepo("did=${alice}")).keeping("since", "/commit/rev"),
                call("getRepo since the head", getRepo("did=${alice}", "since=${since}")),
                call("one record more", putRecord(THING, rkey("new"), "'record': {'n': 60}")),
                call("getRepo since", getRepo("did=${alice}", "since=${since}")),
                call("getRepo since no tid", getRepo("did=${alice}", "since=x")),
                call("getRepo unknown", getRepo("did=" + UNKNOWN)),
                call("getRepo not a did", getRepo("did=alice.test")));
    }

    private static Request getRepo(String... params) {
        return query("com.atproto.sync.getRepo", params);
    }
}
