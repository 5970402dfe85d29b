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

import java.time.Instant;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TidTest {

    private static final long MAX_MICROS = (1L << 53) - 1;

    @ParameterizedTest
    @CsvSource({
            "0, 0, 2222222222222",
            "1, 0, 2222222222322",
            "1714826096789012, 513, 3kro2c7nlkok3",
            "9007199254740991, 1023, bzzzzzzzzzzzz" })
    void encodesItsTimeAndClockId(long micros, int clockId, String text) {
        Tid tid = Tid.of(micros, clockId);

        assertThat(tid).hasToString(text).isEqualTo(Tid.parse(text));
        assertThat(tid.micros()).isEqualTo(micros);
        assertThat(tid.clockId()).isEqualTo(clockId);
    }

    @Test
    void tellsItsInstantToTheMicrosecond() {
        assertThat(Tid.parse("3kro2c7nlkok3").instant()).isEqualTo(Instant.parse("2024-05-04T12:34:56.789012Z"));
    }

    @Property
    void givesBackWhatItEncodes(
            @ForAll @LongRange(min = 0, max = MAX_MICROS) long micros, @ForAll @IntRange(max = 1023) int clockId) {
        Tid tid = Tid.parse(Tid.of(micros, clockId).value());

        assertThat(tid.micros()).isEqualTo(micros);
        assertThat(tid.clockId()).isEqualTo(clockId);
    }

    @Property
    void sortsAsTextInTheOrderOfTime(
            @ForAll @LongRange(min = 0, max = MAX_MICROS) long a, @ForAll @LongRange(min = 0, max = MAX_MICROS) long b,
            @ForAll @IntRange(max = 1023) int clockId) {
        Tid first = Tid.of(a, clockId);
        Tid second = Tid.of(b, clockId);

        assertThat(Integer.signum(first.compareTo(second))).isEqualTo(Long.compare(a, b));
        assertThat(Integer.signum(first.value().compareTo(second.value()))).isEqualTo(Long.compare(a, b));
    }

    @ParameterizedTest
    @CsvSource({
            "-1, 0, -1 microseconds", "9007199254740992, 0, 9007199254740992 microseconds",
            "0, -1, clock id -1", "0, 1024, clock id 1024" })
    void refusesWhatDoesNotFit(long micros, int clockId, String reason) {
        assertThatIllegalArgumentException().isThrownBy(() -> Tid.of(micros, clockId))
                .withMessageStartingWith("Invalid TID: " + reason);
    }

    @Test
    void isNeverNull() {
        assertThat(Tid.isValid(null)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
            "3jzfcijpj2z2, 12, not 13 characters but 12",
            "3jzfcijpj2z2aa, 13, not 13 characters but 14",
            "3jzf-cij-pj2z-2a, 4, character that is not in 2-7 and a-z",
            "kjzfcijpj2z2a, 0, first character beyond 'j'" })
    void saysWhatIsWrongAndWhere(String text, int index, String reason) {
        assertThatIllegalArgumentException().isThrownBy(() -> Tid.parse(text))
                .withMessage("Invalid TID: " + reason + " at index " + index + " of \"" + text + "\"");
    }
}
