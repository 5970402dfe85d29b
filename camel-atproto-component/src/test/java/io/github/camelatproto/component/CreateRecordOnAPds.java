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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelatproto.component.exception.InvalidInputException;
import io.github.camelatproto.component.exception.InvalidSwapException;
import io.github.camelatproto.component.exception.RecordConflictException;
import io.github.camelatproto.component.exception.RecordValidationException;
import io.github.camelatproto.component.trial.FaultProxy;
import io.github.camelatproto.data.Cid;
import io.github.camelatproto.reference.ReferencePds;
import io.github.camelatproto.repo.Write;
import io.github.camelatproto.syntax.Tid;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What atproto:createRecord does, on any PDS. */
abstract class CreateRecordOnAPds extends OnAPds {

    private static final String THING = "com.example.thing";
    private static final Map<String, Object> RECORD = Map.of("a", 1);
    private static final String RECORD_CID = Write.create(THING, RECORD).cid().toString();

    CreateRecordOnAPds(PdsUnderTest pds) {
        super(pds);
    }

    private String create(String options) {
        return CamelRunner.uri("createRecord", pds.url(), account,
                "collection=" + THING + (options.isEmpty() ? "" : "&" + options));
    }

    private Map<String, Object> read(Object uri) {
        String rkey = uri.toString().substring(uri.toString().lastIndexOf('/') + 1);
        return camel.output("atproto:getRecord?service=" + pds.url() + "&repo=" + account.did() + "&collection=" + THING
                            + "&rkey=" + rkey,
                null);
    }

    @Test
    void theBodyBecomesTheLexiconsOutput() {
        Map<String, Object> output = camel.output(create(""), RECORD);

        assertThat(output).containsOnlyKeys("uri", "cid", "commit", "validationStatus");
        assertThat(output.get("uri").toString()).startsWith("at://" + account.did() + "/" + THING + "/");
        assertThat(output).containsEntry("cid", RECORD_CID).containsEntry("validationStatus", "unknown");
        assertThat(read(output.get("uri"))).containsEntry("cid", RECORD_CID)
                .containsEntry("value", Map.of("a", 1, "$type", THING));
    }

    @Test
    void theHeadersSayWhatWasWritten() {
        Exchange exchange = camel.send(create(""), RECORD);

        assertThat(exchange.getMessage().getHeaders())
                .containsEntry(AtprotoConstants.CID, RECORD_CID)
                .containsEntry(AtprotoConstants.VALIDATION_STATUS, "unknown")
                .containsEntry(AtprotoConstants.ATTEMPTS, 1)
                .containsEntry(AtprotoConstants.RECONCILED, false)
                .containsKeys(AtprotoConstants.URI, AtprotoConstants.COMMIT_CID, AtprotoConstants.COMMIT_REV);
        assertThat(Cid.parse(exchange.getMessage().getHeader(AtprotoConstants.COMMIT_CID, String.class))).isNotNull();
        assertThat(Tid.isValid(exchange.getMessage().getHeader(AtprotoConstants.COMMIT_REV, String.class))).isTrue();
    }

    @Test
    void jsonTextBytesAndStreamsAreRecords() {
        String json = "{\"a\": 1}";
        for (Object body : List.of(
                json, json.getBytes(StandardCharsets.UTF_8),
                new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)))) {
            assertThat(camel.output(create(""), body)).containsEntry("cid", RECORD_CID);
        }
    }

    @Test
    void anObjectIsMadeARecordByTheRegistrysObjectMapper() throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        context.getRegistry().bind("mapper", new ObjectMapper());
        try (CamelRunner withMapper = CamelRunner.start(context)) {
            assertThat(withMapper.output(create(""), new Thing(1))).containsEntry("cid", RECORD_CID);
        }
    }

    /** An object of a user. */
    public record Thing(int a) {
    }

    @Test
    void anObjectThatNobodyCanReadIsNamed() {
        Exchange exchange = camel.send(create(""), new Thing(1));

        assertThat(exchange.getException()).isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(Thing.class.getName()).hasMessageContaining("ObjectMapper");
    }

    @Test
    void theLexiconsWholeInputObjectIsTaken() {
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("repo", account.handle());
        input.put("collection", THING);
        input.put("rkey", "from-input");
        input.put("validate", false);
        input.put("record", RECORD);

        Map<String, Object> output = camel.output(CamelRunner.uri("createRecord", pds.url(), account, ""), input);

        assertThat(output).containsEntry("uri", "at://" + account.did() + "/" + THING + "/from-input")
                .doesNotContainKey("validationStatus");
    }

    @Test
    void anInputObjectForSomebodyElsesRepoIsRefused() {
        Exchange exchange = camel.send(
                create(""), Map.of("repo", "somebody.test", "collection", THING, "record", RECORD));

        assertThat(exchange.getException()).isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("somebody.test").hasMessageContaining("allowRepoFromHeader");
    }

    @Test
    void aHeaderChoosesAmongTheComponentsAccountsWhereThatIsAllowed() throws Exception {
        ReferencePds.Account other = pds.createAccount();
        AtprotoAccount bean = new AtprotoAccount();
        bean.setService(pds.url().toString());
        bean.setIdentifier(other.handle());
        bean.setPassword(other.password());
        camel.context().getComponent("atproto", AtprotoComponent.class).getAccounts().put("other", bean);
        Map<String, Object> header = Map.of(AtprotoConstants.REPO, other.handle());

        Exchange allowed = camel.send(create("allowRepoFromHeader=true"), RECORD, header);
        Exchange notAllowed = camel.send(create(""), RECORD, header);

        assertThat(allowed.getMessage().getHeader(AtprotoConstants.URI, String.class)).startsWith("at://" + other.did() + "/");
        assertThat(notAllowed.getMessage().getHeader(AtprotoConstants.URI, String.class))
                .startsWith("at://" + account.did() + "/");
    }

    @Test
    void accountsAreBoundFromProperties() throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        AtprotoComponent component = context.getComponent("atproto", AtprotoComponent.class);
        component.getAccounts().put(
                "news",
                Map.of("service", pds.url().toString(), "identifier", account.handle(), "password", account.password()));
        try (CamelRunner runner = CamelRunner.start(context)) {
            assertThat(runner.output("atproto:createRecord?account=news&collection=" + THING, RECORD))
                    .containsEntry("cid", RECORD_CID);
        }
    }

    @ParameterizedTest
    @CsvSource({
            "app.bsky.feed.post,,valid", "app.bsky.feed.post,true,valid", "app.bsky.feed.post,false,",
            "com.example.thing,,unknown", "com.example.thing,false," })
    void validateHasThreeStates(String collection, String validate, String status) {
        String uri = CamelRunner.uri("createRecord", pds.url(), account,
                "collection=" + collection + (validate == null ? "" : "&validate=" + validate));

        Exchange exchange = camel.send(uri, Map.of("text", "hello", "createdAt", "2026-11-22T10:00:00.000Z"));

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeader(AtprotoConstants.VALIDATION_STATUS)).isEqualTo(status);
    }

    @Test
    void validateTrueRefusesALexiconThatThePdsDoesNotKnow() {
        assertThat(camel.send(create("validate=true"), RECORD).getException())
                .isInstanceOf(RecordValidationException.class).hasMessageContaining(THING);
    }

    @Test
    void aRecordThatThePdsRefusesIsNamedWithThePath() {
        String uri = CamelRunner.uri("createRecord", pds.url(), account,
                "collection=app.bsky.feed.post&localValidation=false");

        Exchange exchange = camel.send(uri, Map.of("text", "hello", "createdAt", "yesterday, secretly"));

        assertThat(exchange.getException(RecordValidationException.class).getPath()).isEqualTo("$.record.createdAt");
        assertThat(exchange.getException()).hasMessageNotContaining("secretly").hasMessageContaining(account.did());
    }

    @Test
    void thePdsSaysTheSameOfARecordThatIsNotCheckedBefore() {
        Map<String, Object> post = Map.of("text", "hello", "createdAt", "yesterday");
        String posts = CamelRunner.uri("createRecord", pds.url(), account, "collection=app.bsky.feed.post");

        RecordValidationException here = camel.send(posts, post).getException(RecordValidationException.class);
        RecordValidationException there = camel.send(posts + "&localValidation=false", post)
                .getException(RecordValidationException.class);

        assertThat(here.getError()).isNull();
        assertThat(there.getError()).isEqualTo("InvalidRequest");
        assertThat(here.getPath()).isEqualTo(there.getPath());
    }

    @Test
    void aRecordThatBreaksItsLexiconCostsNoCall() throws Exception {
        try (FaultProxy proxy = new FaultProxy(pds.url())) {
            String posts = CamelRunner.uri("createRecord", proxy.url(), account, "collection=app.bsky.feed.post");

            Exchange exchange = camel.send(posts, Map.of("text", "x".repeat(301), "createdAt", "2026-11-22T10:00:00.000Z"));

            assertThat(exchange.getException(RecordValidationException.class).getPath()).isEqualTo("$.record.text");
            assertThat(exchange.getException()).hasMessageContaining("app.bsky.feed.post/")
                    .hasMessageContaining(account.handle())
                    .hasMessageNotContaining("xxx");
            assertThat(proxy.calls("com.atproto.repo.createRecord")).isEmpty();
        }
    }

    @Test
    void aRecordKeyThatTheLexiconDoesNotAllowCostsNoCall() throws Exception {
        try (FaultProxy proxy = new FaultProxy(pds.url())) {
            Exchange exchange = camel.send(
                    CamelRunner.uri("createRecord", proxy.url(), account, "collection=app.bsky.actor.profile&rkey=me"),
                    Map.of("displayName", "Alice"));

            assertThat(exchange.getException(RecordValidationException.class).getPath()).isEqualTo("$.rkey");
            assertThat(proxy.calls("com.atproto.repo.createRecord")).isEmpty();
        }
    }

    @Test
    void withValidateFalseNobodyLooksAtTheLexicon() {
        String posts = CamelRunner.uri("createRecord", pds.url(), account, "collection=app.bsky.feed.post&validate=false");

        assertThat(camel.send(posts, Map.of("text", 1)).getException()).isNull();
    }

    @Test
    void swapCommitWritesOnTheNamedCommitOnly() {
        Exchange first = camel.send(create(""), RECORD);
        String head = first.getMessage().getHeader(AtprotoConstants.COMMIT_CID, String.class);

        Exchange onHead = camel.send(create(""), RECORD, Map.of(AtprotoConstants.SWAP_COMMIT, head));
        Exchange onStale = camel.send(create("swapCommit=" + head), RECORD);

        assertThat(onHead.getException()).isNull();
        InvalidSwapException swap = onStale.getException(InvalidSwapException.class);
        assertThat(swap.getCurrent()).hasToString(onHead.getMessage().getHeader(AtprotoConstants.COMMIT_CID, String.class));
    }

    @Test
    void withSwapCommitLatestAllOfManyWritersLand() throws Exception {
        List<CamelRunner> others = List.of(CamelRunner.start(), CamelRunner.start());
        try {
            List<Exchange> sent = IntStream.range(0, 24).parallel()
                    .mapToObj(i -> others.get(i % 2).send(create("swapCommit=latest&maxSwapRetries=50"), RECORD))
                    .toList();
            assertThat(sent).extracting(Exchange::getException).filteredOn(Objects::nonNull).isEmpty();
            assertThat(sent).extracting(exchange -> exchange.getMessage().getHeader(AtprotoConstants.URI))
                    .doesNotHaveDuplicates()
                    .allSatisfy(uri -> assertThat(read(uri)).containsEntry("cid", RECORD_CID));
        } finally {
            others.forEach(CamelRunner::close);
        }
    }

    @Test
    void theSameMessageTwiceIsOneRecord() {
        String uri = create("idempotencyKey=${header.messageId}&idempotencyInstant=${header.sent}");
        Map<String, Object> headers = Map.of("messageId", "order-4711", "sent", "2026-11-20T08:00:00Z");

        Exchange first = camel.send(uri, RECORD, headers);
        Exchange second = camel.send(uri, Map.of("a", 2), headers);

        assertThat(second.getException()).isNull();
        assertThat(second.getMessage().getHeader(AtprotoConstants.URI))
                .isEqualTo(first.getMessage().getHeader(AtprotoConstants.URI));
        assertThat(second.getMessage().getHeader(AtprotoConstants.RECONCILED)).isEqualTo(true);
        assertThat(second.getMessage().getHeader(AtprotoConstants.CID)).isEqualTo(RECORD_CID);
        assertThat(second.getMessage().getBody().toString()).doesNotContain("commit", "validationStatus");
    }

    @Test
    void aMessageWithoutTheNameThatTheEndpointAsksForIsRefused() {
        assertThat(camel.send(create("idempotencyKey=${header.messageId}"), RECORD).getException())
                .isInstanceOf(InvalidInputException.class).hasMessageContaining("idempotencyKey");
    }

    @Test
    void twoStepsOfOneRouteWriteTwoRecords() throws Exception {
        camel.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:twice").to(create("")).setHeader("first", header(AtprotoConstants.URI)).setBody(constant(RECORD))
                        .to(create(""));
            }
        });

        Exchange exchange = camel.send("direct:twice", RECORD);

        assertThat(exchange.getMessage().getHeader(AtprotoConstants.URI))
                .isNotEqualTo(exchange.getMessage().getHeader("first"));
    }

    @Test
    void anAnswerThatIsLostIsFoundByReading() throws Exception {
        try (FaultProxy proxy = new FaultProxy(pds.url())) {
            proxy.loseAnswerOf("com.atproto.repo.createRecord");

            Exchange exchange
                    = camel.send(CamelRunner.uri("createRecord", proxy.url(), account, "collection=" + THING), RECORD);

            assertThat(exchange.getException()).isNull();
            assertThat(exchange.getMessage().getHeader(AtprotoConstants.RECONCILED)).isEqualTo(true);
            assertThat(read(exchange.getMessage().getHeader(AtprotoConstants.URI))).containsEntry("cid", RECORD_CID);
            assertThat(proxy.calls("com.atproto.repo.createRecord")).hasSize(1);
        }
    }

    @Test
    void aRedeliveredStepWritesUnderTheRkeyOfItsFirstDelivery() throws Exception {
        camel.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().maximumRedeliveries(3).redeliveryDelay(0));
                // the step fails once with a stale fence, which the redelivery does not have any more
                from("direct:again").onException(InvalidSwapException.class).maximumRedeliveries(3).redeliveryDelay(0)
                        .onRedelivery(exchange -> {
                            exchange.setProperty("kept", exchange.getProperties().keySet().stream()
                                    .filter(name -> name.startsWith("CamelAtprotoRkeys-")).findFirst()
                                    .map(exchange::getProperty).map(Object::toString).orElse("none"));
                            exchange.getMessage().removeHeader(AtprotoConstants.SWAP_COMMIT);
                        }).end()
                        .to(create(""));
            }
        });

        Exchange exchange = camel.send("direct:again", RECORD, Map.of(AtprotoConstants.SWAP_COMMIT, RECORD_CID));

        assertThat(exchange.getException()).isNull();
        String rkey = exchange.getMessage().getHeader(AtprotoConstants.URI, String.class).replaceFirst(".*/", "");
        assertThat(exchange.getProperty("kept", String.class)).contains(rkey);
    }

    @Test
    void aGivenRkeyThatIsTakenIsAConflict() {
        camel.output(create("rkey=here"), RECORD);

        Exchange exchange = camel.send(create("rkey=here"), Map.of("a", 2));

        RecordConflictException conflict = exchange.getException(RecordConflictException.class);
        assertThat(conflict.getUri()).hasToString("at://" + account.did() + "/" + THING + "/here");
        assertThat(conflict.getCurrent()).hasToString(RECORD_CID);
    }

    @Test
    void onExistingSkipLeavesWhatIsThere() {
        camel.output(create("rkey=here"), RECORD);

        Exchange exchange = camel.send(create("rkey=here&onExisting=skip"), Map.of("a", 2));

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeader(AtprotoConstants.CID)).isEqualTo(RECORD_CID);
    }

    @Test
    void onExistingUpdateReplacesWhatIsThere() {
        Map<String, Object> first = camel.output(create("rkey=here"), RECORD);

        Exchange exchange = camel.send(create("rkey=here&onExisting=update"), Map.of("a", 2));

        assertThat(exchange.getException()).isNull();
        assertThat(read(first.get("uri"))).containsEntry("value", Map.of("a", 2, "$type", THING));
    }

    @Test
    void aHeaderOverridesTheCollectionOnlyWhereThatIsAllowed() {
        Map<String, Object> header = Map.of(AtprotoConstants.COLLECTION, "com.example.other");

        Exchange notAllowed = camel.send(create(""), RECORD, header);
        Exchange allowed = camel.send(create("allowCollectionFromHeader=true"), RECORD, header);
        Exchange free = camel.send(CamelRunner.uri("createRecord", pds.url(), account, ""), RECORD, header);

        assertThat(notAllowed.getMessage().getHeader(AtprotoConstants.URI, String.class)).contains("/" + THING + "/");
        assertThat(allowed.getMessage().getHeader(AtprotoConstants.URI, String.class)).contains("/com.example.other/");
        assertThat(free.getMessage().getHeader(AtprotoConstants.URI, String.class)).contains("/com.example.other/");
    }

    @Test
    void aHeaderOverridesTheOperationOnlyWhereThatIsAllowed() {
        Map<String, Object> header = Map.of(AtprotoConstants.OPERATION, "applyWrites");

        Exchange notAllowed = camel.send(create(""), RECORD, header);
        Exchange allowed = camel.send(create("allowOperationFromHeader=true"), RECORD, header);
        Exchange unknown = camel.send(
                create("allowOperationFromHeader=true"), RECORD, Map.of(AtprotoConstants.OPERATION, "dropRepo"));

        assertThat(notAllowed.getMessage().getBody().toString()).startsWith("{uri=");
        assertThat(allowed.getMessage().getBody().toString()).contains("results=[");
        assertThat(unknown.getException()).isInstanceOf(InvalidInputException.class).hasMessageContaining("createRecord");
    }

    @Test
    void noHeaderOfTheExchangeReachesTheWire() throws Exception {
        try (FaultProxy proxy = new FaultProxy(pds.url())) {
            Exchange exchange = camel.send(
                    CamelRunner.uri("createRecord", proxy.url(), account, "collection=" + THING), RECORD,
                    Map.of("X-Secret", "1", "CamelHttpPath", "/elsewhere", "CamelHttpUri", "http://localhost:1/", "Host",
                            "evil"));

            assertThat(exchange.getException()).isNull();
            assertThat(proxy.calls("com.atproto.repo.createRecord").get(0).headers().keySet())
                    .containsExactlyInAnyOrder("authorization", "connection", "content-length", "content-type",
                            "host",
                            "user-agent");
        }
    }

    @Test
    void aTransactedExchangeIsCompletedOnItsOwnThread() throws Exception {
        camel.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:transacted").process(exchange -> {
                    exchange.getExchangeExtension().setTransacted(true);
                    exchange.setProperty("before", Thread.currentThread());
                }).to(create("")).process(exchange -> exchange.setProperty("after", Thread.currentThread()));
            }
        });

        Exchange exchange = camel.send("direct:transacted", RECORD);

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getProperty("after")).isSameAs(exchange.getProperty("before"));
    }

    @Test
    void aSynchronousEndpointHoldsItsCallerUntilTheRecordIsWritten() throws Exception {
        camel.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:synchronous").process(exchange -> exchange.setProperty("before", Thread.currentThread()))
                        .to(create("synchronous=true"))
                        .process(exchange -> exchange.setProperty("after", Thread.currentThread()));
            }
        });

        Exchange exchange = camel.send("direct:synchronous", RECORD);

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getProperty("after")).isSameAs(exchange.getProperty("before"));
    }

    @Test
    void theFailureOfASynchronousEndpointIsTheExchanges() {
        Exchange exchange = camel.send(create("synchronous=true"), Map.of("$type", "com.example.other"));

        assertThat(exchange.getException()).isInstanceOf(RecordValidationException.class);
    }
}
