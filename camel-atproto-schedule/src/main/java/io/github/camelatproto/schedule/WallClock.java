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

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;

/** Times as people say them: what a clock on the wall shows in a time zone. */
final class WallClock {

    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private WallClock() {
    }

    /**
     * The zone of a name.
     *
     * @throws InvalidEntryException if there is none
     */
    static ZoneId zone(String name) {
        try {
            return ZoneId.of(name.strip());
        } catch (DateTimeException e) {
            throw new InvalidEntryException(
                    "zone: there is no time zone " + Shown.text(name) + "; they are called as Europe/Berlin or UTC are");
        }
    }

    /**
     * A moment that somebody has written down. What happens twice, because the clocks are put back, is the first of
     * both; with an offset (+01:00, Z) it is unambiguous.
     *
     * @throws InvalidEntryException if it is no time, or one that the clocks pass over
     */
    static Instant moment(String text, ZoneId zone) {
        String time = text.strip().replace(' ', 'T');
        Instant moment;
        try {
            moment = OffsetDateTime.parse(time).toInstant();
        } catch (DateTimeParseException e) {
            moment = moment(local(text, time), zone);
        }
        if (moment.isAfter(LATEST)) {
            throw new InvalidEntryException("at: " + Shown.text(text) + " is after the year 9999, which no record can hold");
        }
        return moment;
    }

    private static LocalDateTime local(String text, String time) {
        try {
            return LocalDateTime.parse(time);
        } catch (DateTimeParseException e) {
            throw new InvalidEntryException(
                    "at: " + Shown.text(text) + " is no time; it is written as 2026-12-24T18:00 is, or with an offset as"
                                            + " 2026-12-24T18:00:00+01:00 is");
        }
    }

    private static Instant moment(LocalDateTime local, ZoneId zone) {
        ZoneOffsetTransition gap = zone.getRules().getTransition(local);
        if (gap != null && gap.isGap()) {
            throw new InvalidEntryException(
                    "at: there is no " + local + " in " + zone + ", where the clocks go from " + gap.getDateTimeBefore()
                                            + " to " + gap.getDateTimeAfter() + "; choose a time before or after that");
        }
        return local.atZone(zone).toInstant();
    }

    /** Whether a clock shows this twice. */
    static boolean isTwice(String text, ZoneId zone) {
        try {
            List<?> offsets = zone.getRules().getValidOffsets(LocalDateTime.parse(text.strip().replace(' ', 'T')));
            return offsets.size() > 1;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    /** What a clock shows, for something that recurs: what is passed over comes as much later as the clocks jump. */
    static Instant recurring(LocalDateTime local, ZoneId zone) {
        return local.atZone(zone).toInstant();
    }
}
