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

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.github.camelatproto.component.exception.AtprotoException;
import io.github.camelatproto.component.exception.InvalidInputException;
import io.github.camelatproto.component.exception.RecordNotFoundException;
import io.github.camelatproto.pds.Fault;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Read, compute and write, against the embedded PDS: by a route and by a bean. */
class RebaseIT {

    private static final String APPLY_WRITES = "com.atproto.repo.applyWrites";

    private final CountDownLatch forEver = new CountDownLatch(1);
    private AliceOnEmbeddedPds alice;

    @BeforeEach
    void start() throws Exception {
        alice = new AliceOnEmbeddedPds();
    }

    @AfterEach
    void stop() {
        forEver.countDown();
        alice.close();
    }

    private String counter(String rebase) {
        return alice.uri("applyWrites", "swapCommit=latest&maxSwapRetries=100&rebase=" + rebase);
    }

    /** The example of {@code docs/exactly-once.md}. */
    private void addIncrementRoute() throws Exception {
        String read = "atproto:getRecord?service=" + alice.pds.url() + "&repo=alice.test&collection="
                      + AliceOnEmbeddedPds.THING + "&rkey=counter";
        alice.add(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:increment")
                        .doTry().to(read).doCatch(RecordNotFoundException.class).setBody(constant(Map.of())).end()
                        .process(exchange -> exchange.getMessage().setBody(increment(exchange.getMessage().getBody(Map.class))));
            }
        });
    }

    private static List<Map<String, Object>> increment(Map<?, ?> read) {
        boolean isNew = read.isEmpty();
        int n = isNew ? 0 : ((Number) ((Map<?, ?>) read.get("value")).get("n")).intValue();
        Map<String, Object> write = Map.of(
                "$type", APPLY_WRITES + (isNew ? "#create" : "#update"), "collection", AliceOnEmbeddedPds.THING,
                "rkey", "counter", "value", Map.of("n", n + 1));
        // a record of its own says that this increment has been made
        return List.of(write, Map.of("mark", true));
    }

    @Test
    void aCounterByRouteCountsEachMessageOnce() throws Exception {
        addIncrementRoute();
        alice.pds.faults().next(APPLY_WRITES, Fault.moveHead(), Fault.moveHead());

        CompletableFuture<?>[] sent = IntStream.range(0, 40)
                .mapToObj(i -> alice.camel.template().asyncRequestBody(counter("direct:increment"), "message " + i))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(sent).get(60, TimeUnit.SECONDS);

        assertThat(alice.value("counter")).containsEntry("n", 40);
    }

    @Test
    void anAnswerThatIsLostIsNotCountedTwice() throws Exception {
        addIncrementRoute();
        alice.camel.output(counter("direct:increment"), "one");
        alice.pds.faults().next(APPLY_WRITES, Fault.dropAfterCommit());

        Exchange exchange = alice.camel.send(counter("direct:increment"), "two");

        assertThat(exchange.getException()).isNull();
        assertThat(alice.value("counter")).containsEntry("n", 2);
    }

    @Test
    void aBeanIsNamedAsAnyBeanIs() {
        Processor rebase = exchange -> exchange.getMessage().setBody(
                List.of(Map.of("said", exchange.getMessage().getBody(String.class))));
        alice.camel.context().getRegistry().bind("say", rebase);

        for (String name : List.of("%23bean:say", "%23say")) {
            Map<String, Object> output = alice.camel.output(counter(name), "hello");
            assertThat((List<?>) output.get("results")).hasSize(1);
        }
    }

    @Test
    void aRecordIsReplacedByWhatIsComputedFromIt() {
        alice.camel.context().getRegistry().bind("twice", (Processor) exchange -> {
            int n = ((Number) alice.value("x").get("n")).intValue();
            exchange.getMessage().setBody(Map.of("n", 2 * n));
        });
        alice.camel.output(alice.uri("putRecord", "rkey=x"), Map.of("n", 21));

        alice.camel.output(alice.uri("putRecord", "rkey=x&swapCommit=latest&rebase=%23bean:twice"), null);

        assertThat(alice.value("x")).containsEntry("n", 42);
    }

    @Test
    void oneThatThrowsFailsTheMessageWithItsOwnException() {
        alice.camel.context().getRegistry().bind("broken", (Processor) exchange -> {
            throw new IllegalStateException("boom");
        });

        Exchange exchange = alice.camel.send(counter("%23bean:broken"), "message");

        assertThat(exchange.getException()).isInstanceOf(AtprotoException.class)
                .hasRootCauseInstanceOf(IllegalStateException.class).hasMessageContaining("boom");
    }

    @Test
    void oneThatNeverReturnsFailsTheMessageAndDelaysTheNextNoLonger() {
        alice.camel.context().getRegistry().bind("hanging", (Processor) exchange -> forEver.await());

        CompletableFuture<Exchange> hung = alice.camel.template().asyncSend(
                counter("%23bean:hanging") + "&requestTimeout=500", exchange -> {
                });
        Map<String, Object> next = alice.camel.output(alice.uri("createRecord", "requestTimeout=500"), Map.of("n", 1));

        assertThat(hung.join().getException()).isInstanceOf(AtprotoException.class).hasMessageContaining("requestTimeout");
        assertThat(next).containsKey("commit");
    }

    @Test
    void oneThatNeverReturnsHoldsNoCallerThatWaits() {
        alice.camel.context().getRegistry().bind("hanging", (Processor) exchange -> forEver.await());

        Exchange hung = alice.camel.send(counter("%23bean:hanging") + "&requestTimeout=500&synchronous=true", "message");

        assertThat(hung.getException()).isInstanceOf(AtprotoException.class).hasMessageContaining("requestTimeout");
    }

    @Test
    void aRouteThatWritesToItsOwnRepoFailsAtOnce() throws Exception {
        String write = alice.uri("createRecord", "");
        alice.add(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:wrong").removeHeaders("CamelAtproto*").setBody(constant(Map.of("n", 1))).to(write);
            }
        });

        Exchange exchange = alice.camel.send(counter("direct:wrong"), "message");

        assertThat(exchange.getException()).hasRootCauseInstanceOf(InvalidInputException.class)
                .hasMessageContaining("cannot write to the repo that it is called for");
    }

    @Test
    void nothingToWriteIsASuccessWithoutACommit() {
        alice.camel.context().getRegistry().bind("idle", (Processor) exchange -> exchange.getMessage().setBody(List.of()));

        assertThat(alice.camel.output(counter("%23bean:idle"), "message")).isEqualTo(Map.of("results", List.of()));
    }

    @Test
    void oneThatIsNothingIsNamedAtStart() {
        for (String rebase : List.of("noscheme", "%23bean:nobody")) {
            assertThatThrownBy(() -> alice.camel.send(counter(rebase), "message"))
                    .hasStackTraceContaining(rebase.replace("%23bean:", ""));
        }
    }
}
