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
package io.github.camelatproto.component.operation;

import java.util.HashMap;
import java.util.Map;

import io.github.camelatproto.component.AtprotoConstants;
import io.github.camelatproto.component.commit.Attempt;
import io.github.camelatproto.component.commit.NamedWrite;
import io.github.camelatproto.component.commit.SwapRecord;
import io.github.camelatproto.component.commit.Unit.Method;
import io.github.camelatproto.component.exception.InvalidInputException;
import io.github.camelatproto.data.Cid;
import io.github.camelatproto.repo.Write;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** putRecord and deleteRecord: which record, under which condition. */
class PutAndDeleteTest {

    private static final String CID = "bafyreidfayvfuwqa7qlnopdjiqrxzs6blmoeu4rujcjtnci5beludirz2a";
    private static final Map<String, Object> RECORD = Map.of("n", 1);

    private final OperationBench bench = new OperationBench();

    @BeforeEach
    void keepAHead() {
        bench.configuration.setDeliveryTimeout(30_000);
        bench.repos.hasHead = true;
    }

    private Attempt last() {
        return bench.repos.attempts.get(bench.repos.attempts.size() - 1);
    }

    private NamedWrite sent() {
        return last().writes().get(0);
    }

    @Test
    void aPutIsSentAsPutRecordUnderTheGivenKey() {
        bench.configuration.setRkey("self");

        Reply reply = bench.putRecord(RECORD);

        assertThat(last().method()).isEqualTo(Method.PUT_RECORD);
        assertThat(sent().write()).isEqualTo(Write.update("com.example.thing", "self", RECORD));
        assertThat(sent().swapRecord()).isNull();
        assertThat(OperationBench.body(reply)).containsOnlyKeys("uri", "cid", "commit")
                .containsEntry("uri", "at://" + MemoryRepos.REPO + "/com.example.thing/self");
        assertThat(reply.headers()).containsEntry(AtprotoConstants.URI, OperationBench.body(reply).get("uri"));
    }

    @Test
    void theKeyOfAPutMayBeDerived() {
        bench.configuration.setIdempotencyKey("order-1");
        bench.putRecord(RECORD);
        bench.createRecord(RECORD);

        assertThat(bench.repos.records).as("the same name is the same record").hasSize(1);
    }

    @Test
    void aPutWithoutAKeyIsRefused() {
        assertThatThrownBy(() -> bench.putRecord(RECORD)).isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("rkey").hasMessageContaining("idempotencyKey");
        assertThat(bench.repos.attempts).isEmpty();
    }

    @Test
    void aPutTakesTheInputObjectOfTheLexicon() {
        Map<String, Object> input = new HashMap<>(
                Map.of(
                        "repo", "alice.test", "collection", "com.example.thing", "rkey", "x", "record", RECORD));
        input.put("swapRecord", null);

        bench.putRecord(input);

        assertThat(sent().path()).isEqualTo("com.example.thing/x");
        assertThat(sent().swapRecord()).isEqualTo(new SwapRecord(null));
    }

    @ParameterizedTest
    @ValueSource(strings = { "null", "none", "NULL" })
    void swapRecordSaysThatNoneMayLieThere(String text) {
        bench.configuration.setRkey("self");
        bench.exchange.getMessage().setHeader(AtprotoConstants.SWAP_RECORD, text);

        bench.putRecord(RECORD);

        assertThat(sent().swapRecord()).isEqualTo(new SwapRecord(null));
    }

    @Test
    void theHeaderComesBeforeTheOption() {
        bench.configuration.setRkey("self");
        bench.configuration.setSwapRecord("null");
        bench.exchange.getMessage().setHeader(AtprotoConstants.SWAP_RECORD, CID);

        bench.putRecord(RECORD);

        assertThat(sent().swapRecord()).isEqualTo(new SwapRecord(Cid.parse(CID)));
    }

    @Test
    void aSwapRecordThatIsNoneIsRefused() {
        bench.configuration.setRkey("self");
        bench.exchange.getMessage().setHeader(AtprotoConstants.SWAP_RECORD, "zzz");

        assertThatThrownBy(() -> bench.putRecord(RECORD)).isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("swapRecord");
    }

    @Test
    void aDeleteIsSentAsDeleteRecordWhateverTheBodyIs() {
        bench.configuration.setRkey("self");
        bench.putRecord(RECORD);

        Reply reply = bench.deleteRecord("any text");

        assertThat(last().method()).isEqualTo(Method.DELETE_RECORD);
        assertThat(sent().write()).isEqualTo(Write.delete("com.example.thing", "self"));
        assertThat(bench.repos.records).isEmpty();
        assertThat(OperationBench.body(reply)).containsOnlyKeys("commit");
        assertThat(reply.headers()).containsEntry(AtprotoConstants.CID, null)
                .containsEntry(AtprotoConstants.URI, "at://" + MemoryRepos.REPO + "/com.example.thing/self");
    }

    @Test
    void aDeleteTakesTheInputObjectOfTheLexicon() {
        bench.deleteRecord("{\"repo\":\"alice.test\",\"collection\":\"com.example.thing\",\"rkey\":\"x\",\"swapRecord\":\""
                           + CID + "\"}");

        assertThat(sent().path()).isEqualTo("com.example.thing/x");
        assertThat(sent().swapRecord()).isEqualTo(new SwapRecord(Cid.parse(CID)));
    }

    @Test
    void aDeleteWithoutAKeyIsRefused() {
        assertThatThrownBy(() -> bench.deleteRecord(null)).isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("rkey");
    }

    @Test
    void aDeleteOfWhatMayNotExistIsRefused() {
        bench.configuration.setRkey("self");
        bench.exchange.getMessage().setHeader(AtprotoConstants.SWAP_RECORD, "null");

        assertThatThrownBy(() -> bench.deleteRecord(null)).isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("swapRecord");
    }
}
