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

import org.junit.jupiter.api.Test;

import static io.github.camelatproto.contract.Records.THING;
import static io.github.camelatproto.contract.Records.cid;
import static io.github.camelatproto.contract.Records.thing;
import static org.assertj.core.api.Assertions.assertThat;

/** The swap on one record, which putRecord has. */
abstract class PutRecordContract extends Contract {

    PutRecordContract(Pds pds, Xrpc anonymous) {
        super(pds, anonymous);
    }

    @Test
    void withoutSwapRecordItCreates() {
        Answer put = alice.putRecord(alice.creation("k1", thing(1))).success();

        assertThat(put.text("uri")).isEqualTo(alice.uri(THING, "k1"));
        assertThat(put.text("cid")).isEqualTo(cid(thing(1)).toString());
        assertThat(alice.head()).isEqualTo(put.commit());
    }

    @Test
    void withoutSwapRecordItOverwrites() {
        alice.putRecord(alice.creation("k1", thing(1))).success();

        Answer put = alice.putRecord(alice.creation("k1", thing(2))).success();

        assertThat(alice.head()).isEqualTo(put.commit());
        assertThat(alice.getRecord(THING, "k1").success().text("cid")).isEqualTo(cid(thing(2)).toString());
    }

    @Test
    void swapRecordNullCreatesWhatIsAbsent() {
        assertThat(alice.putRecord(alice.creation("k1", thing(1)).putNull("swapRecord"))).isSuccess();
    }

    @Test
    void swapRecordNullSparesWhatIsThere() {
        alice.putRecord(alice.creation("k1", thing(1))).success();
        Commit head = alice.head();

        assertThat(alice.putRecord(alice.creation("k1", thing(2)).putNull("swapRecord")))
                .isRefused(400, "InvalidSwap").withMessage("Record was at " + cid(thing(1)));
        assertThat(alice.head()).isEqualTo(head);
    }

    @Test
    void theCurrentCidAsSwapRecordLetsItUpdate() {
        alice.putRecord(alice.creation("k1", thing(1))).success();

        alice.putRecord(alice.creation("k1", thing(2)).put("swapRecord", cid(thing(1)).toString())).success();

        assertThat(alice.getRecord(THING, "k1").success().text("cid")).isEqualTo(cid(thing(2)).toString());
    }

    @Test
    void aStaleCidAsSwapRecordIsRefused() {
        alice.putRecord(alice.creation("k1", thing(1))).success();
        alice.putRecord(alice.creation("k1", thing(2))).success();
        Commit head = alice.head();

        assertThat(alice.putRecord(alice.creation("k1", thing(3)).put("swapRecord", cid(thing(1)).toString())))
                .isRefused(400, "InvalidSwap").withMessage("Record was at " + cid(thing(2)));
        assertThat(alice.head()).isEqualTo(head);
    }

    @Test
    void aCidAsSwapRecordIsRefusedWhereNoRecordIs() {
        assertThat(alice.putRecord(alice.creation("k1", thing(2)).put("swapRecord", cid(thing(1)).toString())))
                .isRefused(400, "InvalidSwap").withMessage("Record was at null");
    }

    @Test
    void aSwapRecordThatIsNoCidIsRefused() {
        assertThat(alice.putRecord(alice.creation("k1", thing(1)).put("swapRecord", "zzz")))
                .isRefused(400, "InvalidRequest").withMessageContaining("$.swapRecord");
    }

    @Test
    void theSameContentAgainIsNoCommitAndNoSwapIsAsked() {
        Commit old = alice.head();
        alice.putRecord(alice.creation("k1", thing(1))).success();
        Commit head = alice.head();

        Answer again = alice.putRecord(alice.creation("k1", thing(1))
                .putNull("swapRecord").put("swapCommit", old.cid().toString())).success();

        assertThat(again.text("uri")).isEqualTo(alice.uri(THING, "k1"));
        assertThat(again.text("cid")).isEqualTo(cid(thing(1)).toString());
        assertThat(again.body().has("commit")).as("%s", again).isFalse();
        assertThat(alice.head()).isEqualTo(head);
    }
}
