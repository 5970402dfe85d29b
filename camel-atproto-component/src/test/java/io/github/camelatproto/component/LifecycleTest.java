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

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpServer;
import io.github.camelatproto.component.exception.WriteRejectedException;
import io.github.camelatproto.component.session.Session;
import io.github.camelatproto.component.session.SessionStore;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.annotations.Component;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** Starting, stopping and waiting: no exchange is left without its answer. */
@Timeout(60)
class LifecycleTest {

    private static final String SESSION
            = "{\"did\":\"did:plc:aaaaaaaaaaaaaaaaaaaaaaaa\",\"handle\":\"alice.test\",\"accessJwt\":\"a\",\"refreshJwt\":\"r\"}";

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger writes = new AtomicInteger();
    private volatile int statusOfWrites = 200;
    private volatile CountDownLatch answersOfWrites = new CountDownLatch(0);
    private HttpServer server;
    private CamelRunner camel;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        answer("/xrpc/com.atproto.server.createSession", SESSION);
        answer("/", "{\"uri\":\"at://did:plc:aaaaaaaaaaaaaaaaaaaaaaaa/com.example.thing/x\"}");
        server.start();
        camel = CamelRunner.start();
    }

    private void answer(String path, String json) {
        server.createContext(path, exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                boolean isWrite = path.equals("/") && exchange.getRequestMethod().equals("POST");
                if (isWrite) {
                    writes.incrementAndGet();
                    answersOfWrites.await();
                }
                byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(isWrite ? statusOfWrites : 200, bytes.length);
                exchange.getResponseBody().write(bytes);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        });
    }

    @AfterEach
    void stop() {
        camel.close();
        server.stop(0);
        threads.shutdownNow();
    }

    /** Longer than a busy machine needs; a test that hangs fails all the same. */
    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(45));
    }

    private String uri(int port, String options) {
        return "atproto:createRecord?service=http://localhost:" + port
               + "&identifier=alice.test&password=secret-1&collection=com.example.thing" + options;
    }

    private String uri(String options) {
        return uri(server.getAddress().getPort(), options);
    }

    private static int closedPort() {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void routesThatWaitForAnotherWriteDoNotStarveIt() throws Exception {
        camel.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:nested").to(uri("")).process(
                        exchange -> camel.template().requestBody(uri("&validate=false"), Map.of("a", 2)));
            }
        });

        List<CompletableFuture<Object>> sent = IntStream.range(0, 30)
                .mapToObj(i -> camel.template().asyncRequestBody("direct:nested", (Object) Map.of("a", i))).toList();

        await().until(() -> sent.stream().allMatch(CompletableFuture::isDone));
        assertThat(sent).noneMatch(CompletableFuture::isCompletedExceptionally);
    }

    @Test
    void aMessageThatComesWhileAnotherStartsTheComponentWaitsForItsStart() {
        CountDownLatch starting = new CountDownLatch(1);
        CountDownLatch mayStart = new CountDownLatch(1);
        camel.context().getRegistry().bind("atproto", new SlowStart(starting, mayStart));
        AtomicReference<Thread> sender = new AtomicReference<>();
        CompletableFuture<Exchange> second;
        CompletableFuture<Exchange> first
                = CompletableFuture.supplyAsync(() -> camel.send(uri(""), Map.of("a", 1)), threads);
        try {
            await().until(() -> starting.getCount() == 0);
            second = CompletableFuture.supplyAsync(() -> {
                sender.set(Thread.currentThread());
                return camel.send(uri(""), Map.of("a", 2));
            }, threads);
            await().until(() -> second.isDone() || isWaiting(sender.get()));
        } finally {
            mayStart.countDown();
        }

        await().until(() -> first.isDone() && second.isDone());
        assertThat(first.join().getException()).isNull();
        assertThat(second.join().getException()).isNull();
        assertThat(writes).hasValue(2);
    }

    /** Starts once it may. */
    @Component("atproto")
    private static final class SlowStart extends AtprotoComponent {
        private final CountDownLatch starting;
        private final CountDownLatch mayStart;

        SlowStart(CountDownLatch starting, CountDownLatch mayStart) {
            this.starting = starting;
            this.mayStart = mayStart;
        }

        @Override
        protected void doStart() throws Exception {
            starting.countDown();
            mayStart.await();
            super.doStart();
        }
    }

    private static boolean isWaiting(@Nullable Thread thread) {
        return thread != null && thread.getState() == Thread.State.WAITING;
    }

    @Test
    void stoppingTheComponentWhileAWriteBacksOffAnswersItsExchange() {
        statusOfWrites = 503;
        CompletableFuture<Exchange> sent = camel.template().asyncSend(
                uri("&deliveryTimeout=600000"), exchange -> exchange.getMessage().setBody(Map.of("a", 1)));
        await().until(() -> writes.get() > 0);

        camel.context().getComponent("atproto", AtprotoComponent.class).stop();

        await().until(sent::isDone);
        assertThat(sent.join().getException()).isNotNull();
    }

    @Test
    void stoppingTheComponentWaitsForACallThatItsCallerMakesItself() throws Exception {
        // the first to a PDS waits for its login, on another thread
        assertThat(camel.send(uri("&synchronous=true"), Map.of("a", 1)).getException()).isNull();
        CountDownLatch mayAnswer = new CountDownLatch(1);
        answersOfWrites = mayAnswer;
        CompletableFuture<Exchange> sent
                = CompletableFuture.supplyAsync(() -> camel.send(uri("&synchronous=true"), Map.of("a", 2)), threads);
        await().until(() -> writes.get() > 1);
        AtprotoComponent component = camel.context().getComponent("atproto", AtprotoComponent.class);
        Thread stopping = new Thread(component::stop);
        stopping.start();
        await().until(() -> Stream.of(stopping.getStackTrace()).anyMatch(frame -> frame.getMethodName().equals("awaitEnd")));

        mayAnswer.countDown();

        stopping.join(45_000);
        await().until(sent::isDone);
        assertThat(sent.join().getException()).isNull();
    }

    @Test
    void stoppingWhileThePdsIsNotThereAnswersWhoWaitsForALogin() {
        CountDownLatch loggingIn = new CountDownLatch(1);
        camel.context().getRegistry().bind("store", new SessionStore() {
            @Override
            public Optional<Session> load(String account) {
                loggingIn.countDown();
                return Optional.empty();
            }

            @Override
            public void save(String account, Session session) {
                throw new AssertionError("Nobody logs in");
            }
        });
        CompletableFuture<Exchange> sent = camel.template().asyncSend(
                uri(closedPort(), "&deliveryTimeout=600000&sessionStore=#store"),
                exchange -> exchange.getMessage().setBody(Map.of("a", 1)));
        // the store is asked once the message waits
        await().until(() -> loggingIn.getCount() == 0);

        camel.context().stop();

        await().until(sent::isDone);
        assertThat(sent.join().getException()).isInstanceOf(WriteRejectedException.class);
    }

    @Test
    void aRestartedComponentGoesOnWriting() {
        camel.output(uri(""), Map.of("a", 1));
        AtprotoComponent component = camel.context().getComponent("atproto", AtprotoComponent.class);

        component.stop();
        Exchange meanwhile = camel.send(uri(""), Map.of("a", 2));
        component.start();

        assertThat(meanwhile.getException()).isInstanceOf(WriteRejectedException.class);
        assertThat(camel.output(uri(""), Map.of("a", 3))).containsKey("uri");
        assertThat(writes).hasValue(2);
    }

    @Test
    void nothingRunsAfterTheContextHasStopped() {
        camel.output(uri(""), Map.of("a", 1));

        camel.context().stop();

        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet()).filteredOn(Thread::isAlive)
                .extracting(Thread::getName).noneMatch(
                        name -> name.contains(camel.context().getName()) && name.contains("Atproto")));
    }
}
