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

import java.net.URI;
import java.time.Duration;
import java.util.List;

import io.github.camelatproto.component.commit.WriterEvents;
import io.github.camelatproto.syntax.Did;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.DefaultClassResolver;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Where the engine's work is counted, and where it is not. */
class CommitEventsTest {

    private static final URI PDS = URI.create("https://pds.example");
    private static final Did ALICE = Did.parse("did:plc:aaaaaaaaaaaaaaaaaaaaaaaa");
    private static final Did BOB = Did.parse("did:plc:bbbbbbbbbbbbbbbbbbbbbbbb");

    private final CamelContext context = new DefaultCamelContext();

    private WriterEvents eventsOf(Did repo) {
        return new GuardedEvents(CommitEvents.of(context).of(PDS, repo));
    }

    @Test
    void whoBreaksBreaksNeitherTheWriterNorTheOthers() {
        WriterEvents broken = new WriterEvents() {
            @Override
            public void settled(String verdict) {
                throw new IllegalStateException("broken");
            }
        };
        RepoTally tally = new RepoTally();

        new GuardedEvents(List.of(broken, tally)).settled("written");

        assertThat(tally.settled()).containsEntry("written", 1L);
    }

    @Test
    void withoutMicrometerNothingIsCounted() {
        context.getRegistry().bind("metricsRegistry", new SimpleMeterRegistry());
        context.setClassResolver(new DefaultClassResolver() {
            @Override
            public Class<?> resolveClass(String name) {
                return name.startsWith("io.micrometer.") ? null : super.resolveClass(name);
            }
        });

        assertThat(CommitEvents.of(context).of(PDS, ALICE)).containsExactly(new CommitLog(PDS, ALICE));
    }

    @Test
    void withoutARegistryNothingIsCounted() {
        assertThat(CommitEvents.of(context).of(PDS, ALICE)).containsExactly(new CommitLog(PDS, ALICE));
    }

    @Test
    void theOnlyRegistryIsTakenWhateverItsName() {
        context.getRegistry().bind("mine", new SimpleMeterRegistry());

        assertThat(CommitEvents.of(context).of(PDS, ALICE)).hasSize(2);
    }

    @Test
    void aPdsShowsTheWholeQueueAndTheLeastPoints() {
        MeterRegistry meters = new SimpleMeterRegistry();
        context.getRegistry().bind("metricsRegistry", meters);
        WriterEvents alice = eventsOf(ALICE);
        WriterEvents bob = eventsOf(BOB);

        alice.queued(3);
        bob.queued(4);
        alice.pointsLeft("hour", 100);
        bob.pointsLeft("hour", 50);
        bob.pointsLeft("day", Integer.MAX_VALUE);

        assertThat(meters.get("camel.atproto.queue").gauge().value()).isEqualTo(7);
        assertThat(meters.get("camel.atproto.points.left").tag("bucket", "hour").gauge().value()).isEqualTo(50);
        assertThat(meters.find("camel.atproto.points.left").tag("bucket", "day").gauge()).isNull();
    }

    @Test
    void theWriterThatComesAfterARestartTakesThePlaceOfTheOneBefore() {
        MeterRegistry meters = new SimpleMeterRegistry();
        context.getRegistry().bind("metricsRegistry", meters);
        eventsOf(ALICE).queued(3);

        WriterEvents next = eventsOf(ALICE);
        next.queued(1);
        next.held(Duration.ofSeconds(1));

        assertThat(meters.get("camel.atproto.queue").gauge().value()).isEqualTo(1);
        assertThat(meters.get("camel.atproto.points.wait").timer().count()).isEqualTo(1);
    }
}
