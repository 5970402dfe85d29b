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

import static io.github.camelatproto.pds.comparison.Case.call;
import static io.github.camelatproto.pds.comparison.Inputs.DELETE_RECORD;
import static io.github.camelatproto.pds.comparison.Inputs.THING;
import static io.github.camelatproto.pds.comparison.Inputs.UNKNOWN_CID;
import static io.github.camelatproto.pds.comparison.Inputs.deleteRecord;
import static io.github.camelatproto.pds.comparison.Inputs.putRecord;
import static io.github.camelatproto.pds.comparison.Inputs.rkey;
import static io.github.camelatproto.pds.comparison.Request.procedure;

/** deleteRecord. */
final class DeleteRecordCalls {
    private static final String K1 = THING + ", " + rkey("k1");

    private DeleteRecordCalls() {
    }

    static Scenario scenario() {
        return Scenario.ofTwo("deleteRecord",
                call("the record", putRecord(K1, "'record': {'n': 1}")),
                call("swapRecord stale", deleteRecord(K1, "'swapRecord': '" + UNKNOWN_CID + "'")),
                call("swapCommit stale", deleteRecord(K1, "'swapCommit': '${alice.first}'")),
                call("swapRecord null", deleteRecord(K1, "'swapRecord': null")),
                call("no rkey", deleteRecord(THING)),
                call("ok", deleteRecord(K1)),
                call("missing (no-op)", deleteRecord(K1)),
                call("missing w/ stale swapCommit", deleteRecord(K1, "'swapCommit': '${alice.first}'")),
                call("other repo", procedure(DELETE_RECORD, "{'repo': '${bob}', " + K1 + "}").as("alice")),
                call("invalid rkey", deleteRecord(THING, rkey("a b"))),
                call("no auth", deleteRecord(K1).without("Authorization")));
    }
}
