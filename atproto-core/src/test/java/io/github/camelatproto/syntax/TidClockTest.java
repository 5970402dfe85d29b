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

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TidClockTest {

    private static final Instant NOON = Instant.parse("2024-05-04T12:34:56.789012Z");

    private final SettableClock clock = new SettableClock(NOON);

    @Test
    void tellsTheTimeToTheMicrosecond() {
        assertThat(new TidClock(clock).next().instant()).isEqualTo(NOON);
    }

    @Test
    void keepsItsClockId() {
        TidClock tids = new TidClock(clock, 513);

        assertThat(Stream.generate(tids::next).limit(3)).extracting(Tid::clockId).containsExactly(513, 513, 513);
    }

    @Test
    void takesAClockIdAtRandom() {
        Set<Integer> ids = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            ids.add(new TidClock(clock).next().clockId());
        }

        assertThat(ids).hasSizeGreaterThan(100).allMatch(id -> id >= 0 && id < 1024);
    }

    @Test
    void goesOnByAMicrosecondWhileTheClockStands() {
        TidClock tids = new TidClock(clock);

        assertThat(Stream.generate(tids::next).limit(3)).extracting(Tid::instant)
                .containsExactly(NOON, NOON.plusNanos(1000), NOON.plusNanos(2000));
    }

    @Test
    void doesNotGoBackWhenTheClockDoes() {
        TidClock tids = new TidClock(clock);
        Tid before = tids.next();
        clock.now = NOON.minus(Duration.ofDays(365));

        assertThat(tids.next().micros()).isEqualTo(before.micros() + 1);
    }

    @Test
    void followsTheClockAgainOnceItHasCaughtUp() {
        TidClock tids = new TidClock(clock);
        tids.next();
        clock.now = NOON.minusSeconds(1);
        tids.next();
        clock.now = NOON.plusSeconds(1);

        assertThat(tids.next().instant()).isEqualTo(NOON.plusSeconds(1));
    }

    @Test
    void refusesATimeThatNoTidHoldsAndForgetsIt() {
        TidClock tids = new TidClock(clock);
        clock.now = Instant.parse("2300-01-01T00:00:00Z");
        assertThatIllegalArgumentException().isThrownBy(tids::next)
                .withMessage("No TID for 2300-01-01T00:00:00Z: a TID holds 1970-01-01 to 2255-06-05 in UTC");
        clock.now = NOON;

        assertThat(tids.next().instant()).isEqualTo(NOON);
    }

    @Test
    void refusesAClockIdOfMoreThanTenBits() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TidClock(clock, 1024))
                .withMessage("Clock id 1024 is outside 0 to 1023");
        assertThatIllegalArgumentException().isThrownBy(() -> new TidClock(clock, -1));
    }

    @Property
    void increasesWhateverTheClockDoes(
            @ForAll @Size(min = 2, max = 50) List<@IntRange(min = -1_000_000, max = 1_000_000) Integer> steps) {
        SettableClock erratic = new SettableClock(NOON);
        TidClock tids = new TidClock(erratic);
        List<String> minted = new ArrayList<>();
        for (int step : steps) {
            erratic.now = erratic.now.plusNanos(step * 1000L);
            minted.add(tids.next().value());
        }

        assertThat(minted).isSorted().doesNotHaveDuplicates();
    }

    @Property(tries = 20)
    void increasesInEveryThreadAndRepeatsInNone(@ForAll @IntRange(min = 2, max = 8) int threads) throws Exception {
        TidClock tids = new TidClock(Clock.systemUTC());
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            Callable<List<String>> mint = () -> Stream.generate(tids::next).limit(1000).map(Tid::value).toList();
            List<String> all = new ArrayList<>();
            for (Future<List<String>> one : pool.invokeAll(Collections.nCopies(threads, mint))) {
                assertThat(one.get()).isSorted();
                all.addAll(one.get());
            }
            assertThat(all).doesNotHaveDuplicates();
        } finally {
            pool.shutdown();
        }
    }

    private static final class SettableClock extends Clock {

        private Instant now;

        SettableClock(Instant now) {
            this.now = now;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
