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

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.camelatproto.component.exception.InvalidInputException;
import io.github.camelatproto.component.exception.PartialWriteException;
import io.github.camelatproto.component.exception.PayloadTooLargeException;
import io.github.camelatproto.component.exception.RecordConflictException;
import io.github.camelatproto.component.exception.RecordNotFoundException;
import io.github.camelatproto.component.exception.RecordValidationException;
import io.github.camelatproto.component.exception.WriteOutcome;
import io.github.camelatproto.component.trial.FaultProxy;
import io.github.camelatproto.repo.Write;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What atproto:applyWrites does, on any PDS. */
abstract class ApplyWritesOnAPds extends OnAPds {

    private static final String THING = "com.example.thing";
    private static final String APPLY_WRITES = "com.atproto.repo.applyWrites";

    private FaultProxy proxy;

    ApplyWritesOnAPds(PdsUnderTest pds) {
        super(pds);
    }

    @BeforeEach
    void startProxy() throws Exception {
        proxy = new FaultProxy(pds.url());
    }

    @AfterEach
    void stopProxy() {
        proxy.close();
    }

    private String apply(String options) {
        return CamelRunner.uri("applyWrites", proxy.url(), account,
                "collection=" + THING + (options.isEmpty() ? "" : "&" + options));
    }

    /** The first write of a writer goes alone, to learn what points there are. */
    private void warmUp() {
        camel.output(apply(""), List.of(create("first-of-all", 0)));
    }

    private boolean isThere(String rkey) {
        Exchange read = camel.send("atproto:getRecord?service=" + pds.url() + "&repo=" + account.did() + "&collection=" + THING
                                   + "&rkey=" + rkey,
                null);
        assertThat(read.getException() == null || read.getException() instanceof RecordNotFoundException).isTrue();
        return read.getException() == null;
    }

    private static Map<String, Object> create(String rkey, Object a) {
        Map<String, Object> write = new LinkedHashMap<>();
        write.put("$type", APPLY_WRITES + "#create");
        write.put("collection", THING);
        write.put("rkey", rkey);
        write.put("value", Map.of("a", a));
        return write;
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> results(Map<String, Object> output) {
        return (List<Map<String, Object>>) output.get("results");
    }

    @Test
    void aBodyThatAsksThePdsWhileItIsReadHoldsNoCallerThatWaits() {
        warmUp();
        // each item is made when it is asked for
        Iterator<Object> items = Stream.of("first-of-all", "missing").<Object> map(
                rkey -> Map.of("found", isThere(rkey))).iterator();

        Map<String, Object> output = camel.output(apply("synchronous=true"), items);

        assertThat(results(output)).hasSize(2);
    }

    @Test
    void aListInAnyFormIsOneCommit() {
        String array = "[{\"a\": 1}, {\"a\": 2}]";
        List<Object> bodies = List.of(
                List.of(Map.of("a", 1), Map.of("a", 2)),
                new Object[] { Map.of("a", 1), Map.of("a", 2) },
                List.of(Map.of("a", 1), Map.of("a", 2)).iterator(),
                List.of("{\"a\": 1}", "{\"a\": 2}"),
                array, array.getBytes(StandardCharsets.UTF_8),
                "{\"a\": 1}\n{\"a\": 2}\n",
                List.of(Write.create(THING, Map.of("a", 1)), Write.create(THING, Map.of("a", 2))),
                Map.of("repo", account.did(), "writes", List.of(create("w1", 1), create("w2", 2))));
        for (Object body : bodies) {
            Map<String, Object> output = camel.output(apply(""), body);

            assertThat(output).containsOnlyKeys("commit", "results");
            assertThat(results(output)).hasSize(2).allSatisfy(result -> assertThat(result)
                    .containsOnlyKeys("$type", "uri", "cid", "validationStatus")
                    .containsEntry("$type", APPLY_WRITES + "#createResult"));
            assertThat(results(output).get(1)).containsEntry("cid", Write.create(THING, Map.of("a", 2)).cid().toString());
        }
        assertThat(proxy.calls(APPLY_WRITES)).hasSize(bodies.size());
    }

    @Test
    void createUpdateAndDeleteOfTheLexiconAreTaken() {
        camel.output(apply(""), List.of(create("one", 1), create("two", 1)));

        Map<String, Object> output = camel.output(apply(""), List.of(
                create("three", 3),
                Map.of("$type", APPLY_WRITES + "#update", "collection", THING, "rkey", "one", "value", Map.of("a", 9)),
                Map.of("$type", APPLY_WRITES + "#delete", "collection", THING, "rkey", "two")));

        assertThat(results(output)).extracting(result -> result.get("$type")).containsExactly(
                APPLY_WRITES + "#createResult", APPLY_WRITES + "#updateResult", APPLY_WRITES + "#deleteResult");
        assertThat(isThere("two")).isFalse();
        assertThat(isThere("three")).isTrue();
    }

    @Test
    void anEmptyListWritesNothing() {
        assertThat(camel.output(apply(""), List.of())).isEqualTo(Map.of("results", List.of()));
        assertThat(proxy.calls(APPLY_WRITES)).isEmpty();
    }

    @Test
    void twoHundredWritesAreOneCommitAndOneMoreIsRefusedBeforeItIsSent() {
        List<Map<String, Object>> writes = new ArrayList<>(
                IntStream.range(0, 200).mapToObj(i -> create("w" + i, i)).toList());
        assertThat(results(camel.output(apply(""), writes))).hasSize(200);
        writes.add(create("w200", 200));

        Exchange exchange = camel.send(apply(""), writes);

        assertThat(exchange.getException()).isInstanceOf(PayloadTooLargeException.class)
                .hasMessageContaining("201").hasMessageContaining("atomic=false");
        assertThat(proxy.calls(APPLY_WRITES)).hasSize(1);
    }

    @Test
    void withAtomicFalseALongListIsAsFewCommitsAsItTakes() {
        warmUp();
        List<Map<String, Object>> writes = IntStream.range(0, 450).mapToObj(i -> create("w" + i, i)).toList();

        Exchange exchange = camel.send(apply("atomic=false"), writes);

        assertThat(exchange.getException()).isNull();
        assertThat(results(output(exchange))).hasSize(450);
        assertThat(proxy.calls(APPLY_WRITES)).hasSize(1 + 3);
        assertThat(outcomes(exchange)).allMatch(outcome -> outcome.status() == WriteOutcome.Status.WRITTEN);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> output(Exchange exchange) {
        return exchange.getMessage().getBody(Map.class);
    }

    @SuppressWarnings("unchecked")
    private static List<WriteOutcome> outcomes(Exchange exchange) {
        return exchange.getMessage().getHeader(AtprotoConstants.OUTCOMES, List.class);
    }

    @Test
    void oneBadWriteOfATransactionLeavesNothingWritten() {
        camel.output(apply(""), List.of(create("taken", 1)));

        Exchange exchange = camel.send(apply(""), List.of(create("new", 1), create("taken", 2)));

        assertThat(exchange.getException()).isInstanceOf(RecordConflictException.class).hasMessageContaining("taken");
        assertThat(isThere("new")).isFalse();
    }

    @Test
    void withAtomicFalseWhatCanBeWrittenIsAndEachWriteHasItsOutcome() {
        camel.output(apply(""), List.of(create("taken", 1)));

        Exchange exchange = camel.send(
                apply("atomic=false"), List.of(create("first", 1), create("taken", 2), create("last", 3)));

        PartialWriteException partial = exchange.getException(PartialWriteException.class);
        assertThat(partial.getOutcomes()).extracting(WriteOutcome::status)
                .containsExactly(WriteOutcome.Status.WRITTEN, WriteOutcome.Status.FAILED, WriteOutcome.Status.WRITTEN);
        assertThat(partial.getOutcomes().get(1).error()).isInstanceOf(RecordConflictException.class);
        assertThat(partial.getOutcomes().get(1).uri()).hasToString("at://" + account.did() + "/" + THING + "/taken");
        assertThat(isThere("first") && isThere("last")).isTrue();
    }

    @Test
    void withAtomicFalseARecordThatBreaksItsLexiconIsNotSent() {
        warmUp();
        String posts = CamelRunner.uri("applyWrites", proxy.url(), account, "collection=app.bsky.feed.post&atomic=false");

        PartialWriteException partial = camel.send(posts, records("soon")).getException(PartialWriteException.class);

        RecordValidationException invalid = (RecordValidationException) partial.getOutcomes().get(1).error();
        assertThat(invalid.getPath()).isEqualTo("$.writes[1].createdAt");
        assertThat(proxy.calls(APPLY_WRITES)).hasSize(1 + 1);
    }

    @Test
    void withAtomicFalseARecordThatThePdsRefusesFailsAlone() {
        warmUp();
        String posts = CamelRunner.uri("applyWrites", proxy.url(), account,
                "collection=app.bsky.feed.post&atomic=false&localValidation=false");
        List<Map<String, Object>> records = IntStream.range(0, 9)
                .mapToObj(i -> Map.<String, Object> of(
                        "text", "post " + i, "createdAt", i == 4 ? "soon" : "2026-11-22T10:00:0" + i + ".000Z"))
                .toList();

        PartialWriteException partial = camel.send(posts, records).getException(PartialWriteException.class);

        assertThat(partial.getOutcomes()).filteredOn(outcome -> !outcome.isPresent()).hasSize(1)
                .allSatisfy(outcome -> assertThat(outcome.error()).isInstanceOf(RecordValidationException.class));
        assertThat(partial.getOutcomes().get(4).isPresent()).isFalse();
        // all, the four before it, it alone, the four after it; and once, without writes, whether fences are heeded
        assertThat(proxy.calls(APPLY_WRITES)).filteredOn(call -> !call.body().contains("\"writes\":[]")).hasSize(1 + 4);
    }

    @Test
    void aRedeliverySendsOnlyWhatIsAbsent() throws Exception {
        AtomicReference<String> createdAt = new AtomicReference<>("soon");
        camel.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(PartialWriteException.class).maximumRedeliveries(1).redeliveryDelay(0)
                        .onRedelivery(exchange -> {
                            createdAt.set("2026-11-22T10:00:00.000Z");
                            exchange.getMessage().setBody(records(createdAt.get()));
                        });
                from("direct:list").to(
                        CamelRunner.uri("applyWrites", proxy.url(), account, "collection=app.bsky.feed.post&atomic=false"));
            }
        });

        Exchange exchange = camel.send("direct:list", records(createdAt.get()));

        assertThat(exchange.getException()).isNull();
        assertThat(outcomes(exchange)).extracting(WriteOutcome::status).containsExactly(
                WriteOutcome.Status.EXISTING, WriteOutcome.Status.WRITTEN, WriteOutcome.Status.EXISTING);
        String last = proxy.calls(APPLY_WRITES).get(proxy.calls(APPLY_WRITES).size() - 1).body();
        assertThat(last).contains("\"two\"").doesNotContain("\"one\"").doesNotContain("\"three\"");
    }

    private static List<Map<String, Object>> records(String secondCreatedAt) {
        return List.of(
                Map.of("text", "one", "createdAt", "2026-11-22T10:00:00.000Z"),
                Map.of("text", "two", "createdAt", secondCreatedAt),
                Map.of("text", "three", "createdAt", "2026-11-22T10:00:00.000Z"));
    }

    @Test
    void aListWhoseAnswerIsLostIsWrittenOnce() {
        proxy.loseAnswerOf(APPLY_WRITES);

        Exchange exchange = camel.send(apply(""), List.of(create("one", 1), Map.of("a", 2)));

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeader(AtprotoConstants.RECONCILED)).isEqualTo(true);
        assertThat(proxy.calls(APPLY_WRITES)).hasSize(1);
    }

    @Test
    void theItemsOfANamedMessageAreWrittenOnce() {
        warmUp();
        String uri = apply("atomic=false&idempotencyKey=${header.messageId}");
        List<Map<String, Integer>> list = List.of(Map.of("a", 1), Map.of("a", 2));

        camel.send(uri, list, Map.of("messageId", "m-1"));
        Exchange again = camel.send(uri, list, Map.of("messageId", "m-1"));

        assertThat(outcomes(again)).extracting(WriteOutcome::status).containsOnly(WriteOutcome.Status.EXISTING);
        assertThat(outcomes(again)).extracting(WriteOutcome::idempotencyKey).containsExactly("m-1#0", "m-1#1");
        assertThat(proxy.calls(APPLY_WRITES)).hasSize(1 + 1);
    }

    @Test
    void anItemThatCarriesItsOwnNameIsWrittenOnce() {
        Map<String, Object> named = new LinkedHashMap<>(create("x", 1));
        named.remove("rkey");
        named.put("idempotencyKey", "guid-1");
        named.put("idempotencyInstant", "2026-11-20T00:00:00Z");

        Exchange first = camel.send(apply("atomic=false"), List.of(named));
        Exchange second = camel.send(apply("atomic=false"), List.of(named, create("y", 1)));

        assertThat(outcomes(second)).extracting(WriteOutcome::status)
                .containsExactly(WriteOutcome.Status.EXISTING, WriteOutcome.Status.WRITTEN);
        assertThat(outcomes(second).get(0).uri()).isEqualTo(outcomes(first).get(0).uri());
    }

    @Test
    void aBodyOverThePdssLimitIsTooLarge() {
        String big = IntStream.range(0, 1_100_000).mapToObj(i -> "x").collect(Collectors.joining());

        Exchange exchange = camel.send(apply(""), List.of(create("big", big)));

        assertThat(exchange.getException()).isInstanceOf(PayloadTooLargeException.class)
                .hasMessageContaining(THING + "/big").hasMessageNotContaining("xxx");
    }

    @Test
    void updatingARecordThatIsNotThereSaysSo() {
        Exchange exchange = camel.send(apply(""), List.of(
                Map.of("$type", APPLY_WRITES + "#update", "collection", THING, "rkey", "gone", "value", Map.of("a", 1))));

        assertThat(exchange.getException()).isInstanceOf(RecordNotFoundException.class).hasMessageContaining(THING + "/gone");
    }

    @Test
    void deletingARecordThatIsNotThereIsDoneAlready() {
        Exchange exchange = camel.send(
                apply(""), List.of(Map.of("$type", APPLY_WRITES + "#delete", "collection", THING, "rkey", "gone")));

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeader(AtprotoConstants.RECONCILED)).isEqualTo(true);
    }

    @Test
    void twoCreatesOfOneRecordAreRefusedBeforeTheyAreSent() {
        assertThat(camel.send(apply(""), List.of(create("twin", 1), create("twin", 2))).getException())
                .isInstanceOf(InvalidInputException.class).hasMessageContaining("twin");
        assertThat(proxy.calls(APPLY_WRITES)).isEmpty();
    }

    @Test
    void swapRecordInAnItemIsHeededThoughThePdsKnowsNoneThere() {
        Map<String, Object> update = Map.of("$type", APPLY_WRITES + "#update", "collection", THING, "rkey", "x", "swapRecord",
                "bafyreidfayvfuwqa7qlnopdjiqrxzs6blmoeu4rujcjtnci5beludirz2a", "value", Map.of());

        assertThat(camel.send(apply(""), List.of(update)).getException()).isInstanceOf(RecordConflictException.class)
                .hasMessageContaining("swapRecord");
    }

    @Test
    void aFloatIsNamedWithItsPath() {
        RecordValidationException invalid = camel.send(apply(""), List.of(create("a", 1), create("b", 1.5)))
                .getException(RecordValidationException.class);

        assertThat(invalid.getPath()).isEqualTo("$.writes[1].value.a");
        assertThat(invalid).hasMessageContaining("float");
    }
}
