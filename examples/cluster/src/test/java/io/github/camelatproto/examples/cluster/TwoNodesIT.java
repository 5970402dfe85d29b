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
package io.github.camelatproto.examples.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import io.github.camelatproto.component.AtprotoComponent;
import io.github.camelatproto.kafka.KafkaBroker;
import io.github.camelatproto.pds.EmbeddedPds;
import io.github.camelatproto.process.JavaProgram;
import io.github.camelatproto.schedule.EntryState;
import io.github.camelatproto.schedule.ScheduledPosts;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Two nodes on one PostgreSQL and one Kafka, of which one is killed: the other goes on with all there is. */
class TwoNodesIT {

    private static final boolean SOAK = Boolean.getBoolean("atproto.soak");
    private static final int MESSAGES = SOAK ? 6_000 : 400;
    private static final int ENTRIES = SOAK ? 1_200 : 80;
    private static final Duration DURING = Duration.ofSeconds(SOAK ? 120 : 30);
    private static final List<String> ACCOUNTS = List.of("news", "sport", "weather", "tides");
    private static final int PARTITIONS = 8;
    private static final Duration LONGEST_TAKEOVER = Duration.ofSeconds(30);

    /** What the nodes said is wanted where it fails. */
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;
    private final ScheduledExecutorService sender = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger unsent = new AtomicInteger();
    private Future<?> sending;
    private EmbeddedPds pds;
    private EmbeddedPostgres postgres;
    private KafkaBroker kafka;
    private CamelContext camel;

    @BeforeEach
    void start() throws Exception {
        EmbeddedPds.Builder builder = EmbeddedPds.builder().port(0);
        ACCOUNTS.forEach(account -> builder.account(account + ".test", "secret"));
        pds = builder.build().start();
        postgres = EmbeddedPostgres.start();
        kafka = KafkaBroker.start(folder.resolve("kafka"));
        kafka.createTopic("notices", PARTITIONS);
        camel = new DefaultCamelContext();
        AtprotoComponent component = new AtprotoComponent();
        Map<String, Object> accounts = new HashMap<>();
        ACCOUNTS.forEach(account -> accounts.put(account, Map.of(
                "service", pds.url().toString(), "identifier", account + ".test", "password", "secret")));
        component.setAccounts(accounts);
        camel.addComponent("atproto", component);
        camel.start();
    }

    @AfterEach
    void stop() throws Exception {
        if (sending != null) {
            sending.cancel(true);
        }
        sender.shutdownNow();
        camel.stop();
        kafka.close();
        postgres.close();
        pds.close();
    }

    private JavaProgram node(String name) throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of(
                        "-Dkafka.brokers=" + kafka.address(), "-Dschedule.page.port=" + JavaProgram.freePort(),
                        "-Dschedule.database=" + postgres.getJdbcUrl("postgres", "postgres"),
                        "-Dschedule.database.user=postgres"));
        for (String account : ACCOUNTS) {
            String prefix = "-Dcamel.component.atproto.accounts[" + account + "].";
            arguments.addAll(List.of(
                    prefix + "service=" + pds.url(), prefix + "identifier=" + account + ".test", prefix + "password=secret"));
        }
        return JavaProgram.start(
                Node.class.getName(), Files.createDirectories(folder.resolve(name)), arguments.toArray(String[]::new));
    }

    private ScheduledPosts fill(DataSource database, Instant first) {
        ScheduledPosts posts = new ScheduledPosts(database);
        posts.setCamelContext(camel);
        posts.setZone("UTC");
        posts.start();
        for (int i = 0; i < ENTRIES; i++) {
            posts.schedule().put(Map.of(
                    "id", "e" + i, "account", ACCOUNTS.get(i % ACCOUNTS.size()), "text", "post " + i,
                    "at", first.plusMillis(DURING.toMillis() * i / ENTRIES).toString()));
        }
        return posts;
    }

    private void send() {
        KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.address(), "acks", "all"), new StringSerializer(), new StringSerializer());
        AtomicInteger next = new AtomicInteger(-1);
        sending = sender.scheduleAtFixedRate(() -> {
            int number = next.getAndIncrement();
            if (number < MESSAGES) {
                ProducerRecord<String, String> message = new ProducerRecord<>(
                        "notices", ACCOUNTS.get(Math.max(number, 0) % ACCOUNTS.size()),
                        number < 0 ? "poison" : "{\"number\": " + number + "}");
                message.headers().add(new RecordHeader("id", ("n" + number).getBytes(StandardCharsets.UTF_8)));
                try {
                    producer.send(message).get();
                } catch (ExecutionException | InterruptedException e) {
                    unsent.incrementAndGet();
                }
            } else if (number == MESSAGES) {
                producer.close();
            }
        }, 0, DURING.toMillis() * 1_000 / MESSAGES, TimeUnit.MICROSECONDS);
    }

    private List<String> values(String account, String collection, String field) {
        List<String> values = new ArrayList<>();
        String cursor = "";
        do {
            Map<?, ?> page = camel.createProducerTemplate().requestBody(
                    "atproto:listRecords?service=" + pds.url() + "&repo=" + account + ".test&limit=100&collection=" + collection
                                                                        + cursor,
                    null, Map.class);
            for (Object record : (List<?>) page.get("records")) {
                values.add(String.valueOf(((Map<?, ?>) ((Map<?, ?>) record).get("value")).get(field)));
            }
            cursor = page.get("cursor") == null ? "" : "&cursor=" + page.get("cursor");
        } while (!cursor.isEmpty());
        return values;
    }

    private List<String> notices() {
        return ACCOUNTS.stream().flatMap(account -> values(account, "com.example.notice", "number").stream()).toList();
    }

    private List<String> posts() {
        return ACCOUNTS.stream().flatMap(account -> values(account, "app.bsky.feed.post", "text").stream()).toList();
    }

    /** How long after a moment every account's records grow again. */
    private Duration takeover(Instant killed, String collection, String field) {
        Map<String, Integer> before = new HashMap<>();
        ACCOUNTS.forEach(account -> before.put(account, values(account, collection, field).size()));
        Awaitility.await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(200)).until(
                () -> ACCOUNTS.stream().allMatch(account -> values(account, collection, field).size() > before.get(account)));
        return Duration.between(killed, Clock.systemUTC().instant());
    }

    @Test
    void whatOneLeavesTheOtherTakesOver() throws Exception {
        JavaProgram first = node("one");
        JavaProgram second = node("two");
        ScheduledPosts schedule = fill(postgres.getPostgresDatabase(), Clock.systemUTC().instant().plusSeconds(20));
        try {
            send();
            Awaitility.await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(200))
                    .until(() -> notices().size() > MESSAGES / 5 && posts().size() > ENTRIES / 5);
            first.kill();
            Instant killed = Clock.systemUTC().instant();
            Duration messages = takeover(killed, "com.example.notice", "number");
            Duration entries = takeover(killed, "app.bsky.feed.post", "text");
            Awaitility.await().atMost(DURING.plusMinutes(2)).pollInterval(Duration.ofSeconds(1))
                    .until(() -> notices().size() >= MESSAGES && posts().size() >= ENTRIES);
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(
                    () -> schedule.schedule().in(EntryState.PUBLISHING, 1).isEmpty()
                            && schedule.schedule().in(EntryState.SCHEDULED, 1).isEmpty());

            int lost = MESSAGES - distinct(notices()).size() + ENTRIES - distinct(posts()).size();
            int twice = notices().size() + posts().size() - distinct(notices()).size() - distinct(posts()).size();
            System.out.println("two nodes: messages=" + MESSAGES + " entries=" + ENTRIES + " lost=" + lost + " twice=" + twice
                               + ", every repo's messages went on " + messages.toMillis() + " ms after the kill, its entries "
                               + entries.toMillis() + " ms");
            takeovers("one");
            takeovers("two");
            assertThat(kafka.committed("atproto")).as("messages whose offset is committed").isEqualTo(MESSAGES + 1);
            assertThat(kafka.reasons("notices.rejected", 1)).singleElement().asString().contains("no JSON");
            assertThat(unsent).as("messages that Kafka did not take").hasValue(0);
            assertThat(List.of(lost, twice)).as("lost, twice").containsOnly(0);
            assertThat(messages).isLessThan(LONGEST_TAKEOVER);
            assertThat(entries).isLessThan(LONGEST_TAKEOVER);
        } finally {
            schedule.stop();
            first.close();
            second.close();
        }
    }

    private static Set<String> distinct(List<String> values) {
        return new HashSet<>(values);
    }

    /** What a node says of what it took. */
    private void takeovers(String node) throws IOException {
        Files.readAllLines(folder.resolve(node).resolve("log.txt")).stream()
                .filter(line -> line.contains("newly assigned partitions") || line.contains("ClusterManager")
                        || line.contains("by a process that has ended"))
                .forEach(line -> System.out.println("  node " + node + ": " + line));
    }
}
