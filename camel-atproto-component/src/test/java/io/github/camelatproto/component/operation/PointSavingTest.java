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

import io.github.camelatproto.component.commit.Attempt;
import io.github.camelatproto.component.commit.SwapRecord;
import io.github.camelatproto.component.commit.Unit.Method;
import io.github.camelatproto.repo.Write;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** With {@code pointSaving}, a create is a putRecord where no record may lie: 2 points instead of 3. */
class PointSavingTest {

    private static final Map<String, Object> RECORD = Map.of("n", 1);

    private final OperationBench bench = new OperationBench();

    @BeforeEach
    void save() {
        bench.configuration.setDeliveryTimeout(30_000);
        bench.configuration.setPointSaving(true);
        bench.repos.hasHead = true;
    }

    @Test
    void createRecordIsSentAsPutRecord() {
        bench.createRecord(RECORD);

        assertThat(bench.repos.attempts).singleElement().satisfies(attempt -> {
            assertThat(attempt.method()).isEqualTo(Method.PUT_RECORD);
            assertThat(attempt.writes().get(0).isCreate()).isTrue();
            assertThat(attempt.writes().get(0).swapRecord()).isEqualTo(new SwapRecord(null));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "app.bsky.feed.like", "app.bsky.feed.repost", "app.bsky.graph.follow", "app.bsky.graph.block" })
    void whatThePdsKeepsOnceForEachSubjectStaysWithCreateRecord(String collection) {
        bench.configuration.setCollection(collection);
        bench.configuration.setLocalValidation(false);

        bench.createRecord(RECORD);

        assertThat(bench.repos.attempts).extracting(Attempt::method).containsExactly(Method.CREATE_RECORD);
    }

    @Test
    void eachCreateOfAListIsSentAsPutRecord() {
        bench.configuration.setAtomic(false);

        bench.applyWrites(List.of(RECORD, Write.create("com.example.thing", Map.of("n", 2))));

        assertThat(bench.repos.attempts).extracting(Attempt::method).containsOnly(Method.PUT_RECORD);
        assertThat(bench.repos.values("n")).containsExactly(1L, 2L);
    }

    @Test
    void aTransactionStaysOne() {
        bench.applyWrites(List.of(RECORD, Map.of("n", 2)));

        assertThat(bench.repos.attempts).extracting(Attempt::method).containsExactly(Method.APPLY_WRITES);
    }
}
