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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.camelatproto.contract.Records.POST;
import static io.github.camelatproto.contract.Records.THING;
import static io.github.camelatproto.contract.Records.cid;
import static io.github.camelatproto.contract.Records.post;
import static io.github.camelatproto.contract.Records.thing;
import static org.assertj.core.api.Assertions.assertThat;

abstract class ApplyWritesContract extends Contract {

    ApplyWritesContract(Pds pds, Xrpc anonymous) {
        super(pds, anonymous);
    }

    @Test
    void resultsComeInTheOrderOfTheWrites() {
        alice.applyWrites(alice.batch(Writes.create("k1", thing(1)), Writes.create("k2", thing(2)))).success();

        Answer answer = alice.applyWrites(alice.batch(
                Writes.delete("k1"), Writes.create("k3", thing(3)), Writes.update("k2", thing(4)),
                Writes.create("k1", thing(5)))).success();

        assertThat(answer.results()).containsExactly(
                deleteResult(), createResult("k3", thing(3)), updateResult("k2", thing(4)), createResult("k1", thing(5)));
    }

    @Test
    void theWritesAreOneCommitWhichIsTheNewHead() {
        Commit before = alice.head();

        Commit commit = alice.applyWrites(alice.batch(Writes.creates(3))).success().commit();

        assertThat(alice.head()).isEqualTo(commit);
        assertThat(commit.rev()).isGreaterThan(before.rev());
    }

    @Test
    void theRecordsCanBeReadUnderTheirKeys() {
        alice.applyWrites(alice.batch(Writes.create("k1", thing(1)), Writes.create("3jzfcijpj2z2a", post()))).success();

        assertThat(alice.getRecord(THING, "k1").success().text("cid")).isEqualTo(cid(thing(1)).toString());
        assertThat(alice.getRecord(POST, "3jzfcijpj2z2a").success().text("cid")).isEqualTo(cid(post()).toString());
    }

    @Test
    void withoutRkeysThePdsTakesRisingTids() {
        Answer answer = alice.applyWrites(alice.batch(Writes.creates(20))).success();

        assertThat(answer.results()).extracting(result -> result.path("uri").textValue())
                .isSorted().doesNotHaveDuplicates().hasSize(20);
    }

    @Test
    void aMissingTypeIsFilledInWithTheCollection() {
        ObjectNode write = Writes.create("k1", thing(1)).set("value", thing(1).without("$type"));

        assertThat(alice.applyWrites(alice.batch(write)).success().results())
                .containsExactly(createResult("k1", thing(1)));
    }

    @Test
    void aTypeOtherThanTheCollectionIsRefused() {
        ObjectNode write = Writes.create("k1", thing(1).put("$type", "com.example.other")).put("collection", THING);

        assertThat(alice.applyWrites(alice.batch(write)))
                .isRefused(400, "InvalidRequest")
                .withMessage("Invalid $type: expected com.example.thing, got com.example.other");
    }

    @Test
    void aRecordCanComeAndGoInOneBatch() {
        Answer answer = alice.applyWrites(alice.batch(
                Writes.create("k1", thing(1)), Writes.update("k1", thing(2)), Writes.delete("k1"))).success();

        assertThat(answer.results())
                .containsExactly(createResult("k1", thing(1)), updateResult("k1", thing(2)), deleteResult());
        assertThat(alice.getRecord(THING, "k1")).isRefused(400, "RecordNotFound");
    }

    @Test
    void aRecordCanBeDeletedAndCreatedAnewInOneBatch() {
        alice.applyWrites(alice.batch(Writes.create("k1", thing(1)))).success();

        alice.applyWrites(alice.batch(Writes.delete("k1"), Writes.create("k1", thing(2)))).success();

        assertThat(alice.getRecord(THING, "k1").success().text("cid")).isEqualTo(cid(thing(2)).toString());
    }

    @Test
    void anUpdateThatChangesNothingIsACommitAllTheSame() {
        alice.applyWrites(alice.batch(Writes.create("k1", thing(1)))).success();
        Commit before = alice.head();

        Answer answer = alice.applyWrites(alice.batch(Writes.update("k1", thing(1)))).success();

        assertThat(answer.results()).containsExactly(updateResult("k1", thing(1)));
        assertThat(answer.commit().rev()).isGreaterThan(before.rev());
        assertThat(alice.head()).isEqualTo(answer.commit());
    }

    @Test
    void noWritesAreACommitAllTheSame() {
        Commit before = alice.head();

        Answer answer = alice.applyWrites(alice.batch()).success();

        assertThat(answer.results()).isEmpty();
        assertThat(answer.commit().rev()).isGreaterThan(before.rev());
        assertThat(alice.head()).isEqualTo(answer.commit());
    }

    @Test
    void aSwapRecordInAWriteIsIgnored() {
        alice.applyWrites(alice.batch(Writes.create("k1", thing(1)))).success();

        Answer answer = alice.applyWrites(alice.batch(
                Writes.update("k1", thing(2)).put("swapRecord", cid(thing(3)).toString())));

        assertThat(answer.success().results()).containsExactly(updateResult("k1", thing(2)));
    }

    @Test
    void twoHundredWritesAreTaken() {
        assertThat(alice.applyWrites(alice.batch(Writes.creates(200))).success().results()).hasSize(200);
    }

    @Test
    void twoHundredAndOneWritesAreTooManyAndNothingIsWritten() {
        Commit head = alice.head();

        assertThat(alice.applyWrites(alice.batch(Writes.creates(201))))
                .isRefused(400, "InvalidRequest").withMessage("Too many writes. Max: 200");
        assertThat(alice.head()).isEqualTo(head);
    }

    @Test
    void missingWritesAreRefused() {
        assertThat(alice.applyWrites(alice.batch().without("writes")))
                .isRefused(400, "InvalidRequest").withMessageContaining("\"writes\"");
    }

    @Test
    void aWriteWithoutTypeIsRefused() {
        assertThat(alice.applyWrites(alice.batch(Writes.create(thing(1)), Writes.create(thing(2)).without("$type"))))
                .isRefused(400, "InvalidRequest").withMessageContaining("\"$type\"").withMessageContaining("$.writes[1]");
    }

    @ParameterizedTest
    @ValueSource(strings = { "#create", "com.atproto.repo.applyWrites", "com.atproto.repo.applyWrites#put" })
    void aWriteOfAnotherTypeIsRefused(String type) {
        assertThat(alice.applyWrites(alice.batch(Writes.create(thing(1)).put("$type", type))))
                .isRefused(400, "InvalidRequest").withMessageContaining("$.writes[0].$type");
    }

    @Test
    void anUpdateWithoutRkeyIsRefused() {
        assertThat(alice.applyWrites(alice.batch(Writes.update("k1", thing(1)).without("rkey"))))
                .isRefused(400, "InvalidRequest").withMessageContaining("\"rkey\" at $.writes[0]");
    }

    @Test
    void aDeleteWithoutRkeyIsRefused() {
        assertThat(alice.applyWrites(alice.batch(Writes.delete("k1").without("rkey"))))
                .isRefused(400, "InvalidRequest").withMessageContaining("\"rkey\" at $.writes[0]");
    }

    private ObjectNode createResult(String rkey, ObjectNode record) {
        return result("createResult")
                .put("uri", alice.uri(THING, rkey)).put("cid", cid(record).toString()).put("validationStatus", "unknown");
    }

    private ObjectNode updateResult(String rkey, ObjectNode record) {
        return createResult(rkey, record).setAll(result("updateResult"));
    }

    private static ObjectNode deleteResult() {
        return result("deleteResult");
    }

    private static ObjectNode result(String type) {
        return Json.object("{}").put("$type", "com.atproto.repo.applyWrites#" + type);
    }
}
