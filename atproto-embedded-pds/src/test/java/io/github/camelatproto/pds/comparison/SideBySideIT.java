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
package io.github.camelatproto.pds.comparison;

import java.net.http.HttpClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.camelatproto.pds.comparison.KnownDifferences.Difference;
import io.github.camelatproto.reference.ReferencePds;
import io.github.camelatproto.reference.ReferencePdsExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/** Makes every call to both PDSs. */
@ExtendWith(ReferencePdsExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SideBySideIT {
    private static final List<Scenario> SCENARIOS = List.of(
            SessionCalls.scenario(),
            RequestCalls.scenario(),
            CreateRecordCalls.scenario(),
            RecordKeyCalls.scenario(),
            SwapCommitCalls.scenario(),
            PutRecordCalls.scenario(),
            DeleteRecordCalls.scenario(),
            ApplyWritesCalls.scenario(),
            BacklinkCalls.scenario(),
            ReadCalls.scenario(),
            BlobCalls.scenario(),
            SyncCalls.scenario(),
            IdentityCalls.scenario(),
            AccountStateCalls.scenario(),
            DataModelCalls.scenario(),
            PostCalls.scenario(),
            ConcurrentCalls.scenario());

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final EmbeddedSide embedded = new EmbeddedSide();
    private final ReferenceSide reference;
    private final Map<String, Comparison> comparisons = new LinkedHashMap<>();

    SideBySideIT(ReferencePds pds) {
        this.reference = new ReferenceSide(pds);
    }

    @TestFactory
    Stream<DynamicContainer> theAnswersAreTheSame() {
        return SCENARIOS.stream().map(this::container);
    }

    @Test
    void noDifferenceIsListedForACallThatIsNotMade() {
        assertThat(KnownDifferences.ALL).flatExtracting(Difference::calls)
                .isSubsetOf(SCENARIOS.stream().flatMap(scenario -> scenario.calls().stream()).toList());
    }

    @AfterAll
    void report() {
        embedded.close();
        System.out.print(new Report(comparisons));
    }

    private DynamicContainer container(Scenario scenario) {
        String suffix = UUID.randomUUID().toString().substring(28);
        Pair<Side> sides = both(
                () -> Side.of(reference, http, scenario.accounts(), suffix),
                () -> Side.of(embedded, http, scenario.accounts(), suffix));
        return dynamicContainer(scenario.name(), scenario.cases().stream().map(each -> test(scenario, each, sides)));
    }

    private DynamicTest test(Scenario scenario, Case each, Pair<Side> sides) {
        String call = scenario.call(each);
        return dynamicTest(each.name(), () -> {
            Pair<Answer> answers = both(() -> sides.reference().answer(each), () -> sides.embedded().answer(each));
            Comparison comparison = new Comparison(answers.reference(), answers.embedded());
            comparisons.put(call, comparison);
            assertThat(KnownDifferences.surprises(call, comparison.differences()))
                    .as("%s%n  reference %s%n  embedded  %s", call, answers.reference(), answers.embedded()).isEmpty();
        });
    }

    private record Pair<T>(T reference, T embedded) {
    }

    /** Waits for both at the same time. */
    private static <T> Pair<T> both(Supplier<T> reference, Supplier<T> embedded) {
        CompletableFuture<T> first = CompletableFuture.supplyAsync(reference);
        T second = embedded.get();
        return new Pair<>(first.join(), second);
    }
}
