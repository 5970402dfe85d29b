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
package io.github.camelatproto.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.camelatproto.contract.Json.json;
import static io.github.camelatproto.contract.Records.THING;
import static io.github.camelatproto.contract.Records.cid;
import static io.github.camelatproto.contract.Records.thing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;

/** What becomes of the values in a record, and that a client comes to the same CID. */
abstract class DataModelContract extends Contract {

    DataModelContract(Pds pds, Xrpc anonymous) {
        super(pds, anonymous);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "null", "true", "-9007199254740991", "9007199254740991", "''", "'Grüße, 世界 👩‍🚀'", "[]", "{}",
            "[[1, null], {'b': false, 'aa': ['x']}]",
            "{'$link': 'bafyreidlhma7iacrjsdskfx5uzyb5uwneffkwkd4vmkbv7hx2cc66janoi'}", "{'$bytes': 'AAEC/w'}" })
    void aValueIsKeptAsItIs(String value) {
        ObjectNode record = thing(1).set("v", json(value));

        Answer created = alice.createRecord(alice.creation("k1", record)).success();

        assertThat(created.text("cid")).isEqualTo(cid(record).toString());
        assertThatObject(alice.getRecord(THING, "k1").success().body().get("value")).isEqualTo(record);
    }

    @Test
    void aFloatIsRefused() {
        assertThat(alice.createRecord(alice.creation(thing(1).put("f", 1.5))))
                .isRefused(400, "InvalidRequest").withMessageContaining("$.record.f");
    }

    @ParameterizedTest
    @CsvSource({ "1.0, 1", "1e3, 1000", "-0.0, 0" })
    void aWholeNumberWrittenAsAFloatIsAnInteger(String written, int stored) {
        ObjectNode record = thing(1).putRawValue("n", new RawValue(written));

        assertThat(alice.createRecord(alice.creation(record)).success().text("cid"))
                .isEqualTo(cid(thing(stored)).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = { "9007199254740993", "-9007199254740993" })
    void anIntegerBeyond53BitsIsAnswered500(String number) {
        ObjectNode record = thing(1).putRawValue("n", new RawValue(number));

        assertThat(alice.createRecord(alice.creation(record))).isRefused(500, "InternalServerError");
    }

    @Test
    void aBlobThatWasNeverUploadedIsRefused() {
        String blob = "bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy";
        ObjectNode record = thing(1).set("image", json("{'$type': 'blob', 'ref': {'$link': '" + blob
                                                       + "'}, 'mimeType': 'image/png', 'size': 70}"));

        assertThat(alice.createRecord(alice.creation(record)))
                .isRefused(400, "BlobNotFound").withMessage("Could not find blob: " + blob);
    }
}
