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
import static io.github.camelatproto.pds.comparison.Inputs.UNKNOWN_CID;
import static io.github.camelatproto.pds.comparison.Inputs.applyWrites;
import static io.github.camelatproto.pds.comparison.Inputs.createRecord;
import static io.github.camelatproto.pds.comparison.Inputs.getRecord;
import static io.github.camelatproto.pds.comparison.Inputs.rkey;
import static io.github.camelatproto.pds.comparison.Inputs.write;
import static io.github.camelatproto.pds.comparison.Inputs.writes;

/** A new like takes the place of an older one of the same post. */
final class BacklinkCalls {
    private static final String LIKE = "'collection': 'app.bsky.feed.like'";
    private static final String SUBJECT = "{'createdAt': '2026-11-22T12:00:00.000Z', 'subject': {'cid': '" + UNKNOWN_CID
                                          + "', 'uri': 'at://did:plc:aaaaaaaaaaaaaaaaaaaaaaaa/app.bsky.feed.post/3jzfcijpj2z2a'}}";

    private BacklinkCalls() {
    }

    static Scenario scenario() {
        return Scenario.of("likes dedupe",
                call("like 1", createRecord(LIKE, rkey("3jzfcijpj2z2b"), "'record': " + SUBJECT)),
                call("like 2 same subject", createRecord(LIKE, rkey("3jzfcijpj2z2c"), "'record': " + SUBJECT)),
                call("like 1 still there?", getRecord("app.bsky.feed.like", "3jzfcijpj2z2b")),
                call("like 2 again, same rkey", createRecord(LIKE, rkey("3jzfcijpj2z2c"), "'record': " + SUBJECT)),
                call("like 3 by applyWrites",
                        applyWrites(writes(write("create", LIKE, rkey("3jzfcijpj2z2d"), "'value': " + SUBJECT)))),
                call("like 2 still there?", getRecord("app.bsky.feed.like", "3jzfcijpj2z2c")),
                call("like 4 validate=false",
                        createRecord(LIKE, rkey("3jzfcijpj2z2e"), "'validate': false", "'record': " + SUBJECT)),
                call("like 3 still there?", getRecord("app.bsky.feed.like", "3jzfcijpj2z2d")));
    }
}
