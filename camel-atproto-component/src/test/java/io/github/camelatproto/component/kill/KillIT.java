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
package io.github.camelatproto.component.kill;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** A process that is killed while it writes and starts again on the same data: each of its messages is one record. */
class KillIT {

    private static final Logger LOG = LoggerFactory.getLogger(KillIT.class);
    private static final int JOBS = Boolean.getBoolean("atproto.soak") ? 4 : 1;
    private static final int KILLS_PER_JOB = Boolean.getBoolean("atproto.soak") ? 10 : 3;

    @TempDir
    private Path folder;
    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    /** Puts the records where the process takes them from. */
    @FunctionalInterface
    private interface Source {
        void fill(Path folder, List<String> records) throws Exception;
    }

    @Test
    void messagesOfABroker() throws Exception {
        killed("jms", JmsMover.class, (data, records) -> {
            try (Broker broker = Broker.start(data)) {
                broker.fill(records);
            }
        });
    }

    @Test
    void linesOfAFileThroughAPersistentAggregator() throws Exception {
        killed("lines", LinesMover.class, (data, records) -> Files.write(data.resolve(LinesMover.FILE), records));
    }

    private void killed(String source, Class<?> mover, Source filler) throws Exception {
        int between = 0;
        int lost = 0;
        int duplicated = 0;
        int altered = 0;
        for (int i = 0; i < JOBS; i++) {
            try (Job job = new Job(folder.resolve(source + i), mover, random)) {
                filler.fill(folder.resolve(source + i), job.input());
                job.run(KILLS_PER_JOB);
                between += job.betweenCommitAndAck();

                List<String> written = job.written();
                Set<String> different = new HashSet<>(written);
                duplicated += written.size() - different.size();
                lost += missing(job.input(), different);
                altered += missing(written, new HashSet<>(job.input()));
            }
        }
        LOG.info("kills: source={} kills={} betweenCommitAndAck={} lost={} duplicated={} altered={} (seed {})", source,
                JOBS * KILLS_PER_JOB, between, lost, duplicated, altered, seed);
        assertThat(List.of(lost, duplicated, altered)).as("lost, duplicated, altered (seed %d)", seed).containsOnly(0);
        assertThat(between).as("kills between commit and acknowledgement").isGreaterThanOrEqualTo(JOBS * KILLS_PER_JOB / 3);
    }

    private static int missing(List<String> records, Set<String> among) {
        return (int) records.stream().filter(record -> !among.contains(record)).count();
    }
}
