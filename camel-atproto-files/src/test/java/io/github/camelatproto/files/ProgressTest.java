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
package io.github.camelatproto.files;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** How far an import is, in a line now and then. */
class ProgressTest {

    private final Hand clock = new Hand();
    private final List<String> lines = new ArrayList<>();

    /** Shows what it is told. */
    private static final class Hand extends Clock {

        private Instant now = Instant.EPOCH;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private void at(int second, Progress progress, long entry, long position) {
        clock.now = Instant.ofEpochSecond(second);
        progress.at(entry, position);
    }

    @Test
    void everyTenSecondsItSaysTheRateOfThisRunAndTheTimeLeft() {
        Progress progress = new Progress("things.jsonl", 10_000, 100, 1_000, clock, lines::add);
        at(9, progress, 150, 1_500);
        at(10, progress, 200, 2_000);
        at(19, progress, 250, 2_500);
        at(30, progress, 1_000, 9_000);
        assertThat(lines).containsExactly(
                "things.jsonl: 200 entries, 20 %, 10/s, 80 s left", "things.jsonl: 1000 entries, 90 %, 30/s, 4 s left");
    }

    @Test
    void longTimesAreSaidInMinutesAndHours() {
        Progress progress = new Progress("x", 1_000_000, 0, 0, clock, lines::add);
        at(10, progress, 10, 2_000);
        at(20, progress, 10, 2_001);
        assertThat(lines).containsExactly("x: 10 entries, 0 %, 1/s, 83 min left", "x: 10 entries, 0 %, 1/s, 2 h 46 min left");
    }
}
