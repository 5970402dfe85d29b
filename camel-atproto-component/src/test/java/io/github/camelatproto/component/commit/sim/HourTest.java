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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionStage;

import io.github.camelatproto.component.commit.NamedWrite;
import io.github.camelatproto.component.commit.NamedWrite.Origin;
import io.github.camelatproto.component.commit.OnExisting;
import io.github.camelatproto.component.commit.Outcome;
import io.github.camelatproto.component.commit.RepoClient;
import io.github.camelatproto.component.commit.Swap;
import io.github.camelatproto.component.commit.SwapRecord;
import io.github.camelatproto.component.commit.Unit;
import io.github.camelatproto.repo.Write;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Section 8: an hour against a limiter like the reference's, with as many messages as the engine can take. */
class HourTest {

    private static final int IN_FLIGHT = 250;
    private static final Duration HOUR = Duration.ofHours(1);

    private final World world = new World(PdsTraits.REFERENCE.limited(true), new Script());
    private final Instance instance = world.addSite(new Random(1)).instance();
    private final RepoClient client = world.network.client(instance);
    private final Instant end = world.time.now().plus(HOUR);
    private int names;

    @Test
    void createsInBatches() {
        int created = created(false);

        System.out.println("an hour of creates in batches: " + created + " records in " + (world.pds.landings().size() - 1)
                           + " commits, " + world.pds.limiter.refusals() + " times 429");
        assertThat(created).isGreaterThanOrEqualTo(1_630);
        assertThat(world.pds.limiter.refusals()).isZero();
    }

    @Test
    void createsWithPointSaving() {
        int created = created(true);

        System.out.println("an hour of creates with pointSaving: " + created + " records, "
                           + world.pds.limiter.refusals() + " times 429");
        assertThat(created).isGreaterThanOrEqualTo(2_450);
        assertThat(world.pds.limiter.refusals()).isZero();
    }

    private int created(boolean pointSaving) {
        for (int i = 0; i < IN_FLIGHT; i++) {
            submit(next(pointSaving), pointSaving);
        }
        world.time.run(HOUR.minusSeconds(1));
        return world.pds.landings().stream().mapToInt(landing -> landing.changes().size()).sum();
    }

    private Unit next(boolean pointSaving) {
        Write create = Write.create(Draft.NOTES, "n" + names++, Map.of("text", "a note"));
        return new Unit(
                pointSaving ? Unit.Method.PUT_RECORD : Unit.Method.CREATE_RECORD,
                List.of(new NamedWrite(create, Origin.FRESH, OnExisting.SKIP, pointSaving ? new SwapRecord(null) : null)),
                null, new Swap.None(), false);
    }

    /** One after another; what has no points waits as long as a route would and comes again. */
    private void submit(Unit unit, boolean pointSaving) {
        CompletionStage<?> unused = instance.writer.submit(client, Endpoint.PLAIN, List.of(unit)).thenAccept(outcomes -> {
            if (world.time.now().isBefore(end)) {
                boolean isDone = !(outcomes.get(0) instanceof Outcome.Failed);
                world.time.schedule(
                        isDone ? Duration.ZERO : Duration.ofSeconds(60),
                        () -> submit(isDone ? next(pointSaving) : unit, pointSaving));
            }
        });
    }
}
