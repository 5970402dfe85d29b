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
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpExchange;
import io.github.camelatproto.component.exception.AtprotoException;
import io.github.camelatproto.component.exception.PdsUnreachableException;
import io.github.camelatproto.data.Cid;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A PDS may take an upload in any way, and answer anything: none hangs the exchange, and none is believed blindly. */
class HostileUploadTest {

    private static final String SESSION
            = "{\"did\":\"did:plc:aaaaaaaaaaaaaaaaaaaaaaaa\",\"handle\":\"alice.test\",\"accessJwt\":\"a\",\"refreshJwt\":\"r\"}";
    /** More than the buffers between client and server hold. */
    private static final int LARGE = 40_000_000;

    @TempDir
    private Path folder;
    private final CountDownLatch end = new CountDownLatch(1);
    private LocalServer server;
    private CamelRunner camel;

    @BeforeEach
    void start() throws Exception {
        server = new LocalServer().on("/xrpc/com.atproto.server.createSession", exchange -> reply(exchange, SESSION));
        camel = CamelRunner.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        camel.close();
        server.close();
    }

    private interface Behaviour {
        void answer(HttpExchange exchange) throws Exception;
    }

    private void onUpload(Behaviour behaviour) {
        server.on("/xrpc/com.atproto.repo.uploadBlob", exchange -> {
            try {
                behaviour.answer(exchange);
            } catch (Exception e) {
                exchange.close();
            }
        });
    }

    private static void reply(HttpExchange exchange, String json) throws IOException {
        LocalServer.answer(exchange, 200, json);
    }

    private static String blob(Cid cid, long size) {
        return "{\"blob\":{\"$type\":\"blob\",\"ref\":{\"$link\":\"" + cid + "\"},\"mimeType\":\"text/plain\",\"size\":" + size
               + "}}";
    }

    private Exchange upload(Object body, String options) {
        return camel.send(uri(options), body);
    }

    private String uri(String options) {
        return "atproto:uploadBlob?service=" + server.url()
               + "&identifier=alice.test&password=secret-1&" + options;
    }

    private Path large() throws Exception {
        Path file = folder.resolve("large.bin");
        try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
            content.setLength(LARGE);
        }
        return file;
    }

    @Test
    void bytesThatWereChangedOnTheWayAreFound() {
        onUpload(exchange -> {
            exchange.getRequestBody().readAllBytes();
            reply(exchange, blob(Cid.ofRaw(new byte[] { 1 }), 5));
        });

        assertThat(upload("hello", "deliveryTimeout=2000").getException()).isExactlyInstanceOf(AtprotoException.class)
                .hasMessageContaining("other bytes than were sent");
    }

    @Test
    void anAnswerWithoutABlobIsNoneOfAPds() {
        for (String answer : new String[] { "{}", "{\"blob\":{\"cid\":\"x\"}}", "[]", "{\"blob\":7}" }) {
            onUpload(exchange -> {
                exchange.getRequestBody().readAllBytes();
                reply(exchange, answer);
            });

            assertThat(upload("hello", "deliveryTimeout=500").getException()).as(answer)
                    .isInstanceOf(PdsUnreachableException.class).hasMessageContaining("uploadBlob of the body");
            server.off("/xrpc/com.atproto.repo.uploadBlob");
        }
    }

    @Test
    void anUploadThatGoesOnMayTakeLongerThanACall() throws Exception {
        onUpload(exchange -> {
            try (InputStream in = exchange.getRequestBody()) {
                long size = 0;
                for (int part = in.readNBytes(1_000_000).length; part > 0; part = in.readNBytes(1_000_000).length) {
                    size += part;
                    boolean unused = end.await(80, TimeUnit.MILLISECONDS);
                }
                reply(exchange, blob(Cid.ofRaw(new byte[LARGE]), size));
            }
        });

        assertThat(upload(large(), "requestTimeout=1500").getException()).isNull();
    }

    @Test
    void anUploadThatStandsStillIsCutOff() throws Exception {
        onUpload(exchange -> end.await());

        assertThat(upload(large(), "requestTimeout=1000&deliveryTimeout=500").getException())
                .isInstanceOf(PdsUnreachableException.class).hasMessageContaining("stood still");
    }

    @Test
    void anUploadThatIsNotAnsweredIsCutOff() {
        onUpload(exchange -> {
            exchange.getRequestBody().readAllBytes();
            end.await();
        });

        assertThat(upload("hello", "requestTimeout=1000&deliveryTimeout=500").getException())
                .isInstanceOf(PdsUnreachableException.class).hasMessageContaining("stood still");
    }

    @Test
    void aPdsThatSaysNothingOfItsLimitIsSentWhatThereIs() {
        server.on("/xrpc/com.atproto.server.describeServer",
                exchange -> reply(exchange, "{\"blobUploadLimit\":\"many\"}"));
        byte[] body = "hello".getBytes(StandardCharsets.UTF_8);
        onUpload(exchange -> reply(exchange, blob(Cid.ofRaw(exchange.getRequestBody().readAllBytes()), body.length)));

        assertThat(upload(body, "requestTimeout=2000").getException()).isNull();
    }

    @Test
    void whenTheContextStopsAnUploadThatHangsFails() {
        CountDownLatch under = new CountDownLatch(1);
        onUpload(exchange -> {
            exchange.getRequestBody().readAllBytes();
            under.countDown();
            end.await();
        });
        camel.context().getShutdownStrategy().setTimeout(1);
        camel.context().getExecutorServiceManager().setShutdownAwaitTermination(500);
        CompletableFuture<Exchange> sent = camel.template().asyncSend(
                uri("requestTimeout=60000&deliveryTimeout=60000"), exchange -> exchange.getMessage().setBody("hello"));
        await().until(() -> under.getCount() == 0);

        camel.context().stop();

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(sent).isCompleted();
            assertThat(sent.join().getException()).isInstanceOf(PdsUnreachableException.class);
        });
    }
}
