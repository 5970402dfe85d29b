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
import static io.github.camelatproto.pds.comparison.Inputs.APPLY_WRITES;
import static io.github.camelatproto.pds.comparison.Inputs.POST;
import static io.github.camelatproto.pds.comparison.Inputs.THING;
import static io.github.camelatproto.pds.comparison.Inputs.applyWrites;
import static io.github.camelatproto.pds.comparison.Inputs.createRecord;
import static io.github.camelatproto.pds.comparison.Inputs.getRecord;
import static io.github.camelatproto.pds.comparison.Inputs.rkey;
import static io.github.camelatproto.pds.comparison.Inputs.write;
import static io.github.camelatproto.pds.comparison.Inputs.writes;
import static io.github.camelatproto.pds.comparison.Request.procedure;

/** applyWrites. */
final class ApplyWritesCalls {
    private static final String HELLO = "'value': {'text': 'hello', 'createdAt': '2026-11-22T12:00:00.000Z'}";

    private ApplyWritesCalls() {
    }

    static Scenario scenario() {
        return Scenario.ofTwo("applyWrites",
                call("create+update+delete", applyWrites(writes(
                        creation("b1", 1), creation("b2", 1), update("b1", 2), deletion("b2")))),
                call("create without rkey", applyWrites(writes(write("create", THING, "'value': {'n': 1}"),
                        write("create", THING, "'value': {'n': 2}")))),
                call("known lexicon create (post) valid", applyWrites(writes(write("create", POST, HELLO)))),
                call("no $type on op", applyWrites(writes("{" + THING + ", 'rkey': 'x', 'value': {'n': 1}}"))),
                call("unknown $type op", applyWrites(writes(write("foo", THING, rkey("x"), "'value': {'n': 1}")))),
                call("short $type (#create)",
                        applyWrites(writes("{'$type': '#create', " + THING + ", 'rkey': 'x', 'value': {'n': 1}}"))),
                call("op is no object", applyWrites(writes("5"))),
                call("dup create same rkey in batch", applyWrites(writes(creation("dup", 1), creation("dup", 2)))),
                call("dup create: nothing written?", getRecord("com.example.thing", "dup")),
                call("create existing", applyWrites(writes(creation("b1", 1)))),
                call("update missing", applyWrites(writes(update("nah", 1)))),
                call("delete missing", applyWrites(writes(deletion("nah")))),
                call("update unchanged value (same cid)", applyWrites(writes(update("b1", 2)))),
                call("create then delete same rkey", applyWrites(writes(creation("cd", 1), deletion("cd")))),
                call("delete then create same rkey", applyWrites(writes(deletion("b1"), creation("b1", 3)))),
                call("empty writes", applyWrites(writes())),
                call("writes no array", applyWrites("'writes': {}")),
                call("update without rkey", applyWrites(writes(write("update", THING, "'value': {'n': 1}")))),
                call("delete w/o rkey", applyWrites(writes(write("delete", THING)))),
                call("create w/o value", applyWrites(writes(write("create", THING)))),
                call("$type mismatch in value",
                        applyWrites(writes(write("create", THING, "'value': {'$type': 'com.example.other'}")))),
                call("validate=true unknown", applyWrites("'validate': true", writes(creation("v1", 1)))),
                call("validate=false", applyWrites("'validate': false", writes(creation("v2", 1)))),
                call("invalid known record in batch",
                        applyWrites(writes(creation("ok", 1), write("create", POST, "'value': {'text': 'x'}")))),
                call("invalid rkey in batch", applyWrites(writes(creation("a b", 1)))),
                call("rkey \".\" in batch", applyWrites(writes(creation(".", 1)))),
                call("non-tid rkey for post in batch", applyWrites(writes(write("create", POST, rkey("abc"), HELLO)))),
                call("swapCommit ok", applyWrites("'swapCommit': '${commit}'", writes(creation("s1", 1)))),
                call("swapCommit stale", applyWrites("'swapCommit': '${alice.first}'", writes(creation("s2", 1)))),
                call("swapRecord field on op ignored?", applyWrites(writes(
                        write("update", THING, rkey("b1"), "'swapRecord': 'zzz'", "'value': {'n': 9}")))),
                call("200 creates", applyWrites(writes(things(200)))),
                call("201 creates", applyWrites(writes(things(201)))),
                call("other repo", procedure(APPLY_WRITES, "{'repo': '${bob}', 'writes': []}").as("alice")),
                call("body just below limit, one 990KB record",
                        applyWrites(writes(write("create", THING, "'value': {'s': '" + "x".repeat(990_000) + "'}")))),
                call("createRecord 990KB record",
                        createRecord(THING, "'record': {'s': '" + "x".repeat(990_000) + "'}")));
    }

    private static String creation(String rkey, int n) {
        return write("create", THING, rkey(rkey), "'value': {'n': " + n + "}");
    }

    private static String update(String rkey, int n) {
        return write("update", THING, rkey(rkey), "'value': {'n': " + n + "}");
    }

    private static String deletion(String rkey) {
        return write("delete", THING, rkey(rkey));
    }

    private static String[] things(int count) {
        return IntStream.range(0, count).mapToObj(n -> write("create", THING, "'value': {'n': " + n + "}"))
                .toArray(String[]::new);
    }
}
