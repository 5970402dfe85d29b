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
package io.github.camelatproto.social.post;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GraphemesTest {

    private static final String FAMILY = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67\u200D\uD83D\uDC66";
    private static final String FLAG = "\uD83C\uDDF8\uD83C\uDDEA";

    @Test
    void aFamilyAFlagAndALetterWithItsAccentAreOneEach() {
        assertThat(Graphemes.count(FAMILY + FLAG + "e\u0301" + "x")).isEqualTo(4);
    }

    @Test
    void aTextWithinTheLimitsIsLeftAsItIs() {
        assertThat(Graphemes.fit("12345", 5, 5)).isEqualTo("12345");
    }

    @Test
    void aLongerTextEndsInAnEllipsisThatCounts() {
        assertThat(Graphemes.fit("123456", 5, 100)).isEqualTo("1234\u2026");
    }

    @Test
    void noGraphemeIsCut() {
        assertThat(Graphemes.fit("ab" + FAMILY + FLAG + FLAG, 4, 100)).isEqualTo("ab" + FAMILY + "\u2026");
    }

    @Test
    void bytesCountAsWellAsGraphemes() {
        String fitted = Graphemes.fit(FAMILY.repeat(10), 10, 60);
        assertThat(fitted).isEqualTo(FAMILY.repeat(2) + "\u2026");
        assertThat(fitted.getBytes(StandardCharsets.UTF_8)).hasSize(53);
    }

    @Test
    void aGraphemeThatIsLongerThanTheLimitIsLeftOut() {
        assertThat(Graphemes.fit("a" + "\u0301".repeat(2_000), 300, 3_000)).isEqualTo("\u2026");
    }

    @Test
    void whiteSpaceBeforeTheEllipsisIsLeftOut() {
        assertThat(Graphemes.fit("one two", 5, 100)).isEqualTo("one\u2026");
    }
}
