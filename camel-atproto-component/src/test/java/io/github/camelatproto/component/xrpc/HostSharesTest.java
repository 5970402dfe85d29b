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
package io.github.camelatproto.component.xrpc;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** No host takes more than its share of the threads. */
class HostSharesTest {

    private static final URI SLOW = URI.create("https://slow.example");
    private static final URI OTHER = URI.create("https://other.example");

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Queue<Runnable> pool = new ArrayDeque<>();
    private final List<String> done = new ArrayList<>();
    private final HostShares shares = new HostShares(pool::add, 2);

    private void call(URI host, String name) {
        shares.execute(host, PATIENCE, () -> done.add(name), refused -> done.add("refused " + name));
    }

    @Test
    void whatIsOverAHostsShareWaitsAndHoldsBackNoOtherHost() {
        call(SLOW, "s1");
        call(SLOW, "s2");
        call(SLOW, "s3");
        call(OTHER, "o1");

        assertThat(pool).hasSize(3);
    }

    @Test
    void waitingCallsRunInOrderAsPlacesBecomeFree() {
        for (int i = 1; i <= 5; i++) {
            call(SLOW, "s" + i);
        }
        while (!pool.isEmpty()) {
            assertThat(pool).hasSizeLessThanOrEqualTo(2);
            pool.remove().run();
        }

        assertThat(done).containsExactly("s1", "s2", "s3", "s4", "s5");
    }

    @Test
    void aPlaceIsFreeAgainWhenItsCallHasEnded() {
        call(SLOW, "s1");
        pool.remove().run();
        call(SLOW, "s2");
        call(SLOW, "s3");

        assertThat(pool).hasSize(2);
    }

    @Test
    void aCallThatBreaksGivesItsPlaceBack() {
        shares.execute(SLOW, PATIENCE, () -> {
            throw new IllegalStateException("a defect");
        }, refused -> {
        });
        call(SLOW, "s2");
        call(SLOW, "s3");
        assertThatThrownBy(pool.remove()::run).isInstanceOf(IllegalStateException.class);

        assertThat(pool).hasSize(2);
    }

    @Test
    void whatWaitedForItsHostForAsLongAsACallMayTakeIsRefused() {
        call(SLOW, "s1");
        call(SLOW, "s2");
        shares.execute(SLOW, Duration.ZERO, () -> done.add("late"), refused -> done.add("refused late"));
        call(SLOW, "s3");
        pool.remove().run();

        assertThat(done).containsExactly("s1", "refused late");
        assertThat(pool).hasSize(2);
    }

    @Test
    void closingTellsTheCallsThatThePoolWillNeverBegin() {
        call(SLOW, "s1");
        call(SLOW, "s2");
        call(SLOW, "s3");

        shares.close();
        pool.forEach(Runnable::run);

        assertThat(done).containsExactlyInAnyOrder("refused s1", "refused s2", "refused s3");
    }

    @Test
    void whereThePoolHasBeenShutDownEveryWaitingCallIsTold() {
        Executor first = new Executor() {
            private boolean shutDown;

            @Override
            public void execute(Runnable task) {
                if (shutDown) {
                    throw new RejectedExecutionException("shut down");
                }
                shutDown = true;
                pool.add(task);
            }
        };
        HostShares closing = new HostShares(first, 1);
        for (String name : List.of("s1", "s2", "s3")) {
            closing.execute(SLOW, PATIENCE, () -> done.add(name), refused -> done.add("refused " + name));
        }
        pool.remove().run();

        assertThat(done).containsExactly("s1", "refused s2", "refused s3");
    }
}
