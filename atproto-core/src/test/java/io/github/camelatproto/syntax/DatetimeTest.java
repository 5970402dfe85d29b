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

class DatetimeTest {

    @Test
    void keepsItsText() {
        assertThat(Datetime.parse("1985-04-12T23:20:50.10+02:00")).hasToString("1985-04-12T23:20:50.10+02:00");
    }

    @ParameterizedTest
    @CsvSource({
            "1985-04-12T23:20:50Z, 1985-04-12T23:20:50Z",
            "1985-04-12T23:20:50.1Z, 1985-04-12T23:20:50.100Z",
            "1985-04-12T23:20:50.123456789Z, 1985-04-12T23:20:50.123456789Z",
            "1985-04-12T23:20:50.123456789999Z, 1985-04-12T23:20:50.123456789Z",
            "1985-04-12T23:20:50.000000000001Z, 1985-04-12T23:20:50Z",
            "1985-04-12T23:20:50+01:45, 1985-04-12T21:35:50Z",
            "1985-04-12T23:20:50-07:30, 1985-04-13T06:50:50Z",
            "1985-04-12T23:20:50+23:59, 1985-04-11T23:21:50Z",
            "2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z",
            "0000-01-01T00:00:00Z, 0000-01-01T00:00:00Z",
            "9999-12-31T23:59:59.999Z, 9999-12-31T23:59:59.999Z" })
    void tellsItsInstant(String text, Instant instant) {
        assertThat(Datetime.parse(text).instant()).isEqualTo(instant);
    }

    @ParameterizedTest
    @CsvSource({
            "2024-05-04T12:00:00Z, 2024-05-04T12:00:00.000Z",
            "2024-05-04T12:00:00.1Z, 2024-05-04T12:00:00.100Z",
            "2024-05-04T12:00:00.999999999Z, 2024-05-04T12:00:00.999Z",
            "1969-12-31T23:59:59.9999Z, 1969-12-31T23:59:59.999Z",
            "0000-01-01T00:00:00Z, 0000-01-01T00:00:00.000Z" })
    void isMadeWithThreeFractionDigitsInUtc(Instant instant, String text) {
        assertThat(Datetime.of(instant)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource({ "-0001-12-31T23:59:59Z", "+10000-01-01T00:00:00Z" })
    void isNotMadeOutsideFourDigitYears(Instant instant) {
        assertThatIllegalArgumentException().isThrownBy(() -> Datetime.of(instant))
                .withMessage("Invalid datetime: " + instant + " is outside the years 0000 to 9999");
    }

    @Property
    void readsWhatItWrites(
            @ForAll @LongRange(min = -62_167_219_200L, max = 253_402_300_799L) long second,
            @ForAll @IntRange(max = 999) int milli) {
        Instant instant = Instant.ofEpochSecond(second, milli * 1_000_000L);

        Datetime datetime = Datetime.of(instant);

        assertThat(datetime.value()).hasSize("2024-05-04T12:00:00.000Z".length());
        assertThat(Datetime.parse(datetime.value()).instant()).isEqualTo(instant);
    }

    @Test
    void isNeverNull() {
        assertThat(Datetime.isValid(null)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
            "1985-4-12T23:20:50Z, 6, no digit",
            "1985-04-12 23:20:50Z, 10, no 'T'",
            "1985-04-12T23:20Z, 16, no ':'",
            "1985-04-12T23:20:50, 19, no time zone",
            "1985-04-12T23:20:50z, 19, no time zone",
            "1985-04-12T23:20:50.Z, 20, no digit after the point",
            "1985-04-12T23:20:50+0100, 22, no ':'",
            "1985-04-12T23:20:50-00:00, 19, -00:00 (write Z)",
            "1985-04-12T23:20:50ZZ, 20, text after the time zone",
            "1985-13-12T23:20:50Z, 5, month outside 01 to 12",
            "2023-02-29T23:20:50Z, 8, day that the month does not have",
            "2024-02-30T23:20:50Z, 8, day that the month does not have",
            "1900-02-29T00:00:00Z, 8, day that the month does not have",
            "1985-04-12T24:00:00Z, 11, hour outside 00 to 23",
            "1985-04-12T23:60:00Z, 14, minute outside 00 to 59",
            "1985-04-12T23:20:60Z, 17, second outside 00 to 59",
            "1985-04-12T23:20:50+24:00, 19, time zone outside 00:00 to 23:59",
            "0000-01-01T00:00:00+00:01, 0, time outside the years 0000 to 9999",
            "9999-12-31T23:59:59-00:01, 0, time outside the years 0000 to 9999",
            "1985-04-12T23:20:50.12345678901234567890123456789012345678901234567890Z, 64, more than 64 characters" })
    void saysWhatIsWrongAndWhere(String text, int index, String reason) {
        assertThatIllegalArgumentException().isThrownBy(() -> Datetime.parse(text))
                .withMessageStartingWith("Invalid datetime: " + reason).withMessageContaining(" at index " + index + " of ");
    }
}
