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

import java.text.ParseException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.Date;
import java.util.TimeZone;

import org.jspecify.annotations.Nullable;
import org.quartz.CronExpression;

/**
 * When an entry comes: once, or again and again at what the clock on the wall shows, whatever the offset of its zone is
 * then. Immutable.
 *
 * @param at   the moment it comes; null where it recurs
 * @param cron a cron expression of Quartz (second minute hour day month weekday); null where it comes once
 * @param zone of the clock on the wall
 */
public record Timing(@Nullable Instant at, @Nullable String cron, ZoneId zone) {

    /** The seconds of a day: more are never passed over by clocks that are put on or back. */
    private static final int MOST_STEPS = 86_400;

    public Timing {
        if ((at == null) == (cron == null)) {
            throw new InvalidEntryException("An entry has either at, a time, or cron, a time that recurs");
        }
        if (cron != null) {
            expression(cron);
        }
    }

    /** Whether it comes more than once. */
    public boolean isRecurring() {
        return cron != null;
    }

    /**
     * The first time after a moment.
     *
     * @return null if it does not come again
     */
    public @Nullable Instant after(Instant moment) {
        if (cron == null) {
            return at != null && at.isAfter(moment) ? at : null;
        }
        CronExpression expression = expression(cron);
        // the wall clock is told by UTC, where no hour is missing or comes twice
        LocalDateTime local = shown(moment);
        for (int i = 0; i < MOST_STEPS; i++) {
            Date next = expression.getNextValidTimeAfter(Date.from(local.toInstant(ZoneOffset.UTC)));
            if (next == null) {
                return null;
            }
            local = LocalDateTime.ofInstant(next.toInstant(), ZoneOffset.UTC);
            Instant found = WallClock.recurring(local, zone);
            if (found.isAfter(moment)) {
                return found;
            }
        }
        return null;
    }

    /** What the wall clock shows; within what comes late because the clocks have been put on, what it showed before. */
    private LocalDateTime shown(Instant moment) {
        ZoneOffsetTransition last = zone.getRules().previousTransition(moment.plusNanos(1));
        return last != null && last.isGap() && moment.isBefore(last.getInstant().plus(last.getDuration()))
                ? last.getDateTimeBefore().minusSeconds(1) : LocalDateTime.ofInstant(moment, zone);
    }

    /** The latest time that is not after a moment, and after another. */
    Instant latest(Instant after, Instant moment) {
        Instant latest = after;
        for (Instant next = after(after); next != null && !next.isAfter(moment); next = after(latest)) {
            latest = next;
        }
        return latest;
    }

    private static CronExpression expression(String cron) {
        try {
            CronExpression expression = new CronExpression(cron.strip());
            expression.setTimeZone(TimeZone.getTimeZone(ZoneOffset.UTC));
            return expression;
        } catch (ParseException e) {
            throw new InvalidEntryException(
                    "cron: " + Shown.text(cron) + " is no cron expression of Quartz (second minute hour day month weekday, such"
                                            + " as '0 0 9 ? * MON-FRI'): " + e.getMessage(),
                    e);
        }
    }
}
