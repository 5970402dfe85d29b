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
package io.github.camelatproto.component.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import io.github.camelatproto.component.exception.RecordNotFoundException;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A counter that is read, computed and written by a rebase route, in four processes at once. */
class CounterIT {

    private static final int CONTEXTS = 4;
    private static final int WRITERS = 2;
    private static final int INCREMENTS = Boolean.getBoolean("atproto.soak") ? 500 : 50;
    private static final int TOTAL = CONTEXTS * WRITERS * INCREMENTS;
    private static final int LOSS_EVERY = 100;

    private final OneRepo repo = new OneRepo();
    private final List<CamelContext> contexts = new ArrayList<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(CONTEXTS * WRITERS);

    @BeforeEach
    void start() {
        for (int i = 0; i < CONTEXTS; i++) {
            DefaultCamelContext context = new DefaultCamelContext();
            context.disableJMX();
            context.start();
            contexts.add(context);
        }
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        contexts.forEach(CamelContext::stop);
        repo.close();
    }

    @Test
    void eachIncrementCountsOnce() throws Exception {
        count(read -> List.of(increment(read)));

        assertThat(counter()).isEqualTo(TOTAL);
    }

    @Test
    void eachIncrementThatCarriesAMarkCountsOnceThoughAnswersAreLost() throws Exception {
        AtomicInteger writes = new AtomicInteger();
        repo.proxy().mishaps(call -> WriteCalls.isWrite(call) && writes.incrementAndGet() % LOSS_EVERY == LOSS_EVERY / 2
                ? Mishap.answerLost() : Mishap.none());

        count(read -> List.of(increment(read), Map.of("mark", true)));

        assertThat(counter()).isEqualTo(TOTAL);
        assertThat(writes.get() / LOSS_EVERY).as("lost answers").isPositive();
        System.out
                .println("Counter: " + TOTAL + " increments in " + writes + " writes, every " + LOSS_EVERY + "th answer lost");
    }

    private void count(Function<Map<?, ?>, List<Map<String, Object>>> rebase) throws Exception {
        String read = "atproto:getRecord?service=" + repo.pds().url() + "&repo=alice.test&collection=" + Plan.THING
                      + "&rkey=counter";
        String write = repo.uri("applyWrites",
                "&swapCommit=latest&maxSwapRetries=1000&deliveryTimeout=600000&rebase=direct:increment");
        List<CompletableFuture<Void>> writers = new ArrayList<>();
        for (CamelContext context : contexts) {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:increment")
                            .doTry().to(read).doCatch(RecordNotFoundException.class).setBody(constant(Map.of())).end()
                            .process(exchange -> exchange.getMessage()
                                    .setBody(rebase.apply(exchange.getMessage().getBody(Map.class))));
                }
            });
            ProducerTemplate template = context.createProducerTemplate();
            for (int i = 0; i < WRITERS; i++) {
                writers.add(CompletableFuture.runAsync(() -> incrementAll(template, write), threads));
            }
        }
        CompletableFuture.allOf(writers.toArray(CompletableFuture[]::new)).get();
    }

    private static void incrementAll(ProducerTemplate template, String uri) {
        for (int i = 0; i < INCREMENTS; i++) {
            Exchange exchange = template.request(uri, message -> message.getMessage().setBody("one more"));
            assertThat(exchange.getException()).isNull();
        }
    }

    private static Map<String, Object> increment(Map<?, ?> read) {
        boolean isNew = read.isEmpty();
        int before = isNew ? 0 : ((Number) ((Map<?, ?>) read.get("value")).get("n")).intValue();
        return Map.of(
                "$type", "com.atproto.repo.applyWrites#" + (isNew ? "create" : "update"), "collection", Plan.THING,
                "rkey", "counter", "value", Map.of("n", before + 1));
    }

    private int counter() {
        Map<?, ?> record = contexts.get(0).createProducerTemplate().requestBody(
                "atproto:getRecord?service=" + repo.pds().url() + "&repo=alice.test&collection=" + Plan.THING + "&rkey=counter",
                null, Map.class);
        return ((Number) ((Map<?, ?>) record.get("value")).get("n")).intValue();
    }
}
