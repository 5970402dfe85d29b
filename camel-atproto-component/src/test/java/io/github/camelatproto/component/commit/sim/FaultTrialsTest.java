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

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No interleaving loses, doubles, alters or misreports a message. A failing trial prints its seed;
 * {@code -Dcommit.seed=N -Dcommit.trials=1} repeats it.
 */
class FaultTrialsTest {

    private static final boolean IS_SOAK = Boolean.getBoolean("atproto.soak");

    @Test
    void everyMessageExactlyOnceWhateverFails() throws Exception {
        long first = Long.getLong("commit.seed", 1);
        long trials = Long.getLong("commit.trials", IS_SOAK ? 200_000 : 5_000);
        int threads = IS_SOAK ? 2 : 1;
        Tally tally = new Tally();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (Future<?> done : IntStream.range(0, threads)
                    .mapToObj(thread -> pool.submit(() -> LongStream.range(first, first + trials)
                            .filter(seed -> seed % threads == thread)
                            .forEach(tally::run)))
                    .toList()) {
                done.get();
            }
        } finally {
            pool.shutdownNow();
        }
        System.out.println(tally.line());
        assertThat(tally.failures())
                .as("%d trials failed; repeat one with -Dtest=FaultTrialsTest -Dcommit.seed=SEED -Dcommit.trials=1",
                        tally.failed())
                .isEmpty();
    }
}
