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

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import static io.github.camelatproto.pds.comparison.BlobCalls.upload;
import static io.github.camelatproto.pds.comparison.Case.call;
import static io.github.camelatproto.pds.comparison.Case.event;
import static io.github.camelatproto.pds.comparison.Inputs.THING;
import static io.github.camelatproto.pds.comparison.Inputs.createRecord;
import static io.github.camelatproto.pds.comparison.Inputs.latestCommit;
import static io.github.camelatproto.pds.comparison.Inputs.rkey;
import static io.github.camelatproto.pds.comparison.Request.procedure;
import static io.github.camelatproto.pds.comparison.Request.query;
import static io.github.camelatproto.pds.comparison.SessionCalls.login;

/** What may be done with an account that is deactivated, or taken down, and what may not. */
final class AccountStateCalls {

    private AccountStateCalls() {
    }

    static Scenario scenario() {
        Case[] cases = Stream.of(
                Stream.of(call("create before", createRecord(THING, rkey("one"), "'record': {'a': 1}")),
                        event("deactivateAccount", side -> side.pds().deactivate(side.names().get("alice")))),
                calls("deactivated"),
                Stream.of(event("reactivate", side -> side.pds().activate(side.names().get("alice"))),
                        call("createRecord after", createRecord(THING, rkey("two"), "'record': {'a': 1}")),
                        event("takedown", side -> side.pds().takeDown(side.names().get("alice")))),
                calls("takendown")).flatMap(each -> each).toArray(Case[]::new);
        return Scenario.of("account states", cases);
    }

    private static Stream<Case> calls(String state) {
        return Stream.of(
                call(state + " createRecord", createRecord(THING, "'record': {'a': 1}")),
                call(state + " uploadBlob", upload("text/plain", "x".getBytes(StandardCharsets.UTF_8))),
                call(state + " getRecord", query("com.atproto.repo.getRecord",
                        "repo=${alice}", "collection=com.example.thing", "rkey=one")),
                call(state + " getRecord self", query("com.atproto.repo.getRecord",
                        "repo=${alice}", "collection=com.example.thing", "rkey=one").as("alice")),
                call(state + " listRecords", query("com.atproto.repo.listRecords",
                        "repo=${alice}", "collection=com.example.thing")),
                call(state + " describeRepo", query("com.atproto.repo.describeRepo", "repo=${alice}")),
                call(state + " getLatestCommit", latestCommit("${alice}")),
                call(state + " getLatestCommit self", latestCommit("${alice}").as("alice")),
                call(state + " getRepo", query("com.atproto.sync.getRepo", "did=${alice}")),
                call(state + " getRepo self", query("com.atproto.sync.getRepo", "did=${alice}").as("alice")),
                call(state + " getBlob", query("com.atproto.sync.getBlob",
                        "did=${alice}", "cid=bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku")),
                call(state + " createSession", login("${alice.handle}", "secret")),
                call(state + " createSession allowTakendown", procedure("com.atproto.server.createSession",
                        "{'identifier': '${alice.handle}', 'password': 'secret', 'allowTakendown': true}")),
                call(state + " refreshSession",
                        procedure("com.atproto.server.refreshSession").bearing("${alice.refresh}")),
                call(state + " getSession", query("com.atproto.server.getSession").as("alice")),
                call(state + " resolveHandle", query(
                        "com.atproto.identity.resolveHandle", "handle=${alice.handle}")));
    }
}
