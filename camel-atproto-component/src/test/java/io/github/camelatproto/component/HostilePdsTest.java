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
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.camelatproto.component.exception.PayloadTooLargeException;
import io.github.camelatproto.component.exception.PdsUnreachableException;
import io.github.camelatproto.component.exception.RateLimitExceededException;
import io.github.camelatproto.component.exception.UnknownOutcomeException;
import io.github.camelatproto.component.exception.WriteRejectedException;
import io.github.camelatproto.component.exception.XrpcException;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What is behind {@code service} may be anything: each ends in its own exception, and none hangs the exchange. */
class HostilePdsTest {

    private static final String SESSION
            = "{\"did\":\"did:plc:aaaaaaaaaaaaaaaaaaaaaaaa\",\"handle\":\"alice.test\",\"accessJwt\":\"a\",\"refreshJwt\":\"r\"}";

    /** Longer than a busy machine needs. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch end = new CountDownLatch(1);
    private HttpServer server;
    private CamelRunner camel;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
        camel = CamelRunner.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        camel.close();
        server.stop(0);
        threads.shutdownNow();
    }

    private interface Behaviour {
        void answer(HttpExchange exchange) throws Exception;
    }

    private void on(String path, Behaviour behaviour) {
        server.createContext(path, exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                behaviour.answer(exchange);
            } catch (IOException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException(e);
            }
        });
    }

    private static void reply(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private void loginWorks() {
        on("/xrpc/com.atproto.server.createSession", exchange -> reply(exchange, 200, "application/json", SESSION));
    }

    private Exception send(String options) {
        return camel.send(uri(options), Map.of("a", 1)).getException();
    }

    private String uri(String options) {
        return "atproto:createRecord?service=http://localhost:" + server.getAddress().getPort()
               + "&identifier=alice.test&password=secret-1&collection=com.example.thing&rkey=x&" + options;
    }

    @Test
    void aServerThatAnswersHtmlIsNoPds() {
        on("/", exchange -> reply(exchange, 200, "text/html", "<html>Welcome</html>"));

        assertThat(send("deliveryTimeout=2000")).isInstanceOf(PdsUnreachableException.class)
                .hasMessageContaining("text/html").hasMessageContaining("service");
    }

    @Test
    void aServerThatRedirectsIsNotFollowed() {
        on("/", exchange -> {
            exchange.getResponseHeaders().set("Location", "https://elsewhere.example/");
            reply(exchange, 302, "text/html", "");
        });

        assertThat(send("deliveryTimeout=2000")).isInstanceOf(PdsUnreachableException.class)
                .hasMessageContaining("https://elsewhere.example/");
    }

    @Test
    void aPdsThatIsNotThereIsTriedUntilTheDeliveryTimeout() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }

        Exception failure = camel.send("atproto:createRecord?service=http://localhost:" + port
                                       + "&identifier=alice.test&password=x&collection=com.example.thing&deliveryTimeout=1000",
                Map.of("a", 1)).getException();

        assertThat(failure).isInstanceOf(PdsUnreachableException.class).hasMessageContaining("localhost:" + port)
                .hasMessageContaining("service");
    }

    @Test
    void aHostThatDoesNotExistIsNamed() {
        Exception failure = camel.send("atproto:getRecord?service=https://no-such-host.invalid&repo=alice.test"
                                       + "&collection=com.example.thing&rkey=x",
                null).getException();

        assertThat(failure).isInstanceOf(PdsUnreachableException.class).hasMessageContaining("no-such-host.invalid");
    }

    @Test
    void aWriteThatIsAnsweredByAProxysPageCannotBeSettledAndSaysSo() {
        loginWorks();
        on("/", exchange -> reply(exchange, 502, "text/html", "<html>Bad gateway</html>"));

        assertThat(send("requestTimeout=2000&deliveryTimeout=2000")).isInstanceOf(UnknownOutcomeException.class)
                .hasMessageContaining("at://did:plc:aaaaaaaaaaaaaaaaaaaaaaaa/com.example.thing/x");
    }

    @Test
    void anAnswerThatNeverEndsIsCutOff() {
        on("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 0);
            byte[] drop = { ' ' };
            while (!end.await(20, TimeUnit.MILLISECONDS)) {
                exchange.getResponseBody().write(drop);
                exchange.getResponseBody().flush();
            }
        });

        // long enough that a busy machine never leaves the client without a drop for as long as that
        assertThat(send("requestTimeout=2000&deliveryTimeout=1000")).isInstanceOf(PdsUnreachableException.class)
                .hasMessageContaining("longer than");
    }

    @Test
    void anAnswerWhoseHeadersNeverEndIsCutOff() throws Exception {
        try (ServerSocket dripping = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Future<?> unused = threads.submit(() -> {
                Socket taken = dripping.accept();
                taken.getOutputStream().write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
                for (int i = 0; !end.await(20, TimeUnit.MILLISECONDS); i++) {
                    taken.getOutputStream().write(("X-" + i + ": 1\r\n").getBytes(StandardCharsets.US_ASCII));
                }
                return null;
            });

            assertThat(camel.send(getRecord(dripping), null).getException()).isInstanceOf(PdsUnreachableException.class)
                    .hasMessageContaining("longer than");
        }
    }

    private static String getRecord(ServerSocket server) {
        return "atproto:getRecord?service=http://localhost:" + server.getLocalPort()
               + "&repo=did:plc:aaaaaaaaaaaaaaaaaaaaaaaa&collection=com.example.thing&rkey=x&requestTimeout=1000";
    }

    @Test
    void anAnswerThatIsTooLargeIsCutOff() {
        on("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 0);
            byte[] flood = " ".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 100; i++) {
                exchange.getResponseBody().write(flood);
            }
        });

        assertThat(send("deliveryTimeout=500")).isInstanceOf(PdsUnreachableException.class).hasMessageContaining("larger than");
    }

    @Test
    void whatComesBehindAnAnswerWithoutAnEndIsCutOff() {
        on("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 0);
            byte[] flood = new byte[1_000_000];
            exchange.getResponseBody().write(SESSION.getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 100; i++) {
                exchange.getResponseBody().write(flood);
            }
        });

        assertThat(send("deliveryTimeout=500")).isInstanceOf(PdsUnreachableException.class).hasMessageContaining("larger than");
    }

    @Test
    void aPdsThatIsGoneForAMomentFailsNoMessage() {
        AtomicInteger calls = new AtomicInteger();
        loginWorks();
        on("/xrpc/com.atproto.repo.getRecord",
                exchange -> reply(exchange, 400, "application/json", "{\"error\":\"RecordNotFound\",\"message\":\"none\"}"));
        on("/xrpc/com.atproto.sync.getLatestCommit", exchange -> reply(
                exchange, 200, "application/json",
                "{\"cid\":\"bafyreidfayvfuwqa7qlnopdjiqrxzs6blmoeu4rujcjtnci5beludirz2a\",\"rev\":\"3jzfcijpj2z2a\"}"));
        on("/xrpc/com.atproto.repo.createRecord", exchange -> {
            if (calls.incrementAndGet() < 3) {
                reply(exchange, 503, "text/plain", "starting");
            } else {
                reply(exchange, 200, "application/json", "{\"uri\":\"at://did:plc:aaaaaaaaaaaaaaaaaaaaaaaa/x/y\"}");
            }
        });

        assertThat(send("deliveryTimeout=20000")).isNull();
        assertThat(calls).hasValue(3);
    }

    @Test
    void aRateLimitTellsCamelHowLongToWait() {
        loginWorks();
        on("/xrpc/com.atproto.repo.createRecord", exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "60");
            reply(exchange, 429, "application/json", "{\"error\":\"RateLimitExceeded\",\"message\":\"Rate Limit Exceeded\"}");
        });

        Exchange exchange = camel.send(uri("deliveryTimeout=2000&rateLimitPolicy=fail"), Map.of("a", 1));

        assertThat(exchange.getException(RateLimitExceededException.class).getReset()).isNotNull();
        assertThat(exchange.getMessage().getHeader(Exchange.REDELIVERY_DELAY, Long.class)).isBetween(30_000L, 60_000L);
    }

    @Test
    void aPlainTextRefusalIsRefused() {
        loginWorks();
        on("/xrpc/com.atproto.repo.createRecord", exchange -> reply(exchange, 404, "text/plain", "no such method"));

        assertThat(send("deliveryTimeout=2000")).isInstanceOf(XrpcException.class).hasMessageContaining("404");
    }

    @Test
    void aBodyThatAProxyFindsTooLargeIsTooLarge() {
        loginWorks();
        on("/xrpc/com.atproto.repo.createRecord", exchange -> reply(exchange, 413, "text/html", "<html></html>"));

        assertThat(send("deliveryTimeout=2000")).isInstanceOf(PayloadTooLargeException.class);
    }

    @Test
    void onShutdownWhatHasNotBeenSentFailsAtOnceAndNoExchangeHangs() throws Exception {
        loginWorks();
        CountDownLatch inFlight = new CountDownLatch(1);
        on("/xrpc/com.atproto.repo.createRecord", exchange -> {
            inFlight.countDown();
            end.await(60, TimeUnit.SECONDS);
            reply(exchange, 200, "application/json", "{\"uri\":\"at://x\"}");
        });
        camel.context().getShutdownStrategy().setTimeout(60);
        AtomicInteger rejected = new AtomicInteger();
        camel.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(WriteRejectedException.class).handled(true).process(exchange -> rejected.incrementAndGet());
                from("direct:queued").to(uri("deliveryTimeout=60000"));
            }
        });
        List<CompletableFuture<Object>> sent = new ArrayList<>();
        sent.add(camel.template().asyncSendBody("direct:queued", Map.of("a", 1)));
        assertThat(inFlight.await(30, TimeUnit.SECONDS)).isTrue();
        sent.add(camel.template().asyncSendBody("direct:queued", Map.of("a", 2)));
        sent.add(camel.template().asyncSendBody("direct:queued", Map.of("a", 3)));
        await().atMost(PATIENCE).until(() -> camel.context().getInflightRepository().size() == 3);

        Thread stopping = new Thread(camel.context()::stop);
        stopping.start();
        await().atMost(PATIENCE).until(() -> rejected.get() == 2);
        end.countDown();

        stopping.join(60_000);
        assertThat(stopping.isAlive()).isFalse();
        // the last threads end a moment after the context has stopped
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(sent).allMatch(CompletableFuture::isDone);
            assertThat(Thread.getAllStackTraces().keySet()).noneMatch(
                    thread -> thread.isAlive() && thread.getName().contains("Atproto") && thread.getName().contains("#"));
        });
    }
}
