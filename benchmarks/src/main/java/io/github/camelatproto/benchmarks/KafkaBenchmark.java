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
package io.github.camelatproto.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelatproto.kafka.KafkaBroker;
import org.apache.camel.main.Main;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.RouteController;
import org.apache.camel.support.EventNotifierSupport;
import org.apache.commons.io.FileUtils;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * What a node carries: the route {@code kafka-to-repo} on a topic of eight partitions, a repo in each, into a null
 * server, beside eight callers of {@code atproto:createRecord} with the same texts and a repo each.
 */
final class KafkaBenchmark {

    private static final int REPOS = 8;
    /** The route reads before it writes in its first minute; together they warm up for longer than that. */
    private static final Duration WARM_UP = Duration.ofSeconds(35);
    private static final Duration ROUND = Duration.ofSeconds(4);
    /** Consumers come back one after another. */
    private static final Duration LEAD_IN = Duration.ofSeconds(6);
    private static final int RECORDS = 1_000;
    private static final int RECORD_BYTES = 300;
    /** More than a second takes. */
    private static final int A_SECOND = 12_000;
    private static final String TOPIC = "posts";

    private final List<String> texts = new ArrayList<>();
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();

    KafkaBenchmark() throws JsonProcessingException {
        ObjectMapper json = new ObjectMapper();
        for (Map<String, Object> each : Records.posts(RECORDS, RECORD_BYTES)) {
            texts.add(json.writeValueAsString(each));
        }
    }

    void run() throws Exception {
        Path folder = Files.createTempDirectory("kafka-benchmark");
        try (Server server = JavaProcess.start(List.of("-XX:+UseSerialGC"), NullServer.class, Integer.toString(RECORD_BYTES));
             KafkaBroker broker = KafkaBroker.start(folder); CamelClient camel = new CamelClient(REPOS)) {
            broker.createTopic(TOPIC, REPOS);
            List<Account> accounts = new ArrayList<>();
            List<CamelClient.Route> routes = new ArrayList<>();
            for (int i = 0; i < REPOS; i++) {
                accounts.add(Account.create(server.url()));
                routes.add(camel.atproto("createRecord", Account.create(server.url()),
                        "&synchronous=true&idempotencyKey=${exchangeId}"));
            }
            Main node = node(broker, accounts);
            node.start();
            try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                    Map.of("bootstrap.servers", broker.address()), new StringSerializer(), new StringSerializer())) {
                node.getCamelContext().getRouteController().stopRoute(TOPIC);
                new Rounds(WARM_UP, ROUND).compare(
                        "kafka-to-repo, " + REPOS + " repos, records/s",
                        new Contender("kafka-to-repo", time -> consume(node, producer, time)),
                        new Contender(
                                "createRecord, " + REPOS + " callers, same texts", time -> ClosedLoop.callers(
                                        REPOS, time, caller -> {
                                            routes.get(caller).send(texts.get(caller));
                                            return 1;
                                        })));
            } finally {
                node.stop();
            }
        } finally {
            FileUtils.deleteDirectory(folder.toFile());
        }
    }

    private Main node(KafkaBroker broker, List<Account> accounts) {
        Main main = new Main();
        main.configure().withRoutesIncludePattern("classpath:routes/kafka-to-repo.camel.yaml");
        main.configure().setAutoConfigurationLogSummary(false);
        main.addProperty("kafka.brokers", broker.address());
        for (int i = 0; i < accounts.size(); i++) {
            String account = "camel.component.atproto.accounts[" + name(i) + "].";
            main.addProperty(account + "service", accounts.get(i).server().toString());
            main.addProperty(account + "identifier", accounts.get(i).handle());
            main.addProperty(account + "password", accounts.get(i).password());
        }
        String route = "camel.routeTemplate[" + TOPIC + "].";
        main.addProperty(route + "templateId", "kafka-to-repo");
        main.addProperty(route + "topic", TOPIC);
        main.addProperty(route + "account", name(0));
        main.addProperty(route + "collection", Records.COLLECTION);
        main.addProperty(route + "consumers", Integer.toString(REPOS));
        main.bind("counter", new EventNotifierSupport() {
            @Override
            public void notify(CamelEvent event) {
                done.incrementAndGet();
            }

            @Override
            public boolean isEnabled(CamelEvent event) {
                return event instanceof CamelEvent.ExchangeCompletedEvent;
            }
        });
        return main;
    }

    private static String name(int repo) {
        return "repo" + repo;
    }

    /** The topic is filled while nobody takes from it, and measured when all consumers are at work. */
    private double consume(Main node, KafkaProducer<String, String> producer, Duration time) throws Exception {
        long until = done.get() + time.plus(LEAD_IN).toSeconds() * A_SECOND;
        for (long number = sent.get(); number < until; number = sent.incrementAndGet()) {
            int repo = (int) (number % REPOS);
            Future<?> unused
                    = producer.send(new ProducerRecord<>(TOPIC, repo, name(repo), texts.get((int) (number % RECORDS))));
        }
        producer.flush();
        RouteController routes = node.getCamelContext().getRouteController();
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        routes.startRoute(TOPIC);
        try {
            Callable<Reading> read = () -> new Reading(System.nanoTime(), done.get());
            Reading first = clock.schedule(read, LEAD_IN.toNanos(), TimeUnit.NANOSECONDS).get();
            Reading last = clock.schedule(read, time.toNanos(), TimeUnit.NANOSECONDS).get();
            if (last.done() >= sent.get()) {
                throw new IllegalStateException("The topic has run dry, which is not what is measured");
            }
            return (last.done() - first.done()) * 1e9 / (last.nanos() - first.nanos());
        } finally {
            clock.shutdown();
            routes.stopRoute(TOPIC);
        }
    }

    /** How many messages were done with at a time. */
    private record Reading(long nanos, long done) {
    }
}
