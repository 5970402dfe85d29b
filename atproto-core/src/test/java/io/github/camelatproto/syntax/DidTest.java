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

class DidTest {

    @Test
    void keepsItsTextAsItIs() {
        Did did = Did.parse("did:web:Example.com");

        assertThat(did.value()).isEqualTo("did:web:Example.com");
        assertThat(did).hasToString("did:web:Example.com");
    }

    @Test
    void isEqualByItsText() {
        assertThat(Did.parse("did:plc:abc")).isEqualTo(new Did("did:plc:abc")).hasSameHashCodeAs(new Did("did:plc:abc"))
                .isNotEqualTo(Did.parse("did:plc:ABC"));
    }

    @Test
    void mayHave2048Characters() {
        String longest = "did:plc:" + "a".repeat(2040);

        assertThat(Did.isValid(longest)).isTrue();
        assertThat(Did.isValid(longest + "a")).isFalse();
    }

    @Test
    void isNeverNull() {
        assertThat(Did.isValid(null)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
            "plc:abc, 0, no 'did:'",
            "did::abc, 4, empty method",
            "did:PLC:abc, 4, method that is not lower-case letters and a colon",
            "did:plc, 7, method that is not lower-case letters and a colon",
            "did:plc:, 8, empty identifier",
            "did:plc:a/b, 9, character that is no letter",
            "did:plc:ab:, 10, ':' as the last character" })
    void saysWhatIsWrongAndWhere(String text, int index, String reason) {
        assertThatIllegalArgumentException().isThrownBy(() -> Did.parse(text))
                .withMessageStartingWith("Invalid DID: " + reason)
                .withMessageEndingWith(" at index " + index + " of \"" + text + "\"");
    }

    @Test
    void showsAtMost64CharactersOfWhatIsWrong() {
        assertThatIllegalArgumentException().isThrownBy(() -> Did.parse("did:plc:" + "x".repeat(5000)))
                .withMessageEndingWith("of \"did:plc:" + "x".repeat(56) + "\"... (5008 characters)");
    }

    @Test
    void escapesWhatCouldForgeALogLine() {
        assertThatIllegalArgumentException().isThrownBy(() -> Did.parse("did:plc:a\nERROR \u202e\ud800\""))
                .withMessageEndingWith("of \"did:plc:a\\u000aERROR \\u202e\\ud800\\\"\"");
    }
}
