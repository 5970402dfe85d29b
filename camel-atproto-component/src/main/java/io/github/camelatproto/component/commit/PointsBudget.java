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
package io.github.camelatproto.component.commit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The write points of one account (DID): what is left in its hour and its day, as far as is known. A PDS that never
 * shows a limit has none.
 *
 * <p>
 * Only the tightest bucket is shown with an answer, so what it shows is a lower bound for the others. Nothing is to be
 * sent that would overrun: an overrun burns what is left of the window. Thread-safe.
 *
 * @see <a href="https://docs.bsky.app/docs/advanced-guides/rate-limits">Rate limits</a>
 */
public final class PointsBudget {

    static final Duration HOUR = Duration.ofHours(1);
    static final Duration DAY = Duration.ofDays(1);
    /** After so long without an answer others may have spent anything. */
    private static final Duration STALE = Duration.ofSeconds(60);
    /** Where a 429 does not say when it ends. */
    private static final Duration UNKNOWN_RESET = Duration.ofSeconds(30);

    private final Clock clock;
    private final Bucket hour = new Bucket();
    private final Bucket day = new Bucket();
    private boolean isLimited;
    private @Nullable Instant heard;
    private Instant barred = Instant.MIN;

    /** @param clock the time, as the writers have it */
    public PointsBudget(Clock clock) {
        this.clock = clock;
    }

    /**
     * A write was answered.
     *
     * @param limit what the answer shows; null where it shows none
     */
    public synchronized void answered(@Nullable RateLimit limit) {
        heard = clock.instant();
        if (limit == null) {
            return;
        }
        isLimited = true;
        if (limit.window().equals(HOUR)) {
            hour.shown(limit, heard);
        } else {
            hour.atLeast(limit, heard);
        }
        if (limit.window().equals(DAY)) {
            day.shown(limit, heard);
        } else {
            day.atLeast(limit, heard);
        }
    }

    /** A write was answered 429: nothing may be sent until the reset. */
    synchronized void exhausted(@Nullable Instant reset) {
        barred = reset == null ? clock.instant().plus(UNKNOWN_RESET) : reset;
    }

    synchronized void spend(int points) {
        Instant now = clock.instant();
        hour.spend(points, now);
        day.spend(points, now);
    }

    /** What was spent for a call that never left. */
    synchronized void refund(int points) {
        spend(-points);
    }

    /** Whether a single unit is to be sent before a group, because nobody knows what is left. */
    synchronized boolean isCold() {
        Instant now = clock.instant();
        return heard == null
                || (isLimited && (heard.plus(STALE).isBefore(now) || !hour.isKnown(now) || !day.isKnown(now)));
    }

    /** The points that may be spent now. */
    synchronized int left() {
        Instant now = clock.instant();
        return Math.min(hour.left(now), day.left(now));
    }

    synchronized int hourLeft() {
        return hour.left(clock.instant());
    }

    synchronized int dayLeft() {
        return day.left(clock.instant());
    }

    /** What is left in each bucket. */
    public synchronized PointsLeft state() {
        return new PointsLeft(known(hourLeft()), known(dayLeft()));
    }

    private static @Nullable Integer known(int left) {
        return left == Integer.MAX_VALUE ? null : left;
    }

    /** When so many points may be spent: now, or when the limit is reset. */
    synchronized Instant ready(int points) {
        Instant now = clock.instant();
        Instant ready = latest(hour.ready(points, now), day.ready(points, now));
        return latest(ready, barred);
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
