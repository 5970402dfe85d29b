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
import java.util.List;
import java.util.Map;

import io.github.camelatproto.component.AtprotoConstants;
import io.github.camelatproto.component.commit.SwapRecord;
import io.github.camelatproto.component.exception.AtprotoException;
import io.github.camelatproto.component.exception.InvalidInputException;
import io.github.camelatproto.data.Cid;
import io.github.camelatproto.data.RecordEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A condition that a message asks for is met or refused, never dropped. */
class ConditionsTest {

    private static final Map<String, Object> RECORD = Map.of("n", 1);

    private final OperationBench bench = new OperationBench();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "swapCommit | 5", "swapCommit | \"\"", "rkey | 7", "rkey | \"\"", "validate | \"false\"", "validate | 0",
            "collection | 5", "collection | \"\"" })
    void aMemberOfTheWrongTypeIsRefused(String member, String value) {
        String rest = "\"repo\":\"alice.test\",\"" + member + "\":" + value;
        String collection = member.equals("collection") ? "" : ",\"collection\":\"com.example.thing\"";
        assertThatThrownBy(() -> bench.createRecord("{\"record\":{\"n\":1}," + rest + collection + "}"))
                .isInstanceOf(InvalidInputException.class).hasMessageContaining(member);
        assertThatThrownBy(() -> bench.applyWrites("{\"writes\":[{\"n\":1}]," + rest + "}"))
                .isInstanceOf(InvalidInputException.class).hasMessageContaining(member);
        assertThat(bench.repos.attempts).isEmpty();
    }

    @Test
    void aMemberThatIsNullIsAbsent() {
        bench.createRecord("{\"repo\":\"alice.test\",\"collection\":\"com.example.thing\",\"record\":{\"n\":1},"
                           + "\"swapCommit\":null,\"rkey\":null,\"validate\":null}");

        assertThat(bench.repos.values("n")).containsExactly(1L);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            AtprotoConstants.SWAP_COMMIT, AtprotoConstants.VALIDATE, AtprotoConstants.RKEY, AtprotoConstants.IDEMPOTENCY_KEY })
    void anEmptyHeaderIsRefused(String header) {
        bench.exchange.getMessage().setHeader(header, "");
        assertThatThrownBy(() -> bench.createRecord(RECORD)).isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(header);
        assertThat(bench.repos.attempts).isEmpty();

        bench.exchange.getMessage().setHeader(header, null);
        bench.createRecord(new HashMap<>(RECORD));
        assertThat(bench.repos.values("n")).containsExactly(1L);
    }

    @Test
    void swapCommitIsForCreateRecordWhateverAtomicSays() {
        bench.configuration.setAtomic(false);
        bench.configuration.setSwapCommit("bafyreidfayvfuwqa7qlnopdjiqrxzs6blmoeu4rujcjtnci5beludirz2a");

        bench.createRecord(RECORD);

        assertThat(bench.repos.attempts.get(0).fence()).isNotNull();
        assertThatThrownBy(() -> bench.applyWrites(List.of(RECORD))).isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("atomic=false");
    }

    @Test
    void anItemMayNameTheValueThatItReplaces() {
        String cid = "bafyreidfayvfuwqa7qlnopdjiqrxzs6blmoeu4rujcjtnci5beludirz2a";
        bench.repos.refuses = true;
        assertThatThrownBy(() -> bench.applyWrites(
                "[" + operation("create", "a", "null") + "," + operation("update", "b", "\"" + cid + "\"") + "]"))
                .isInstanceOf(AtprotoException.class);

        StepKeys keys = StepKeys.of(bench.exchange, "test", bench.repos.tids());
        Naming naming = Naming.ofRecords(new MessageOptions(bench.configuration, bench.exchange.getContext()), keys);
        ListItem update = ListItem.of(Map.of(
                "$type", "com.atproto.repo.applyWrites#update", "collection", "com.example.thing", "rkey", "b", "swapRecord",
                cid, "value", RECORD), null, () -> "$", new RecordEncoder());
        assertThat(naming.name(update.write(), update.swapRecord(), null, null, 0).swapRecord())
                .isEqualTo(new SwapRecord(Cid.parse(cid)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "create | \"bafyreidfayvfuwqa7qlnopdjiqrxzs6blmoeu4rujcjtnci5beludirz2a\"", "delete | null", "update | 5",
            "update | \"zzz\"" })
    void aSwapRecordThatCannotBeIsRefused(String kind, String swap) {
        assertThatThrownBy(() -> bench.applyWrites("[" + operation(kind, "a", swap) + "]"))
                .isInstanceOf(InvalidInputException.class).hasMessageContaining("swapRecord");
        assertThat(bench.repos.attempts).isEmpty();
    }

    private static String operation(String kind, String rkey, String swap) {
        return "{\"$type\":\"com.atproto.repo.applyWrites#" + kind + "\",\"collection\":\"com.example.thing\",\"rkey\":\""
               + rkey + "\",\"value\":{\"n\":1},\"swapRecord\":" + swap + "}";
    }
}
