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

import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelatproto.component.exception.InvalidInputException;
import io.github.camelatproto.component.exception.RecordNotFoundException;
import io.github.camelatproto.component.exception.XrpcException;
import io.github.camelatproto.repo.RepoExport;
import io.github.camelatproto.repo.VerifyingKey;
import io.github.camelatproto.syntax.Did;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the operations that read do, on any PDS. */
abstract class ReadsOnAPds extends OnAPds {

    private static final String THING = "com.example.thing";

    ReadsOnAPds(PdsUnderTest pds) {
        super(pds);
    }

    private String uri(String operation, String options) {
        return "atproto:" + operation + "?service=" + pds.url() + (options.isEmpty() ? "" : "&" + options);
    }

    private String mine(String operation, String options) {
        return uri(operation, "repo=" + account.handle() + (options.isEmpty() ? "" : "&" + options));
    }

    /** As many things, with the keys k000, k001 and so on. */
    private void write(int count) {
        for (int from = 0; from < count; from += 200) {
            List<Map<String, Object>> writes = IntStream.range(from, Math.min(count, from + 200)).mapToObj(ReadsOnAPds::create)
                    .toList();
            camel.output(CamelRunner.uri("applyWrites", pds.url(), account, ""), writes);
        }
    }

    private static Map<String, Object> create(int n) {
        return Map.of("$type", "com.atproto.repo.applyWrites#create", "collection", THING, "rkey", key(n), "value",
                Map.of("n", n));
    }

    private static String key(int n) {
        return "k%03d".formatted(n);
    }

    private static List<String> keys(Iterable<?> records) {
        List<String> keys = new ArrayList<>();
        for (Object record : records) {
            String uri = String.valueOf(((Map<?, ?>) record).get("uri"));
            keys.add(uri.substring(uri.lastIndexOf('/') + 1));
        }
        return keys;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> body(Exchange exchange) {
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage().getBody(Map.class);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> records(Exchange exchange) {
        return (List<Map<String, Object>>) body(exchange).get("records");
    }

    @SuppressWarnings("unchecked")
    private static Iterable<Map<String, Object>> all(Exchange exchange) {
        assertThat(exchange.getException()).isNull();
        return () -> (Iterator<Map<String, Object>>) exchange.getMessage().getBody();
    }

    @Test
    void getRecordGivesTheRecordWithItsCid() {
        write(1);
        Exchange read = camel.send(mine("getRecord", "collection=" + THING + "&rkey=k000"), null);

        assertThat(body(read)).containsEntry("value", Map.of("n", 0, "$type", THING));
        assertThat(read.getMessage().getHeader(AtprotoConstants.URI))
                .isEqualTo("at://" + account.did() + "/" + THING + "/k000");
        assertThat(read.getMessage().getHeader(AtprotoConstants.CID))
                .isEqualTo(body(read).get("cid"));
    }

    @Test
    void getRecordOfNothingIsRecordNotFound() {
        assertThat(camel.send(mine("getRecord", "collection=" + THING + "&rkey=none"), null).getException())
                .isInstanceOf(RecordNotFoundException.class).hasMessageContaining(THING + "/none");
    }

    @Test
    void aPageIsTheLexiconsOutputAndItsCursorIsAHeader() {
        write(3);
        Exchange page = camel.send(mine("listRecords", "collection=" + THING + "&limit=2"), null);

        assertThat(keys(records(page))).containsExactly("k002", "k001");
        assertThat(records(page).get(0)).containsOnlyKeys("uri", "cid", "value");
        assertThat(page.getMessage().getHeader(AtprotoConstants.CURSOR)).isEqualTo("k001")
                .isEqualTo(body(page).get("cursor"));
    }

    @Test
    void theHeaderOfAPageAsksForTheNext() {
        write(3);
        String listing = mine("listRecords", "collection=" + THING + "&limit=2&reverse=true");
        Exchange first = camel.send(listing, null);
        Exchange second = camel.send(
                listing, null, Map.of(AtprotoConstants.CURSOR, first.getMessage().getHeader(AtprotoConstants.CURSOR)));

        assertThat(keys(records(first))).containsExactly("k000", "k001");
        assertThat(keys(records(second))).containsExactly("k002");
    }

    @Test
    void afterTheLastPageThereIsNoCursor() {
        write(1);
        Exchange end = camel.send(
                mine("listRecords", "collection=" + THING + "&cursor=k000"), null, new HashMap<>(Map.of("other", "stays")));

        assertThat(records(end)).isEmpty();
        assertThat(end.getMessage().getHeaders()).doesNotContainKey(AtprotoConstants.CURSOR).containsEntry("other", "stays");
    }

    @Test
    void anEmptyCollectionIsAnEmptyPage() {
        assertThat(records(camel.send(mine("listRecords", "collection=com.example.nothing"), null))).isEmpty();
    }

    @Test
    void anIteratorGivesEachRecordOnceOverAllPages() {
        write(250);
        Exchange listing = camel.send(mine("listRecords", "collection=" + THING + "&outputType=iterator&reverse=true"), null);

        assertThat(keys(all(listing))).isEqualTo(IntStream.range(0, 250).mapToObj(ReadsOnAPds::key).toList());
    }

    @Test
    void aSplitterDrainsTheIteratorAsItGoes() throws Exception {
        write(30);
        camel.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:all").to(mine("listRecords", "collection=" + THING + "&outputType=iterator&limit=10"))
                        .split(body()).streaming().setBody(simple("${body[value][n]}")).to("mock:each");
            }
        });

        assertThat(camel.send("direct:all", null).getException()).isNull();

        Set<Integer> seen = new HashSet<>();
        camel.context().getEndpoint("mock:each", MockEndpoint.class).getExchanges()
                .forEach(each -> seen.add(each.getMessage().getBody(Integer.class)));
        assertThat(seen).hasSize(30);
    }

    @Test
    void aRepoThatIsNotThereFailsTheExchangeAndNotTheIterator() {
        for (String type : List.of("page", "iterator")) {
            assertThat(camel.send(
                    uri("listRecords", "repo=did:plc:aaaaaaaaaaaaaaaaaaaaaaaa&collection=" + THING + "&outputType=" + type),
                    null)
                    .getException()).isInstanceOf(XrpcException.class).hasMessageContaining("did:plc:aaaaaaaaaaaaaaaaaaaaaaaa")
                    .hasMessageContaining("check the repo");
        }
    }

    @Test
    void describeRepoSaysWhatIsInIt() {
        write(1);
        Map<String, Object> description = camel.output(mine("describeRepo", ""), null);

        assertThat(description).containsEntry("did", account.did()).containsEntry("handle", account.handle())
                .containsEntry("collections", List.of(THING)).containsKey("didDoc");
    }

    @Test
    void describeRepoOfNothingSaysWhichRepo() {
        assertThat(camel.send(uri("describeRepo", "repo=did:plc:aaaaaaaaaaaaaaaaaaaaaaaa"), null).getException())
                .isInstanceOf(XrpcException.class).hasMessageContaining("did:plc:aaaaaaaaaaaaaaaaaaaaaaaa")
                .hasMessageContaining("check the repo");
    }

    @Test
    void getLatestCommitIsThatOfTheLastWrite() {
        Exchange written
                = camel.send(CamelRunner.uri("createRecord", pds.url(), account, "collection=" + THING), Map.of("n", 1));

        for (String repo : List.of(account.handle(), account.did())) {
            Exchange latest = camel.send(uri("getLatestCommit", "repo=" + repo), null);
            assertThat(latest.getException()).isNull();
            for (String header : List.of(AtprotoConstants.COMMIT_CID, AtprotoConstants.COMMIT_REV)) {
                assertThat(latest.getMessage().getHeader(header)).isEqualTo(written.getMessage().getHeader(header));
            }
            assertThat(body(latest)).containsOnlyKeys("cid", "rev");
        }
    }

    @Test
    void getLatestCommitOfNothingSaysWhichRepo() {
        assertThat(camel.send(uri("getLatestCommit", "repo=did:plc:aaaaaaaaaaaaaaaaaaaaaaaa"), null).getException())
                .isInstanceOf(XrpcException.class).hasMessageContaining("did:plc:aaaaaaaaaaaaaaaaaaaaaaaa")
                .hasMessageContaining("check the repo");
    }

    @Test
    void resolveHandleTakesItFromTheBodyElseFromTheEndpoint() {
        assertThat(camel.output(uri("resolveHandle", ""), "@" + account.handle())).isEqualTo(Map.of("did", account.did()));
        assertThat(camel.output(mine("resolveHandle", ""), null)).isEqualTo(Map.of("did", account.did()));
    }

    @Test
    void resolveHandleOfNobodySaysWhose() {
        assertThat(camel.send(uri("resolveHandle", ""), "nobody-here.test").getException()).isInstanceOf(XrpcException.class)
                .hasMessageContaining("nobody-here.test");
        assertThat(camel.send(uri("resolveHandle", ""), "no handle").getException())
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void aHeaderThatIsNoTextIsRefusedByItsName() {
        assertThat(camel.send(mine("listRecords", "collection=" + THING), null, Map.of(AtprotoConstants.CURSOR, ""))
                .getException()).isInstanceOf(InvalidInputException.class).hasMessageContaining(AtprotoConstants.CURSOR);
    }

    @Test
    void whatWasWrittenIsInTheExportThatTheAccountHasSigned() throws Exception {
        write(250);
        JsonNode document = new ObjectMapper().valueToTree(body(camel.send(mine("describeRepo", ""), null)).get("didDoc"));
        JsonNode method = document.at("/verificationMethod/0");
        VerifyingKey key = VerifyingKey.ofVerificationMethod(Map.of(
                "type", method.get("type").asText(), "publicKeyMultibase", method.get("publicKeyMultibase").asText()));

        RepoExport repo;
        try (InputStream car = pds.url().resolve("/xrpc/com.atproto.sync.getRepo?did=" + account.did()).toURL().openStream()) {
            repo = RepoExport.read(car, Did.parse(account.did()), key);
        }

        assertThat(repo.commit().cid()).hasToString(
                String.valueOf(body(camel.send(uri("getLatestCommit", "repo=" + account.did()), null)).get("cid")));
        List<String> written = new ArrayList<>();
        repo.records((path, block) -> written.add(path));
        assertThat(written).isEqualTo(IntStream.range(0, 250).mapToObj(n -> THING + "/" + key(n)).toList());
        assertThat(repo.record(THING + "/k007")).isEqualTo(Map.of("n", 7L, "$type", THING));
    }
}
