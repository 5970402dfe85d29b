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
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

class EmbeddedPdsTest {

    @Test
    void itIsReachableByTheNameOfTheMachineItself() throws IOException {
        try (EmbeddedPds pds = EmbeddedPds.builder().build().start()) {
            assertThat(pds.url().getHost()).isEqualTo("localhost");
            assertThat(client(pds).send(client(pds).request("/xrpc/_health")).status()).isEqualTo(200);
        }
    }

    @Test
    void theAccountsOfTheBuilderCanLogIn() throws IOException {
        try (EmbeddedPds pds = EmbeddedPds.builder().account("alice.test", "secret").build().start()) {
            assertThat(client(pds).procedure("com.atproto.server.createSession", """
                    {"identifier": "alice.test", "password": "secret"}""").json().path("handle").asText())
                    .isEqualTo("alice.test");
        }
    }

    @Test
    void aHandleIsTakenOnce() {
        try (EmbeddedPds pds = EmbeddedPds.builder().build().start()) {
            pds.createAccount("alice.test", "secret");
            assertThatIllegalArgumentException().isThrownBy(() -> pds.createAccount("alice.test", "secret"))
                    .withMessage("alice.test: Handle already taken: alice.test");
        }
    }

    @Test
    void anAccountHasItsHandleInLowerCase() {
        try (EmbeddedPds pds = EmbeddedPds.builder().build().start()) {
            assertThat(pds.createAccount("Alice.test", "secret").handle()).isEqualTo("alice.test");
        }
    }

    @Test
    void whoHasNoAccountHasNoTokensToEnd() {
        try (EmbeddedPds pds = EmbeddedPds.builder().build().start()) {
            String did = "did:plc:cd4ldbbs3enbcf2qoo3jzp2b";
            assertThatIllegalArgumentException().isThrownBy(() -> pds.expireAccessTokens(did))
                    .withMessage("No account " + did);
            assertThatIllegalArgumentException().isThrownBy(() -> pds.revokeSessions(did))
                    .withMessage("No account " + did);
            assertThatIllegalArgumentException().isThrownBy(() -> pds.takeDown(did)).withMessage("No account " + did);
        }
    }

    @Test
    void aBlobLimitThatNoRequestCanHaveIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> EmbeddedPds.builder().blobUploadLimit(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> EmbeddedPds.builder().blobUploadLimit(Integer.MAX_VALUE));
    }

    @Test
    void aPortInUseIsSaidToBeSo() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> EmbeddedPds.builder().port(other.getLocalPort()).build().start())
                    .withMessageContaining("cannot listen on 127.0.0.1:" + other.getLocalPort())
                    .withMessageContaining("in use");
        }
    }

    @Test
    void itIsStartedOnce() {
        try (EmbeddedPds pds = EmbeddedPds.builder().build().start()) {
            assertThatIllegalStateException().isThrownBy(pds::start);
        }
    }

    @Test
    void beforeTheStartItIsNowhere() {
        assertThatIllegalStateException().isThrownBy(EmbeddedPds.builder().build()::url)
                .withMessage("The PDS has not been started, or is closed");
    }

    @Test
    void itMayBeClosedAgainAndWithoutAStart() {
        EmbeddedPds pds = EmbeddedPds.builder().build().start();
        pds.close();
        pds.close();
        EmbeddedPds.builder().build().close();
        assertThatIllegalStateException().isThrownBy(pds::start);
    }

    @Test
    void whoCallsWhileItClosesIsCutOffAndToldNoError() {
        for (int round = 0; round < 5; round++) {
            EmbeddedPds pds = EmbeddedPds.builder().build().start();
            Client alice = new Client(pds.url(), pds.createAccount("alice.test", "secret"));
            Queue<Integer> statuses = new ConcurrentLinkedQueue<>();
            List<CompletableFuture<Void>> callers = Stream.generate(() -> CompletableFuture.runAsync(
                    () -> callUntilCutOff(alice, statuses))).limit(4).toList();
            await().until(() -> statuses.size() > 20);

            pds.close();

            callers.forEach(CompletableFuture::join);
            assertThat(statuses).containsOnly(200);
        }
    }

    private static void callUntilCutOff(Client client, Queue<Integer> statuses) {
        try {
            while (true) {
                statuses.add(client.procedure(Client.PUT_RECORD, client.creation("k1", 1, "")).status());
            }
        } catch (IOException e) {
            assertThat(e).isNotInstanceOf(HttpTimeoutException.class);
        }
    }

    @Test
    void itLeavesNoThreadBehind() throws IOException {
        Set<Thread> before = threads();
        EmbeddedPds pds = EmbeddedPds.builder().build().start();
        EmbeddedPds.NewAccount alice = pds.createAccount("alice.test", "secret");
        Client client = new Client(pds.url(), alice);
        client.create("k1", 1);
        client.query("com.atproto.sync.getRepo", "did=" + alice.did());
        assertThat(ours(before)).isNotEmpty();

        pds.close();

        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertThat(ours(before)).isEmpty());
    }

    private static Client client(EmbeddedPds pds) {
        return new Client(pds.url(), new EmbeddedPds.NewAccount("did:web:nobody", "nobody.test", "", ""));
    }

    /** All threads that have come since, but for those of the test itself. */
    private static Set<Thread> ours(Set<Thread> before) {
        return threads().stream()
                .filter(thread -> !before.contains(thread) && !thread.getName().startsWith("HttpClient")
                        && !thread.getName().startsWith("awaitility"))
                .collect(toSet());
    }

    private static Set<Thread> threads() {
        return Set.copyOf(Thread.getAllStackTraces().keySet());
    }
}
