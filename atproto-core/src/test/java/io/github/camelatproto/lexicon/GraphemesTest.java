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
package io.github.camelatproto.lexicon;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

class GraphemesTest {

    @ParameterizedTest
    @CsvSource(ignoreLeadingAndTrailingWhitespace = false, value = {
            "'',0", "abc,3", "'a\r\nb',3", "'\n\r',2", "\u00e4\u00f6,2", "e\u0301,1", "\ud55c\uae00,2", "\u1112\u1161\u11ab,1",
            "\ud83d\udc4d\ud83c\udffd,1", "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67\u200d\ud83d\udc66,1",
            "\ud83c\udde9\ud83c\uddea\ud83c\udde6\ud83c\uddf9,2", "\ud83c\udff3\ufe0f\u200d\ud83c\udf08,1",
            "\u0928\u092e\u0938\u094d\u0924\u0947,3", "\u0915\u094d\u0937,1", "\u0915\u094d\u200d\u0937,1", "\u0915\u094da,2",
            "\u0b95\u0bcd\u0bb7,2", "\u0995\u09cd\u09b7\u09cd\u09ae,1", "\u0e01\u0e33,1", "\ud800,1" })
    void countsWhatAReaderCounts(String text, int count) {
        assertThat(Graphemes.count(text)).isEqualTo(count);
    }

    @ParameterizedTest
    @CsvSource({ "a,1", "\u00e4,2", "\u4e2d,3", "\ud83d\ude00,4", "\ud83da,4", "\ude00,3" })
    void measuresUtf8(String text, int bytes) {
        assertThat(Graphemes.utf8Length(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "\u0301", "\ud83c\udde9", "\u200d", "\ud83d\udc68\u200d", "\u0915\u094d", "\u094d", "\u1100", "\r", "\u0600" })
    void takesHostileTextInItsStride(String part) {
        String text = part.repeat(1_000_000);

        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> Graphemes.count(text));
    }

    @Test
    void countsTheBytesOfLongTextBeyondAllCharacters() {
        assertThat(Graphemes.utf8Length("\u4e2d".repeat(1_000_000))).isEqualTo(3_000_000);
    }
}
