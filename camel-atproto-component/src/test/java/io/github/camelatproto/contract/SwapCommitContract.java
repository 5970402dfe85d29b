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

import io.github.camelatproto.data.Cid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.camelatproto.contract.Json.json;
import static io.github.camelatproto.contract.Records.cid;
import static io.github.camelatproto.contract.Records.thing;
import static org.assertj.core.api.Assertions.assertThat;

/** The swap on the whole repo, which every call that writes has. */
abstract class SwapCommitContract extends Contract {

    SwapCommitContract(Pds pds, Xrpc anonymous) {
        super(pds, anonymous);
    }

    @ParameterizedTest
    @EnumSource
    void theHeadLetsTheWritePass(WriteCall call) {
        Commit commit = write(call, 1, alice.head().cid()).success().commit();

        assertThat(alice.head()).isEqualTo(commit);
    }

    @ParameterizedTest
    @EnumSource
    void theCommitOfOneWriteIsTheSwapOfTheNext(WriteCall call) {
        Commit first = write(call, 1, alice.head().cid()).success().commit();

        assertThat(write(call, 2, first.cid())).isSuccess();
    }

    @ParameterizedTest
    @EnumSource
    void anOldCommitIsRefusedWithTheHeadAndNothingIsWritten(WriteCall call) {
        Commit old = alice.head();
        alice.createRecord(alice.creation(thing(0))).success();
        Commit head = alice.head();

        assertThat(write(call, 1, old.cid()))
                .isRefused(400, "InvalidSwap").withMessage("Commit was at " + head.cid());
        assertThat(alice.head()).isEqualTo(head);
    }

    @ParameterizedTest
    @EnumSource
    void aCidThatWasNeverACommitIsRefusedWithTheHead(WriteCall call) {
        assertThat(write(call, 1, cid(thing(0))))
                .isRefused(400, "InvalidSwap").withMessage("Commit was at " + alice.head().cid());
    }

    @ParameterizedTest
    @ValueSource(strings = { "'zzz'", "''", "null", "1" })
    void whatIsNoCidIsRefused(String swap) {
        assertThat(WriteCall.values()).allSatisfy(call -> assertThat(
                alice.xrpc().procedure(call.nsid, call.input(alice, 1).set("swapCommit", json(swap))))
                .isRefused(400, "InvalidRequest").withMessageContaining("$.swapCommit"));
    }

    @ParameterizedTest
    @EnumSource(names = { "CREATE_RECORD", "APPLY_WRITES" })
    void itIsCheckedBeforeTheRkeyIs(WriteCall call) {
        Commit old = alice.head();
        alice.createRecord(alice.creation("k1", thing(0))).success();

        assertThat(write(call, 1, old.cid())).isRefused(400, "InvalidSwap");
    }

    @Test
    void itIsCheckedBeforeSwapRecordIs() {
        Commit old = alice.head();
        alice.createRecord(alice.creation("k1", thing(0))).success();

        assertThat(alice.putRecord(alice.creation("k1", thing(1))
                .putNull("swapRecord").put("swapCommit", old.cid().toString())))
                .isRefused(400, "InvalidSwap").withMessage("Commit was at " + alice.head().cid());
    }

    private Answer write(WriteCall call, int number, Cid swapCommit) {
        return alice.xrpc().procedure(call.nsid, call.input(alice, number).put("swapCommit", swapCommit.toString()));
    }
}
