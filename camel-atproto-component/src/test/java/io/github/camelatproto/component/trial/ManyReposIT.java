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
package io.github.camelatproto.component.trial;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.camelatproto.component.xrpc.XrpcClient;
import io.github.camelatproto.pds.EmbeddedPds;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** 300 repos at once. */
class ManyReposIT {

    private static final int REPOS = 300;
    private static final int MESSAGES = 20;
    private static final int HTTP_THREADS = 10;
    /** Calls, what comes of their answers, and the timer. */
    private static final int MOST_THREADS = 100;
    /** A hung PDS holds its calls for so long. */
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final EmbeddedPds pds = EmbeddedPds.builder().build().start();
    private final DefaultCamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() {
        IntStream.range(0, REPOS).forEach(i -> pds.createAccount(handle(i), "secret"));
        context.disableJMX();
        context.start();
    }

    @AfterEach
    void stop() {
        context.getShutdownStrategy().setTimeout(1);
        context.stop();
        pds.close();
    }

    @Test
    void theyTakeNoMoreThreadsThanThePoolsMayHave() throws Exception {
        List<CompletableFuture<Exchange>> sent = sendAll();
        int most = 0;
        while (!isDone(sent)) {
            most = Math.max(most, callsUnderWay());
            Thread.onSpinWait();
        }

        System.out.println("Threads of " + REPOS + " repos: " + most + " in calls at once, "
                           + threads().filter(name -> name.contains("Atproto")).count() + " in all");
        assertThat(sent).extracting(CompletableFuture::join).extracting(Exchange::getException).containsOnlyNulls();
        assertThat(most).isBetween(1, HTTP_THREADS);
        assertThat(threads().filter(name -> name.contains("Atproto"))).hasSizeLessThan(MOST_THREADS);
        assertThat(threads().filter(name -> name.contains("AtprotoTimer"))).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void aHungPdsDelaysNobodyElse() throws Exception {
        // logs in everybody
        timeOf(sendAll());
        Duration alone = timeOf(sendAll());

        try (HungPds hung = new HungPds()) {
            List<CompletableFuture<Exchange>> stuck = producers("http://localhost:" + hung.port()).stream()
                    .map(producer -> send(producer, 0)).toList();
            await().atMost(PATIENCE).until(() -> hung.calls() > 0);
            Duration beside = timeOf(sendAll());

            System.out.println(
                    REPOS + " repos alone: " + alone.toMillis() + " ms; beside a hung PDS: " + beside.toMillis() + " ms");
            assertThat(stuck).noneMatch(CompletableFuture::isDone);
            assertThat(beside).isLessThan(alone.multipliedBy(2).plusSeconds(2)).isLessThan(REQUEST_TIMEOUT);
        }
    }

    private Duration timeOf(List<CompletableFuture<Exchange>> sent) {
        Instant begun = Instant.now();
        await().atMost(PATIENCE).until(() -> isDone(sent));
        Duration time = Duration.between(begun, Instant.now());
        assertThat(sent).extracting(CompletableFuture::join).extracting(Exchange::getException).containsOnlyNulls();
        return time;
    }

    private static boolean isDone(List<CompletableFuture<Exchange>> sent) {
        return sent.stream().allMatch(CompletableFuture::isDone);
    }

    private static int callsUnderWay() {
        return (int) Thread.getAllStackTraces().values().stream()
                .filter(stack -> Stream.of(stack).anyMatch(frame -> frame.getClassName().equals(XrpcClient.class.getName())
                        && frame.getMethodName().equals("callNow")))
                .count();
    }

    /** Names of the threads that there are. */
    private static Stream<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().filter(Thread::isAlive).map(Thread::getName);
    }

    private List<CompletableFuture<Exchange>> sendAll() throws Exception {
        List<CompletableFuture<Exchange>> sent = new ArrayList<>();
        List<AsyncProducer> producers = producers(pds.url().toString());
        for (int i = 0; i < MESSAGES; i++) {
            int number = i;
            producers.forEach(producer -> sent.add(send(producer, number)));
        }
        return sent;
    }

    private List<AsyncProducer> producers(String service) throws Exception {
        List<AsyncProducer> producers = new ArrayList<>();
        for (int i = 0; i < REPOS; i++) {
            AsyncProducer producer = context.getEndpoint(
                    "atproto:createRecord?service=" + service + "&identifier=" + handle(i) + "&password=secret&collection="
                                                         + Plan.THING + "&requestTimeout=" + REQUEST_TIMEOUT.toMillis())
                    .createAsyncProducer();
            producer.start();
            producers.add(producer);
        }
        return producers;
    }

    private static CompletableFuture<Exchange> send(AsyncProducer producer, int number) {
        CompletableFuture<Exchange> sent = new CompletableFuture<>();
        Exchange exchange = producer.getEndpoint().createExchange();
        exchange.getMessage().setBody(Map.of("number", number));
        producer.process(exchange, doneSync -> sent.complete(exchange));
        return sent;
    }

    private static String handle(int number) {
        return "repo" + number + ".test";
    }

    /** Takes connections, and never says a word. */
    private static final class HungPds implements AutoCloseable {

        private final ServerSocket server = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
        private final Queue<Socket> taken = new ConcurrentLinkedQueue<>();

        HungPds() throws IOException {
            Thread taking = new Thread(this::take);
            taking.setDaemon(true);
            taking.start();
        }

        int port() {
            return server.getLocalPort();
        }

        int calls() {
            return taken.size();
        }

        private void take() {
            try {
                while (true) {
                    Socket socket = server.accept();
                    taken.add(socket);
                    if (server.isClosed()) {
                        // else who came at the last moment would wait for its answer
                        socket.close();
                    }
                }
            } catch (IOException closed) {
                // as it should be
                return;
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
            for (Socket socket : taken) {
                socket.close();
            }
        }
    }
}
