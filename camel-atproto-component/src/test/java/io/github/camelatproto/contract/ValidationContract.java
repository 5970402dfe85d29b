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

import static io.github.camelatproto.contract.Records.invalidPost;
import static io.github.camelatproto.contract.Records.post;
import static io.github.camelatproto.contract.Records.thing;
import static org.assertj.core.api.Assertions.assertThat;

/** The three states of {@code validate}, and what is said of a record that was taken. */
abstract class ValidationContract extends Contract {

    ValidationContract(Pds pds, Xrpc anonymous) {
        super(pds, anonymous);
    }

    @Test
    void unsetAKnownRecordIsValid() {
        assertThat(alice.createRecord(alice.creation(post())).success().text("validationStatus")).isEqualTo("valid");
    }

    @Test
    void unsetAnUnknownRecordIsTakenAsUnknown() {
        assertThat(alice.createRecord(alice.creation(thing(1))).success().text("validationStatus"))
                .isEqualTo("unknown");
    }

    @Test
    void unsetAnInvalidRecordIsRefused() {
        assertThat(alice.createRecord(alice.creation(invalidPost())))
                .isRefused(400, "InvalidRequest").withMessageContaining("Invalid app.bsky.feed.post record: ")
                .withMessageContaining("\"text\" at $.record");
    }

    @Test
    void trueAKnownRecordIsValid() {
        assertThat(alice.createRecord(alice.creation(post()).put("validate", true)).success().text("validationStatus"))
                .isEqualTo("valid");
    }

    @Test
    void trueAnUnknownRecordIsRefused() {
        assertThat(alice.createRecord(alice.creation(thing(1)).put("validate", true)))
                .isRefused(400, "InvalidRequest").withMessage("Unknown lexicon type: com.example.thing");
    }

    @Test
    void trueAnInvalidRecordIsRefused() {
        ObjectNode record = post().put("createdAt", "yesterday");

        assertThat(alice.createRecord(alice.creation(record).put("validate", true)))
                .isRefused(400, "InvalidRequest").withMessageContaining("Invalid app.bsky.feed.post record: ")
                .withMessageContaining("$.record.createdAt");
    }

    @Test
    void falseNothingIsSaidOfAKnownRecord() {
        assertUnvalidated(post());
    }

    @Test
    void falseNothingIsSaidOfAnUnknownRecord() {
        assertUnvalidated(thing(1));
    }

    @Test
    void falseAnInvalidRecordIsTaken() {
        assertUnvalidated(invalidPost());
    }

    @Test
    void aFieldThatTheLexiconDoesNotHaveIsTaken() {
        assertThat(alice.createRecord(alice.creation(post().put("mood", "good"))).success().text("validationStatus"))
                .isEqualTo("valid");
    }

    @Test
    void inABatchEveryRecordIsJudgedForItself() {
        Answer answer = alice.applyWrites(alice.batch(Writes.create(post()), Writes.create(thing(1)))).success();

        assertThat(answer.results()).extracting(result -> result.path("validationStatus").textValue())
                .containsExactly("valid", "unknown");
    }

    @Test
    void inABatchFalseSilencesAllResults() {
        Answer answer = alice.applyWrites(
                alice.batch(Writes.create(invalidPost()), Writes.create(thing(1))).put("validate", false)).success();

        assertThat(answer.results()).hasSize(2).noneMatch(result -> result.has("validationStatus"));
    }

    @Test
    void inABatchTrueRefusesTheUnknown() {
        assertThat(alice.applyWrites(
                alice.batch(Writes.create(post()), Writes.create(thing(1))).put("validate", true)))
                .isRefused(400, "InvalidRequest").withMessage("Unknown lexicon type: com.example.thing");
    }

    @Test
    void inABatchTheInvalidRecordIsNamed() {
        assertThat(alice.applyWrites(alice.batch(Writes.create(post()), Writes.create(invalidPost()))))
                .isRefused(400, "InvalidRequest").withMessageContaining("\"text\" at $.writes[1].record");
    }

    private void assertUnvalidated(ObjectNode record) {
        Answer answer = alice.createRecord(alice.creation(record).put("validate", false)).success();
        assertThat(answer.body().has("validationStatus")).as("%s", answer).isFalse();
    }
}
