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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.camelatproto.component.commit.WriterEvents;
import io.github.camelatproto.repo.CommitMeta;
import io.github.camelatproto.syntax.Did;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;

/**
 * Counts the work of writers in a Micrometer registry. The meters have the PDS as their tag and not the repo, of which
 * there may be many. One for a CamelContext; thread-safe.
 */
final class CommitMeters {

    /** The name under which Camel's own Micrometer component looks for its registry. */
    private static final String REGISTRY = "metricsRegistry";

    private final MeterRegistry registry;
    private final Map<String, PdsMeters> pdss = new ConcurrentHashMap<>();

    private CommitMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Null where there is no registry to count in. */
    static @Nullable CommitMeters find(CamelContext context) {
        MeterRegistry registry = context.getRegistry().lookupByNameAndType(REGISTRY, MeterRegistry.class);
        if (registry == null) {
            registry = context.getRegistry().findSingleByType(MeterRegistry.class);
        }
        if (registry == null) {
            return null;
        }
        CommitMeters known = context.getCamelContextExtension().getContextPlugin(CommitMeters.class);
        if (known == null || !known.registry.equals(registry)) {
            // one over restarts of the component: a gauge is registered once, and shows the object it was given then
            known = new CommitMeters(registry);
            context.getCamelContextExtension().addContextPlugin(CommitMeters.class, known);
        }
        return known;
    }

    /** Counts the work of the writer of this repo. */
    WriterEvents of(URI pds, Did repo) {
        return new OfWriter(pdss.computeIfAbsent(pds.getRawAuthority(), name -> new PdsMeters(registry, name)), repo);
    }

    /** The meters of one PDS. */
    private static final class PdsMeters {

        private final MeterRegistry registry;
        private final String pds;
        private final Timer commits;
        private final DistributionSummary units;
        private final DistributionSummary writes;
        private final Counter swaps;
        private final Timer queueWait;
        private final Timer pointsWait;
        private final Map<Did, Integer> queued = new ConcurrentHashMap<>();
        private final Map<String, Map<Did, Integer>> pointsLeft = new ConcurrentHashMap<>();

        PdsMeters(MeterRegistry registry, String pds) {
            this.registry = registry;
            this.pds = pds;
            this.commits = Timer.builder("camel.atproto.commits").description("Calls that brought a commit").tag("pds", pds)
                    .register(registry);
            this.units = summary("camel.atproto.commit.units", "Messages and list items in a commit");
            this.writes = summary("camel.atproto.commit.writes", "Writes in a commit");
            this.swaps = Counter.builder("camel.atproto.swaps").description("Fences that another commit overtook")
                    .tag("pds", pds).register(registry);
            this.queueWait = Timer.builder("camel.atproto.queue.wait").description("Waits in the queue").tag("pds", pds)
                    .register(registry);
            this.pointsWait = Timer.builder("camel.atproto.points.wait").description("Waits for write points")
                    .tag("pds", pds).register(registry);
            Gauge.builder("camel.atproto.queue", queued, PdsMeters::sum).description("Messages and list items that wait")
                    .tag("pds", pds).strongReference(true).register(registry);
        }

        private DistributionSummary summary(String name, String description) {
            return DistributionSummary.builder(name).description(description).tag("pds", pds).register(registry);
        }

        private static double sum(Map<Did, Integer> values) {
            return values.values().stream().mapToInt(Integer::intValue).sum();
        }

        private static double least(Map<Did, Integer> values) {
            return values.values().stream().mapToInt(Integer::intValue).min().orElse(0);
        }

        void settled(String verdict) {
            Counter.builder("camel.atproto.settlements").description("Messages and list items that ended").tag("pds", pds)
                    .tag("verdict", verdict).register(registry).increment();
        }

        void pointsLeft(String bucket, Did repo, int points) {
            pointsLeft.computeIfAbsent(bucket, this::pointsGauge).put(repo, points);
        }

        private Map<Did, Integer> pointsGauge(String bucket) {
            Map<Did, Integer> left = new ConcurrentHashMap<>();
            Gauge.builder("camel.atproto.points.left", left, PdsMeters::least)
                    .description("Write points left to the account that has the least, as far as its last answer tells")
                    .tag("pds", pds).tag("bucket", bucket).strongReference(true).register(registry);
            return left;
        }
    }

    /** The events of one writer. */
    private record OfWriter(PdsMeters meters, Did repo) implements WriterEvents {

        @Override
        public void committed(@Nullable CommitMeta commit, int units, int writes, Duration took) {
            meters.commits.record(took);
            meters.units.record(units);
            meters.writes.record(writes);
        }

        @Override
        public void swapped() {
            meters.swaps.increment();
        }

        @Override
        public void settled(String verdict) {
            meters.settled(verdict);
        }

        @Override
        public void queued(int units) {
            meters.queued.put(repo, units);
        }

        @Override
        public void waited(Duration inQueue) {
            meters.queueWait.record(inQueue);
        }

        @Override
        public void held(Duration forPoints) {
            meters.pointsWait.record(forPoints);
        }

        @Override
        public void pointsLeft(String bucket, int points) {
            // a PDS that shows no limit has none to show
            if (points < Integer.MAX_VALUE) {
                meters.pointsLeft(bucket, repo, points);
            }
        }
    }
}
