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

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Mints {@link Tid}s that are strictly increasing over all threads, also while the clock stands still or is set back:
 * each is at least one microsecond after the one before. The clock id sets this clock's TIDs apart from those of other
 * processes and is the same for all of them. Lock-free and safe for use by any number of threads.
 *
 * @see <a href="https://atproto.com/specs/tid">TID</a>
 */
public final class TidClock {

    private static final int CLOCK_IDS = 1024;

    private final Clock clock;
    private final int clockId;
    private final AtomicLong lastMicros = new AtomicLong();

    /** Takes the time from the clock, and a random clock id. */
    public TidClock(Clock clock) {
        this(clock, new SecureRandom().nextInt(CLOCK_IDS));
    }

    /**
     * Takes a given clock id, for results that can be repeated.
     *
     * @param  clockId                  0 to 1023
     * @throws IllegalArgumentException if the clock id is out of its range
     */
    public TidClock(Clock clock, int clockId) {
        if (clockId < 0 || clockId >= CLOCK_IDS) {
            throw new IllegalArgumentException("Clock id " + clockId + " is outside 0 to 1023");
        }
        this.clock = clock;
        this.clockId = clockId;
    }

    /**
     * Mints the next TID, at the clock's time or a microsecond after the last one.
     *
     * @throws IllegalArgumentException if the clock is outside what a TID can hold, 1970-01-01 to 2255-06-05
     */
    public Tid next() {
        Instant now = clock.instant();
        if (now.getEpochSecond() > Tid.MAX_MICROS / 1_000_000 || now.getEpochSecond() < 0) {
            // refused before it is remembered, or one glitch would spoil the clock for good
            throw new IllegalArgumentException("No TID for " + now + ": a TID holds 1970-01-01 to 2255-06-05 in UTC");
        }
        long micros = now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
        return Tid.of(lastMicros.updateAndGet(last -> Math.max(micros, last + 1)), clockId);
    }
}
