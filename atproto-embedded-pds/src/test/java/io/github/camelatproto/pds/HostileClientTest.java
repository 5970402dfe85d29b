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
package io.github.camelatproto.pds;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.camelatproto.pds.xrpc.Timeouts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** What no HTTP client sends. Every test ends since the server ends what it is about. */
@Timeout(30)
class HostileClientTest {
    private static final String POST = "POST /xrpc/com.atproto.repo.createRecord HTTP/1.1\r\nHost: x\r\n";
    private static final String JSON = "Content-Type: application/json\r\n";
    private static final String GET = "GET /xrpc/com.atproto.server.describeServer HTTP/1.1\r\nHost: x\r\n";

    private final EmbeddedPds pds = EmbeddedPds.builder()
            .timeouts(new Timeouts(Duration.ofMillis(500), Duration.ofMillis(500), Duration.ofSeconds(2)))
            .build().start();
    private final EmbeddedPds.NewAccount account = pds.createAccount("alice.test", "secret");
    private final Client alice = new Client(pds.url(), account);

    @AfterEach
    void theServerGoesOn() throws IOException {
        assertThat(alice.create("after", 1).status()).isEqualTo(200);
        pds.close();
    }

    @Test
    void aConnectionWithoutARequestIsClosed() throws IOException {
        assertThat(exchange("")).isEmpty();
    }

    @Test
    void halfARequestIsClosed() throws IOException {
        assertThat(exchange(GET)).isEmpty();
    }

    @Test
    void aHeadThatDripsIsClosed() throws IOException {
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            InputStream in = socket.getInputStream();
            socket.setSoTimeout(50);
            out.write(GET.getBytes(StandardCharsets.US_ASCII));
            boolean isOpen = true;
            while (isOpen) {
                isOpen = isOpenAfterWaiting(in) && hasTaken(out, "x: y\r\n");
            }
        }
    }

    @Test
    void aBodyThatDoesNotComeIsTimedOut() throws IOException {
        assertThat(exchange(POST + JSON + authorization() + "Content-Length: 1000\r\n\r\n{"))
                .startsWith("HTTP/1.1 408 ").contains("\"RequestTimeout\"");
    }

    @Test
    void aBodyThatIsAnnouncedTooLargeIsRefusedAndNotReadToItsEnd() throws IOException {
        String response = exchange(POST + JSON + authorization() + "Content-Length: 2000000000\r\n\r\n"
                                   + "a".repeat(2_000_000));

        assertThat(response).startsWith("HTTP/1.1 413 ").contains("\"PayloadTooLargeError\"")
                .containsIgnoringCase("connection: close");
    }

    @Test
    void aChunkedBodyThatNeverEndsIsRefused() throws IOException {
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            out.write((POST + JSON + authorization() + "Transfer-Encoding: chunked\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            String chunk = "1000\r\n" + "a".repeat(4096) + "\r\n";
            boolean isOpen = true;
            while (isOpen) {
                isOpen = hasTaken(out, chunk);
            }
        }
    }

    @Test
    void whoHasNoTokenIsToldSoBeforeTheSizeOfTheBody() throws IOException {
        assertThat(exchange(POST + JSON + "Content-Length: 2000000\r\n\r\n" + "a".repeat(2_000_000)))
                .startsWith("HTTP/1.1 401 ").contains("\"AuthMissing\"");
    }

    @Test
    void nestingAHundredThousandDeepIsRefused() throws IOException {
        for (String open : List.of("[", "{\"a\":")) {
            Client.Answer answer = alice.procedure(Client.CREATE_RECORD,
                    "{\"repo\": \"alice.test\", \"collection\": \"com.example.thing\", \"record\": " + open.repeat(100_000));
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).doesNotContain("Exception").doesNotContain(".java");
        }
    }

    @Test
    void headersThatAreTooLargeAreRefused() throws IOException {
        assertThat(exchange(GET + "x: " + "a".repeat(70_000) + "\r\n\r\n")).startsWith("HTTP/1.1 431 ");
    }

    @Test
    void aPathThatIsTooLongIsRefused() throws IOException {
        assertThat(exchange("GET /" + "a".repeat(70_000) + " HTTP/1.1\r\nHost: x\r\n\r\n")).contains(" 414 ");
    }

    @Test
    void aNameOfVeryManyPartsIsAnswered() throws IOException {
        assertThat(exchange("GET /xrpc/a" + ".b".repeat(7_000) + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ").contains("\"No service configured for a.b.b");
    }

    @Test
    void whatIsNoHttpIsRefused() throws IOException {
        assertThat(exchange("\u0016\u0003\u0001 hello\r\n\r\n")).doesNotContain("Exception");
    }

    @Test
    void aPathThatClimbsFindsNothing() throws IOException {
        for (String path : List.of("/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/xrpc/../../etc/passwd",
                "/xrpc/com.atproto.sync.getBlob?did=did:web:x&cid=../../etc/passwd")) {
            assertThat(exchange("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 4").doesNotContain("root:");
        }
    }

    @Test
    void ofAHundredThatNeverFinishNoneKeepsAnotherWaiting() throws IOException {
        List<Socket> sockets = new ArrayList<>();
        for (int n = 0; n < 100; n++) {
            Socket socket = connect();
            sockets.add(socket);
            socket.getOutputStream().write((POST + JSON + "Content-Length: 1000\r\n\r\n{")
                    .getBytes(StandardCharsets.US_ASCII));
        }

        assertThat(alice.create("k1", 1).status()).isEqualTo(200);
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Test
    void whoDoesNotReadARepoIsLeft() throws IOException {
        for (int n = 0; n < 8; n++) {
            alice.procedure(Client.CREATE_RECORD, alice.creation("big" + n, 1, "").replace(
                    "\"n\": 1", "\"text\": \"" + "a".repeat(900_000) + "\""));
        }
        List<Socket> sockets = new ArrayList<>();
        for (int n = 0; n < 10; n++) {
            Socket socket = connect();
            sockets.add(socket);
            socket.getOutputStream().write(
                    ("GET /xrpc/com.atproto.sync.getRepo?did=" + account.did() + " HTTP/1.1\r\nHost: x\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
        }

        assertThat(alice.query("com.atproto.sync.getRepo", "did=" + account.did()).status()).isEqualTo(200);
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private String authorization() {
        return "Authorization: Bearer " + account.accessJwt() + "\r\n";
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(pds.url().getHost(), pds.url().getPort());
        socket.setSoTimeout(20_000);
        return socket;
    }

    /** All that comes until the server closes the connection. */
    private String exchange(String request) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static boolean isOpenAfterWaiting(InputStream in) throws IOException {
        try {
            return in.read() >= 0;
        } catch (SocketTimeoutException e) {
            return true;
        } catch (SocketException e) {
            return false;
        }
    }

    private static boolean hasTaken(OutputStream out, String text) {
        try {
            out.write(text.getBytes(StandardCharsets.US_ASCII));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
