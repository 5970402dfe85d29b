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
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import io.github.camelatproto.component.exception.AtprotoException;
import io.github.camelatproto.repo.Write;
import io.github.camelatproto.syntax.Did;

import static org.assertj.core.api.Assertions.assertThat;

/** A writer and its repo on virtual time. The writer has run for a while already, so that it does not read first. */
final class Bench {

    static final Did REPO = Did.parse("did:plc:ewvi7nxzyoun6zhxrhs64oiz");
    static final Duration DELIVERY_TIMEOUT = Duration.ofMinutes(2);
    static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);
    static final WriterSettings SETTINGS = settings(1_000, 200, 150_000);

    final VirtualTime time = new VirtualTime();
    final PdsProfile pds = new PdsProfile(time.clock());
    final PointsBudget points = new PointsBudget(time.clock());
    final ModelRepo repo = new ModelRepo(time);
    final RepoWriter writer = newWriter();

    Bench() {
        // it has been asked already, and has shown no limit
        pds.fences(true);
        points.answered(null);
        time.run(Duration.ofMinutes(2));
    }

    static WriterSettings settings(int maxQueued, int maxWritesPerCommit, int maxRequestBytes) {
        return new WriterSettings(
                maxQueued, true, maxWritesPerCommit, maxRequestBytes, REQUEST_TIMEOUT, DELIVERY_TIMEOUT, RateLimitPolicy.WAIT,
                Duration.ofMinutes(5), true);
    }

    /** Another writer of the same repo, as after a restart. */
    RepoWriter newWriter() {
        return newWriter(time, task -> time.schedule(Duration.ZERO, task));
    }

    RepoWriter newWriter(Scheduler scheduler, Executor results) {
        return newWriter(pds, points, scheduler, results);
    }

    /** One that knows the PDS otherwise. */
    RepoWriter newWriter(PdsProfile profile) {
        return newWriter(profile, points, time, task -> time.schedule(Duration.ZERO, task));
    }

    RepoWriter newWriter(PointsBudget budget) {
        return newWriter(pds, budget, time, task -> time.schedule(Duration.ZERO, task));
    }

    private RepoWriter newWriter(PdsProfile profile, PointsBudget budget, Scheduler scheduler, Executor results) {
        return new RepoWriter(
                REPO, profile, budget, time.clock(), scheduler, new Random(1), () -> results, WriterEvents.NONE);
    }

    /** What lies there before the test begins. */
    Bench holding(Write... records) {
        repo.anotherWriter(records);
        return this;
    }

    CompletableFuture<List<Outcome>> submit(Unit... units) {
        return writer.submit(repo, SETTINGS, List.of(units)).toCompletableFuture();
    }

    /** Submits a message whose answer the test does not look at. */
    void queue(Unit... units) {
        writer.submit(repo, SETTINGS, List.of(units));
    }

    /** Writes the units of one message and lets time pass until nothing is left to happen. */
    List<Outcome> writeAll(List<Unit> units) {
        CompletableFuture<List<Outcome>> answer = submit(units.toArray(Unit[]::new));
        time.run();
        return outcomes(answer);
    }

    Outcome write(Unit unit) {
        return writeAll(List.of(unit)).get(0);
    }

    Outcome write(NamedWrite... writes) {
        return write(Notes.unit(writes));
    }

    static List<Outcome> outcomes(CompletableFuture<List<Outcome>> answer) {
        assertThat(answer).as("the writer's answer").isDone();
        return answer.join();
    }

    static AtprotoException error(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        return ((Outcome.Failed) outcome).error();
    }
}
