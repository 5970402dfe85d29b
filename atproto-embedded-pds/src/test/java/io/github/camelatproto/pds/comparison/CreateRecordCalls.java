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
import static io.github.camelatproto.pds.comparison.Inputs.CREATE_RECORD;
import static io.github.camelatproto.pds.comparison.Inputs.HELLO;
import static io.github.camelatproto.pds.comparison.Inputs.POST;
import static io.github.camelatproto.pds.comparison.Inputs.THING;
import static io.github.camelatproto.pds.comparison.Inputs.createRecord;
import static io.github.camelatproto.pds.comparison.Request.procedure;

/** Whose repo, which collection, what record. */
final class CreateRecordCalls {

    private CreateRecordCalls() {
    }

    static Scenario scenario() {
        return Scenario.ofTwo("createRecord",
                call("ok", createRecord(POST, HELLO)),
                call("repo=handle", in("${alice.handle}")),
                call("no auth", createRecord(POST, HELLO).without("Authorization")),
                call("repo = other account", in("${bob}")),
                call("repo = unknown did", in("did:plc:aaaaaaaaaaaaaaaaaaaaaaaa")),
                call("repo = unknown handle", in("nobody.test")),
                call("repo invalid", in("not a handle")),
                call("repo missing", procedure(CREATE_RECORD, "{" + THING + ", 'record': {}}").as("alice")),
                call("collection invalid", createRecord("'collection': 'nope'", HELLO)),
                call("collection missing", createRecord(HELLO)),
                call("record missing", createRecord(POST)),
                call("record is string", createRecord(POST, "'record': 'str'")),
                call("record is array", createRecord(POST, "'record': []")),
                call("record is null", createRecord(POST, "'record': null")),
                call("$type missing", createRecord(POST, HELLO)),
                call("$type mismatch", createRecord(POST, "'record': {'$type': 'app.bsky.feed.like'}")),
                call("$type mismatch validate=false",
                        createRecord(POST, "'validate': false, 'record': {'$type': 'app.bsky.feed.like'}")),
                call("$type not a string", createRecord(POST, "'record': {'$type': 5}")),
                call("$type empty", createRecord(POST, "'record': {'$type': ''}")),
                call("$type null", createRecord(POST, "'record': {'$type': null}")),
                call("invalid record (no text) validate unset",
                        createRecord(POST, "'record': {'createdAt': '2026-11-22T12:00:00.000Z'}")),
                call("invalid record validate=true",
                        createRecord(POST, "'validate': true, 'record': {'text': 'x', 'createdAt': 'x'}")),
                call("invalid record validate=false", createRecord(POST, "'validate': false, 'record': {'a': 1}")),
                call("validate not a boolean", createRecord(POST, "'validate': 'yes'", HELLO)),
                call("validate null", createRecord(POST, "'validate': null", HELLO)),
                call("unknown lexicon validate unset", createRecord(THING, "'record': {'a': 1}")),
                call("unknown lexicon validate=true", createRecord(THING, "'validate': true, 'record': {'a': 1}")),
                call("unknown lexicon validate=false", createRecord(THING, "'validate': false, 'record': {'a': 1}")),
                call("extra unknown fields on known lexicon",
                        createRecord(POST,
                                "'record': {'text': 'x', 'createdAt': '2026-11-22T12:00:00.000Z', 'extra': {'a': 1}}")),
                call("unknown fields in the input", createRecord(THING, "'foo': 1, 'record': {'a': 1}")));
    }

    private static Request in(String repo) {
        return procedure(CREATE_RECORD, "{'repo': '" + repo + "', " + POST + ", " + HELLO + "}").as("alice");
    }
}
