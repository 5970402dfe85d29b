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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;

import io.github.camelatproto.component.exception.InvalidInputException;
import io.github.camelatproto.component.exception.PartialWriteException;
import io.github.camelatproto.component.exception.RecordValidationException;
import io.github.camelatproto.component.sync.JdbcSyncMemory;
import io.github.camelatproto.component.trial.FaultProxy;
import org.apache.camel.Exchange;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What atproto:syncRecords does, on any PDS. */
abstract class SyncRecordsOnAPds extends OnAPds {

    private static final String THING = "com.example.thing";
    private static final String POST = "app.bsky.feed.post";
    private static final String APPLY_WRITES = "com.atproto.repo.applyWrites";

    private FaultProxy proxy;

    SyncRecordsOnAPds(PdsUnderTest pds) {
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

    private String uri(String options) {
        return uri(THING, options);
    }

    private String uri(String collection, String options) {
        return CamelRunner.uri("syncRecords", proxy.url(), account,
                "collection=" + collection + (options.isEmpty() ? "" : "&" + options));
    }

    private static Map<String, Object> things(int count) {
        Map<String, Object> things = new LinkedHashMap<>();
        IntStream.range(0, count).forEach(n -> things.put("k%04d".formatted(n), Map.of("n", n)));
        return things;
    }

    private Map<String, Object> present(String collection) {
        Map<String, Object> records = new TreeMap<>();
        String cursor = "";
        do {
            Map<String, Object> page = camel.output("atproto:listRecords?service=" + pds.url() + "&repo=" + account.did()
                                                    + "&collection=" + collection + "&limit=100" + cursor,
                    null);
            for (Object record : (List<?>) page.get("records")) {
                Map<?, ?> each = (Map<?, ?>) record;
                String address = String.valueOf(each.get("uri"));
                Map<Object, Object> value = new LinkedHashMap<>((Map<?, ?>) each.get("value"));
                value.remove("$type");
                records.put(address.substring(address.lastIndexOf('/') + 1), value);
            }
            cursor = page.get("cursor") == null ? "" : "&cursor=" + page.get("cursor");
        } while (!cursor.isEmpty());
        return records;
    }

    private int writes() {
        // an empty applyWrites asks whether fences are heeded
        return (int) proxy.calls(APPLY_WRITES).stream().filter(call -> !call.body().contains("\"writes\":[]")).count();
    }

    private int pages() {
        return proxy.calls("com.atproto.repo.listRecords").size();
    }

    @Test
    void theCollectionBecomesTheMessage() {
        Map<String, Object> output = camel.output(uri(""), things(3));

        assertThat(output).containsEntry("created", 3).containsEntry("updated", 0).containsEntry("deleted", 0)
                .containsEntry("unchanged", 0).containsEntry("commits", 1);
        assertThat(present(THING)).isEqualTo(things(3));
    }

    @Test
    void jsonTextIsTakenToo() {
        assertThat(camel.output(uri(""), "{\"a\": {\"n\": 1}, \"b\": {\"n\": 2}}")).containsEntry("created", 2);
    }

    @Test
    void aRecordMayLookLikeAnInputObject() {
        Map<String, Object> wanted = Map.of("a", Map.of("repo", "r", "collection", "c", "record", Map.of("n", 1)));

        camel.output(uri(""), wanted);

        assertThat(present(THING)).isEqualTo(wanted);
    }

    @Test
    void whereNothingHasChangedOneRequestTellsIt() {
        camel.output(uri(""), things(250));
        int calls = proxy.calls().size();

        Map<String, Object> output = camel.output(uri(""), things(250));

        assertThat(output).containsEntry("unchanged", 250).containsEntry("commits", 0);
        assertThat(proxy.calls().subList(calls, proxy.calls().size())).hasSize(1);
    }

    @Test
    void fewRecordsOfALargeCollectionAreReadOneByOne() throws Exception {
        camel.output(uri(""), things(450));
        try (CamelRunner cold = CamelRunner.start()) {
            cold.output(uri(""), things(1));
            int calls = proxy.calls("com.atproto.repo.listRecords").size();
            Map<String, Object> wanted = new LinkedHashMap<>();
            wanted.put("k0001", Map.of("n", "changed"));
            wanted.put("k0002", Map.of("n", 2));
            wanted.put("k0003", null);
            wanted.put("k9999", Map.of("n", "new"));

            Map<String, Object> output = cold.output(uri(""), wanted);

            assertThat(output).containsEntry("created", 1).containsEntry("updated", 1).containsEntry("deleted", 1)
                    .containsEntry("commits", 1);
            assertThat(proxy.calls("com.atproto.repo.listRecords")).hasSize(calls + 1);
        }
        assertThat(present(THING)).hasSize(450).doesNotContainKey("k0003").containsEntry("k0001", Map.of("n", "changed"));
    }

    @Test
    void onlyTheDifferenceIsWrittenInOneCommit() {
        camel.output(uri("deleteMissing=true"), things(20));
        int before = writes();
        Map<String, Object> wanted = new LinkedHashMap<>(things(21));
        wanted.put("k0003", Map.of("n", "changed"));
        wanted.remove("k0007");

        Map<String, Object> output = camel.output(uri("deleteMissing=true"), wanted);

        assertThat(output).containsEntry("created", 1).containsEntry("updated", 1).containsEntry("deleted", 1)
                .containsEntry("unchanged", 18).containsEntry("commits", 1);
        assertThat(writes()).isEqualTo(before + 1);
        assertThat(present(THING)).isEqualTo(wanted);
    }

    @Test
    void whatTheMessageDoesNotHaveStaysUnlessItIsToGo() {
        camel.output(uri(""), things(3));

        camel.output(uri(""), things(1));

        assertThat(present(THING)).isEqualTo(things(3));
    }

    @Test
    void aMessageThatWouldDeleteTooMuchIsRefused() {
        camel.output(uri(""), things(10));
        int before = writes();

        for (int left : List.of(7, 0)) {
            Exchange exchange = camel.send(uri("deleteMissing=true"), things(left));

            assertThat(exchange.getException()).isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining(10 - left + " of the 10")
                    .hasMessageContaining(left == 0 ? "empty" : "maxDeleteRatio");
        }
        assertThat(writes()).isEqualTo(before);
        assertThat(camel.output(uri("deleteMissing=true&maxDeleteRatio=0.3"), things(7))).containsEntry("deleted", 3);
    }

    @Test
    void aKeyWithNullIsToHaveNoRecord() {
        camel.output(uri(""), things(3));
        Map<String, Object> wanted = new LinkedHashMap<>(things(1));
        wanted.put("k0001", null);
        wanted.put("k0009", null);

        assertThat(camel.output(uri(""), wanted)).containsEntry("deleted", 1).containsEntry("unchanged", 1);

        wanted = new LinkedHashMap<>(things(3));
        wanted.remove("k0001");
        assertThat(present(THING)).isEqualTo(wanted);
        assertThat(camel.output(uri(""), "{\"k0000\": null}")).containsEntry("deleted", 1);
    }

    @Test
    void outsideTheWindowNothingIsMissing() {
        camel.output(uri(""), things(20));
        Map<String, Object> wanted = new LinkedHashMap<>(things(20));
        wanted.keySet().removeIf(key -> key.compareTo("k0010") < 0 || key.equals("k0015"));

        assertThat(camel.output(uri("deleteMissing=true&window=k0010.."), wanted)).containsEntry("deleted", 1);

        assertThat(present(THING)).hasSize(19).doesNotContainKey("k0015");
        wanted.remove("k0016");
        wanted.remove("k0017");
        assertThat(camel.send(uri("deleteMissing=true&window=k0010..k0018"), wanted).getException())
                .isInstanceOf(InvalidInputException.class).hasMessageContaining("2 of the 8 records");
    }

    @Test
    void aDryRunGivesThePlan() {
        camel.output(uri(""), things(3));
        int before = writes();
        Map<String, Object> wanted = new LinkedHashMap<>(things(4));
        wanted.put("k0001", Map.of("n", "changed"));
        wanted.remove("k0002");

        Map<String, Object> plan = camel.output(uri("deleteMissing=true&maxDeleteRatio=1&dryRun=true"), wanted);

        assertThat(plan).containsEntry("create", List.of("k0003")).containsEntry("update", List.of("k0001"))
                .containsEntry("delete", List.of("k0002")).containsEntry("unchanged", 1);
        assertThat(writes()).isEqualTo(before);
    }

    @Test
    void aThousandNewRecordsAreFewCommits() {
        Map<String, Object> output = camel.output(uri(""), things(1_000));

        assertThat(output).containsEntry("created", 1_000).containsEntry("commits", 5);
        assertThat(present(THING)).isEqualTo(things(1_000));
    }

    @Test
    void recordsThatAreMoreThanARequestTakesGoInMore() {
        Map<String, Object> large = new LinkedHashMap<>();
        IntStream.range(0, 60).forEach(n -> large.put("k" + n, Map.of("text", "x".repeat(20_000))));

        assertThat(camel.output(uri(""), large)).containsEntry("created", 60);
        assertThat(present(THING)).hasSize(60);
    }

    @Test
    void severalWhoSyncTheSameMakeItOnce() throws Exception {
        List<CamelRunner> others = List.of(CamelRunner.start(), CamelRunner.start(), CamelRunner.start());
        try {
            List<Exchange> sent = IntStream.range(0, 6).parallel()
                    .mapToObj(i -> others.get(i % 3).send(uri("maxSwapRetries=50"), things(300))).toList();

            assertThat(sent).extracting(Exchange::getException).filteredOn(Objects::nonNull).isEmpty();
            assertThat(present(THING)).isEqualTo(things(300));
        } finally {
            others.forEach(CamelRunner::close);
        }
    }

    @Test
    void anAnswerThatIsLostIsNoHarm() {
        camel.output(uri(""), things(1));
        proxy.loseAnswerOf(APPLY_WRITES);
        Map<String, Object> wanted = new LinkedHashMap<>(things(30));
        wanted.put("k0000", Map.of("n", "changed"));

        assertThat(camel.send(uri(""), wanted).getException()).isNull();

        assertThat(present(THING)).isEqualTo(wanted);
    }

    @Test
    void oneRecordThatCannotBeWrittenDoesNotTakeTheRestAlong() {
        for (boolean isCheckedHere : new boolean[] { true, false }) {
            Map<String, Object> posts = new LinkedHashMap<>();
            List<String> keys = new ArrayList<>();
            for (int i = 0; i < 9; i++) {
                keys.add("3jqfcqzm3fo2" + (char) ('a' + i));
                posts.put(keys.get(i), Map.of("text", isCheckedHere + " " + i, "createdAt",
                        i == 4 ? "soon" : "2026-11-22T10:00:00.000Z"));
            }

            PartialWriteException partial = camel.send(
                    uri(POST, "deleteMissing=true&localValidation=" + isCheckedHere), posts)
                    .getException(PartialWriteException.class);

            assertThat(partial.getOutcomes()).singleElement().satisfies(outcome -> {
                assertThat(outcome.uri()).hasToString("at://" + account.did() + "/" + POST + "/" + keys.get(4));
                assertThat(outcome.error()).isInstanceOf(RecordValidationException.class);
            });
            posts.remove(keys.get(4));
            assertThat(present(POST)).isEqualTo(posts);
        }
    }

    @Test
    void whatIsRememberedInADatabaseOutlivesTheContext() throws Exception {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + account.did().replace(':', '_') + ";DB_CLOSE_DELAY=-1");
        for (int run = 0; run < 2; run++) {
            try (CamelRunner runner = CamelRunner.start()) {
                runner.context().getRegistry().bind("memory", new JdbcSyncMemory(database));
                int lists = proxy.calls("com.atproto.repo.listRecords").size();

                Map<String, Object> output = runner.output(uri("syncMemory=#memory"), things(120));

                assertThat(output).containsEntry("created", run == 0 ? 120 : 0);
                assertThat(proxy.calls("com.atproto.repo.listRecords")).hasSize(run == 0 ? lists + 1 : lists);
            }
        }
    }

    @Test
    void aLargeCollectionIsReadAtOnce() throws Exception {
        camel.output(uri(""), things(700));
        int pages = pages();

        try (CamelRunner forgetful = CamelRunner.start()) {
            assertThat(forgetful.output(uri(""), things(701))).containsEntry("created", 1).containsEntry("unchanged", 700);
        }

        assertThat(proxy.calls("com.atproto.sync.getRepo")).hasSize(1);
        assertThat(pages() - pages).isEqualTo(1);
        assertThat(present(THING)).isEqualTo(things(701));
    }

    @Test
    void aLargeCollectionOfALargerRepoIsReadPageByPage() throws Exception {
        camel.output(uri(""), things(700));
        Map<String, Object> others = new TreeMap<>();
        IntStream.range(0, 20).forEach(n -> others.put("k" + n, Map.of("text", "x".repeat(20_000))));
        camel.output(uri("com.example.other", ""), others);
        int pages = pages();

        try (CamelRunner forgetful = CamelRunner.start()) {
            assertThat(forgetful.output(uri(""), things(701))).containsEntry("created", 1).containsEntry("unchanged", 700);
        }

        assertThat(pages() - pages).isGreaterThanOrEqualTo(7);
        assertThat(present(THING)).isEqualTo(things(701));
    }

    @Test
    void whatIsForgottenIsReadAgain() throws Exception {
        camel.output(uri(""), things(120));

        try (CamelRunner forgetful = CamelRunner.start()) {
            assertThat(forgetful.output(uri(""), things(121))).containsEntry("created", 1).containsEntry("unchanged", 120);
        }
        assertThat(present(THING)).isEqualTo(things(121));
    }
}
