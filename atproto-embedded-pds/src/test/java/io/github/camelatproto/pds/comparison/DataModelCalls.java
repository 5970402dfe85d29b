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

import io.github.camelatproto.data.Cid;

import static io.github.camelatproto.pds.comparison.Case.call;
import static io.github.camelatproto.pds.comparison.Inputs.THING;
import static io.github.camelatproto.pds.comparison.Inputs.UNKNOWN_CID;
import static io.github.camelatproto.pds.comparison.Inputs.createRecord;
import static io.github.camelatproto.pds.comparison.Inputs.getRecord;
import static io.github.camelatproto.pds.comparison.Inputs.rkey;

/** What values a record can hold. */
final class DataModelCalls {
    private static final String RAW_CID = Cid.ofRaw(new byte[] { 1 }).toString();

    private DataModelCalls() {
    }

    static Scenario scenario() {
        return Scenario.of("data model",
                call("float in unknown lexicon", thing("1.5")),
                call("float nested", thing("{'b': [1, 1.5]}")),
                call("float 1.0 literal (raw JSON)", thing("1.0")),
                call("1e3", createRecord(THING, rkey("e3"), "'record': {'a': 1e3}")),
                call("get 1e3", getRecord("com.example.thing", "e3")),
                call("1e400", thing("1e400")),
                call("-0", createRecord(THING, rkey("negz"), "'record': {'a': -0}")),
                call("record with 0", thing("0")),
                call("int 2^53-1", thing("9007199254740991")),
                call("negative int -2^53+1", thing("-9007199254740991")),
                call("int 2^53", thing("9007199254740992")),
                call("int > 2^53", thing("123456789012345678901234567890")),
                call("nulls in record", thing("null")),
                call("nested $type empty", thing("{'$type': ''}")),
                call("nested $type number", thing("{'$type': 5}")),
                call("bad $link", thing("{'$link': 'nope'}")),
                call("$link with extra key", thing("{'$link': '" + UNKNOWN_CID + "', 'b': 1}")),
                call("bad $bytes", thing("{'$bytes': 5}")),
                call("$bytes not base64", thing("{'$bytes': '***'}")),
                call("good $link", thing("{'$link': '" + UNKNOWN_CID + "'}")),
                call("good $bytes", thing("{'$bytes': 'AQID'}")),
                call("padded $bytes", thing("{'$bytes': 'AQ=='}")),
                call("blob not uploaded", thing(blob(RAW_CID))),
                call("blob cid of dag-cbor codec", thing(blob(UNKNOWN_CID))),
                call("blob malformed", thing("{'$type': 'blob', 'ref': 'x'}")),
                call("legacy blob", thing("{'cid': '" + RAW_CID + "', 'mimeType': 'image/png'}")),
                call("lone surrogate", createRecord(THING, rkey("sur"), "'record': {'s': 'a\\ud800b'}")),
                call("get lone surrogate", getRecord("com.example.thing", "sur")),
                call("NUL char", thing("'a\\u0000b'")),
                call("duplicate JSON keys", createRecord(THING, rkey("dupk"), "'record': {'s': 1, 's': 2}")),
                call("get dup", getRecord("com.example.thing", "dupk")),
                call("__proto__ key", thing("{'__proto__': 1}")),
                call("keys in any order",
                        createRecord(THING, rkey("order"), "'record': {'bb': 1, 'a': 2, '10': 3, '9': 4, 'ä': 5, 'B': 6}")),
                call("get keys in any order", getRecord("com.example.thing", "order")),
                call("nesting depth 30", thing(nested(30))),
                call("nesting depth 100", thing(nested(100))),
                call("nesting depth 1000", thing(nested(1000))),
                call("nesting depth 5000", thing(nested(5000))),
                call("nesting depth 20000", thing(nested(20_000))),
                call("array of 100k ints", thing("[" + "1,".repeat(99_999) + "1]")));
    }

    private static Request thing(String a) {
        return createRecord(THING, "'record': {'a': " + a + "}");
    }

    private static String blob(String cid) {
        return "{'$type': 'blob', 'ref': {'$link': '" + cid + "'}, 'mimeType': 'text/plain', 'size': 5}";
    }

    private static String nested(int depth) {
        return "{'a':".repeat(depth) + "1" + "}".repeat(depth);
    }
}
