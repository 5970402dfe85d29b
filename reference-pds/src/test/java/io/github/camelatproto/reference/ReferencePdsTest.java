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
package io.github.camelatproto.reference;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.Stream;

import io.github.camelatproto.reference.ReferencePds.Account;
import io.github.camelatproto.reference.ReferencePds.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@ExtendWith(ReferencePdsExtension.class)
class ReferencePdsTest {
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void answersItsHealth(ReferencePds pds) throws Exception {
        assertThat(get(pds.url().resolve("/xrpc/_health")).body()).isEqualTo("{\"version\":\"0.5.35\"}");
    }

    @Test
    void itsDirectoryKnowsItsAccounts(ReferencePds pds) throws Exception {
        Account account = pds.createAccount();
        assertThat(get(pds.plc().resolve("/" + account.did())).body())
                .contains("at://" + account.handle()).contains(pds.url().toString());
    }

    @Test
    void handsOutFreshAccountsThatCanLogIn(ReferencePds pds) throws Exception {
        Account first = pds.createAccount();
        Account second = pds.createAccount();
        assertThat(first.did()).startsWith("did:plc:").isNotEqualTo(second.did());
        for (Account account : List.of(first, second)) {
            assertThat(get(pds, "com.atproto.server.getSession", pds.createSession(account).accessJwt()).body())
                    .contains(account.did(), account.handle());
        }
    }

    @Test
    void expiredTokensAreRefusedAsExpired(ReferencePds pds) throws Exception {
        Account account = pds.createAccount();
        assertRefused(get(pds, "com.atproto.server.getSession", pds.expiredAccessToken(account.did())),
                400, "ExpiredToken");
        assertRefused(refresh(pds, pds.expiredRefreshToken(account.did())), 400, "ExpiredToken");
    }

    @Test
    void aRevokedSessionCannotBeRefreshed(ReferencePds pds) throws Exception {
        Session session = pds.createSession(pds.createAccount());
        assertThat(refresh(pds, session.refreshJwt()).statusCode()).isEqualTo(200);
        pds.revoke(session.refreshJwt());
        assertRefused(refresh(pds, session.refreshJwt()), 400, "ExpiredToken");
    }

    @Test
    void anAccountTakenDownCannotLogInUntilItIsRestored(ReferencePds pds) {
        Account account = pds.createAccount();
        pds.takeDown(account.did());
        assertThatIllegalStateException().isThrownBy(() -> pds.createSession(account))
                .withMessageContaining("401").withMessageContaining("AccountTakedown");
        pds.restore(account.did());
        assertThat(pds.createSession(account).accessJwt()).isNotEmpty();
    }

    @Test
    void aDeactivatedAccountIsInactiveUntilItIsActivated(ReferencePds pds) throws Exception {
        Account account = pds.createAccount();
        String accessJwt = pds.createSession(account).accessJwt();
        pds.deactivate(account);
        assertThat(get(pds, "com.atproto.server.getSession", accessJwt).body()).contains("\"status\":\"deactivated\"");
        pds.activate(account);
        assertThat(get(pds, "com.atproto.server.getSession", accessJwt).body()).contains("\"active\":true");
    }

    @Test
    void takesOptionsAndIsGoneAfterClose() throws Exception {
        List<ProcessHandle> processes;
        URI description;
        try (ReferencePds own = ReferencePds.start("--rate-limits", "--account", "alice.test:secret")) {
            processes = Stream.concat(Stream.of(own.process()), own.process().descendants()).toList();
            description = own.url().resolve("/xrpc/com.atproto.server.describeServer");
            assertThat(processes).hasSizeGreaterThan(1).allMatch(ProcessHandle::isAlive);
            assertThat(get(description).headers().firstValue("RateLimit-Policy")).hasValue("3000;w=300");
            assertThat(own.accounts()).singleElement().satisfies(alice -> {
                assertThat(alice.handle()).isEqualTo("alice.test");
                assertThat(own.createSession(alice).refreshJwt()).isNotEmpty();
            });
        }
        assertThat(processes).noneMatch(ProcessHandle::isAlive);
        assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> get(description));
    }

    @Test
    void aFailedStartSaysWhatTheProcessSaid() {
        assertThatIllegalStateException().isThrownBy(() -> ReferencePds.start("--port", "none"))
                .withMessageContaining("ended before it was ready")
                .withMessageContaining("--port must be a whole number");
    }

    private HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(ReferencePds pds, String nsid, String token)
            throws IOException, InterruptedException {
        return http.send(authorized(pds, nsid, token).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> refresh(ReferencePds pds, String token) throws IOException, InterruptedException {
        return http.send(
                authorized(pds, "com.atproto.server.refreshSession", token)
                        .POST(HttpRequest.BodyPublishers.noBody()).build(),
                BodyHandlers.ofString());
    }

    private static HttpRequest.Builder authorized(ReferencePds pds, String nsid, String token) {
        return HttpRequest.newBuilder(pds.url().resolve("/xrpc/" + nsid)).header("Authorization", "Bearer " + token);
    }

    private static void assertRefused(HttpResponse<String> response, int status, String error) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).contains("\"error\":\"" + error + "\"");
    }
}
