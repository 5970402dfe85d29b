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

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelatproto.component.exception.AtprotoException;
import io.github.camelatproto.component.exception.RecordValidationException;
import io.github.camelatproto.data.DataModelException;
import io.github.camelatproto.pds.EmbeddedPds;
import io.github.camelatproto.pds.Fault;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.model.AggregateDefinition;
import org.apache.camel.processor.aggregate.jdbc.JdbcAggregationRepository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Batches in a database: what a source has given away lands once, whatever becomes of the batch or of the process. */
class JdbcAggregatorTest {

    private static final String APPLY_WRITES = "com.atproto.repo.applyWrites";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;
    private final EmbeddedPds pds = EmbeddedPds.builder().account("alice.test", "secret").build().start();
    private H2Batches batches;
    private CamelRunner camel;
    private boolean forcesCompletionOnStop;

    @BeforeEach
    void start() throws Exception {
        start(new WritesAggregationStrategy(), 500);
    }

    @AfterEach
    void stop() {
        camel.close();
        batches.close();
        pds.close();
    }

    private void start(WritesAggregationStrategy strategy, int timeout) throws Exception {
        strategy.setCollection("com.example.thing");
        batches = new H2Batches(folder.resolve("batches"));
        JdbcAggregationRepository repository = batches.repository();
        repository.setMaximumRedeliveries(2);
        repository.setDeadLetterUri("mock:dead");
        camel = CamelRunner.start(new RouteBuilder() {
            @Override
            public void configure() {
                onException(AtprotoException.class).to("mock:failed");
                AggregateDefinition aggregate = from("direct:messages")
                        .aggregate(constant("alice"), strategy)
                        .completionTimeout(timeout).completionTimeoutCheckerInterval(50)
                        .aggregationRepository(repository);
                aggregate.setForceCompletionOnStop(String.valueOf(forcesCompletionOnStop));
                aggregate.to("atproto:applyWrites?atomic=false&deliveryTimeout=2000&requestTimeout=2000"
                             + "&identifier=alice.test&password=secret"
                             + "&service=" + pds.url());
            }
        });
    }

    /** The process is gone, the database is not. */
    private void restart(int timeout) throws Exception {
        camel.close();
        batches.close();
        start(new WritesAggregationStrategy(), timeout);
    }

    private Exchange send(Object body) {
        return camel.send("direct:messages", body);
    }

    private Exchange send(Object body, String key) {
        return camel.send("direct:messages", body, Map.of(AtprotoConstants.IDEMPOTENCY_KEY, key));
    }

    private void landed(Integer... values) {
        await().atMost(PATIENCE).until(() -> batches.open() + batches.unconfirmed() == 0);
        assertThat(values()).containsExactlyInAnyOrder(values);
    }

    private List<Integer> values() {
        return records().stream().map(record -> record.at("/value/n").asInt()).toList();
    }

    private List<JsonNode> records() {
        URI list = pds.url().resolve(
                "/xrpc/com.atproto.repo.listRecords?limit=100&repo=alice.test&collection=com.example.thing");
        try {
            return StreamSupport.stream(new ObjectMapper().readTree(list.toURL()).get("records").spliterator(), false).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private MockEndpoint mock(String uri) {
        return camel.context().getEndpoint(uri, MockEndpoint.class);
    }

    private void awaitFailure() {
        await().atMost(PATIENCE).until(() -> mock("mock:failed").getReceivedCounter() > 0);
    }

    @Test
    void messagesBecomeOneBatchAndRecordsOnce() {
        send("{\"n\":1}", "one");
        send(Map.of("n", 2));
        send("[{\"n\":3},{\"n\":4}]");

        landed(1, 2, 3, 4);
    }

    @Test
    void aBatchThatFailedIsRecovered() {
        pds.faults().next(APPLY_WRITES, Fault.refuse(403, "AccountDeactivated", "for a while"));
        send("{\"n\":1}", "one");
        send(Map.of("n", 2));

        landed(1, 2);
        assertThat(mock("mock:failed").getReceivedCounter()).isEqualTo(1);
    }

    @Test
    void aBatchThatLandedWithoutAnybodyKnowingIsNotWrittenAgain() {
        pds.faults().next(APPLY_WRITES, Fault.dropAfterCommit());
        pds.faults().always("com.atproto.repo.getRecord", Fault.refuse(502, "UpstreamFailure", "away"));
        send("{\"n\":1}", "one");
        send(Map.of("n", 2));
        awaitFailure();
        pds.faults().clear();

        landed(1, 2);
    }

    @Test
    void anOpenBatchOutlivesTheProcess() throws Exception {
        restart(60_000);
        send("{\"n\":1}", "one");
        send(Map.of("n", 2));
        assertThat(batches.open()).isEqualTo(1);

        restart(500);
        send("{\"n\":3}");

        landed(1, 2, 3);
    }

    @Test
    void anOpenBatchThatTheShutdownClosesIsRecovered() throws Exception {
        forcesCompletionOnStop = true;
        restart(60_000);
        send("{\"n\":1}", "one");
        send(Map.of("n", 2));

        restart(60_000);

        landed(1, 2);
    }

    @Test
    void aBatchThatLandedBeforeTheProcessDiedIsNotWrittenAgain() throws Exception {
        pds.faults().next(APPLY_WRITES, Fault.dropAfterCommit());
        pds.faults().always("com.atproto.repo.getRecord", Fault.refuse(502, "UpstreamFailure", "away"));
        send("{\"n\":1}", "one");
        send(Map.of("n", 2));
        awaitFailure();
        camel.close();
        assertThat(batches.unconfirmed()).isEqualTo(1);
        pds.faults().clear();

        restart(500);

        landed(1, 2);
    }

    @Test
    void aMessageThatItsSourceDeliversAgainIsOneRecord() {
        send("{\"n\":1}", "one");
        send("{\"n\":2}", "two");
        landed(1, 2);

        send("{\"n\":2}", "two");
        send("{\"n\":2}", "two");
        send("{\"n\":3}", "three");

        landed(1, 2, 3);
    }

    @Test
    void aMessageThatCannotBeWrittenFailsAloneAndNothingIsLost() {
        send("{\"n\":1}");
        Exchange poison = send("{\"n\":1.5}");
        send("{\"n\":2}");

        assertThat(poison.getException()).hasRootCauseInstanceOf(DataModelException.class)
                .hasCauseInstanceOf(RecordValidationException.class);
        landed(1, 2);
    }

    @Test
    void aWriteThatThePdsRefusesDoesNotHoldUpTheOthersAndGoesToTheDeadLetters() {
        send("{\"n\":1}");
        send(Map.of("$type", "com.atproto.repo.applyWrites#create", "collection", "app.bsky.feed.post", "value",
                Map.of("text", "without a date")));
        send("{\"n\":2}");

        await().atMost(PATIENCE).until(() -> mock("mock:dead").getReceivedCounter() == 1);
        landed(1, 2);
        assertThat(mock("mock:dead").getExchanges().get(0).getMessage().getBody(String.class)).contains("without a date");
    }
}
