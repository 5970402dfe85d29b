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
 * Up while the schedule is looked at, as it should be every second. Down when it has not been for half a minute,
 * because the database fails or nobody calls; for liveness too, as a database that has closed itself may not open again
 * in this process. Thread-safe.
 */
final class ScheduleHealthCheck extends AbstractHealthCheck {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Supplier<Instant> looked;
    private final Clock clock;

    /** @param looked when it was looked at last */
    ScheduleHealthCheck(Supplier<Instant> looked, Clock clock) {
        super("camel", "atproto-schedule");
        this.looked = looked;
        this.clock = clock;
    }

    @Override
    public boolean isLiveness() {
        return true;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        Instant last = looked.get();
        builder.detail("looked", last).up();
        if (Duration.between(last, clock.instant()).compareTo(LONGEST) > 0) {
            builder.message("The schedule has not been looked at since " + last + ": the log says why. A restart loses nothing")
                    .down();
        }
    }
}
