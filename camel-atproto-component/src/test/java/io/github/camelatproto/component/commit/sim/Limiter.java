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
package io.github.camelatproto.component.commit.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;

import io.github.camelatproto.component.commit.RateLimit;

/** The reference's limits: points an hour and a day for an account, requests for an address. */
final class Limiter {

    final Window hour = new Window(5_000, Duration.ofHours(1));
    final Window day = new Window(35_000, Duration.ofDays(1));
    final Window address = new Window(3_000, Duration.ofMinutes(5));
    private int refusals;

    /** Charges every bucket; the limit that was overrun, else null. */
    boolean takes(int points, Instant now) {
        boolean isWithinRequests = address.charge(1, now);
        boolean isWithinHour = hour.charge(points, now);
        boolean isWithinDay = day.charge(points, now);
        boolean isWithin = isWithinRequests && isWithinHour && isWithinDay;
        refusals += isWithin ? 0 : 1;
        return isWithin;
    }

    /** The tightest bucket of those that a write is charged to. */
    RateLimit shownToWrite(Instant now) {
        return Stream.of(address, hour, day)
                .map(window -> window.shown(now))
                .min(Comparator.comparingInt(RateLimit::remaining))
                .orElseThrow();
    }

    RateLimit shownToRead(Instant now) {
        return address.shown(now);
    }

    /** Calls answered 429 so far. */
    int refusals() {
        return refusals;
    }
}
