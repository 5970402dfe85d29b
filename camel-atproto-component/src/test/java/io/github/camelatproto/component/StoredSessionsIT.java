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

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.camelatproto.component.session.FileSessionStore;
import io.github.camelatproto.component.session.JdbcSessionStore;
import io.github.camelatproto.component.session.Session;
import io.github.camelatproto.component.session.SessionStore;
import io.github.camelatproto.component.trial.FaultProxy;
import io.github.camelatproto.pds.EmbeddedPds;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Many accounts, and sessions that outlive the process; logins are counted at the PDS. */
class StoredSessionsIT {

    private static final String LOGIN = "com.atproto.server.createSession";
    private static final String REFRESH = "com.atproto.server.refreshSession";
    private static final int ACCOUNTS = Boolean.getBoolean("atproto.soak") ? 100 : 20;
    private static final int ENDPOINTS = 10 * ACCOUNTS;

    private final EmbeddedPds pds = EmbeddedPds.builder().build().start();
    private FaultProxy proxy;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() {
        proxy = new FaultProxy(pds.url());
    }

    @AfterEach
    void stop() {
        proxy.close();
        pds.close();
    }

    private SessionStore store(String kind) {
        if (kind.equals("file")) {
            return new FileSessionStore(folder.resolve("sessions"));
        }
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:" + folder.resolve("sessions"));
        return new JdbcSessionStore(database);
    }

    private DefaultCamelContext context(SessionStore store, int accounts) {
        AtprotoComponent component = new AtprotoComponent();
        for (int i = 0; i < accounts; i++) {
            component.getAccounts().put("a" + i, Map.of(
                    "service", proxy.url(), "identifier", handle(i), "password", "secret"));
        }
        component.getConfiguration().setSessionStore(store);
        DefaultCamelContext context = new DefaultCamelContext();
        context.addComponent("atproto", component);
        return context;
    }

    private static String handle(int account) {
        return "account" + account + ".test";
    }

    private void createAccounts(int count) {
        IntStream.range(0, count).forEach(i -> pds.createAccount(handle(i), "secret"));
    }

    private int logins() {
        return proxy.calls(LOGIN).size();
    }

    @ParameterizedTest
    @ValueSource(strings = { "file", "jdbc" })
    void tenEndpointsOfEachOfManyAccountsLogInOnceAndAfterARestartNever(String kind) throws Exception {
        createAccounts(ACCOUNTS);

        Duration cold = startAndSendToAll(kind);
        int coldLogins = logins();
        Duration warm = startAndSendToAll(kind);

        System.out.printf("sessions: store=%s endpoints=%d accounts=%d coldLogins=%d warmLogins=%d start=%.1f s and %.1f s%n",
                kind,
                ENDPOINTS, ACCOUNTS, coldLogins, logins() - coldLogins, cold.toMillis() / 1e3, warm.toMillis() / 1e3);
        assertThat(coldLogins).isEqualTo(ACCOUNTS);
        assertThat(logins()).isEqualTo(coldLogins);
        // a third of it on a machine that does nothing else
        assertThat(cold).isLessThan(Duration.ofSeconds(3).plusMillis(12L * ENDPOINTS));
    }

    /** How long the context takes to start. */
    private Duration startAndSendToAll(String kind) throws Exception {
        try (DefaultCamelContext context = context(store(kind), ACCOUNTS)) {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    for (int i = 0; i < ENDPOINTS; i++) {
                        from("direct:r" + i)
                                .to("atproto:createRecord?account=a" + i % ACCOUNTS + "&collection=com.example.c" + i);
                    }
                }
            });
            Instant start = Instant.now();
            context.start();
            Duration started = Duration.between(start, Instant.now());
            List<Future<Exchange>> sent = new ArrayList<>();
            for (int i = 0; i < ENDPOINTS; i++) {
                sent.add(context.createFluentProducerTemplate().to("direct:r" + i).withBody(Map.of("n", i)).asyncSend());
            }
            for (Future<Exchange> each : sent) {
                assertThat(each.get().getException()).isNull();
            }
            return started;
        }
    }

    @Test
    void tenMessagesGoIntoEachOfTheManyReposThatTheyName() throws Exception {
        createAccounts(ACCOUNTS);
        try (DefaultCamelContext context = context(store("file"), ACCOUNTS)) {
            context.start();
            List<Future<Exchange>> sent = new ArrayList<>();
            for (int i = 0; i < ENDPOINTS; i++) {
                // by the account's name, or by its handle
                String repo = i % 2 == 0 ? "a" + i % ACCOUNTS : handle(i % ACCOUNTS).toUpperCase(Locale.ROOT);
                sent.add(context.createFluentProducerTemplate()
                        .to("atproto:createRecord?account=a0&allowRepoFromHeader=true&collection=com.example.thing")
                        .withHeader(AtprotoConstants.REPO, repo).withHeader(AtprotoConstants.RKEY, "n" + i)
                        .withBody(Map.of("n", i)).asyncSend());
            }
            for (Future<Exchange> each : sent) {
                assertThat(each.get().getException()).isNull();
            }

            for (int i = 0; i < ACCOUNTS; i++) {
                int account = i;
                Exchange listing = context.createFluentProducerTemplate()
                        .to("atproto:listRecords?account=a" + i + "&collection=com.example.thing").send();
                assertThat((List<?>) listing.getMessage().getBody(Map.class).get("records")).hasSize(10)
                        .extracting(record -> ((Map<?, ?>) ((Map<?, ?>) record).get("value")).get("n"))
                        .allMatch(n -> (int) n % ACCOUNTS == account);
            }
        }
        assertThat(logins()).isEqualTo(ACCOUNTS);
    }

    private Exchange send(DefaultCamelContext context) {
        return context.createFluentProducerTemplate().to("atproto:createRecord?account=a0&collection=com.example.thing")
                .withBody(Map.of("n", 1)).send();
    }

    @Test
    void ofTwoProcessesThatShareAStoreOneRenewsForBoth() throws Exception {
        createAccounts(1);
        try (DefaultCamelContext one = context(store("file"), 1); DefaultCamelContext other = context(store("file"), 1)) {
            one.start();
            other.start();
            assertThat(send(one).getException()).isNull();
            assertThat(send(other).getException()).isNull();
            pds.expireAccessTokens(didOfFirst(one));

            assertThat(send(one).getException()).isNull();
            assertThat(send(other).getException()).isNull();
        }

        assertThat(logins()).isEqualTo(1);
        assertThat(proxy.calls(REFRESH)).hasSize(1);
    }

    private String didOfFirst(DefaultCamelContext context) {
        return String.valueOf(context.createFluentProducerTemplate().to("atproto:resolveHandle?account=a0").send().getMessage()
                .getBody(Map.class).get("did"));
    }

    @Test
    void aCorruptStoreCostsALoginAndIsGoodAgain() throws Exception {
        createAccounts(1);
        try (DefaultCamelContext context = context(store("file"), 1)) {
            context.start();
            assertThat(send(context).getException()).isNull();
        }
        try (Stream<Path> files = Files.list(folder.resolve("sessions"))) {
            Files.writeString(files.toList().get(0), "{\"did\":");
        }

        for (int i = 0; i < 2; i++) {
            try (DefaultCamelContext context = context(store("file"), 1)) {
                context.start();
                assertThat(send(context).getException()).isNull();
            }
        }

        assertThat(logins()).isEqualTo(2);
    }

    @Test
    void aStoreThatHangsOrFailsHoldsUpNoMessageForLong() throws Exception {
        createAccounts(1);
        CountDownLatch end = new CountDownLatch(1);
        SessionStore hanging = new SessionStore() {
            @Override
            public Optional<Session> load(String account) {
                try {
                    end.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return Optional.empty();
            }

            @Override
            public void save(String account, Session session) {
                throw new IllegalStateException("a store that fails, as this test wants it");
            }
        };
        try (DefaultCamelContext context = context(hanging, 1)) {
            context.start();
            assertThat(send(context).getException()).isNull();
            end.countDown();
        }
    }
}
