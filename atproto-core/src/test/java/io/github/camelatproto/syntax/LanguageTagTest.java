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
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class LanguageTagTest {

    @ParameterizedTest
    @ValueSource(strings = {
            "en", "pt-BR", "zh-Hant-TW", "es-419", "zh-cmn-Hans-CN", "sl-rozaj-biske", "de-1996", "hy-Latn-IT-arevela",
            "en-US-u-islamcal", "en-a-bbb-x-a-ccc", "x-whatever", "i-klingon", "sgn-BE-FR", "zh-min-nan", "de-x-1" })
    void keepsItsText(String text) {
        assertThat(LanguageTag.parse(text)).hasToString(text);
    }

    @Test
    void isNeverNull() {
        assertThat(LanguageTag.isValid(null)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
            "'', 0, language that is not two or three lower-case letters",
            "EN, 0, language that is not two or three lower-case letters",
            "english, 0, language that is not two or three lower-case letters",
            "I-klingon, 0, language that is not two or three lower-case letters",
            "en_US, 0, language that is not two or three lower-case letters",
            "en-, 3, part that cannot stand here",
            "en--US, 3, part that cannot stand here",
            "de-419-DE, 7, part that cannot stand here",
            "zh-abc-def-ghi-jkl, 15, part that cannot stand here",
            "en-\u00e4\u00e4, 3, part that cannot stand here",
            "de-rozaj-ROZAJ, 9, variant that appears twice",
            "en-a-bbb-A-ccc, 9, extension that appears twice",
            "en-US-u, 8, nothing after a single character",
            "en-x, 5, nothing after a single character",
            "x, 2, nothing after a single character",
            "x-123456789, 2, nothing after a single character",
            "x-a-123456789, 4, part that is not 1 to 8 letters and digits" })
    void saysWhatIsWrongAndWhere(String text, int index, String reason) {
        assertThatIllegalArgumentException().isThrownBy(() -> LanguageTag.parse(text))
                .withMessageStartingWith("Invalid language tag: " + reason + " at index " + index + " of ");
    }
}
