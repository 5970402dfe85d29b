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

import java.util.Map;

import io.github.camelatproto.component.exception.RecordConflictException;
import io.github.camelatproto.component.exception.RecordNotFoundException;
import io.github.camelatproto.pds.Fault;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What atproto:putRecord and atproto:deleteRecord do, against the embedded PDS. */
class PutAndDeleteIT {

    private static final String OTHER = "bafyreidfayvfuwqa7qlnopdjiqrxzs6blmoeu4rujcjtnci5beludirz2a";

    private AliceOnEmbeddedPds alice;

    @BeforeEach
    void start() throws Exception {
        alice = new AliceOnEmbeddedPds();
    }

    @AfterEach
    void stop() {
        alice.close();
    }

    private Map<String, Object> put(int n) {
        return alice.camel.output(alice.uri("putRecord", "rkey=x"), Map.of("n", n));
    }

    @Test
    void aPutCreatesAndThenReplaces() {
        assertThat(put(1)).containsOnlyKeys("uri", "cid", "commit", "validationStatus");
        assertThat(put(2)).containsKey("commit");

        assertThat(alice.value("x")).containsEntry("n", 2);
    }

    @Test
    void theSameRecordAgainIsASuccessWithoutACommit() {
        Map<String, Object> first = put(1);

        assertThat(put(1)).containsEntry("cid", first.get("cid")).doesNotContainKey("commit");
    }

    @Test
    void swapRecordIsMetOrTheCurrentValueIsNamed() {
        String cid = String.valueOf(put(1).get("cid"));

        Exchange wrong = alice.camel.send(alice.uri("putRecord", "rkey=x&swapRecord=" + OTHER), Map.of("n", 2));
        assertThat(wrong.getException(RecordConflictException.class).getCurrent()).hasToString(cid);
        assertThat(alice.camel.send(alice.uri("putRecord", "rkey=x&swapRecord=null"), Map.of("n", 2)).getException())
                .isInstanceOf(RecordConflictException.class);
        assertThat(alice.value("x")).containsEntry("n", 1);

        Exchange right = alice.camel.send(
                alice.uri("putRecord", "rkey=x"), Map.of("n", 2), Map.of(AtprotoConstants.SWAP_RECORD, cid));
        assertThat(right.getException()).isNull();
        assertThat(alice.value("x")).containsEntry("n", 2);
    }

    @Test
    void aPutWhoseAnswerIsLostHasLandedOnce() {
        alice.pds.faults().next("com.atproto.repo.putRecord", Fault.dropAfterCommit());

        Exchange exchange = alice.camel.send(alice.uri("putRecord", "rkey=x&swapRecord=null"), Map.of("n", 1));

        assertThat(exchange.getException()).isNull();
        assertThat(alice.value("x")).containsEntry("n", 1);
    }

    @Test
    void aDeleteRemovesAndRepeatedIsDoneAlready() {
        put(1);

        Map<String, Object> deleted = alice.camel.output(alice.uri("deleteRecord", "rkey=x"), "whatever");
        Exchange again = alice.camel.send(alice.uri("deleteRecord", "rkey=x"), null);

        assertThat(deleted).containsOnlyKeys("commit");
        assertThat(again.getException()).isNull();
        assertThat(alice.read("x").getException()).isInstanceOf(RecordNotFoundException.class);
    }

    @Test
    void aDeleteOfAnotherValueIsAConflict() {
        put(1);

        Exchange exchange = alice.camel.send(alice.uri("deleteRecord", "rkey=x&swapRecord=" + OTHER), null);

        assertThat(exchange.getException()).isInstanceOf(RecordConflictException.class);
        assertThat(alice.value("x")).containsEntry("n", 1);
    }

    @Test
    void aListMayNameTheValueThatEachWriteReplaces() {
        String cid = String.valueOf(put(1).get("cid"));
        Map<String, Object> update = Map.of(
                "$type", "com.atproto.repo.applyWrites#update", "collection", AliceOnEmbeddedPds.THING, "rkey", "x", "value",
                Map.of("n", 2), "swapRecord", cid);

        assertThat(alice.camel.send(alice.uri("applyWrites", ""), update).getException()).isNull();
        assertThat(alice.camel.send(
                alice.uri("applyWrites", ""), Map.of(
                        "$type", "com.atproto.repo.applyWrites#update", "collection", AliceOnEmbeddedPds.THING, "rkey", "x",
                        "value", Map.of("n", 3), "swapRecord", cid))
                .getException()).isInstanceOf(RecordConflictException.class);
        assertThat(alice.value("x")).containsEntry("n", 2);
    }

    @Test
    void withPointSavingACreateMayBeRepeated() {
        String uri = alice.uri("createRecord", "pointSaving=true&idempotencyKey=order-1");

        Map<String, Object> first = alice.camel.output(uri, Map.of("n", 1));
        Exchange again = alice.camel.send(uri, Map.of("n", 1));

        assertThat(again.getException()).isNull();
        assertThat(again.getMessage().getHeader(AtprotoConstants.URI)).isEqualTo(first.get("uri"));
    }
}
