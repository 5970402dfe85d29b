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

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelatproto.syntax.Tid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.camelatproto.contract.Json.json;
import static io.github.camelatproto.contract.Records.THING;
import static io.github.camelatproto.contract.Records.cid;
import static io.github.camelatproto.contract.Records.thing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;

abstract class CreateRecordContract extends Contract {

    CreateRecordContract(Pds pds, Xrpc anonymous) {
        super(pds, anonymous);
    }

    @Test
    void theRecordCanBeReadUnderItsKey() {
        Answer created = alice.createRecord(alice.creation("k1", thing(1))).success();

        assertThat(created.text("uri")).isEqualTo(alice.uri(THING, "k1"));
        Answer read = alice.getRecord(THING, "k1").success();
        assertThat(read.text("cid")).isEqualTo(created.text("cid"));
        assertThatObject(read.body().get("value")).isEqualTo(thing(1));
    }

    @Test
    void theCidIsTheOneThatTheClientComputes() {
        assertThat(alice.createRecord(alice.creation(thing(1))).success().text("cid")).isEqualTo(cid(thing(1)).toString());
    }

    @Test
    void theCommitIsTheNewHead() {
        Commit before = alice.head();

        Commit commit = alice.createRecord(alice.creation(thing(1))).success().commit();

        assertThat(alice.head()).isEqualTo(commit);
        assertThat(commit.cid()).isNotEqualTo(before.cid());
        assertThat(commit.rev()).isGreaterThan(before.rev());
    }

    @Test
    void withoutAnRkeyThePdsTakesATid() {
        String uri = alice.createRecord(alice.creation(thing(1))).success().text("uri");

        assertThat(uri).startsWith(alice.uri(THING, ""));
        assertThat(uri.substring(alice.uri(THING, "").length())).satisfies(Tid::parse);
    }

    @Test
    void theRepoMayBeNamedByItsHandle() {
        ObjectNode input = alice.creation("k1", thing(1)).put("repo", alice.account().handle());

        assertThat(alice.createRecord(input).success().text("uri")).isEqualTo(alice.uri(THING, "k1"));
    }

    @Test
    void aMissingTypeIsFilledInWithTheCollection() {
        ObjectNode input = alice.creation(thing(1)).set("record", thing(1).without("$type"));

        assertThat(alice.createRecord(input).success().text("cid")).isEqualTo(cid(thing(1)).toString());
    }

    @Test
    void theSameContentMayBeWrittenUnderTwoKeys() {
        Answer first = alice.createRecord(alice.creation("k1", thing(1))).success();
        Answer second = alice.createRecord(alice.creation("k2", thing(1))).success();

        assertThat(second.text("cid")).isEqualTo(first.text("cid"));
        assertThat(second.commit()).isNotEqualTo(first.commit());
    }

    @Test
    void aCreateOnAnExistingRkeyIsAnswered500AndChangesNothing() {
        alice.createRecord(alice.creation("k1", thing(1))).success();
        Commit head = alice.head();

        Answer again = alice.createRecord(alice.creation("k1", thing(2)));

        assertThat(again).isRefused(500, "InternalServerError").withMessage("Internal Server Error");
        assertThat(alice.head()).isEqualTo(head);
    }

    @Test
    void aCreateOnAnExistingRkeyIsAnswered500EvenWithTheSameContent() {
        alice.createRecord(alice.creation("k1", thing(1))).success();

        assertThat(alice.createRecord(alice.creation("k1", thing(1)))).isRefused(500, "InternalServerError");
    }

    @Test
    void anRkeyCanBeTakenInAnotherCollection() {
        ObjectNode other = thing(1).put("$type", "com.example.other");
        alice.createRecord(alice.creation("k1", thing(1))).success();

        assertThat(alice.createRecord(alice.creation("k1", other))).isSuccess();
    }

    @Test
    void aRepoThatIsNeitherDidNorHandleIsRefused() {
        assertThat(alice.createRecord(alice.creation(thing(1)).put("repo", "not a handle")))
                .isRefused(400, "InvalidRequest").withMessageContaining("$.repo");
    }

    @Test
    void aCollectionThatIsNoNsidIsRefused() {
        assertThat(alice.createRecord(alice.creation(thing(1)).put("collection", "nope")))
                .isRefused(400, "InvalidRequest").withMessageContaining("$.collection");
    }

    @Test
    void aMissingRecordIsRefused() {
        assertThat(alice.createRecord(alice.creation(thing(1)).without("record")))
                .isRefused(400, "InvalidRequest").withMessageContaining("\"record\"");
    }

    @ParameterizedTest
    @ValueSource(strings = { "'text'", "[]", "[{'n': 1}]", "null", "1" })
    void aRecordThatIsNoObjectIsRefused(String record) {
        assertThat(alice.createRecord(alice.creation(thing(1)).set("record", json(record))))
                .isRefused(400, "InvalidRequest").withMessageContaining("$.record");
    }

    @ParameterizedTest
    @ValueSource(strings = { "com.example.other", "" })
    void aTypeOtherThanTheCollectionIsRefusedEvenUnvalidated(String type) {
        ObjectNode input = alice.creation(thing(1).put("$type", type)).put("collection", THING).put("validate", false);

        assertThat(alice.createRecord(input))
                .isRefused(400, "InvalidRequest")
                .withMessage("Invalid $type: expected com.example.thing, got " + type);
    }

    @Test
    void aTypeThatIsNoTextIsRefused() {
        ObjectNode input = alice.creation(thing(1).put("$type", 5)).put("collection", THING);

        assertThat(alice.createRecord(input))
                .isRefused(400, "InvalidRequest").withMessage("Invalid $type: expected com.example.thing, got 5");
    }
}
