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

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;

import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Up while somebody looks at the schedule, as should be every second. Down when nobody has for a minute, mostly because
 * the database fails. Thread-safe.
 */
final class ScheduleHealthCheck extends AbstractHealthCheck {

    /** Longer than a pool waits for a connection. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Supplier<Instant> looked;
    private final boolean isAlone;
    private final Clock clock;

    /**
     * @param looked  when it was looked at last
     * @param isAlone whether it is this process's own schedule; then it is for liveness too, as H2, when it has closed
     *                itself, may not open again in the same process
     */
    ScheduleHealthCheck(Supplier<Instant> looked, boolean isAlone, Clock clock) {
        super("camel", "atproto-schedule");
        this.looked = looked;
        this.isAlone = isAlone;
        this.clock = clock;
    }

    @Override
    public boolean isLiveness() {
        return isAlone;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        Instant last = looked.get();
        builder.detail("looked", last.toString()).up();
        if (Duration.between(last, clock.instant()).compareTo(LONGEST) > 0) {
            builder.message("The schedule has not been looked at since " + last + ": the log says why. A restart loses nothing")
                    .down();
        }
    }
}
