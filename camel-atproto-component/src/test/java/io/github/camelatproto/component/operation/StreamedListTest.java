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

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.camelatproto.component.commit.Unit.Method;
import io.github.camelatproto.component.exception.AtprotoException;
import io.github.camelatproto.component.exception.InvalidInputException;
import io.github.camelatproto.component.exception.PartialWriteException;
import io.github.camelatproto.component.exception.PayloadTooLargeException;
import io.github.camelatproto.component.exception.WriteOutcome;
import io.github.camelatproto.component.exception.WriteOutcome.Status;
import io.github.camelatproto.component.exception.WriteRejectedException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** With {@code atomic=false}, a list is read and written in parts, and nothing of it is lost. */
class StreamedListTest {

    private final OperationBench bench = new OperationBench();

    @BeforeEach
    void inParts() {
        bench.configuration.setDeliveryTimeout(30_000);
        bench.configuration.setAtomic(false);
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String lines(int from, int to) {
        return IntStream.range(from, to).mapToObj(n -> "{\"n\":" + n + "}\n").collect(Collectors.joining());
    }

    private static Object[] numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(Long::valueOf).toArray();
    }

    private List<WriteOutcome> outcomesOf(Object body) {
        return catchThrowableOfType(PartialWriteException.class, () -> bench.applyWrites(body)).getOutcomes();
    }

    private static List<Status> statuses(List<WriteOutcome> outcomes) {
        return outcomes.stream().map(WriteOutcome::status).toList();
    }

    /** Numbers without end or with one, that knows how far it was pulled. */
    private static class Numbers implements Iterator<Object> {

        private final int end;
        final AtomicInteger pulled = new AtomicInteger();

        Numbers(int end) {
            this.end = end;
        }

        @Override
        public boolean hasNext() {
            return pulled.get() < end;
        }

        @Override
        public Object next() {
            return Map.of("n", pulled.getAndIncrement());
        }
    }

    @Test
    void noMoreThanTwoWindowsArePulledAhead() {
        Numbers numbers = new Numbers(1_000);
        bench.configuration.setMaxWritesPerCommit(10);
        AtomicInteger ahead = new AtomicInteger();
        bench.repos.beforeAnswer = attempt -> ahead.accumulateAndGet(
                numbers.pulled.get() - bench.repos.records.size(), Math::max);

        Reply reply = bench.applyWrites(numbers);

        assertThat(bench.repos.values("n")).containsExactly(numbers(0, 1_000));
        assertThat((List<?>) OperationBench.body(reply).get("results")).hasSize(1_000);
        assertThat(ahead.get()).isBetween(1, 30);
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 2, 3, 50 })
    void maxQueuedIsNotExceededByOneList(int maxQueued) {
        bench.configuration.setMaxQueued(maxQueued);

        bench.applyWrites(new Numbers(120));

        assertThat(bench.repos.values("n")).containsExactly(numbers(0, 120));
    }

    @Test
    void textIsReadInEveryFormAndInOrder() {
        String array = "[" + lines(0, 450).replace("}\n", "}, ").replaceAll(", $", "") + "]";
        String pretty = lines(0, 450).replace("{", "{\n  ");
        for (Object body : List.of(lines(0, 450), stream(lines(0, 450)), array, stream(array), stream(pretty))) {
            bench.repos.records.clear();
            bench.applyWrites(body);
            assertThat(bench.repos.values("n")).containsExactly(numbers(0, 450));
        }
    }

    @Test
    void otherEncodingsAreUnderstood() {
        bench.applyWrites("\uFEFF{\"n\":0}\n{\"n\":1}".getBytes(StandardCharsets.UTF_8));
        bench.applyWrites(new ByteArrayInputStream("[{\"n\":2},{\"n\":3}]".getBytes(StandardCharsets.UTF_16)));
        bench.applyWrites(new StringReader("{\"n\":\"\u20ac\"}\n{\"n\":5}"));

        assertThat(bench.repos.values("n")).containsExactly(0L, 1L, 2L, 3L, "\u20ac", 5L);
    }

    @Test
    void whatIsNoJsonAtAllIsAnErrorAndNoList() {
        for (String body : List.of("", " \n", "no", "{\"n\":", "[", "null")) {
            assertThatThrownBy(() -> bench.applyWrites(stream(body))).as(body).isInstanceOf(AtprotoException.class);
        }
        assertThat(bench.repos.attempts).isEmpty();
        assertThat(OperationBench.body(bench.applyWrites(stream("[]")))).containsEntry("results", List.of());
    }

    @Test
    void anInputObjectIsAList() {
        bench.applyWrites(stream("{\"repo\":\"alice.test\",\n\"writes\":[{\"n\":1},{\"n\":2}]}"));

        assertThat(bench.repos.values("n")).containsExactly(1L, 2L);
    }

    @Test
    void aBrokenLineFailsAlone() {
        List<WriteOutcome> outcomes = outcomesOf(stream("{\"n\":0}\n{\"n\":\n{\"n\":2}\nno\n\n{\"n\":3}\n"));

        assertThat(bench.repos.values("n")).containsExactly(0L, 2L, 3L);
        assertThat(statuses(outcomes)).containsExactly(
                Status.WRITTEN, Status.FAILED, Status.WRITTEN, Status.FAILED, Status.WRITTEN);
        assertThat(outcomes.get(1).error()).isInstanceOf(InvalidInputException.class).hasMessageContaining("line 2");
        assertThat(outcomes.get(3).error()).hasMessageContaining("line 4");
    }

    @Test
    void whatComesAfterABreakInAnArrayIsNotSentAndSaysSo() {
        List<WriteOutcome> outcomes = outcomesOf(stream("[{\"n\":0},\n{\"n\":},{\"n\":2}]"));

        assertThat(bench.repos.values("n")).containsExactly(0L);
        assertThat(statuses(outcomes)).containsExactly(Status.WRITTEN, Status.FAILED);
        assertThat(outcomes.get(1).error()).hasMessageContaining("line 2").hasMessageContaining("what comes after");
    }

    @Test
    void aRedeliveryOfAStreamSendsWhatFailedAndWhatWasNotRead() {
        InputStream body = stream(lines(0, 6));
        bench.configuration.setMaxWritesPerCommit(2);
        bench.repos.beforeAnswer = attempt -> bench.repos.refuses = !bench.repos.records.isEmpty();
        List<WriteOutcome> outcomes = outcomesOf(body);
        assertThat(outcomes).anySatisfy(outcome -> assertThat(outcome.error()).isInstanceOf(WriteRejectedException.class));
        int before = bench.repos.records.size();
        bench.repos.refuses = false;
        bench.repos.beforeAnswer = attempt -> {
        };

        Reply reply = bench.applyWrites(body);

        assertThat(before).isBetween(1, 5);
        assertThat(bench.repos.values("n")).containsExactly(numbers(0, 6));
        assertThat((List<?>) OperationBench.body(reply).get("results")).hasSize(6);
        assertThat(reply.headers()).containsEntry("CamelAtprotoReconciled", true);
        assertThat(bench.exchange.getProperties()).isEmpty();
    }

    @Test
    void aRedeliveryOfAListSendsOnlyWhatIsAbsentWithoutReading() {
        List<Object> body = Stream.of(0, 1, 2, 3).<Object> map(n -> Map.of("n", n)).toList();
        bench.configuration.setMaxWritesPerCommit(1);
        bench.repos.beforeAnswer = attempt -> bench.repos.refuses = bench.repos.records.size() == 2;
        List<WriteOutcome> first = outcomesOf(body);
        assertThat(statuses(first)).containsExactly(Status.WRITTEN, Status.WRITTEN, Status.FAILED, Status.FAILED);
        bench.repos.refuses = false;
        bench.repos.beforeAnswer = attempt -> {
        };
        bench.repos.attempts.clear();

        bench.applyWrites(body);

        assertThat(bench.repos.values("n")).containsExactly(numbers(0, 4));
        assertThat(bench.repos.attempts).as("two were absent").hasSize(2);
    }

    @Test
    void anIteratorThatFailsHalfwayIsNotTakenForItsEnd() {
        Numbers broken = new Numbers(1_000) {
            @Override
            public Object next() {
                if (pulled.get() == 5) {
                    throw new IllegalStateException("connection lost");
                }
                return super.next();
            }
        };

        for (int delivery = 0; delivery < 2; delivery++) {
            List<WriteOutcome> outcomes = outcomesOf(broken);
            assertThat(outcomes).hasSize(6);
            assertThat(outcomes.get(5).error()).hasMessageContaining("connection lost");
        }
        assertThat(bench.repos.values("n")).containsExactly(numbers(0, 5));
    }

    @Test
    void aFullQueueRefusesTheListAndLosesNothingOfIt() {
        bench.configuration.setMaxQueued(4);
        CompletableFuture<Void> gate = new CompletableFuture<>();
        bench.repos.gate = gate;
        List<CompletableFuture<Reply>> others = IntStream.range(100, 105)
                .mapToObj(n -> bench.createRecordMeanwhile(Map.of("n", n)).toCompletableFuture()).toList();
        Iterator<Object> list = new Numbers(10);

        assertThatThrownBy(() -> bench.applyWrites(list)).isInstanceOf(WriteRejectedException.class)
                .hasMessageContaining("maxQueued");

        gate.complete(null);
        others.forEach(CompletableFuture::join);
        bench.applyWrites(list);
        assertThat(bench.repos.values("n")).containsSequence(numbers(0, 10)).hasSize(15);
    }

    @Test
    void aWriteLargerThanAnyCommitFailsAlone() {
        String big = "x".repeat(2_100_000);

        List<WriteOutcome> outcomes = outcomesOf(List.of(Map.of("n", 0), Map.of("n", big), Map.of("n", 2)));

        assertThat(bench.repos.values("n")).containsExactly(0L, 2L);
        assertThat(outcomes.get(1).error()).isInstanceOf(PayloadTooLargeException.class).hasMessageNotContaining("xxx");
    }

    @Test
    void aTransactionLargerThanAnyCommitIsRefusedAtOnce() {
        bench.configuration.setAtomic(true);
        String half = "x".repeat(1_100_000);

        assertThatThrownBy(() -> bench.applyWrites(List.of(Map.of("n", half), Map.of("n", half))))
                .isInstanceOf(PayloadTooLargeException.class).hasMessageContaining("atomic=false");
        assertThat(bench.repos.attempts).isEmpty();
    }

    @Test
    void eachWriteIsAUnitOfItsOwn() {
        bench.applyWrites(stream(lines(0, 3)));

        assertThat(bench.repos.attempts).allMatch(attempt -> attempt.method() == Method.APPLY_WRITES);
    }
}
