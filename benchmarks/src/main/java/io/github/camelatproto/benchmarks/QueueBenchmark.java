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

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.main.Main;
import org.apache.camel.spi.RouteController;

/**
 * The route {@code queue-to-repo} with 64 transacted consumers, on a broker in this process with its journal on disk,
 * beside 64 messages in flight straight into {@code atproto:createRecord}: the same texts under keys of the same kind,
 * and the records as maps under fresh keys, each into a repo of its own on the reference PDS.
 */
final class QueueBenchmark {

    private static final int IN_FLIGHT = 64;
    /** What has derived keys reads before it writes in its first minute, which is over with the first rounds. */
    private static final Duration WARM_UP = Duration.ofSeconds(22);
    /** Some 50 commits of derived keys. */
    private static final Duration ROUND = Duration.ofSeconds(10);
    /** Consumers that were suspended come back one after another. */
    private static final Duration LEAD_IN = Duration.ofSeconds(2);
    private static final int RECORDS = 4_000;
    private static final int RECORD_BYTES = 300;
    /** More than a second takes. */
    private static final int A_SECOND = 2_000;
    private static final String ROUTE = "posts";

    private final List<Map<String, Object>> records = Records.posts(RECORDS, RECORD_BYTES);
    private final List<String> texts;

    QueueBenchmark() throws JsonProcessingException {
        ObjectMapper json = new ObjectMapper();
        String[] written = new String[RECORDS];
        for (int i = 0; i < RECORDS; i++) {
            written[i] = json.writeValueAsString(records.get(i));
        }
        texts = List.of(written);
    }

    void run() throws Exception {
        try (Server pds = ReferenceServer.start(); QueueBroker broker = QueueBroker.start();
             CamelClient camel = new CamelClient(10)) {
            Main queue = queue(Account.create(pds.url()));
            queue.start();
            queue.getCamelContext().getRouteController().suspendRoute(ROUTE);
            try {
                CamelClient.Route named = camel.atproto(
                        "createRecord", Account.create(pds.url()),
                        "&idempotencyKey=${exchangeId}&idempotencyInstant=${date:now}");
                CamelClient.Route fresh = camel.atproto("createRecord", Account.create(pds.url()));
                new Rounds(WARM_UP, ROUND).compare(
                        "queue-to-repo, 64 transacted consumers, records/s",
                        new Contender("queue-to-repo", time -> consume(queue, broker, time)),
                        inFlight("createRecord, 64, same texts", named, texts),
                        inFlight("createRecord, 64, fresh keys", fresh, records));
            } finally {
                queue.stop();
            }
        }
    }

    private static Main queue(Account account) {
        Main main = new Main();
        main.configure().withRoutesIncludePattern("classpath:routes/queue-to-repo.camel.yaml");
        main.configure().setAutoConfigurationLogSummary(false);
        main.addProperty("queue.broker", QueueBroker.URL);
        main.addProperty("camel.component.atproto.accounts[benchmark].service", account.server().toString());
        main.addProperty("camel.component.atproto.accounts[benchmark].identifier", account.handle());
        main.addProperty("camel.component.atproto.accounts[benchmark].password", account.password());
        String route = "camel.routeTemplate[" + ROUTE + "].";
        main.addProperty(route + "templateId", "queue-to-repo");
        main.addProperty(route + "queue", QueueBroker.QUEUE);
        main.addProperty(route + "account", "benchmark");
        main.addProperty(route + "collection", Records.COLLECTION);
        main.addProperty(route + "consumers", Integer.toString(IN_FLIGHT));
        return main;
    }

    /** How many messages were left at a time. */
    private record Reading(long nanos, long left) {
    }

    /** The queue is filled while nobody takes from it, and measured when all consumers are at work. */
    private double consume(Main queue, QueueBroker broker, Duration time) throws Exception {
        broker.fill(texts, (int) time.plus(LEAD_IN).toSeconds() * A_SECOND);
        RouteController routes = queue.getCamelContext().getRouteController();
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        routes.resumeRoute(ROUTE);
        try {
            Callable<Reading> read = () -> new Reading(System.nanoTime(), broker.left());
            Reading first = clock.schedule(read, LEAD_IN.toNanos(), TimeUnit.NANOSECONDS).get();
            Reading last = clock.schedule(read, time.toNanos(), TimeUnit.NANOSECONDS).get();
            if (last.left() == 0) {
                throw new IllegalStateException("The queue has run dry, which is not what is measured");
            }
            return (first.left() - last.left()) * 1e9 / (last.nanos() - first.nanos());
        } finally {
            clock.shutdown();
            routes.suspendRoute(ROUTE);
        }
    }

    private static Contender inFlight(String name, CamelClient.Route route, List<?> bodies) {
        AtomicInteger next = new AtomicInteger();
        return new Contender(
                name, time -> ClosedLoop.inFlight(IN_FLIGHT, time,
                        () -> route.sendAsync(bodies.get(next.getAndIncrement() % RECORDS)).thenApply(done -> 1)));
    }
}
