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
import java.util.random.RandomGenerator;

import io.github.camelatproto.component.commit.RateLimitPolicy;
import io.github.camelatproto.component.commit.WriterSettings;

/**
 * An endpoint of a route.
 *
 * @param role        what it is for
 * @param settings    its bounds
 * @param pointSaving whether its creates go as putRecord
 */
record Endpoint(Role role, WriterSettings settings, boolean pointSaving) {

    enum Role {
        CREATE_RECORD,
        APPLY_WRITES,
        PUT_AND_DELETE
    }

    /** For points, of any endpoint: those behind it in the queue wait with it. */
    static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    static final WriterSettings PLAIN = new WriterSettings(
            1_000, true, 200, 150_000, Duration.ofSeconds(30), Duration.ofSeconds(120), RateLimitPolicy.WAIT,
            LONGEST_WAIT, true);

    static Endpoint plain(Role role) {
        return new Endpoint(role, PLAIN, false);
    }

    static Endpoint draw(Role role, RandomGenerator random) {
        WriterSettings settings = new WriterSettings(
                random.nextInt(10) == 0 ? 20 : 1_000,
                random.nextInt(5) != 0,
                random.nextInt(2) == 0 ? 200 : 2 + random.nextInt(10),
                random.nextInt(4) == 0 ? 2_500 : 150_000,
                Duration.ofSeconds(30),
                Duration.ofSeconds(random.nextInt(3) == 0 ? 20 : 120),
                random.nextInt(3) == 0 ? RateLimitPolicy.FAIL : RateLimitPolicy.WAIT,
                random.nextInt(3) == 0 ? Duration.ofSeconds(30) : LONGEST_WAIT,
                random.nextInt(5) != 0);
        return new Endpoint(role, settings, role == Role.CREATE_RECORD && random.nextInt(4) == 0);
    }
}
