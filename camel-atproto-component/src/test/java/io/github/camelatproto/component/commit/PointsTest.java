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
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.camelatproto.component.exception.RateLimitExceededException;
import io.github.camelatproto.component.exception.WriteRejectedException;
import org.junit.jupiter.api.Test;

import static io.github.camelatproto.component.commit.Bench.error;
import static io.github.camelatproto.component.commit.Bench.outcomes;
import static io.github.camelatproto.component.commit.Notes.fresh;
import static io.github.camelatproto.component.commit.Notes.unit;
import static io.github.camelatproto.component.commit.Notes.units;
import static org.assertj.core.api.Assertions.assertThat;

/** Section 8: write points. */
class PointsTest {

    private final Bench bench = new Bench();
    private final Instant reset = bench.time.now().plusSeconds(100);

    private void hour(int remaining) {
        bench.points.answered(new RateLimit(5_000, Duration.ofHours(1), remaining, reset));
    }

    private List<Integer> groups() {
        return bench.repo.sends().stream().map(attempt -> attempt.writes().size()).toList();
    }

    @Test
    void aPdsThatShowsNoLimitIsNotThrottled() {
        bench.writeAll(units(1_000));

        assertThat(groups()).containsExactly(200, 200, 200, 200, 200);
    }

    @Test
    void aColdAccountSendsOneUnitFirst() {
        RepoWriter cold = bench.newWriter(new PointsBudget(bench.time.clock()));

        cold.submit(bench.repo, Bench.SETTINGS, units(100));
        bench.time.run(Duration.ofMillis(25));

        assertThat(groups()).startsWith(1);
    }

    @Test
    void aGroupTakesNoMoreThanThePointsLeft() {
        hour(100);
        CompletableFuture<List<Outcome>> answer
                = bench.writer.submit(bench.repo, Bench.SETTINGS, units(50)).toCompletableFuture();
        bench.time.run(Duration.ofSeconds(99));

        assertThat(groups()).containsExactly(33);
        bench.time.run();
        assertThat(outcomes(answer)).allMatch(Outcome.Written.class::isInstance);
        assertThat(bench.repo.ownCommits().get(1).at()).isAfterOrEqualTo(reset);
    }

    @Test
    void aWaitForPointsIsNotCountedToDeliveryTimeout() {
        bench.points.answered(new RateLimit(5_000, Duration.ofHours(1), 0, bench.time.now().plusSeconds(290)));

        assertThat(bench.write(unit(fresh("n", "1")))).isInstanceOf(Outcome.Written.class);
    }

    @Test
    void aWaitThatWouldBeLongerThanMaxRateLimitWaitFailsAtOnceWithTheReset() {
        Instant late = bench.time.now().plusSeconds(301);
        bench.points.answered(new RateLimit(5_000, Duration.ofHours(1), 0, late));

        assertThat(error(bench.write(unit(fresh("n", "1"))))).isInstanceOfSatisfying(
                RateLimitExceededException.class, limit -> assertThat(limit.getReset()).isEqualTo(late));
        assertThat(bench.repo.sends()).isEmpty();
    }

    @Test
    void withRateLimitPolicyFailNothingWaits() {
        hour(2);
        WriterSettings failing = new WriterSettings(
                1_000, true, 200, 150_000, Bench.REQUEST_TIMEOUT, Bench.DELIVERY_TIMEOUT, RateLimitPolicy.FAIL,
                Duration.ofMinutes(5), true);
        CompletableFuture<List<Outcome>> answer
                = bench.writer.submit(bench.repo, failing, units(1)).toCompletableFuture();
        bench.time.run();

        assertThat(error(outcomes(answer).get(0))).isInstanceOf(RateLimitExceededException.class);
        assertThat(bench.repo.sends()).isEmpty();
    }

    @Test
    void onStopWhatWaitsForPointsFailsAtOnce() {
        hour(0);
        CompletableFuture<List<Outcome>> answer = bench.submit(unit(fresh("n", "1")));
        bench.time.run(Duration.ofSeconds(1));

        bench.writer.stop();
        bench.time.run(Duration.ZERO);

        assertThat(error(outcomes(answer).get(0))).isInstanceOf(WriteRejectedException.class);
    }

    @Test
    void aTighterBucketThatIsShownIsALowerBoundForTheHour() {
        PointsBudget points = new PointsBudget(bench.time.clock());
        points.answered(new RateLimit(3_000, Duration.ofMinutes(5), 2_999, reset));
        points.spend(600);
        assertThat(points.left()).isEqualTo(2_399);

        points.answered(new RateLimit(3_000, Duration.ofMinutes(5), 2_998, reset));
        assertThat(points.left()).isEqualTo(2_998);

        points.answered(new RateLimit(5_000, Duration.ofHours(1), 1_000, reset));
        points.spend(300);
        assertThat(points.left()).isEqualTo(700);
    }

    @Test
    void anAccountThatHasHeardNothingForAMinuteSendsOneUnitFirst() {
        bench.points.answered(new RateLimit(5_000, Duration.ofHours(1), 4_000, bench.time.now().plusSeconds(3_000)));
        assertThat(bench.points.isCold()).isFalse();
        bench.time.run(Duration.ofSeconds(61));

        assertThat(bench.points.isCold()).isTrue();
    }

    @Test
    void whatNeverLeftCostsNothing() {
        hour(3);
        bench.repo.next(Fault.notSent());

        bench.queue(unit(fresh("n", "1")));
        bench.time.run(Duration.ofSeconds(10));

        assertThat(bench.repo.ownCommits()).hasSize(1);
    }
}
