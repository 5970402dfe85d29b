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

import static io.github.camelatproto.contract.Records.THING;
import static io.github.camelatproto.contract.Records.cid;
import static io.github.camelatproto.contract.Records.thing;
import static org.assertj.core.api.Assertions.assertThat;

abstract class DeleteRecordContract extends Contract {
    private static final int MOST_BYTES = 153_600;

    DeleteRecordContract(Pds pds, Xrpc anonymous) {
        super(pds, anonymous);
    }

    @Test
    void theRecordIsGoneAndTheCommitIsTheHead() {
        write();

        Answer answer = delete(deletion()).success();

        assertThat(alice.getRecord(THING, "k1")).isRefused(400, "RecordNotFound");
        assertThat(alice.head()).isEqualTo(answer.commit());
    }

    @Test
    void theAnswerHasTheCommitAndNothingElse() {
        write();

        assertThat(delete(deletion()).success().body().properties()).hasSize(1);
    }

    @Test
    void whatIsNotThereNeedsNoCommit() {
        Commit head = alice.head();

        assertThat(delete(deletion()).success().body()).isEmpty();
        assertThat(alice.head()).isEqualTo(head);
    }

    @Test
    void whatIsNotThereIsDeletedWhateverTheSwaps() {
        String other = cid(thing(2)).toString();

        assertThat(delete(deletion().put("swapCommit", other).put("swapRecord", other)).success().body()).isEmpty();
    }

    @Test
    void theRecordHasToBeTheExpectedOne() {
        write();

        assertThat(delete(deletion().put("swapRecord", cid(thing(2)).toString())))
                .isRefused(400, "InvalidSwap").withMessage("Record was at " + cid(thing(1)));
        assertThat(delete(deletion().put("swapRecord", cid(thing(1)).toString()))).isSuccess();
    }

    @Test
    void theCommitHasToBeTheExpectedOne() {
        Commit old = alice.head();
        write();

        assertThat(delete(deletion().put("swapCommit", old.cid().toString())))
                .isRefused(400, "InvalidSwap").withMessage("Commit was at " + alice.head().cid());
    }

    @Test
    void swapRecordCannotBeNull() {
        assertThat(delete(deletion().putNull("swapRecord")))
                .isRefused(400, "InvalidRequest").withMessage("Expected string value type (got null) at $.swapRecord");
    }

    @Test
    void nobodyDeletesForAnother() {
        write();

        assertThat(newUser().xrpc().procedure(Calls.DELETE_RECORD, deletion()))
                .isRefused(401, "AuthenticationRequired");
        assertThat(alice.getRecord(THING, "k1")).isSuccess();
    }

    @Test
    void itsBodyIsSmallerThanThatOfOtherWrites() {
        ObjectNode input = deletion().put("padding", "");
        int room = MOST_BYTES - Json.bytes(input).length;

        assertThat(delete(input.put("padding", "a".repeat(room)))).isSuccess();
        assertThat(delete(input.put("padding", "a".repeat(room + 1))))
                .isRefused(413, "PayloadTooLargeError").withMessage("request entity too large");
    }

    private void write() {
        alice.createRecord(alice.creation("k1", thing(1))).success();
    }

    private ObjectNode deletion() {
        return Json.object("{}").put("repo", alice.did()).put("collection", THING).put("rkey", "k1");
    }

    private Answer delete(ObjectNode input) {
        return alice.xrpc().procedure(Calls.DELETE_RECORD, input);
    }
}
