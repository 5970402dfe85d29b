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
import java.util.concurrent.RejectedExecutionException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** At most 3 calls at once, 2 of them to one host. */
class CallSlotsTest {

    private static final URI SLOW = URI.create("https://slow.example");
    private static final URI OTHER = URI.create("https://other.example");
    private static final URI THIRD = URI.create("https://third.example");

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Queue<Runnable> threads = new ArrayDeque<>();
    private final List<String> done = new ArrayList<>();
    private final CallSlots slots = new CallSlots(3, 2, () -> this::onThread);

    private void onThread(Runnable call, Runnable ended) {
        threads.add(() -> {
            try {
                call.run();
            } finally {
                ended.run();
            }
        });
    }

    private void call(URI host, String name) {
        call(host, name, PATIENCE);
    }

    private void call(URI host, String name, Duration patience) {
        slots.execute(host, patience, () -> done.add(name), refused -> done.add("refused " + name));
    }

    @Test
    void whatIsOverAHostsShareWaitsAndHoldsBackNoOtherHost() {
        call(SLOW, "s1");
        call(SLOW, "s2");
        call(SLOW, "s3");
        call(OTHER, "o1");
        List.copyOf(threads).forEach(Runnable::run);

        assertThat(done).startsWith("s1", "s2", "o1");
    }

    @Test
    void noMoreCallsAreMadeAtOnceThanItMay() {
        call(SLOW, "s1");
        call(SLOW, "s2");
        call(OTHER, "o1");
        call(OTHER, "o2");
        call(THIRD, "t1");

        assertThat(threads).hasSize(3);
    }

    @Test
    void waitingCallsRunInOrderAsPlacesBecomeFree() {
        for (int i = 1; i <= 5; i++) {
            call(SLOW, "s" + i);
        }
        while (!threads.isEmpty()) {
            assertThat(threads).hasSizeLessThanOrEqualTo(2);
            threads.remove().run();
        }

        assertThat(done).containsExactly("s1", "s2", "s3", "s4", "s5");
    }

    @Test
    void aPlaceGoesToTheHostThatHasWaitedLongest() {
        call(SLOW, "s1");
        call(SLOW, "s2");
        call(OTHER, "o1");
        call(THIRD, "t1");
        call(SLOW, "s3");
        while (!threads.isEmpty()) {
            threads.remove().run();
        }

        assertThat(done).containsExactly("s1", "s2", "o1", "t1", "s3");
    }

    @Test
    void aPlaceIsFreeAgainWhenItsCallHasEnded() {
        call(SLOW, "s1");
        threads.remove().run();
        call(SLOW, "s2");
        call(SLOW, "s3");

        assertThat(threads).hasSize(2);
    }

    @Test
    void aCallThatBreaksGivesItsPlaceBack() {
        slots.execute(SLOW, PATIENCE, () -> {
            throw new IllegalStateException("a defect");
        }, refused -> {
        });
        call(SLOW, "s2");
        call(SLOW, "s3");
        assertThatThrownBy(threads.remove()::run).isInstanceOf(IllegalStateException.class);

        assertThat(threads).hasSize(2);
    }

    @Test
    void whatWaitedForItsHostForAsLongAsACallMayTakeIsRefused() {
        call(SLOW, "s1");
        call(SLOW, "s2");
        call(SLOW, "late", Duration.ZERO);
        call(SLOW, "s3");
        threads.remove().run();

        assertThat(done).containsExactly("s1", "refused late");
        assertThat(threads).hasSize(2);
    }

    @Test
    void closingTellsTheCallsThatWait() {
        call(SLOW, "s1");
        call(SLOW, "s2");
        call(SLOW, "s3");
        call(OTHER, "o1");
        call(THIRD, "t1");

        slots.close();
        List.copyOf(threads).forEach(Runnable::run);

        assertThat(done).containsExactlyInAnyOrder("refused s3", "refused t1", "s1", "s2", "o1");
    }

    @Test
    void afterItsClosingEveryCallIsRefused() {
        slots.close();
        call(SLOW, "s1");

        assertThat(done).containsExactly("refused s1");
    }

    @Test
    void itsEndComesWithThatOfTheCallsUnderWay() throws Exception {
        call(SLOW, "s1");
        slots.close();
        Thread waiting = new Thread(() -> slots.awaitEnd(Duration.ofMinutes(1)));
        waiting.start();
        await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);

        threads.remove().run();

        waiting.join(30_000);
        assertThat(waiting.isAlive()).isFalse();
    }

    @Test
    void itsEndIsAwaitedNoLongerThanAsked() {
        call(SLOW, "s1");
        slots.close();

        slots.awaitEnd(Duration.ofMillis(10));

        assertThat(threads).hasSize(1);
    }

    @Test
    void whereThereIsNoThreadAnyMoreEveryWaitingCallIsTold() {
        CallThread first = new CallThread() {
            private boolean shutDown;

            @Override
            public void run(Runnable call, Runnable ended) {
                if (shutDown) {
                    throw new RejectedExecutionException("shut down");
                }
                shutDown = true;
                onThread(call, ended);
            }
        };
        CallSlots closing = new CallSlots(3, 1, () -> first);
        for (String name : List.of("s1", "s2", "s3")) {
            closing.execute(SLOW, PATIENCE, () -> done.add(name), refused -> done.add("refused " + name));
        }
        threads.remove().run();

        assertThat(done).containsExactly("s1", "refused s2", "refused s3");
    }
}
