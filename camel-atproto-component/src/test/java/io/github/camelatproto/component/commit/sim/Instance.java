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

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

import io.github.camelatproto.component.commit.PdsProfile;
import io.github.camelatproto.component.commit.PointsBudget;
import io.github.camelatproto.component.commit.RepoWriter;
import io.github.camelatproto.component.commit.Scheduler;
import io.github.camelatproto.component.commit.VirtualTime;
import io.github.camelatproto.component.commit.WriterEvents;
import io.github.camelatproto.syntax.Did;
import org.jspecify.annotations.Nullable;

/** One life of an engine's process: its writer and what that has learnt. After a crash nothing of it runs any more. */
final class Instance implements Scheduler {

    static final Did REPO = Did.parse("did:plc:ewvi7nxzyoun6zhxrhs64oiz");

    final RepoWriter writer;
    final PdsProfile profile;
    final PointsBudget points;

    private final VirtualTime time;
    private boolean isAlive = true;
    private @Nullable Instant stopped;

    Instance(VirtualTime time, Clock clock, RandomGenerator random) {
        this.time = time;
        this.profile = new PdsProfile(clock);
        this.points = new PointsBudget(clock);
        this.writer = new RepoWriter(
                REPO, profile, points, clock, this, random, () -> task -> happen(Duration.ZERO, task), WriterEvents.NONE);
    }

    /**
     * What the engine waits for. Its time is up after all else of that instant: what it hears at the very instant at
     * which a report is due, it has heard in time, so that the oracle may expect it to know.
     */
    @Override
    public void schedule(Duration delay, Runnable task) {
        time.scheduleLast(delay, whileAlive(task));
    }

    /** What befalls the engine's process after so long, if it still runs then. */
    void happen(Duration delay, Runnable task) {
        time.schedule(delay, whileAlive(task));
    }

    private Runnable whileAlive(Runnable task) {
        return () -> {
            if (isAlive) {
                task.run();
            }
        };
    }

    boolean isAlive() {
        return isAlive;
    }

    void crash() {
        isAlive = false;
    }

    void stop() {
        stopped = time.now();
        writer.stop();
    }

    /** When it was told to stop, null if it was not. */
    @Nullable
    Instant stopped() {
        return stopped;
    }
}
