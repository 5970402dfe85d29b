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
package io.github.camelatproto.component;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.camelatproto.pds.Fault;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.camel.Processor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the engine counts where there is a Micrometer registry. */
class MetersIT {

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private AliceOnEmbeddedPds alice;

    @BeforeEach
    void start() throws Exception {
        alice = new AliceOnEmbeddedPds(true);
        alice.camel.context().getRegistry().bind("metricsRegistry", meters);
    }

    @AfterEach
    void stop() {
        alice.close();
    }

    @Test
    void commitsTheirSizesAndWhatBecameOfUnitsAreCountedByPds() {
        alice.camel.output(alice.uri("createRecord", ""), Map.of("n", 1));
        alice.camel.output(alice.uri("applyWrites", ""), List.of(Map.of("n", 2), Map.of("n", 3)));
        alice.camel.send(alice.uri("createRecord", "rkey=x"), Map.of("n", 1));
        alice.camel.send(alice.uri("createRecord", "rkey=x"), Map.of("n", 2));

        assertThat(meters.get("camel.atproto.commits").timer().count()).isEqualTo(3);
        assertThat(meters.get("camel.atproto.commit.writes").summary().totalAmount()).isEqualTo(4);
        assertThat(meters.get("camel.atproto.commit.units").summary().count()).isEqualTo(3);
        assertThat(meters.get("camel.atproto.settlements").tag("verdict", "written").counter().count()).isEqualTo(3);
        assertThat(meters.get("camel.atproto.settlements").counters().stream().mapToDouble(c -> c.count()).sum())
                .isEqualTo(4);
        assertThat(meters.get("camel.atproto.queue").gauge().value()).isZero();
        assertThat(meters.get("camel.atproto.queue.wait").timer().count()).isEqualTo(4);
        assertThat(meters.getMeters()).filteredOn(meter -> meter.getId().getName().startsWith("camel.atproto."))
                .allSatisfy(meter -> assertThat(meter.getId().getTag("pds")).isEqualTo(alice.pds.url().getAuthority()))
                .allSatisfy(meter -> assertThat(meter.getId().getDescription()).isNotBlank());
    }

    @Test
    void anOvertakenFenceIsASwap() {
        alice.camel.context().getRegistry().bind("one", (Processor) exchange -> exchange.getMessage().setBody(
                List.of(Map.of("n", 1))));
        alice.pds.faults().next("com.atproto.repo.applyWrites", Fault.delay(Duration.ZERO), Fault.moveHead());

        alice.camel.output(alice.uri("applyWrites", "swapCommit=latest&rebase=%23bean:one"), null);

        assertThat(meters.get("camel.atproto.swaps").counter().count()).isPositive();
    }

    @Test
    void thePointsThatAreLeftAtLeastAreShown() {
        alice.camel.output(alice.uri("createRecord", ""), Map.of("n", 1));
        double first = hour();
        alice.camel.output(alice.uri("createRecord", ""), Map.of("n", 2));

        assertThat(first).isBetween(1.0, 5_000.0 - 3);
        assertThat(hour()).isLessThan(first);
    }

    private double hour() {
        return meters.get("camel.atproto.points.left").tag("bucket", "hour").gauge().value();
    }
}
