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

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelatproto.component.exception.AtprotoException;
import io.github.camelatproto.component.exception.InvalidInputException;
import io.github.camelatproto.component.exception.PayloadTooLargeException;
import io.github.camelatproto.component.exception.RecordValidationException;
import io.github.camelatproto.repo.Write;
import io.github.camelatproto.syntax.Tid;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.DefaultExchangeHolder;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a batch holds, and when it is closed. */
class WritesAggregationStrategyTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final CamelContext context = new DefaultCamelContext();
    private final WritesAggregationStrategy strategy = new WritesAggregationStrategy();

    WritesAggregationStrategyTest() {
        strategy.setCollection("com.example.thing");
    }

    private Exchange message(Object body, Map<String, Object> headers) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(body);
        exchange.getMessage().setHeaders(new HashMap<>(headers));
        return exchange;
    }

    private Exchange message(Object body) {
        return message(body, Map.of());
    }

    private Exchange named(Object body, String key) {
        return message(body, Map.of(AtprotoConstants.IDEMPOTENCY_KEY, key));
    }

    /** As the aggregator does it, with messages that share a batch. */
    private Exchange batch(Exchange... messages) {
        Exchange batch = null;
        for (Exchange message : messages) {
            assertThat(strategy.preComplete(batch, message)).as("closed").isFalse();
            batch = strategy.aggregate(batch, message);
        }
        return batch;
    }

    private boolean closes(Exchange batch, Exchange next) {
        return strategy.preComplete(batch, next);
    }

    private static List<JsonNode> items(Exchange batch) {
        Object body = batch.getMessage().getBody();
        List<?> writes = (List<?>) (body instanceof Map<?, ?> input ? input.get("writes") : body);
        return writes.stream().map(item -> parse((String) item)).toList();
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(json, e);
        }
    }

    private static List<Integer> values(Exchange batch) {
        return items(batch).stream().map(item -> item.at("/value/n").asInt()).toList();
    }

    @Test
    void aBatchIsAListOfCreatesInTheBody() {
        Exchange batch = batch(named(Map.of("n", 1), "one"), named(Map.of("n", 2), "two"));

        assertThat(items(batch)).containsExactly(create("one", 1), create("two", 2));
    }

    private static JsonNode create(String key, int n) {
        return JSON.createObjectNode()
                .put("$type", "com.atproto.repo.applyWrites#create")
                .put("collection", "com.example.thing")
                .put("rkey", Tid.ofKey(key).toString())
                .put("idempotencyKey", key)
                .set("value", JSON.createObjectNode().put("n", n).put("$type", "com.example.thing"));
    }

    @Test
    void bodiesAreReadAsTheProducersReadThem() {
        Exchange batch = batch(
                message(Map.of("n", 1)), message("{\"n\":2}"), message("{\"n\":3}".getBytes(StandardCharsets.UTF_8)),
                message(new ByteArrayInputStream("{\"n\":4}\n{\"n\":5}".getBytes(StandardCharsets.UTF_8))),
                message("[{\"n\":6}]"), message(List.of(Map.of("n", 7)).iterator()),
                message(Write.create("com.example.thing", Map.of("n", 8))),
                message(Map.of("$type", "com.atproto.repo.applyWrites#create", "collection", "com.example.other", "value",
                        Map.of("n", 9))));

        assertThat(values(batch)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(items(batch).get(8).get("collection").asText()).isEqualTo("com.example.other");
    }

    @Test
    void aMessageWithoutANameGetsANewTidThatNamesIt() {
        Exchange batch = batch(message(Map.of("n", 1)), message(Map.of("n", 1)));

        List<String> rkeys = items(batch).stream().map(item -> item.get("rkey").asText()).toList();
        assertThat(rkeys).doesNotHaveDuplicates().isSorted().allSatisfy(rkey -> assertThat(Tid.isValid(rkey)).isTrue());
        assertThat(items(batch)).allSatisfy(item -> assertThat(item.get("idempotencyKey")).isEqualTo(item.get("rkey")));
    }

    @Test
    void theExpressionsOfTheStrategyNameAMessage() {
        strategy.setIdempotencyKey("${header.id}");
        strategy.setIdempotencyInstant("${header.at}");

        Exchange batch = batch(message(Map.of("n", 1), Map.of("id", "one", "at", "2026-11-22T10:00:00Z")));

        assertThat(items(batch).get(0).get("rkey").asText())
                .isEqualTo(Tid.ofKey("one", Instant.parse("2026-11-22T10:00:00Z")).toString());
        assertThat(items(batch).get(0).get("idempotencyInstant").asText()).isEqualTo("2026-11-22T10:00:00Z");
    }

    @Test
    void itemsOfAListAreNamedByTheirPlaceUnlessTheyHaveNames() {
        Exchange batch = batch(named(
                List.of(Map.of("n", 1), Map.of("$type", "com.atproto.repo.applyWrites#create", "collection",
                        "com.example.thing", "idempotencyKey", "mine", "value", Map.of("n", 2))),
                "list"));

        assertThat(items(batch)).extracting(item -> item.get("rkey").asText())
                .containsExactly(Tid.ofKey("list#0").toString(), Tid.ofKey("mine").toString());
    }

    @Test
    void aGivenRkeyIsKept() {
        Exchange batch = batch(message(Map.of("n", 1), Map.of(AtprotoConstants.RKEY, "given")));

        assertThat(items(batch).get(0).get("rkey").asText()).isEqualTo("given");
        assertThat(items(batch).get(0).has("idempotencyKey")).isFalse();
    }

    @Test
    void theHeaderChoosesTheCollectionWhereTheStrategyHasNone() {
        strategy.setCollection(null);

        Exchange batch = batch(message(Map.of("n", 1), Map.of(AtprotoConstants.COLLECTION, "com.example.chosen")));

        assertThat(items(batch).get(0).get("collection").asText()).isEqualTo("com.example.chosen");
    }

    @Test
    void headersOfOneMessageDoNotSpeakForTheBatch() {
        Exchange batch = batch(message(
                Map.of("n", 1),
                Map.of(AtprotoConstants.IDEMPOTENCY_KEY, "one", AtprotoConstants.RKEY, "given", AtprotoConstants.OPERATION,
                        "createRecord", AtprotoConstants.REPO, "alice", "CamelFileName", "a.json")));

        assertThat(batch.getMessage().getHeaders()).containsOnlyKeys(AtprotoConstants.REPO, "CamelFileName");
    }

    @Test
    void theRepoOfAnInputObjectStaysWithTheBatch() {
        Map<String, Object> input = Map.of("repo", "alice.test", "collection", "com.example.thing", "validate", false,
                "record", Map.of("n", 1));
        Exchange batch = batch(message(input), message(input));

        assertThat(batch.getMessage().getBody()).asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                .containsEntry("repo", "alice.test");
        assertThat(values(batch)).containsExactly(1, 1);
        assertThat(batch.getMessage().getHeader(AtprotoConstants.VALIDATE)).isEqualTo(false);
        assertThat(closes(batch, message(Map.of("n", 2)))).as("another repo").isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = { AtprotoConstants.REPO, AtprotoConstants.VALIDATE })
    void aMessageThatIsToBeSentInAnotherWayClosesTheBatch(String header) {
        Exchange batch = batch(message(Map.of("n", 1)));

        assertThat(closes(batch, message(Map.of("n", 2), Map.of(header, "true")))).isTrue();
    }

    @Test
    void aBatchIsClosedBeforeItHoldsTooManyWrites() {
        strategy.setMaxWritesPerCommit(3);
        Exchange batch = batch(message(Map.of("n", 1)), message("[{\"n\":2},{\"n\":3}]"));

        assertThat(closes(batch, message(Map.of("n", 4)))).isTrue();
    }

    @Test
    void aBatchIsClosedBeforeItHoldsTooManyBytes() {
        strategy.setMaxRequestBytes(1_000);
        Exchange batch = batch(message(Map.of("text", "ü".repeat(200))));

        assertThat(closes(batch, message(Map.of("text", "ü".repeat(200))))).as("in UTF-8").isTrue();
    }

    @Test
    void aWriteThatIsLargerThanABatchHasOneToItself() {
        strategy.setMaxRequestBytes(1_000);

        Exchange batch = batch(message(Map.of("text", "x".repeat(2_000))));

        assertThat(items(batch)).hasSize(1);
        assertThat(closes(batch, message(Map.of("n", 1)))).isTrue();
    }

    @Test
    void aBatchIsClosedBeforeItRepeatsAnRkey() {
        Exchange batch = batch(named(Map.of("n", 1), "one"), named(Map.of("n", 2), "two"));

        assertThat(closes(batch, named(Map.of("n", 1), "one"))).isTrue();
    }

    @Test
    void updatesAndDeletesAreRefusedByTheNameOfTheirRecord() {
        assertThatThrownBy(() -> batch(message(Write.update("com.example.thing", "self", Map.of("n", 1)))))
                .isInstanceOf(InvalidInputException.class).hasMessageContaining("update com.example.thing/self")
                .hasMessageContaining("allowUpdates");
        assertThatThrownBy(() -> batch(message(Write.delete("com.example.thing", "self"))))
                .isInstanceOf(InvalidInputException.class).hasMessageContaining("delete com.example.thing/self");
    }

    @Test
    void updatesAndDeletesAreTakenWhereTheyAreAllowed() {
        strategy.setAllowUpdates(true);

        Exchange batch = batch(
                message(Write.update("com.example.thing", "one", Map.of("n", 1))),
                message(Write.delete("com.example.thing", "two")));

        assertThat(items(batch)).extracting(item -> item.get("$type").asText() + " " + item.get("rkey").asText())
                .containsExactly("com.atproto.repo.applyWrites#update one", "com.atproto.repo.applyWrites#delete two");
        assertThat(closes(batch, message(Write.delete("com.example.thing", "one")))).isTrue();
    }

    @Test
    void whatTheAuthorOfAnUpdateReadStaysWithIt() {
        strategy.setAllowUpdates(true);
        String cid = Write.create("com.example.thing", Map.of("n", 1)).cid().toString();

        Exchange batch = batch(message(Map.of("$type", "com.atproto.repo.applyWrites#update", "collection",
                "com.example.thing", "rkey", "self", "swapRecord", cid, "value", Map.of("n", 2))));

        assertThat(items(batch).get(0).get("swapRecord").asText()).isEqualTo(cid);
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"n\":1.5}", "no JSON", "", "{\"n\":1}\n{\"n\":", "[[]]", "null" })
    void aMessageThatCannotBeWrittenLeavesTheBatchAsItWas(String poison) {
        Exchange batch = batch(message(Map.of("n", 1)));
        Object before = batch.getMessage().getBody();

        assertThatThrownBy(() -> closes(batch, message(poison))).isInstanceOf(AtprotoException.class);

        assertThat(batch.getMessage().getBody()).isEqualTo(before);
    }

    @Test
    void aListWithABadItemIsRefusedWhole() {
        assertThatThrownBy(() -> batch(message("[{\"n\":1},{\"n\":1.5}]"))).isInstanceOf(RecordValidationException.class)
                .hasMessageContaining("$.writes[1].n");
    }

    @Test
    void aListThatPassesALimitByItselfIsRefused() {
        strategy.setMaxWritesPerCommit(2);

        assertThatThrownBy(() -> batch(message("[{\"n\":1},{\"n\":2},{\"n\":3}]")))
                .isInstanceOf(PayloadTooLargeException.class).hasMessageContaining("3 writes");
    }

    @Test
    void aListThatWritesARecordTwiceIsRefused() {
        strategy.setAllowUpdates(true);

        assertThatThrownBy(() -> batch(message(List.of(
                Write.delete("com.example.thing", "self"), Write.create("com.example.thing", "self", Map.of("n", 1))))))
                .isInstanceOf(InvalidInputException.class).hasMessageContaining("com.example.thing/self twice");
    }

    @Test
    void aSwapCommitIsRefused() {
        assertThatThrownBy(() -> batch(message(Map.of("n", 1), Map.of(AtprotoConstants.SWAP_COMMIT, "latest"))))
                .isInstanceOf(InvalidInputException.class).hasMessageContaining("swapCommit");
    }

    @Test
    void anEmptyListAddsNothing() {
        assertThat(values(batch(message("[]"), message(Map.of("n", 1)), message("[]")))).containsExactly(1);
    }

    @Test
    void aBatchIsMadeOfNothingThatARepositoryRefuses() {
        Exchange batch = batch(message(Map.of("n", 1)));

        assertThat(batch.getMessage().getBody().getClass().getName()).startsWith("java.util.");
        assertThat(batch.getMessage().getBody()).asInstanceOf(InstanceOfAssertFactories.LIST)
                .allSatisfy(item -> assertThat(item).isInstanceOf(String.class));
        assertThat(DefaultExchangeHolder.marshal(batch, false, false)).isNotNull();
    }

    @Test
    void limitsThatNoCommitHasAreRefused() {
        assertThatThrownBy(() -> strategy.setMaxWritesPerCommit(201)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("maxWritesPerCommit");
    }

    @Test
    void aPartThatASplitterCouldNotPrepareFailsTheWhole() {
        Exchange failed = message(Map.of("n", 2));
        failed.setException(new IllegalStateException("no"));
        Exchange batch = strategy.aggregate(null, message(Map.of("n", 1)));

        Exchange result = strategy.aggregate(strategy.aggregate(batch, failed), message(Map.of("n", 3)));

        assertThat(result.getException()).hasMessage("no");
    }
}
