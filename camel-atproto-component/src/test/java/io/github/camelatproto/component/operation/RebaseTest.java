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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.camelatproto.component.AtprotoConstants;
import io.github.camelatproto.component.commit.Attempt;
import io.github.camelatproto.component.commit.NamedWrite;
import io.github.camelatproto.component.exception.AtprotoException;
import io.github.camelatproto.component.exception.InvalidInputException;
import io.github.camelatproto.component.exception.InvalidSwapException;
import io.github.camelatproto.component.exception.RebaseException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.service.ServiceHelper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A rebase computes a message's writes in the writer's turn, for every attempt. */
class RebaseTest {

    private final OperationBench bench = new OperationBench();
    private final List<Exchange> calls = new ArrayList<>();

    @BeforeEach
    void latest() {
        bench.configuration.setDeliveryTimeout(30_000);
        bench.configuration.setRequestTimeout(30_000);
        bench.configuration.setSwapCommit("latest");
        bench.repos.hasHead = true;
        bench.exchange.getContext().start();
    }

    private void rebase(Object target) {
        bench.rebase = new RebaseTarget(bench.exchange.getContext(), target);
        ServiceHelper.startService(bench.rebase);
    }

    private void rebase(Processor target) {
        rebase((Object) (Processor) exchange -> {
            calls.add(exchange);
            target.process(exchange);
        });
    }

    private void moveHeadOnce() {
        AtomicInteger moved = new AtomicInteger();
        bench.repos.beforeAnswer = attempt -> {
            if (!attempt.writes().isEmpty() && moved.getAndIncrement() == 0) {
                bench.repos.moveHead();
            }
        };
    }

    @Test
    void itIsCalledForEveryAttemptWithTheMessageAndTheHead() {
        bench.exchange.getMessage().setHeader("by", 2);
        rebase(exchange -> exchange.getMessage().setBody(List.of(Map.of("n", calls.size()))));
        moveHeadOnce();

        Reply reply = bench.applyWrites("the message");

        assertThat(calls).hasSize(2).allSatisfy(call -> assertThat(call.getMessage().getHeader("by")).isEqualTo(2));
        assertThat(calls.stream().map(call -> call.getMessage().getHeader(AtprotoConstants.SWAP_COMMIT)).toList())
                .isEqualTo(bench.repos.attempts.stream().map(Attempt::fence).map(String::valueOf).toList())
                .doesNotHaveDuplicates();
        assertThat(bench.repos.values("n")).containsExactly(2L);
        assertThat((List<?>) OperationBench.body(reply).get("results")).hasSize(1);
        assertThat(bench.exchange.getMessage().getBody()).isEqualTo("the message");
    }

    @Test
    void theKeysOfItsWritesStayWithTheirPlaces() {
        rebase(exchange -> exchange.getMessage().setBody(List.of(Map.of("n", calls.size()), Map.of("n", -calls.size()))));
        moveHeadOnce();

        bench.applyWrites(null);

        assertThat(bench.repos.attempts).hasSize(2);
        assertThat(paths(0)).isEqualTo(paths(1)).doesNotHaveDuplicates();
    }

    private List<String> paths(int attempt) {
        return bench.repos.attempts.get(attempt).writes().stream().map(NamedWrite::path).toList();
    }

    @Test
    void aRedeliveryHasTheSameKeysAndAnotherMessageHasNot() {
        rebase(exchange -> exchange.getMessage().setBody(List.of(Map.of("n", calls.size()))));
        bench.configuration.setMaxSwapRetries(0);
        bench.repos.beforeAnswer = attempt -> bench.repos.moveHead();
        for (String body : List.of("one", "one", "two")) {
            assertThatThrownBy(() -> bench.applyWrites(body)).isInstanceOf(InvalidSwapException.class);
        }

        assertThat(paths(0)).isEqualTo(paths(1)).isNotEqualTo(paths(2));
    }

    @Test
    void aStreamIsThereForEveryAttempt() {
        rebase(exchange -> exchange.getMessage().setBody(
                List.of(Map.of("text", exchange.getMessage().getBody(String.class)))));
        moveHeadOnce();

        bench.applyWrites(new ByteArrayInputStream("the message".getBytes(StandardCharsets.UTF_8)));

        assertThat(bench.repos.attempts).hasSize(2);
        assertThat(bench.repos.values("text")).containsExactly("the message");
    }

    @Test
    void anyBeanWithAMethodWillDo() {
        rebase(new Increment());

        bench.applyWrites(41);

        assertThat(bench.repos.values("n")).containsExactly(42L);
    }

    /** A bean as users have them. */
    public static final class Increment {
        public List<Map<String, Integer>> next(int from) {
            return List.of(Map.of("n", from + 1));
        }
    }

    @Test
    void createRecordAndPutRecordTakeARecord() {
        rebase(exchange -> exchange.getMessage().setBody(Map.of("n", calls.size())));
        bench.createRecord(null);
        bench.configuration.setRkey("self");
        bench.putRecord(null);

        assertThat(bench.repos.values("n")).containsExactly(1L, 2L);
    }

    @Test
    void anEmptyListIsNothingToWrite() {
        rebase(exchange -> exchange.getMessage().setBody(List.of()));

        Reply reply = bench.applyWrites("message");

        assertThat(OperationBench.body(reply)).containsOnlyKeys("results");
        assertThat(bench.repos.attempts).isEmpty();
    }

    @Test
    void nothingIsNoResult() {
        rebase(exchange -> exchange.getMessage().setBody(null));

        assertThatThrownBy(() -> bench.applyWrites("message")).hasMessageContaining("gave back nothing");
        assertThat(bench.repos.attempts).isEmpty();
    }

    @Test
    void whatItThrowsIsTheCause() {
        IllegalStateException boom = new IllegalStateException("boom");
        rebase(exchange -> {
            throw boom;
        });

        assertThatThrownBy(() -> bench.applyWrites("message")).isInstanceOf(AtprotoException.class)
                .hasMessageContaining("boom").hasRootCause(boom);
        assertThat(bench.repos.attempts).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "[{\"n\":1.5}]", "no json", "{\"repo\":\"bob.test\",\"writes\":[]}",
            "{\"repo\":\"alice.test\",\"writes\":[],\"swapCommit\":\"latest\"}" })
    void whatCannotBeWrittenIsSaidToBeOfTheRebase(String result) {
        rebase(exchange -> exchange.getMessage().setBody(result));

        assertThatThrownBy(() -> bench.applyWrites("message"))
                .satisfies(failure -> assertThat(failure).hasStackTraceContaining(RebaseException.class.getSimpleName()))
                .hasMessageContaining("gave back what cannot be written");
    }

    @Test
    void oneThatWritesToItsOwnRepoFailsAtOnce() {
        rebase(exchange -> {
            CreateRecordOperation inner = new CreateRecordOperation(
                    new WriteStep(bench.configuration, exchange.getContext(), bench.repos, "inner", null));
            exchange.getMessage().removeHeaders("*");
            inner.start(exchange).toCompletableFuture().join();
        });

        assertThatThrownBy(() -> bench.applyWrites(Map.of("n", 1))).rootCause().isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("cannot write to the repo that it is called for");
    }

    @Test
    void aMessageThatAsksForAnotherHeadIsRefused() {
        rebase(exchange -> exchange.getMessage().setBody(List.of()));
        bench.exchange.getMessage().setHeader(
                AtprotoConstants.SWAP_COMMIT, "bafyreidfayvfuwqa7qlnopdjiqrxzs6blmoeu4rujcjtnci5beludirz2a");

        assertThatThrownBy(() -> bench.applyWrites("message")).isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("swapCommit=latest");
        assertThat(calls).isEmpty();
    }

    @Test
    void deleteRecordHasNone() {
        rebase(exchange -> exchange.getMessage().setBody(List.of()));

        assertThatThrownBy(() -> bench.deleteRecord(null)).isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("rebase");
    }

    @Test
    void oneThatIsTooLateReadsNothingOfTheNextDelivery() {
        InputStream body = new ByteArrayInputStream("the message".getBytes(StandardCharsets.UTF_8));
        CountDownLatch next = new CountDownLatch(1);
        CountDownLatch read = new CountDownLatch(1);
        // both run at once, however few processors there are
        bench.repos.results = task -> new Thread(task).start();
        rebase(exchange -> {
            if (calls.size() == 1) {
                await(next);
                exchange.getMessage().getBody(String.class);
                read.countDown();
            } else {
                next.countDown();
                await(read);
                exchange.getMessage().setBody(List.of(Map.of("text", exchange.getMessage().getBody(String.class))));
            }
        });
        bench.configuration.setRequestTimeout(100);
        assertThatThrownBy(() -> bench.applyWrites(body)).hasMessageContaining("requestTimeout");
        bench.configuration.setRequestTimeout(30_000);

        bench.applyWrites(body);

        assertThat(bench.repos.values("text")).containsExactly("the message");
    }

    @Test
    void whatOneGivesTooLateIsNotRead() throws Exception {
        ExecutorService oneThread = Executors.newSingleThreadExecutor();
        bench.repos.results = oneThread;
        CountDownLatch late = new CountDownLatch(1);
        AtomicBoolean isRead = new AtomicBoolean();
        rebase(exchange -> {
            await(late);
            exchange.getMessage().setBody((Iterable<Object>) () -> {
                isRead.set(true);
                return List.<Object> of(Map.of("n", 1)).iterator();
            });
        });
        bench.configuration.setRequestTimeout(100);
        assertThatThrownBy(() -> bench.applyWrites("message")).hasMessageContaining("requestTimeout");

        late.countDown();
        // its thread comes to this after all that it gave has been taken or left
        oneThread.submit(() -> {
        }).get();

        assertThat(isRead).isFalse();
        oneThread.shutdownNow();
    }

    @Test
    void aDeliveryWhoseRebaseFailsKeepsTheKeysOfTheOneBefore() {
        AtomicBoolean fails = new AtomicBoolean();
        rebase(exchange -> {
            if (fails.get()) {
                throw new IllegalStateException("boom");
            }
            exchange.getMessage().setBody(List.of(Map.of("n", 1)));
        });
        bench.configuration.setMaxSwapRetries(0);
        moveHeadOnce();
        assertThatThrownBy(() -> bench.applyWrites("message")).isInstanceOf(InvalidSwapException.class);
        fails.set(true);
        assertThatThrownBy(() -> bench.applyWrites("message")).hasMessageContaining("boom");
        fails.set(false);

        bench.applyWrites("message");

        assertThat(bench.repos.attempts).hasSize(2);
        assertThat(paths(1)).isEqualTo(paths(0));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
