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

class RecordKeyTest {

    @Test
    void mayBeATid() {
        assertThat(RecordKey.of(Tid.parse("3jzfcijpj2z2a"))).isEqualTo(RecordKey.parse("3jzfcijpj2z2a"));
    }

    @Test
    void isNeverNullOrEmpty() {
        assertThat(RecordKey.isValid(null)).isFalse();
        assertThat(RecordKey.isValid("")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
            "a/b, 1, character that is no letter",
            "a b, 1, character that is no letter",
            "., 0, dots alone",
            ".., 0, dots alone" })
    void saysWhatIsWrongAndWhere(String text, int index, String reason) {
        assertThatIllegalArgumentException().isThrownBy(() -> RecordKey.parse(text))
                .withMessageStartingWith("Invalid record key: " + reason)
                .withMessageEndingWith(" at index " + index + " of \"" + text + "\"");
    }
}
