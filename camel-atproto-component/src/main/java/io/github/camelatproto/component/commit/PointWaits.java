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
 * How long a writer has waited for points, all in all: so long its units, those in the queue too, have more time.
 * Thread-safe.
 */
final class PointWaits {

    private Duration ended = Duration.ZERO;
    private @Nullable Instant since;

    synchronized void begin(Instant now) {
        since = now;
    }

    synchronized void end(Instant now) {
        ended = until(now);
        since = null;
    }

    synchronized Duration until(Instant now) {
        // a clock that was set back has not made anybody wait
        return since == null || now.isBefore(since) ? ended : ended.plus(Duration.between(since, now));
    }
}
