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

import java.net.URI;
import java.util.Map;

import io.github.camelatproto.component.exception.RecordConflictException;
import io.github.camelatproto.component.exception.RecordNotFoundException;
import io.github.camelatproto.component.trial.FaultProxy;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What atproto:putRecord and atproto:deleteRecord do, on any PDS. */
abstract class PutAndDeleteOnAPds extends OnAPds {

    private static final String THING = "com.example.thing";
    private static final String OTHER = "bafyreidfayvfuwqa7qlnopdjiqrxzs6blmoeu4rujcjtnci5beludirz2a";

    PutAndDeleteOnAPds(PdsUnderTest pds) {
        super(pds);
    }

    private String uri(String operation, String options) {
        return uri(pds.url(), operation, options);
    }

    private String uri(URI service, String operation, String options) {
        return CamelRunner.uri(operation, service, account, "collection=" + THING + (options.isEmpty() ? "" : "&" + options));
    }

    private Exchange read() {
        return camel.send("atproto:getRecord?service=" + pds.url() + "&repo=" + account.did() + "&collection=" + THING
                          + "&rkey=x",
                null);
    }

    private Object value() {
        return read().getMessage().getBody(Map.class).get("value");
    }

    private static Map<String, Object> thing(int n) {
        return Map.of("n", n, "$type", THING);
    }

    private Map<String, Object> put(int n) {
        return camel.output(uri("putRecord", "rkey=x"), Map.of("n", n));
    }

    @Test
    void aPutCreatesAndThenReplaces() {
        assertThat(put(1)).containsOnlyKeys("uri", "cid", "commit", "validationStatus");
        assertThat(put(2)).containsKey("commit");

        assertThat(value()).isEqualTo(thing(2));
    }

    @Test
    void theSameRecordAgainIsASuccessWithoutACommit() {
        Map<String, Object> first = put(1);

        assertThat(put(1)).containsEntry("cid", first.get("cid")).doesNotContainKey("commit");
    }

    @Test
    void swapRecordIsMetOrTheCurrentValueIsNamed() {
        String cid = String.valueOf(put(1).get("cid"));

        Exchange wrong = camel.send(uri("putRecord", "rkey=x&swapRecord=" + OTHER), Map.of("n", 2));
        assertThat(wrong.getException(RecordConflictException.class).getCurrent()).hasToString(cid);
        assertThat(camel.send(uri("putRecord", "rkey=x&swapRecord=null"), Map.of("n", 2)).getException())
                .isInstanceOf(RecordConflictException.class);
        assertThat(value()).isEqualTo(thing(1));

        Exchange right = camel.send(
                uri("putRecord", "rkey=x"), Map.of("n", 2), Map.of(AtprotoConstants.SWAP_RECORD, cid));
        assertThat(right.getException()).isNull();
        assertThat(value()).isEqualTo(thing(2));
    }

    @Test
    void aPutWhoseAnswerIsLostHasLandedOnce() throws Exception {
        try (FaultProxy proxy = new FaultProxy(pds.url())) {
            proxy.loseAnswerOf("com.atproto.repo.putRecord");

            Exchange exchange = camel.send(uri(proxy.url(), "putRecord", "rkey=x&swapRecord=null"), Map.of("n", 1));

            assertThat(exchange.getException()).isNull();
        }
        assertThat(value()).isEqualTo(thing(1));
    }

    @Test
    void aDeleteRemovesAndRepeatedIsDoneAlready() {
        put(1);

        Map<String, Object> deleted = camel.output(uri("deleteRecord", "rkey=x"), "whatever");
        Exchange again = camel.send(uri("deleteRecord", "rkey=x"), null);

        assertThat(deleted).containsOnlyKeys("commit");
        assertThat(again.getException()).isNull();
        assertThat(read().getException()).isInstanceOf(RecordNotFoundException.class);
    }

    @Test
    void aDeleteOfAnotherValueIsAConflict() {
        put(1);

        Exchange exchange = camel.send(uri("deleteRecord", "rkey=x&swapRecord=" + OTHER), null);

        assertThat(exchange.getException()).isInstanceOf(RecordConflictException.class);
        assertThat(value()).isEqualTo(thing(1));
    }

    @Test
    void aListMayNameTheValueThatEachWriteReplaces() {
        String cid = String.valueOf(put(1).get("cid"));
        Map<String, Object> update = Map.of(
                "$type", "com.atproto.repo.applyWrites#update", "collection", THING, "rkey", "x", "value",
                Map.of("n", 2), "swapRecord", cid);

        assertThat(camel.send(uri("applyWrites", ""), update).getException()).isNull();
        assertThat(camel.send(
                uri("applyWrites", ""), Map.of(
                        "$type", "com.atproto.repo.applyWrites#update", "collection", THING, "rkey", "x",
                        "value", Map.of("n", 3), "swapRecord", cid))
                .getException()).isInstanceOf(RecordConflictException.class);
        assertThat(value()).isEqualTo(thing(2));
    }

    @Test
    void withPointSavingACreateMayBeRepeated() {
        String uri = uri("createRecord", "pointSaving=true&idempotencyKey=order-1");

        Map<String, Object> first = camel.output(uri, Map.of("n", 1));
        Exchange again = camel.send(uri, Map.of("n", 1));

        assertThat(again.getException()).isNull();
        assertThat(again.getMessage().getHeader(AtprotoConstants.URI)).isEqualTo(first.get("uri"));
    }
}
