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
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** The TIDs here were computed by another program. A change of any of them makes old messages into new records. */
class TidOfKeyTest {

    private static final Instant MORNING = Instant.parse("2024-05-04T00:00:00Z");
    private static final Instant NIGHT = Instant.parse("2024-05-04T23:59:59.999999999Z");

    @ParameterizedTest
    @CsvSource({
            "a, 3g3s6uqz73rji",
            "guid-1, 3fk7ww6zsdjpl",
            "ID:broker-1:42, 33x4spqydhoug",
            "https://example.com/2024/05/04/post?x=1, 34our357kwk2c",
            "日本語 😀, 3jcetfhwhbc5u",
            "' ', 34tws3mv6pr2r" })
    void isTheSameForAKeyForEver(String key, String tid) {
        assertThat(Tid.ofKey(key)).hasToString(tid);
    }

    @ParameterizedTest
    @CsvSource({
            "a, 3krocqyrgdgoa",
            "guid-1, 3kroakprm3j37",
            "ID:broker-1:42, 3krn26dasdd7q",
            "https://example.com/2024/05/04/post?x=1, 3krn55d27ua5m",
            "日本語 😀, 3kroplddj73ox",
            "' ', 3krn5rl6bswmq" })
    void isTheSameForAKeyAndDayForEver(String key, String tid) {
        assertThat(Tid.ofKey(key, MORNING)).hasToString(tid);
        assertThat(Tid.ofKey(key, NIGHT)).hasToString(tid);
    }

    @ParameterizedTest
    @CsvSource({
            "1970-01-01T00:00:00Z, 2223mork6dgoa",
            "2255-06-05T23:59:59Z, bzzz4w2swdgoa" })
    void reachesOverAllDaysOfATid(Instant day, String tid) {
        assertThat(Tid.ofKey("a", day)).hasToString(tid);
    }

    @Test
    void isMadeOfTheFirstBitsOfTheHash() {
        // SHA-256("a") begins with ca978112ca1bbdca
        Tid tid = Tid.ofKey("a");

        assertThat(tid.micros()).isEqualTo(1_104_537_600_000_000L + (0xca978112ca1bbdcaL >>> 15));
        assertThat(tid.clockId()).isEqualTo((int) (0xca978112ca1bbdcaL >>> 5) & 1023);
    }

    @Test
    void isMadeOfTheDayAndTheFirstBitsOfTheHash() {
        Tid tid = Tid.ofKey("a", NIGHT);

        assertThat(tid.micros()).isEqualTo(MORNING.getEpochSecond() * 1_000_000 + (0xca978112ca1bbdcaL >>> 28));
        assertThat(tid.clockId()).isEqualTo((int) (0xca978112ca1bbdcaL >>> 18) & 1023);
    }

    @Property
    void liesBetween2005And2022(@ForAll @NotEmpty @AlphaChars String key) {
        assertThat(Tid.ofKey(key).instant())
                .isBetween(Instant.parse("2005-01-01T00:00:00Z"), Instant.parse("2022-11-04T00:00:00Z"));
    }

    @Property
    void liesWithinTheDay(@ForAll @NotEmpty @AlphaChars String key) {
        assertThat(Tid.ofKey(key, NIGHT).instant()).isBetween(MORNING, NIGHT);
    }

    @Test
    void needsAKey() {
        assertThatIllegalArgumentException().isThrownBy(() -> Tid.ofKey("")).withMessage("No TID for an empty key");
        assertThatIllegalArgumentException().isThrownBy(() -> Tid.ofKey("", MORNING))
                .withMessage("No TID for an empty key");
    }

    @Test
    void needsAKeyThatHasUtf8() {
        assertThatIllegalArgumentException().isThrownBy(() -> Tid.ofKey("guid-\ud800"))
                .withMessage("No TID for a key with a lone surrogate: it has no UTF-8");
    }

    @ParameterizedTest
    @CsvSource({
            "1969-12-31T23:59:59.999Z", "2255-06-06T00:00:00Z", "-1000000000-01-01T00:00:00Z",
            "+1000000000-12-31T23:59:59.999999999Z" })
    void needsADayThatATidHolds(Instant day) {
        assertThatIllegalArgumentException().isThrownBy(() -> Tid.ofKey("a", day))
                .withMessage("No TID for " + day + ": a TID holds the days from 1970-01-01 to 2255-06-05 in UTC");
    }
}
