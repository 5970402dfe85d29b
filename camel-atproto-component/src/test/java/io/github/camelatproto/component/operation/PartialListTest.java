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

import java.util.List;
import java.util.Map;

import io.github.camelatproto.component.exception.PartialWriteException;
import io.github.camelatproto.component.exception.RecordValidationException;
import io.github.camelatproto.component.exception.WriteOutcome;
import io.github.camelatproto.component.exception.WriteOutcome.Status;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** With {@code atomic=false}, an item that cannot be read fails alone. */
class PartialListTest {

    private static final Map<String, Object> BAD = Map.of("n", 1.5);
    private static final Map<String, Object> BAD_OPERATION = Map.of(
            "$type", "com.atproto.repo.applyWrites#create", "collection", "com.example.thing", "value", BAD,
            "idempotencyKey", "mine");

    private final OperationBench bench = new OperationBench();

    private List<WriteOutcome> outcomesOf(Object... items) {
        return catchThrowableOfType(PartialWriteException.class, () -> bench.applyWrites(List.of(items))).getOutcomes();
    }

    @Test
    void oneBadItemDoesNotSinkTheList() {
        bench.configuration.setAtomic(false);

        List<WriteOutcome> outcomes = outcomesOf(Map.of("n", 1), BAD, Map.of("n", 3), BAD_OPERATION);

        assertThat(bench.repos.values("n")).containsExactly(1L, 3L);
        assertThat(outcomes).extracting(WriteOutcome::status)
                .containsExactly(Status.WRITTEN, Status.FAILED, Status.WRITTEN, Status.FAILED);
        assertThat(outcomes.get(1).uri()).isNull();
        assertThat(outcomes.get(1).error()).isInstanceOf(RecordValidationException.class)
                .hasMessageContaining("$.writes[1]");
        assertThat(outcomes.get(2).uri()).isNotNull();
        assertThat(outcomes.get(3).idempotencyKey()).isEqualTo("mine");
    }

    @Test
    void aRedeliveryWritesTheRestOnce() {
        bench.configuration.setAtomic(false);
        outcomesOf(Map.of("n", 1), BAD);

        List<WriteOutcome> outcomes = outcomesOf(Map.of("n", 1), BAD);

        assertThat(bench.repos.values("n")).containsExactly(1L);
        assertThat(outcomes).extracting(WriteOutcome::status).containsExactly(Status.EXISTING, Status.FAILED);
    }

    @Test
    void aListOfBadItemsIsNotSent() {
        bench.configuration.setAtomic(false);

        assertThat(outcomesOf(BAD, BAD)).extracting(WriteOutcome::status).containsExactly(Status.FAILED, Status.FAILED);
        assertThat(bench.repos.attempts).isEmpty();
    }

    @Test
    void aTransactionIsRefusedAsAWhole() {
        assertThat(catchThrowableOfType(
                RecordValidationException.class, () -> bench.applyWrites(List.of(Map.of("n", 1), BAD)))).isNotNull();
        assertThat(bench.repos.attempts).isEmpty();
    }
}
