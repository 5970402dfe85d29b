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
package io.github.camelatproto.syntax;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class AtUriTest {

    private static final Did ALICE = new Did("did:plc:alice");
    private static final Nsid THING = new Nsid("com.example.thing");
    private static final RecordKey KEY = new RecordKey("key");

    @Test
    void pointsToARecord() {
        assertThat(AtUri.parse("at://did:plc:alice/com.example.thing/key")).isEqualTo(AtUri.of(ALICE, THING, KEY));
    }

    @Test
    void pointsToACollection() {
        assertThat(AtUri.parse("at://did:plc:alice/com.example.thing")).isEqualTo(AtUri.of(ALICE, THING));
    }

    @Test
    void pointsToARepo() {
        assertThat(AtUri.parse("at://did:plc:alice")).isEqualTo(AtUri.of(ALICE));
    }

    @Test
    void isWrittenAsItIsRead() {
        assertThat(AtUri.of(ALICE, THING, KEY)).hasToString("at://did:plc:alice/com.example.thing/key");
        assertThat(AtUri.of(ALICE, THING).value()).isEqualTo("at://did:plc:alice/com.example.thing");
        assertThat(AtUri.of(ALICE)).hasToString("at://did:plc:alice");
    }

    @Test
    void holdsAHandleInLowerCaseAndNothingElse() {
        assertThat(AtUri.parse("at://Alice.Test/com.example.fooBar/Key"))
                .hasToString("at://alice.test/com.example.fooBar/Key");
    }

    @Test
    void hasNoRecordKeyWithoutACollection() {
        assertThatIllegalArgumentException().isThrownBy(() -> new AtUri(ALICE, null, KEY))
                .withMessage("Invalid AT URI: record key 'key' without a collection");
    }

    @Test
    void isNeverNull() {
        assertThat(AtUri.isValid(null)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
            "http://did:plc:alice, 0, no 'at://'",
            "at://alice, 10, no dot",
            "at://did:plc:alice/, 19, empty segment",
            "at://did:plc:alice/com.example, 30, fewer than three segments",
            "at://did:plc:alice/com.example.thing/, 37, empty",
            "at://did:plc:alice/com.example.thing/a/b, 38, character that is no letter",
            "at://did:plc:alice/com.example.thing/a#b, 38, character that is no letter" })
    void saysWhatIsWrongAndWhere(String text, int index, String reason) {
        assertThatIllegalArgumentException().isThrownBy(() -> AtUri.parse(text))
                .withMessageStartingWith("Invalid AT URI: " + reason)
                .withMessageEndingWith(" at index " + index + " of \"" + text + "\"");
    }
}
