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
package io.github.camelatproto.examples.scheduledposts;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.github.camelatproto.component.AtprotoComponent;
import io.github.camelatproto.pds.EmbeddedPds;
import io.github.camelatproto.schedule.EntryState;
import io.github.camelatproto.schedule.Happening;
import io.github.camelatproto.schedule.ScheduledPosts;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A schedule whose process is killed while its entries fire: each is one post. */
class ScheduleKillIT {

    private static final boolean SOAK = Boolean.getBoolean("atproto.soak");
    private static final int ENTRIES = SOAK ? 10_000 : 300;
    private static final int KILLS = SOAK ? 30 : 3;
    /** What a process takes to start and to fire a little, on a slow machine. */
    private static final Duration PER_KILL = Duration.ofSeconds(8);
    private static final String POST = "app.bsky.feed.post";

    /** What the processes said is wanted where it fails. */
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;
    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private EmbeddedPds pds;
    private CamelContext camel;

    @BeforeEach
    void start() {
        pds = EmbeddedPds.builder().port(0).account("alice.test", "secret").build().start();
        AtprotoComponent component = new AtprotoComponent();
        component.setAccounts(Map.of("news", Map.of(
                "service", pds.url().toString(), "identifier", "alice.test", "password", "secret")));
        camel = new DefaultCamelContext();
        camel.addComponent("atproto", component);
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
        pds.close();
    }

    private interface Use {
        void of(ScheduledPosts posts);
    }

    /** Looks into the database of the schedule, which no process has open then. */
    private void open(Use use) {
        // without a pool the database would be opened and closed for each entry
        JdbcConnectionPool database = JdbcConnectionPool.create("jdbc:h2:file:" + folder.resolve("data/schedule"), "", "");
        ScheduledPosts posts = new ScheduledPosts(database);
        posts.setCamelContext(camel);
        posts.setAccount("news");
        posts.setZone("UTC");
        try {
            use.of(posts);
        } finally {
            posts.stop();
            database.dispose();
        }
    }

    /** @param lead from when the database is open to the first */
    private void fill(Duration lead, Duration during) {
        open(posts -> {
            posts.start();
            Instant first = Instant.now().plus(lead);
            for (int i = 0; i < ENTRIES; i++) {
                Instant at = first.plusMillis(during.toMillis() * i / ENTRIES);
                posts.schedule().put(Map.of("id", "e" + i, "text", "post " + i, "at", at.toString()));
            }
        });
    }

    private List<String> texts() {
        List<String> texts = new ArrayList<>();
        String cursor = "";
        do {
            Map<?, ?> page = camel.createProducerTemplate().requestBody(
                    "atproto:listRecords?service=" + pds.url() + "&repo=alice.test&limit=100&collection=" + POST + cursor, null,
                    Map.class);
            for (Object record : (List<?>) page.get("records")) {
                texts.add(String.valueOf(((Map<?, ?>) ((Map<?, ?>) record).get("value")).get("text")));
            }
            cursor = page.get("cursor") == null ? "" : "&cursor=" + page.get("cursor");
        } while (!cursor.isEmpty());
        return texts;
    }

    private int written() {
        return camel.createProducerTemplate().requestBody(
                "atproto:listRecords?service=" + pds.url() + "&repo=alice.test&limit=1&collection=" + POST, null, Map.class)
                .get("records") instanceof List<?> records && !records.isEmpty() ? texts().size() : 0;
    }

    @Test
    void nothingIsMissedAndNothingIsTwice() throws Exception {
        URI address = pds.url();
        fill(Duration.ofSeconds(10 + ENTRIES / 500), PER_KILL.multipliedBy(KILLS));
        int kills = 0;
        while (kills < KILLS) {
            try (ScheduleProcess process = ScheduleProcess.start(folder, address, Map.of())) {
                int before = written();
                int enough = Math.min(ENTRIES, before + 1 + random.nextInt(ENTRIES / KILLS));
                Awaitility.await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(100))
                        .until(() -> !process.isAlive() || written() >= enough);
                assertThat(process.isAlive()).as("the process, see log.txt").isTrue();
                // in the midst of whatever it does then
                process.kill();
                kills++;
            }
        }
        try (ScheduleProcess process = ScheduleProcess.start(folder, address, Map.of())) {
            Awaitility.await().atMost(Duration.ofMinutes(5)).pollInterval(Duration.ofSeconds(1))
                    .until(() -> !process.isAlive() || written() >= ENTRIES);
            // what is written has yet to be written down
            process.awaitNothingOpen();
        }

        Map<String, Integer> counts = new HashMap<>();
        texts().forEach(text -> counts.merge(text, 1, Integer::sum));
        int missed = 0;
        for (int i = 0; i < ENTRIES; i++) {
            missed += counts.containsKey("post " + i) ? 0 : 1;
        }
        long twice = counts.values().stream().filter(count -> count > 1).count();
        List<Integer> open = new ArrayList<>();
        open(posts -> {
            open.add(posts.schedule().in(EntryState.SCHEDULED, ENTRIES).size());
            open.add(posts.schedule().in(EntryState.PUBLISHING, ENTRIES).size());
            open.add(ENTRIES - posts.schedule().latest(Happening.Kind.PUBLISHED, 2 * ENTRIES).size());
        });
        System.out.println("schedule: entries=" + ENTRIES + " kills=" + kills + " missed=" + missed + " twice=" + twice
                           + " (seed " + seed + ")");
        assertThat(List.of(missed, (int) twice)).as("missed, twice (seed %d)", seed).containsOnly(0);
        assertThat(open).as("scheduled, being written, not written down (seed %d)", seed).containsOnly(0);
    }

    /** It says nothing on a machine that has other things to do. */
    @Test
    @Tag("soak")
    void everyEntryComesInTime() throws Exception {
        fill(Duration.ofMinutes(1), Duration.ofMinutes(2));
        try (ScheduleProcess process = ScheduleProcess.start(folder, pds.url(), Map.of())) {
            Awaitility.await().atMost(Duration.ofMinutes(5)).pollInterval(Duration.ofSeconds(1))
                    .until(() -> !process.isAlive() || written() >= ENTRIES);
            process.awaitNothingOpen();
        }

        open(posts -> {
            List<Happening> published = posts.schedule().latest(Happening.Kind.PUBLISHED, ENTRIES);
            assertThat(published).hasSize(ENTRIES);
            long latest = published.stream()
                    .mapToLong(each -> Duration.between(each.occurrence(), each.at()).toMillis()).max().orElseThrow();
            System.out.println("schedule: entries=" + ENTRIES + ", the latest came " + latest + " ms after its time");
            assertThat(latest).isLessThan(2_000);
        });
    }
}
