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
import static io.github.camelatproto.pds.comparison.Inputs.PUT_RECORD;
import static io.github.camelatproto.pds.comparison.Inputs.THING;
import static io.github.camelatproto.pds.comparison.Inputs.UNKNOWN_CID;
import static io.github.camelatproto.pds.comparison.Inputs.putRecord;
import static io.github.camelatproto.pds.comparison.Inputs.rkey;
import static io.github.camelatproto.pds.comparison.Request.procedure;

/** putRecord. */
final class PutRecordCalls {

    private PutRecordCalls() {
    }

    static Scenario scenario() {
        return Scenario.ofTwo("putRecord",
                call("create", thing("k1", 1)).keeping("one", "/cid"),
                call("same again (no-op)", thing("k1", 1)),
                call("no-op with stale swapCommit", thing("k1", 1, "'swapCommit': '${alice.first}'")),
                call("no-op with wrong swapRecord", thing("k1", 1, "'swapRecord': '" + UNKNOWN_CID + "'")),
                call("update", thing("k1", 2)).keeping("two", "/cid"),
                call("swapRecord=null while exists", thing("k1", 3, "'swapRecord': null")),
                call("swapRecord=null while absent", thing("k2", 1, "'swapRecord': null")),
                call("swapRecord=null retried same content", thing("k2", 1, "'swapRecord': null")),
                call("swapRecord=null retried other content", thing("k2", 2, "'swapRecord': null")),
                call("swapRecord=cid while absent", thing("k3", 1, "'swapRecord': '${one}'")),
                call("swapRecord right", thing("k1", 3, "'swapRecord': '${two}'")),
                call("swapRecord stale", thing("k1", 4, "'swapRecord': '${two}'")),
                call("swapRecord unparseable", thing("k1", 4, "'swapRecord': 'zzz'")),
                call("swapCommit stale", thing("k1", 4, "'swapCommit': '${alice.first}'")),
                call("swapCommit and swapRecord stale",
                        thing("k1", 4, "'swapCommit': '${alice.first}'", "'swapRecord': '${two}'")),
                call("no rkey", putRecord(THING, "'record': {'n': 1}")),
                call("validate=true unknown", thing("k1", 4, "'validate': true")),
                call("other repo", procedure(
                        PUT_RECORD, "{'repo': '${bob}', " + THING + ", 'rkey': 'k1', 'record': {'n': 1}}").as("alice")),
                call("invalid rkey", thing("a b", 1)),
                call("no auth", thing("k1", 1).without("Authorization")));
    }

    private static Request thing(String rkey, int n, String... fields) {
        String more = fields.length == 0 ? "" : ", " + String.join(", ", fields);
        return putRecord(THING, rkey(rkey), "'record': {'n': " + n + "}" + more);
    }
}
