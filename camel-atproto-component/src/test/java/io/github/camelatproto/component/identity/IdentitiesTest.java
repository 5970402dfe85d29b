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
package io.github.camelatproto.component.identity;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpExchange;
import io.github.camelatproto.component.LocalServer;
import io.github.camelatproto.component.commit.VirtualTime;
import io.github.camelatproto.component.exception.IdentityException;
import io.github.camelatproto.syntax.AtIdentifier;
import io.github.camelatproto.syntax.Did;
import io.github.camelatproto.syntax.Handle;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Handles and DIDs become PDSs; who lies is found out, by name of the step. DNS, directory and hosts are real, on
 * loopback.
 */
class IdentitiesTest {

    private static final String ALICE = "did:plc:ewvi7nxzyoun6zhxrhs64oiz";
    private static final String MALLORY = "did:plc:aaaaaaaaaaaaaaaaaaaaaaaa";
    private static final URI PDS = URI.create("https://pds.example.com");

    private final VirtualTime time = new VirtualTime();
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(4);
    private final Map<String, String> pages = new ConcurrentHashMap<>();
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private DnsServer dns;
    private LocalServer server;
    private Fetcher fetcher;
    private Identities identities;

    @BeforeEach
    void start() throws Exception {
        dns = new DnsServer();
        server = new LocalServer().on("/", this::answer);
        fetcher = new Fetcher(null, null, false, this::schedule);
        identities = new Identities(
                new Handles(new TxtRecords(dns.address()), fetcher, handle -> here("/" + handle), true),
                new Documents(fetcher, here("/"), true), threads, time.clock());
    }

    @AfterEach
    void stop() throws Exception {
        dns.close();
        server.close();
        fetcher.close();
        threads.shutdownNow();
    }

    private void schedule(Duration delay, Runnable task) {
        Future<?> unused = threads.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private URI here(String path) {
        return server.url().resolve(path);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        asked.add(path);
        String page = pages.get(path);
        if (page != null && page.startsWith("redirect:")) {
            exchange.getResponseHeaders().set("Location", page.substring("redirect:".length()));
            LocalServer.answer(exchange, 302, "");
        } else if ("down".equals(page)) {
            exchange.sendResponseHeaders(503, -1);
        } else {
            LocalServer.answer(exchange, page == null ? 404 : 200, page == null ? "none" : page);
        }
    }

    private static String document(String did, String name, String... pdss) {
        StringBuilder services = new StringBuilder();
        for (String pds : pdss) {
            services.append(services.isEmpty() ? "" : ",")
                    .append("{\"id\":\"#atproto_pds\",\"type\":\"AtprotoPersonalDataServer\",\"serviceEndpoint\":\"")
                    .append(pds)
                    .append("\"}");
        }
        return "{\"id\":\"" + did + "\",\"alsoKnownAs\":[\"at://" + name + "\"],\"service\":[" + services + "]}";
    }

    private Identity resolve(String identifier) {
        try {
            return identities.resolve(AtIdentifier.parse(identifier)).toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof IdentityException refused ? refused : e;
        }
    }

    private ThrowingCallable resolving(String identifier) {
        return () -> {
            Identity unused = resolve(identifier);
        };
    }

    @Test
    void aHandleInDnsLeadsToItsPds() {
        dns.txt("_atproto.alice.example.com", "v=other", "did=" + ALICE);
        pages.put("/" + ALICE, document(ALICE, "Alice.example.com", PDS.toString()));

        assertThat(resolve("alice.example.com")).isEqualTo(new Identity(Did.parse(ALICE), PDS));
    }

    @Test
    void aHandleThatDnsDoesNotKnowIsAskedForAtItsHost() {
        pages.put("/alice.example.com", " " + ALICE + "\nsecond line");
        pages.put("/" + ALICE, document(ALICE, "alice.example.com", PDS + "/"));

        assertThat(resolve("alice.example.com")).isEqualTo(new Identity(Did.parse(ALICE), PDS));
    }

    @Test
    void aDidNeedsNoHandle() {
        pages.put("/" + ALICE, document(ALICE, "whatever.example", PDS.toString()));

        assertThat(resolve(ALICE).pds()).isEqualTo(PDS);
    }

    @Test
    void aDidOfTheMethodWebIsAtItsHost() {
        String did = "did:web:localhost%3A" + server.port();
        pages.put("/.well-known/did.json", document(did, "alice.example.com", PDS.toString()));

        assertThat(resolve(did).pds()).isEqualTo(PDS);
    }

    @Test
    void aHandleThatNobodyKnowsSaysWhereItWasLookedFor() {
        assertThatThrownBy(resolving("nobody.example.com")).isInstanceOf(IdentityException.class)
                .hasMessageContaining("_atproto.nobody.example.com").hasMessageContaining("404");
    }

    @Test
    void aHandleWhoseDidDoesNotClaimItIsRefused() {
        dns.txt("_atproto.alice.example.com", "did=" + MALLORY);
        pages.put("/" + MALLORY, document(MALLORY, "mallory.example.com", PDS.toString()));

        assertThatThrownBy(resolving("alice.example.com")).isInstanceOf(IdentityException.class)
                .hasMessageContaining("does not claim");
    }

    @Test
    void dnsThatNamesTwoDidsIsNotBelievedAndNotPassedOver() {
        dns.txt("_atproto.alice.example.com", "did=" + ALICE, "did=" + MALLORY);
        pages.put("/alice.example.com", ALICE);

        assertThatThrownBy(resolving("alice.example.com")).isInstanceOf(IdentityException.class).hasMessageContaining("2 DIDs");
    }

    @Test
    void dnsThatNamesNoDidIsSaidSo() {
        dns.txt("_atproto.alice.example.com", "did=nobody");

        assertThatThrownBy(resolving("alice.example.com")).isInstanceOf(IdentityException.class).hasMessageContaining("no DID");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "{\"id\":\"did:plc:aaaaaaaaaaaaaaaaaaaaaaaa\"} | another's",
            "{\"id\":\"did:plc:ewvi7nxzyoun6zhxrhs64oiz\"} | names no PDS",
            "[1, 2] | no JSON object",
            "<html> | cannot be read",
            "{\"id\": | cannot be read",
            "redirect:http://localhost:1/elsewhere | answered 302" })
    void aDocumentThatCannotBeIsRefused(String documentAndReason) {
        String[] both = documentAndReason.split(" [|] ", 2);
        pages.put("/" + ALICE, both[0]);

        assertThatThrownBy(resolving(ALICE)).isInstanceOf(IdentityException.class).hasMessageContaining(ALICE)
                .hasMessageContaining(both[1]);
    }

    @Test
    void aDocumentWithTwoPdssIsRefused() {
        pages.put("/" + ALICE, document(ALICE, "alice.example.com", PDS.toString(), "https://other.example.com"));

        assertThatThrownBy(resolving(ALICE)).isInstanceOf(IdentityException.class).hasMessageContaining("2 PDSs");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "https://pds.example.com/path", "https://user@pds.example.com", "https://pds.example.com?x=1",
            "ftp://pds.example.com",
            "pds.example.com", "https://", "" })
    void aPdsThatIsNoOriginIsRefused(String endpoint) {
        pages.put("/" + ALICE, document(ALICE, "alice.example.com", endpoint));

        assertThatThrownBy(resolving(ALICE)).isInstanceOf(IdentityException.class).hasMessageContaining("https://pds.example");
    }

    @Test
    void aDocumentThatIsTooLargeOrTooDeepIsRefused() {
        pages.put("/" + ALICE, "\"" + "x".repeat(100_000) + "\"");
        pages.put("/" + MALLORY, "[".repeat(30_000) + "]".repeat(30_000));

        assertThatThrownBy(resolving(ALICE)).isInstanceOf(IdentityException.class).hasMessageContaining("larger than");
        assertThatThrownBy(resolving(MALLORY)).isInstanceOf(IdentityException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "did:key:zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme", "did:web:127.0.0.1", "did:web:example.com:path",
            "did:plc:short" })
    void aDidThatNoAccountHasIsRefused(String did) {
        assertThatThrownBy(resolving(did)).isInstanceOf(IdentityException.class).hasMessageContaining(did);
        assertThat(asked).isEmpty();
    }

    @Test
    void plainHttpAndTestNamesAreForDevelopmentOnly() {
        pages.put("/" + ALICE, document(ALICE, "alice.test", "http://pds.example.com"));
        Identities strict = new Identities(
                new Handles(new TxtRecords(dns.address()), fetcher, Handles::wellKnown, false),
                new Documents(fetcher, here("/"), false), threads, time.clock());

        for (String identifier : new String[] { ALICE, "alice.test", "alice.localhost", "alice.invalid" }) {
            assertThatThrownBy(() -> strict.resolve(AtIdentifier.parse(identifier)).toCompletableFuture().join())
                    .hasCauseInstanceOf(IdentityException.class);
        }
    }

    @Test
    void aHostAtAPrivateAddressIsNotFetchedFrom() throws Exception {
        try (Fetcher careful = new Fetcher(null, null, true, this::schedule)) {
            assertThatThrownBy(() -> careful.get(here("/x"), "text/plain", 100)).isInstanceOf(IOException.class)
                    .hasMessageContaining("no public address");
        }
        assertThat(asked).isEmpty();
    }

    private static @Nullable String pds(Identity identity) {
        return identity.pds().getHost();
    }

    @Test
    void whatIsKnownIsAskedForAgainAfterTenMinutesSoThatAMoveIsFollowed() {
        pages.put("/" + ALICE, document(ALICE, "alice.example.com", PDS.toString()));
        assertThat(pds(resolve(ALICE))).isEqualTo("pds.example.com");
        pages.put("/" + ALICE, document(ALICE, "alice.example.com", "https://new.example.com"));
        assertThat(pds(resolve(ALICE))).isEqualTo("pds.example.com");
        assertThat(asked).hasSize(1);

        time.run(Duration.ofMinutes(11));

        assertThat(pds(resolve(ALICE))).isEqualTo("new.example.com");
    }

    @Test
    void whatIsDoubtedIsAskedForAgainAtOnceButOnceAMinute() {
        pages.put("/" + ALICE, document(ALICE, "alice.example.com", PDS.toString()));
        assertThat(pds(resolve(ALICE))).isEqualTo("pds.example.com");

        identities.doubt(AtIdentifier.parse(ALICE));
        assertThat(pds(resolve(ALICE))).isEqualTo("pds.example.com");
        assertThat(asked).hasSize(2);

        pages.put("/" + ALICE, document(ALICE, "alice.example.com", "https://new.example.com"));
        identities.doubt(AtIdentifier.parse(ALICE));
        assertThat(pds(resolve(ALICE))).isEqualTo("pds.example.com");
        time.run(Duration.ofMinutes(2));
        assertThat(pds(resolve(ALICE))).isEqualTo("new.example.com");
        assertThat(asked).hasSize(3);
    }

    @Test
    void whileTheDirectoryIsDownWhatWasKnownIsGoodForADay() {
        pages.put("/" + ALICE, document(ALICE, "alice.example.com", PDS.toString()));
        assertThat(pds(resolve(ALICE))).isEqualTo("pds.example.com");
        pages.put("/" + ALICE, "down");

        time.run(Duration.ofHours(23));
        assertThat(pds(resolve(ALICE))).isEqualTo("pds.example.com");
        time.run(Duration.ofHours(2));
        assertThatThrownBy(resolving(ALICE)).isInstanceOf(IdentityException.class).hasMessageContaining("503");
    }

    @Test
    void aDirectoryThatSaysThatTheAccountIsGoneIsBelieved() {
        pages.put("/" + ALICE, document(ALICE, "alice.example.com", PDS.toString()));
        assertThat(pds(resolve(ALICE))).isEqualTo("pds.example.com");
        pages.clear();

        time.run(Duration.ofMinutes(11));

        assertThatThrownBy(resolving(ALICE)).isInstanceOf(IdentityException.class).hasMessageContaining("There is no");
        pages.put("/" + ALICE, "down");
        time.run(Duration.ofMinutes(2));
        assertThatThrownBy(resolving(ALICE)).isInstanceOf(IdentityException.class).hasMessageContaining("503");
    }

    @Test
    void aHandleThatWasGivenUpLeadsNowhereThoughItOnceDid() {
        dns.txt("_atproto.alice.example.com", "did=" + ALICE);
        pages.put("/" + ALICE, document(ALICE, "alice.example.com", PDS.toString()));
        assertThat(pds(resolve("alice.example.com"))).isEqualTo("pds.example.com");
        pages.put("/" + ALICE, document(ALICE, "alice.elsewhere.example.com", PDS.toString()));

        time.run(Duration.ofMinutes(11));

        assertThatThrownBy(resolving("alice.example.com")).isInstanceOf(IdentityException.class)
                .hasMessageContaining("does not claim");
    }

    @Test
    void whatHasNoThreadYetIsAskedForLater() {
        List<Runnable> started = new ArrayList<>();
        Identities busy = new Identities(
                new Handles(new TxtRecords(dns.address()), fetcher, Handles::wellKnown, true),
                new Documents(fetcher, here("/"), true), started::add, time.clock());
        List<CompletableFuture<Identity>> answers = new ArrayList<>();
        for (char last = 'a'; last <= 'z'; last++) {
            String did = MALLORY.substring(0, MALLORY.length() - 1) + last;
            pages.put("/" + did, document(did, "mallory.example.com", PDS.toString()));
            answers.add(busy.resolve(AtIdentifier.parse(did)).toCompletableFuture());
        }
        assertThat(started).hasSize(20);

        started.forEach(Runnable::run);

        assertThat(answers).hasSize(26).allSatisfy(answer -> assertThat(answer).isCompletedWithValueMatching(
                identity -> identity.pds().equals(PDS)));
        CompletionStage<?> unused = busy.resolve(AtIdentifier.parse("bob.test"));
        assertThat(started).hasSize(21);
    }

    @Test
    void aDnsServerThatIsSilentIsNotWaitedForLong() throws Exception {
        try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            Handles handles = new Handles(
                    new TxtRecords("127.0.0.1:" + silent.getLocalPort()), fetcher, handle -> here("/" + handle), true);
            pages.put("/alice.example.com", ALICE);

            assertThat(CompletableFuture.supplyAsync(() -> handles.did(Handle.parse("alice.example.com")), threads))
                    .succeedsWithin(Duration.ofSeconds(8)).isEqualTo(Did.parse(ALICE));
        }
    }

    @Test
    void aFailureIsRememberedForAMinute() {
        assertThatThrownBy(resolving(ALICE)).isInstanceOf(IdentityException.class);
        pages.put("/" + ALICE, document(ALICE, "alice.example.com", PDS.toString()));
        assertThatThrownBy(resolving(ALICE)).isInstanceOf(IdentityException.class);

        time.run(Duration.ofMinutes(2));

        assertThat(pds(resolve(ALICE))).isEqualTo("pds.example.com");
    }
}
