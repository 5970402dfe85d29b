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

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

import io.github.camelatproto.component.exception.AuthenticationException;
import io.github.camelatproto.component.session.MemorySessionStore;
import io.github.camelatproto.component.session.Session;
import io.github.camelatproto.component.session.SessionStore;
import io.github.camelatproto.component.trial.FaultProxy;
import io.github.camelatproto.reference.ReferencePds;
import io.github.camelatproto.reference.ReferencePdsExtension;
import io.github.camelatproto.syntax.Did;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** How the component logs in and stays logged in, against the reference PDS. */
@ExtendWith(ReferencePdsExtension.class)
class SessionsIT {

    private static final String LOGIN = "com.atproto.server.createSession";
    private static final String REFRESH = "com.atproto.server.refreshSession";

    private final ReferencePds pds;
    private final SessionStore store = new MemorySessionStore();
    private ReferencePds.Account account;
    private CamelRunner camel;
    private FaultProxy proxy;

    SessionsIT(ReferencePds pds) {
        this.pds = pds;
    }

    @BeforeEach
    void start() throws Exception {
        account = pds.createAccount();
        proxy = new FaultProxy(pds.url());
        DefaultCamelContext context = new DefaultCamelContext();
        context.getRegistry().bind("store", store);
        camel = CamelRunner.start(context);
    }

    @AfterEach
    void stop() {
        camel.close();
        proxy.close();
    }

    private String create(ReferencePds.Account as) {
        return CamelRunner.uri("createRecord", proxy.url(), as, "collection=com.example.thing&sessionStore=#store");
    }

    /** Sends messages from several threads at once and gives back their exceptions. */
    private List<Exception> sendAtOnce(int messages) {
        return IntStream.range(0, messages).parallel()
                .mapToObj(i -> camel.send(create(account), Map.of("a", i)).getException())
                .filter(Objects::nonNull)
                .toList();
    }

    private void keep(String accessJwt, String refreshJwt) {
        store.save(account.handle() + " " + proxy.url(),
                new Session(Did.parse(account.did()), account.handle(), proxy.url(), accessJwt, refreshJwt));
    }

    @Test
    void manyMessagesNeedOneLogin() {
        assertThat(sendAtOnce(40)).isEmpty();

        assertThat(proxy.calls(LOGIN)).hasSize(1);
        assertThat(proxy.calls(REFRESH)).isEmpty();
    }

    @Test
    void anExpiredTokenIsRenewedOnceForAll() {
        keep(pds.expiredAccessToken(account.did()), pds.createSession(account).refreshJwt());

        assertThat(sendAtOnce(40)).isEmpty();

        assertThat(proxy.calls(REFRESH)).hasSize(1);
        assertThat(proxy.calls(LOGIN)).isEmpty();
    }

    @Test
    void aRevokedSessionIsReplacedByANewLogin() {
        ReferencePds.Session session = pds.createSession(account);
        pds.revoke(session.refreshJwt());
        keep(pds.expiredAccessToken(account.did()), session.refreshJwt());

        assertThat(sendAtOnce(10)).isEmpty();

        assertThat(proxy.calls(REFRESH)).hasSize(1);
        assertThat(proxy.calls(LOGIN)).hasSize(1);
    }

    @Test
    void aTokenThatThePdsCannotReadIsReplaced() {
        keep("garbage", pds.createSession(account).refreshJwt());

        assertThat(sendAtOnce(1)).isEmpty();
        assertThat(proxy.calls(REFRESH)).hasSize(1);
    }

    @Test
    void aKeptSessionOutlivesTheContext() {
        assertThat(sendAtOnce(1)).isEmpty();
        camel.close();
        DefaultCamelContext context = new DefaultCamelContext();
        context.getRegistry().bind("store", store);
        try (CamelRunner restarted = CamelRunner.start(context)) {
            assertThat(restarted.send(create(account), Map.of("a", 1)).getException()).isNull();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        assertThat(proxy.calls(LOGIN)).hasSize(1);
    }

    @Test
    void aWrongPasswordIsSaidOnceToThePdsAndToEveryMessage() {
        ReferencePds.Account wrong = new ReferencePds.Account(account.handle(), account.did(), "wrong-password");

        for (int i = 0; i < 5; i++) {
            AuthenticationException refused
                    = camel.send(create(wrong), Map.of("a", 1)).getException(AuthenticationException.class);
            assertThat(refused).hasMessageContaining(account.handle()).hasMessageContaining("password")
                    .hasMessageNotContaining("wrong-password");
            assertThat(refused.getError()).isEqualTo("AuthenticationRequired");
        }
        assertThat(proxy.calls(LOGIN)).hasSize(1);
    }

    @Test
    void anUnknownHandleIsNamed() {
        Exchange exchange = camel.send(
                create(new ReferencePds.Account("nobody.test", "did:plc:aaaaaaaaaaaaaaaaaaaaaaaa", "whatever")),
                Map.of("a", 1));

        assertThat(exchange.getException()).isInstanceOf(AuthenticationException.class).hasMessageContaining("nobody.test");
    }

    @Test
    void anAccountThatIsTakenDownUnderUsIsSaidByName() {
        assertThat(sendAtOnce(1)).isEmpty();
        pds.takeDown(account.did());

        AuthenticationException refused
                = camel.send(create(account), Map.of("a", 1)).getException(AuthenticationException.class);

        assertThat(refused.getError()).isEqualTo("AccountTakedown");
        assertThat(refused).hasMessageContaining(account.did()).hasMessageContaining("until whoever runs the PDS restores it");
    }

    @Test
    void anAccountThatIsDeactivatedUnderUsIsSaidByName() {
        assertThat(sendAtOnce(1)).isEmpty();
        pds.deactivate(account);

        AuthenticationException refused
                = camel.send(create(account), Map.of("a", 1)).getException(AuthenticationException.class);

        assertThat(refused.getError()).isEqualTo("AccountDeactivated");
        assertThat(refused).hasMessageContaining("activate it, or set the option service");
    }

    @Test
    void aLoginThatWantsASecondFactorIsToldOfAppPasswords() throws Exception {
        try (LocalServer server = new LocalServer().on("/xrpc/com.atproto.server.createSession",
                exchange -> LocalServer.answer(exchange, 401,
                        "{\"error\":\"AuthFactorTokenRequired\",\"message\":\"A sign in code has been sent to your email address\"}"))) {
            AuthenticationException refused = camel.send(
                    CamelRunner.uri("createRecord", server.url(), account, "collection=com.example.thing"), Map.of("a", 1))
                    .getException(AuthenticationException.class);

            assertThat(refused.getError()).isEqualTo("AuthFactorTokenRequired");
            assertThat(refused).hasMessageContaining("use an app password");
        }
    }

    @Test
    void aHandleMayBeWrittenWithAtAndCapitals() {
        ReferencePds.Account sloppy
                = new ReferencePds.Account("@" + account.handle().toUpperCase(Locale.ROOT), account.did(), account.password());

        assertThat(camel.send(create(sloppy), Map.of("a", 1)).getException()).isNull();
    }
}
