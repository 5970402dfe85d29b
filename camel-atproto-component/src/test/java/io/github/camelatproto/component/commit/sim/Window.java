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

import io.github.camelatproto.component.commit.RateLimit;

/** One bucket of a rate limiter: a fixed window that begins with its first charge. An overrun uses up what is left. */
final class Window {

    private final int limit;
    private final Duration length;
    private Instant opened = Instant.MIN;
    private long spent;

    Window(int limit, Duration length) {
        this.limit = limit;
        this.length = length;
    }

    /** As if so much had been spent in a window that was opened then. */
    void spentBefore(int units, Instant at) {
        opened = at;
        spent = units;
    }

    /** Charges, whatever comes of it; answers whether it was within the limit. */
    boolean charge(int units, Instant now) {
        if (units == 0) {
            return true;
        }
        if (isOver(now)) {
            opened = now;
            spent = 0;
        }
        spent += units;
        return spent <= limit;
    }

    RateLimit shown(Instant now) {
        return isOver(now)
                ? new RateLimit(limit, length, limit, now.plus(length))
                : new RateLimit(limit, length, (int) Math.max(0, limit - spent), opened.plus(length));
    }

    private boolean isOver(Instant now) {
        return opened.equals(Instant.MIN) || !now.isBefore(opened.plus(length));
    }
}
