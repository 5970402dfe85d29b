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
import static io.github.camelatproto.pds.comparison.Inputs.APPLY_WRITES;
import static io.github.camelatproto.pds.comparison.Inputs.CREATE_RECORD;
import static io.github.camelatproto.pds.comparison.Inputs.THING;
import static io.github.camelatproto.pds.comparison.Inputs.applyWrites;
import static io.github.camelatproto.pds.comparison.Inputs.createRecord;
import static io.github.camelatproto.pds.comparison.Inputs.deleteRecord;
import static io.github.camelatproto.pds.comparison.Inputs.putRecord;
import static io.github.camelatproto.pds.comparison.Inputs.rkey;
import static io.github.camelatproto.pds.comparison.Request.procedure;
import static io.github.camelatproto.pds.comparison.Request.query;

/** What is wrong, or unusual, with the request before its input is looked at. */
final class RequestCalls {
    private static final int MOST_BYTES = 1_000_000;
    private static final int MOST_BYTES_OF_DELETE = 150 * 1024;

    private RequestCalls() {
    }

    static Scenario scenario() {
        return Scenario.of("requests",
                call("no auth", applyWrites("'writes': []").without("Authorization")),
                call("writes missing", procedure(APPLY_WRITES, "{'repo': '${alice}'}").as("alice")),
                call("malformed JSON", applyWrites("'writes': []").carrying("{\"repo\": ")),
                call("empty body", applyWrites("'writes': []").carrying("")),
                call("JSON that is no object", applyWrites("'writes': []").carrying("5")),
                call("wrong content type", applyWrites("'writes': []").with("Content-Type", "text/plain")),
                call("no content type", applyWrites("'writes': []").without("Content-Type")),
                call("charset utf-8 content type",
                        createRecord(THING, rkey("charset"), "'record': {'s': 'ä'}")
                                .with("Content-Type", "application/json; charset=utf-8")),
                call("gzip JSON body", createRecord(THING, rkey("gzip"), "'record': {'a': 1}").gzipped()),
                call("GET on procedure", query(CREATE_RECORD).as("alice")),
                call("POST on query", query("com.atproto.repo.listRecords").by("POST").as("alice")),
                call("unknown method no auth", query("com.example.nope")),
                call("unknown method auth", query("com.example.nope").as("alice")),
                call("body > 1,000,000 bytes", applyWrites(filler(MOST_BYTES + 100))),
                call("createRecord max JSON body bytes", sized(createRecord(), "collection", MOST_BYTES)),
                call("createRecord max JSON body bytes + 1", sized(createRecord(), "collection", MOST_BYTES + 1)),
                call("putRecord 1.1MB", putRecord(filler(1_100_000))),
                call("deleteRecord body 160KB", deleteRecord(filler(160_000))),
                call("deleteRecord max JSON body bytes", sized(deleteRecord(), "rkey", MOST_BYTES_OF_DELETE)),
                call("deleteRecord max JSON body bytes + 1", sized(deleteRecord(), "rkey", MOST_BYTES_OF_DELETE + 1)));
    }

    private static String filler(int bytes) {
        return "'x': '" + "x".repeat(bytes) + "'";
    }

    /** With a body of so many bytes that lacks what is required. */
    private static Request sized(Request request, String field, int bytes) {
        String start = "{\"" + field + "\": \"";
        return request.carrying(start + "x".repeat(bytes - start.length() - 2) + "\"}");
    }
}
