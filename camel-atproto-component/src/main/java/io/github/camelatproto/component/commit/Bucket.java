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

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * One window of a rate limit: at least so much is left until its reset. Not thread-safe.
 */
final class Bucket {

    private int full = Integer.MAX_VALUE;
    private int left;
    private boolean isKnown;
    /** When it is full again, or where only a lower bound is known, when that says nothing any more. */
    private @Nullable Instant reset;
    /** How long it lasts, once it was shown by name. */
    private @Nullable Duration window;

    /** It was shown by name. */
    void shown(RateLimit limit, Instant now) {
        full = limit.limit();
        left = limit.remaining();
        reset = reset(limit, now);
        window = limit.window();
        isKnown = true;
    }

    /** A tighter one was shown: at least as much is left here. */
    void atLeast(RateLimit tighter, Instant now) {
        left = isKnown ? Math.max(left, tighter.remaining()) : tighter.remaining();
        isKnown = true;
        if (window == null) {
            reset = reset(tighter, now);
        }
    }

    /** No window is longer than it is, whatever the clocks say. */
    private static Instant reset(RateLimit limit, Instant now) {
        Instant latest = now.plus(limit.window());
        return limit.reset().isBefore(latest) ? limit.reset() : latest;
    }

    void spend(int units, Instant now) {
        pass(now);
        if (reset == null && window != null) {
            // a window begins with the first charge
            reset = now.plus(window);
        }
        left = Math.min(full, left - units);
    }

    boolean isKnown(Instant now) {
        pass(now);
        return isKnown;
    }

    /** What is left, without a bound where nothing is known. */
    int left(Instant now) {
        pass(now);
        return isKnown ? Math.max(0, left) : Integer.MAX_VALUE;
    }

    /** When so many units may be spent: now, or at its reset. */
    Instant ready(int units, Instant now) {
        return left(now) >= units || reset == null ? now : reset;
    }

    private void pass(Instant now) {
        if (reset != null && !now.isBefore(reset)) {
            reset = null;
            isKnown = window != null;
            left = full;
        }
    }
}
