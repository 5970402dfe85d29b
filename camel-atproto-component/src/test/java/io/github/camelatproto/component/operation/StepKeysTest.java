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

import io.github.camelatproto.component.exception.UnknownOutcomeException;
import io.github.camelatproto.repo.Write;
import io.github.camelatproto.syntax.RecordKey;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A fresh rkey is kept for its record, not for whatever comes next on the exchange. */
class StepKeysTest {

    private final OperationBench bench = new OperationBench();

    private void isUnknown(Map<String, ?> record) {
        bench.repos.losesAnswers = true;
        assertThatThrownBy(() -> bench.createRecord(record)).isInstanceOf(UnknownOutcomeException.class);
        bench.repos.losesAnswers = false;
    }

    @Test
    void anotherMessageOnTheExchangeHasItsOwnKey() {
        isUnknown(Map.of("n", 1));

        Reply reply = bench.createRecord(Map.of("n", 2));

        assertThat(bench.repos.values("n")).containsExactly(1L, 2L);
        assertThat(reply.headers()).containsEntry("CamelAtprotoReconciled", false);
    }

    @Test
    void theSameMessageIsWrittenOnce() {
        isUnknown(Map.of("n", 1));

        Reply reply = bench.createRecord(Map.of("n", 1));

        assertThat(bench.repos.values("n")).containsExactly(1L);
        assertThat(reply.headers()).containsEntry("CamelAtprotoReconciled", true);
    }

    @Test
    void onlyAKeyThatIsUsedAgainIsKept() {
        Write.Create one = Write.create("com.example.thing", Map.of("n", 1));
        Write.Create two = Write.create("com.example.thing", Map.of("n", 2));
        StepKeys first = StepKeys.of(bench.exchange, "test", bench.repos.tids());
        List<RecordKey> given = List.of(first.fresh(0, one.cid()), first.fresh(1, one.cid()));
        assertThat(first.isKept()).isFalse();
        first.keep();

        StepKeys second = StepKeys.of(bench.exchange, "test", bench.repos.tids());
        assertThat(second.fresh(0, two.cid())).isNotIn(given);
        assertThat(second.isKept()).isFalse();
        assertThat(second.fresh(1, one.cid())).isEqualTo(given.get(1));
        assertThat(second.isKept()).isTrue();
    }
}
