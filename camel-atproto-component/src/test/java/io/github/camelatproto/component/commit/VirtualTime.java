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

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that passes only from task to task, so that minutes of backoff take none. Single-threaded. */
public final class VirtualTime implements Scheduler {

    /** More tasks than any test needs: beyond it something goes round and round. */
    private static final int MOST_TASKS = 1_000_000;

    private final PriorityQueue<Task> tasks = new PriorityQueue<>(
            Comparator.comparing(Task::at).thenComparing(Task::isLast).thenComparing(Task::number));
    private Instant now = Instant.parse("2026-11-22T10:00:00Z");
    private final InstantSource source = () -> now;
    private long scheduled;

    private record Task(Instant at, boolean isLast, long number, Runnable runnable) {
    }

    public Instant now() {
        return now;
    }

    public Clock clock() {
        return source.withZone(ZoneOffset.UTC);
    }

    @Override
    public void schedule(Duration delay, Runnable task) {
        tasks.add(new Task(now.plus(delay), false, scheduled++, task));
    }

    /** The same, but after everything else of that instant. */
    public void scheduleLast(Duration delay, Runnable task) {
        tasks.add(new Task(now.plus(delay), true, scheduled++, task));
    }

    /** Lets time pass until nothing is left to happen. */
    public void run() {
        for (int done = 0; !tasks.isEmpty(); done++) {
            if (done > MOST_TASKS) {
                throw new AssertionError("Still going round after " + done + " tasks, at " + now);
            }
            step();
        }
    }

    /** Lets this much time pass. */
    public void run(Duration duration) {
        Instant end = now.plus(duration);
        while (!tasks.isEmpty() && !tasks.peek().at().isAfter(end)) {
            step();
        }
        now = end;
    }

    private void step() {
        Task task = tasks.remove();
        now = task.at();
        task.runnable().run();
    }
}
