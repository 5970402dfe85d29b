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

import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class HandleTest {

    @Test
    void isHeldInLowerCase() {
        assertThat(Handle.parse("Alice.Example.COM").value()).isEqualTo("alice.example.com");
        assertThat(new Handle("Alice.Example.COM")).isEqualTo(Handle.parse("alice.example.com"));
    }

    @Test
    void isValidInAnyCase() {
        assertThat(Handle.isValid("ALICE.example.com")).isTrue();
    }

    @Test
    void isLowerCaseInEveryLocale() {
        Locale before = java.util.Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(Handle.parse("IRIS.TEST").value()).isEqualTo("iris.test");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void isNeverNull() {
        assertThat(Handle.isValid(null)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
            "john, 4, no dot",
            "john..test, 5, empty segment",
            ".john.test, 0, empty segment",
            "john.test., 10, empty segment",
            "-john.test, 0, segment that begins with a hyphen",
            "joh-.test, 3, segment that ends with a hyphen",
            "jo_hn.test, 2, character that is no letter",
            "@john.test, 0, character that is no letter",
            "john.0test, 5, last segment that begins with a digit" })
    void saysWhatIsWrongAndWhere(String text, int index, String reason) {
        assertThatIllegalArgumentException().isThrownBy(() -> Handle.parse(text))
                .withMessageStartingWith("Invalid handle: " + reason)
                .withMessageEndingWith(" at index " + index + " of \"" + text + "\"");
    }

    @Test
    void refusesAnEmptyText() {
        assertThatIllegalArgumentException().isThrownBy(() -> Handle.parse(""))
                .withMessage("Invalid handle: empty segment at index 0 of \"\"");
    }
}
