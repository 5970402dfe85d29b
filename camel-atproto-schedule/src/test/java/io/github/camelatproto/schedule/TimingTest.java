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
package io.github.camelatproto.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TimingTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static Timing daily(String time) {
        String[] parts = time.split(":", -1);
        return new Timing(null, "0 " + parts[1] + " " + parts[0] + " * * ?", BERLIN);
    }

    private static Instant instant(String text) {
        return Instant.parse(text);
    }

    @Test
    void whatRecursKeepsItsTimeOnTheWallWhenTheClocksChange() {
        Timing nine = daily("9:00");

        assertThat(nine.after(instant("2027-03-27T08:00:00Z"))).isEqualTo(instant("2027-03-28T07:00:00Z"));
        assertThat(nine.after(instant("2027-10-30T07:00:00Z"))).isEqualTo(instant("2027-10-31T08:00:00Z"));
    }

    @Test
    void whatRecursInAnHourThatIsPassedOverComesAnHourLaterOnThatDay() {
        Timing halfPastTwo = daily("2:30");

        Instant gap = halfPastTwo.after(instant("2027-03-27T01:30:00Z"));

        assertThat(gap).isEqualTo(instant("2027-03-28T01:30:00Z"));
        assertThat(gap.atZone(BERLIN).toLocalTime()).hasToString("03:30");
        assertThat(halfPastTwo.after(instant("2027-03-28T01:10:00Z"))).isEqualTo(gap);
        assertThat(halfPastTwo.after(gap)).isEqualTo(instant("2027-03-29T00:30:00Z"));
    }

    @Test
    void whatRecursInAnHourThatComesTwiceComesOnceOnThatDay() {
        Timing halfPastTwo = daily("2:30");

        Instant first = halfPastTwo.after(instant("2027-10-30T01:00:00Z"));

        assertThat(first).isEqualTo(instant("2027-10-31T00:30:00Z"));
        assertThat(halfPastTwo.after(first)).isEqualTo(instant("2027-11-01T01:30:00Z"));
    }

    @Test
    void aTimeThatTheClocksPassOverIsRefused() {
        assertThatExceptionOfType(InvalidEntryException.class)
                .isThrownBy(() -> WallClock.moment("2027-03-28T02:30", BERLIN))
                .withMessage("at: there is no 2027-03-28T02:30 in Europe/Berlin, where the clocks go from 2027-03-28T02:00 to"
                             + " 2027-03-28T03:00; choose a time before or after that");
    }

    @Test
    void ofATimeThatComesTwiceTheFirstIsTaken() {
        assertThat(WallClock.moment("2027-10-31 02:30", BERLIN)).isEqualTo(instant("2027-10-31T00:30:00Z"));
        assertThat(WallClock.isTwice("2027-10-31 02:30", BERLIN)).isTrue();
        assertThat(WallClock.moment("2027-10-31T02:30:00+01:00", BERLIN)).isEqualTo(instant("2027-10-31T01:30:00Z"));
    }

    @Test
    void aZoneThatIsNoneIsRefused() {
        assertThatExceptionOfType(InvalidEntryException.class).isThrownBy(() -> WallClock.zone("Europe/Atlantis"))
                .withMessageContaining("there is no time zone 'Europe/Atlantis'");
    }

    @Test
    void whatIsNoTimeIsRefused() {
        assertThatExceptionOfType(InvalidEntryException.class).isThrownBy(() -> WallClock.moment("tomorrow", ZoneOffset.UTC))
                .withMessageContaining("at: 'tomorrow' is no time; it is written as 2026-12-24T18:00");
    }

    @Test
    void aCronExpressionThatIsNoneIsRefused() {
        assertThatExceptionOfType(InvalidEntryException.class)
                .isThrownBy(() -> new Timing(null, "every day", ZoneOffset.UTC))
                .withMessageContaining("cron: 'every day' is no cron expression of Quartz");
    }

    @Test
    void whatHasATimeHasOneOfBothKinds() {
        assertThatExceptionOfType(InvalidEntryException.class).isThrownBy(() -> new Timing(null, null, ZoneOffset.UTC))
                .withMessageContaining("either at, a time, or cron");
    }
}
