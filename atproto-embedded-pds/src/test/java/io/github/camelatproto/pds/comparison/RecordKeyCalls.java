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
import static io.github.camelatproto.pds.comparison.Inputs.HELLO;
import static io.github.camelatproto.pds.comparison.Inputs.POST;
import static io.github.camelatproto.pds.comparison.Inputs.THING;
import static io.github.camelatproto.pds.comparison.Inputs.UNKNOWN_CID;
import static io.github.camelatproto.pds.comparison.Inputs.createRecord;
import static io.github.camelatproto.pds.comparison.Inputs.rkey;

/** Under which rkeys and collections createRecord writes. */
final class RecordKeyCalls {
    private static final String PROFILE = "'collection': 'app.bsky.actor.profile', 'record': {'displayName': 'Alice'}";
    private static final String LEXICON
            = "'collection': 'com.atproto.lexicon.schema', 'record': {'lexicon': 1, 'id': 'com.example.foo', 'defs': {}}";
    private static final String FIRST_TID = rkey("3jzfcijpj2z2a");

    private RecordKeyCalls() {
    }

    static Scenario scenario() {
        return Scenario.of("rkeys",
                call("explicit tid rkey post", createRecord(POST, FIRST_TID, HELLO)),
                call("create existing rkey", createRecord(POST, FIRST_TID, HELLO)),
                call("create existing rkey swapCommit bad",
                        createRecord(POST, FIRST_TID, HELLO, "'swapCommit': '" + UNKNOWN_CID + "'")),
                call("non-tid rkey for tid lexicon", createRecord(POST, rkey("custom"), HELLO)),
                call("non-tid rkey for tid lexicon validate=false",
                        createRecord(POST, rkey("custom"), "'validate': false", HELLO)),
                call("rkey \".\"", thing(".")),
                call("rkey \"..\"", thing("..")),
                call("rkey \"...\"", thing("...")),
                call("rkey \"\"", thing("")),
                call("rkey with slash", thing("a/b")),
                call("rkey with @", thing("a@b")),
                call("rkey unicode", thing("é")),
                call("rkey with all special chars", thing("a~.:_-Z9")),
                call("rkey 513 chars", thing("a".repeat(513))),
                call("rkey 512 chars", thing("a".repeat(512))),
                call("rkey null", createRecord(THING, "'rkey': null, 'record': {'a': 1}")),
                call("rkey number", createRecord(THING, "'rkey': 5, 'record': {'a': 1}")),
                call("profile without rkey (literal:self)", createRecord(PROFILE)),
                call("profile rkey=self", createRecord(PROFILE, rkey("self"))),
                call("profile rkey=other", createRecord(PROFILE, rkey("other"))),
                call("profile rkey=self again", createRecord(PROFILE, rkey("self"))),
                call("lexicon schema rkey nsid ok", createRecord(LEXICON, rkey("com.example.foo"))),
                call("lexicon schema rkey not nsid", createRecord(LEXICON, rkey("foo"))),
                call("collection mixed case domain", in("Com.Example.thing")),
                call("collection w/ underscore name", in("com.example.th_ing")),
                call("collection w/ digit in name", in("com.example.thing2")));
    }

    private static Request thing(String rkey) {
        return createRecord(THING, rkey(rkey), "'record': {'a': 1}");
    }

    private static Request in(String collection) {
        return createRecord("'collection': '" + collection + "', 'record': {'a': 1}");
    }
}
