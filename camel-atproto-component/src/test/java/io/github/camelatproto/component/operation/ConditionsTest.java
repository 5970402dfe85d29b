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
import io.github.camelatproto.component.exception.InvalidInputException;
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
}
