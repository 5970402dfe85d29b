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
package io.github.camelatproto.contract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.github.camelatproto.contract.Records.THING;
import static io.github.camelatproto.contract.Records.cid;
import static io.github.camelatproto.contract.Records.post;
import static io.github.camelatproto.contract.Records.thing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;

abstract class ListRecordsContract extends Contract {

    ListRecordsContract(Pds pds, Xrpc anonymous) {
        super(pds, anonymous);
    }

    @Test
    void anEmptyCollectionHasNoRecordsAndNoCursor() {
        assertThatObject(list(Map.of()).body()).isEqualTo(Json.json("{'records': []}"));
    }

    @Test
    void aRecordComesWithItsUriItsCidAndItsValue() {
        write(1);

        JsonNode record = list(Map.of()).body().required("records").get(0);

        assertThat(record.required("uri").textValue()).isEqualTo(alice.uri(THING, "k1"));
        assertThat(record.required("cid").textValue()).isEqualTo(cid(thing(1)).toString());
        assertThatObject(record.required("value")).isEqualTo(thing(1));
    }

    @Test
    void theLastRkeyComesFirst() {
        write(1, 2, 3);

        assertThat(rkeys(list(Map.of()))).containsExactly("k3", "k2", "k1");
    }

    @Test
    void reverseTheFirstRkeyComesFirst() {
        write(1, 2, 3);

        assertThat(rkeys(list(Map.of("reverse", "true")))).containsExactly("k1", "k2", "k3");
    }

    @ParameterizedTest
    @CsvSource({ "false, k5 k4 k3 k2 k1", "true, k1 k2 k3 k4 k5" })
    void theCursorLeadsThroughAllPages(String reverse, String expected) {
        write(1, 2, 3, 4, 5);

        List<String> rkeys = new ArrayList<>();
        Answer page = list(Map.of("limit", "2", "reverse", reverse));
        while (page.body().has("cursor")) {
            rkeys.addAll(rkeys(page));
            page = list(Map.of("limit", "2", "reverse", reverse, "cursor", page.text("cursor")));
        }

        assertThat(rkeys).containsExactly(expected.split(" "));
    }

    @Test
    void theLastPageHasACursorTooAsLongAsItHasRecords() {
        write(1);

        assertThat(list(Map.of()).text("cursor")).isEqualTo("k1");
        assertThat(list(Map.of("cursor", "k1")).body().has("cursor")).isFalse();
    }

    @Test
    void aPageHas50RecordsUnlessAskedOtherwise() {
        alice.applyWrites(alice.batch(Writes.creates(101))).success();

        assertThat(rkeys(list(Map.of()))).hasSize(50);
        assertThat(rkeys(list(Map.of("limit", "100")))).hasSize(100);
    }

    @Test
    void otherCollectionsAreNotListed() {
        alice.createRecord(alice.creation(post())).success();

        assertThat(rkeys(list(Map.of()))).isEmpty();
    }

    @Test
    void theRepoMayBeGivenByItsHandle() {
        write(1);

        assertThat(rkeys(list(Map.of("repo", alice.account().handle())))).containsExactly("k1");
    }

    @Test
    void anUnknownRepoIsAnInvalidRequest() {
        assertThat(ask(Map.of("repo", "nobody.test")))
                .isRefused(400, "InvalidRequest").withMessage("Could not find repo: nobody.test");
    }

    @Test
    void aDeactivatedRepoIsNotShown() {
        pds.deactivate(alice.account());

        assertThat(ask(Map.of()))
                .isRefused(400, "InvalidRequest").withMessage("Could not find repo: " + alice.did());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "limit   | 0   | integer too small (minimum 1",
            "limit   | 101 | integer too big (maximum 100",
            "limit   | abc | Expected integer value type",
            "reverse | yes | Expected boolean value type",
    })
    void aParameterOfTheWrongFormIsRefused(String name, String value, String reason) {
        assertThat(ask(Map.of(name, value))).isRefused(400, "InvalidRequest")
                .withMessageContaining("Invalid com.atproto.repo.listRecords params: " + reason);
    }

    private void write(int... numbers) {
        for (int n : numbers) {
            alice.createRecord(alice.creation("k" + n, thing(n))).success();
        }
    }

    private Answer list(Map<String, String> params) {
        return ask(params).success();
    }

    private Answer ask(Map<String, String> params) {
        Map<String, String> all = new HashMap<>(Map.of("repo", alice.did(), "collection", THING));
        all.putAll(params);
        return anonymous.query(Calls.LIST_RECORDS, all);
    }

    private static List<String> rkeys(Answer page) {
        return page.body().required("records").valueStream().map(record -> record.required("uri").textValue())
                .map(uri -> uri.substring(uri.lastIndexOf('/') + 1)).toList();
    }
}
