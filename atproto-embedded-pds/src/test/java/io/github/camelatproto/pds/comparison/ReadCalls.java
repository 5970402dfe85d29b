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
import static io.github.camelatproto.pds.comparison.Inputs.THING;
import static io.github.camelatproto.pds.comparison.Inputs.UNKNOWN_CID;
import static io.github.camelatproto.pds.comparison.Inputs.applyWrites;
import static io.github.camelatproto.pds.comparison.Inputs.rkey;
import static io.github.camelatproto.pds.comparison.Inputs.write;
import static io.github.camelatproto.pds.comparison.Inputs.writes;
import static io.github.camelatproto.pds.comparison.Request.query;

/** getRecord, listRecords and describeRepo. */
final class ReadCalls {

    private ReadCalls() {
    }

    static Scenario scenario() {
        return Scenario.of("getRecord/listRecords/describeRepo",
                call("describeRepo empty", query("com.atproto.repo.describeRepo", "repo=${alice}")),
                call("the records", applyWrites(writes(thing("b1"), thing("k1"), thing("k2"))))
                        .keeping("cid", "/results/0/cid"),
                call("getRecord ok", get("${alice}", "b1")),
                call("getRecord by handle", get("${alice.handle}", "b1")),
                call("getRecord right cid", get("${alice}", "b1", "cid=${cid}")),
                call("getRecord wrong cid", get("${alice}", "b1", "cid=" + UNKNOWN_CID)),
                call("getRecord bad cid", get("${alice}", "b1", "cid=zzz")),
                call("getRecord missing", get("${alice}", "nah")),
                call("getRecord unknown repo", get("nobody.test", "b1")),
                call("getRecord bad repo", get("x%20y", "b1")),
                call("getRecord bad rkey", get("${alice}", "a%20b")),
                call("getRecord no rkey",
                        query("com.atproto.repo.getRecord", "repo=${alice}", "collection=com.example.thing")),
                call("listRecords", list("${alice}")),
                call("listRecords limit 2", list("${alice}", "limit=2")),
                call("listRecords reverse", list("${alice}", "limit=1", "reverse=true")),
                call("listRecords cursor", list("${alice}", "cursor=k1")),
                call("listRecords cursor of the last", list("${alice}", "cursor=b1")),
                call("listRecords cursor of no record", list("${alice}", "cursor=c")),
                call("listRecords cursor that is no rkey", list("${alice}", "cursor=%7B%7D")),
                call("listRecords cursor empty", list("${alice}", "cursor=")),
                call("listRecords limit 101", list("${alice}", "limit=101")),
                call("listRecords limit 0", list("${alice}", "limit=0")),
                call("listRecords limit no number", list("${alice}", "limit=x")),
                call("listRecords reverse no boolean", list("${alice}", "reverse=x")),
                call("listRecords limit twice", list("${alice}", "limit=1", "limit=2")),
                call("listRecords empty collection",
                        query("com.atproto.repo.listRecords", "repo=${alice}", "collection=com.example.none")),
                call("listRecords no collection", query("com.atproto.repo.listRecords", "repo=${alice}")),
                call("listRecords unknown repo", list("nobody.test")),
                call("describeRepo", query("com.atproto.repo.describeRepo", "repo=${alice.handle}")),
                call("describeRepo unknown", query("com.atproto.repo.describeRepo", "repo=nobody.test")),
                call("describeRepo no repo", query("com.atproto.repo.describeRepo")));
    }

    private static String thing(String rkey) {
        return write("create", THING, rkey(rkey), "'value': {'z': 1, 'n': 1, 'aa': {'y': [1, null], 'x': true}}");
    }

    private static Request get(String repo, String rkey, String... more) {
        return query("com.atproto.repo.getRecord", "repo=" + repo, "collection=com.example.thing", "rkey=" + rkey)
                .asking(more);
    }

    private static Request list(String repo, String... more) {
        return query("com.atproto.repo.listRecords", "repo=" + repo, "collection=com.example.thing").asking(more);
    }
}
