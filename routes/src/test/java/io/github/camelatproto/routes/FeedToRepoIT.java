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
package io.github.camelatproto.routes;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelatproto.component.AtprotoConstants;
import io.github.camelatproto.component.exception.AuthenticationException;
import io.github.camelatproto.component.exception.PartialWriteException;
import io.github.camelatproto.component.exception.WriteOutcome;
import io.github.camelatproto.reference.ReferencePds;
import io.github.camelatproto.reference.ReferencePdsExtension;
import io.github.camelatproto.social.feed.FeedException;
import io.github.camelatproto.social.feed.SyncReport;
import io.github.camelatproto.syntax.Tid;
import org.apache.camel.Exchange;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The route {@code feed-to-repo.camel.yaml} against the reference PDS. */
@ExtendWith(ReferencePdsExtension.class)
class FeedToRepoIT {

    @TempDir
    Path folder;
    private Path memory;
    private FeedFile feed;
    private ReferencePds pds;
    private ReferencePds.Account account;

    @BeforeEach
    void newAccount(ReferencePds pds) {
        this.pds = pds;
        account = pds.createAccount();
        memory = folder.resolve("memory");
        feed = new FeedFile(folder);
    }

    @Test
    void theFirstRunWritesEveryEntryAndRemembersIt() throws Exception {
        feed.publish("one", "two", "three");
        try (RunningRoute route = start()) {
            assertThat(route.synced()).hasToString("synced: 3 new, 0 existing, 0 known, 0 failed");
            assertThat(texts()).containsExactlyInAnyOrder(text("one"), text("two"), text("three"));
            assertThat(Memory.guids(route.context())).containsExactly("urn:news:one", "urn:news:three", "urn:news:two");
        }
    }

    @Test
    void aPostHasTheEntrysDateAndLinkAndAnRkeyDerivedFromItsGuid() throws Exception {
        feed.publish("one");
        try (RunningRoute route = start()) {
            route.synced();
        }
        JsonNode post = Repo.posts(pds, account).get(0);
        Tid rkey = Tid.ofKey("urn:news:one", Instant.parse("2026-01-02T00:00:00Z"));
        assertThat(post.get("uri").textValue()).endsWith("/app.bsky.feed.post/" + rkey);
        assertThat(post.at("/value/createdAt").textValue()).isEqualTo("2026-01-02T03:04:05.000Z");
        assertThat(post.at("/value/facets/0/features/0/uri").textValue()).isEqualTo("https://news.example/one");
        assertThat(post.at("/value/embed/external/uri").textValue()).isEqualTo("https://news.example/one");
    }

    @Test
    void aSecondRunSendsOnlyWhatIsNew() throws Exception {
        feed.publish("one", "two");
        try (RunningRoute route = start()) {
            route.synced();
            assertThat(route.synced()).hasToString("synced: 0 new, 0 existing, 2 known, 0 failed");
            feed.publish("three", "one", "two");
            assertThat(route.synced()).hasToString("synced: 1 new, 0 existing, 2 known, 0 failed");
        }
        assertThat(texts()).hasSize(3);
    }

    @Test
    void aLostMemoryWritesNothingTwice() throws Exception {
        feed.publish("one", "two");
        try (RunningRoute route = start()) {
            route.synced();
        }
        Memory.lose(memory);
        try (RunningRoute route = start()) {
            assertThat(route.synced()).hasToString("synced: 0 new, 2 existing, 0 known, 0 failed");
            assertThat(route.synced()).hasToString("synced: 0 new, 0 existing, 2 known, 0 failed");
        }
        assertThat(texts()).hasSize(2);
    }

    @Test
    void anEntryThatThePdsRefusesLeavesTheOthersWrittenAndIsTriedAgain() throws Exception {
        feed.publish("one", "two", "three");
        try (RunningRoute route = start()) {
            poison(route, "urn:news:two");
            Exchange first = route.sync();
            assertThat(first.getException()).isInstanceOf(PartialWriteException.class);
            SyncReport report = first.getMessage().getBody(SyncReport.class);
            assertThat(report).hasToString("synced: 2 new, 0 existing, 0 known, 1 failed");
            assertThat(report.results()).filteredOn(result -> result.outcome().status() == WriteOutcome.Status.FAILED)
                    .extracting(result -> result.entry().key()).containsExactly("urn:news:two");
            assertThat(report.problems()).singleElement().asString().contains("urn:news:two").contains("createdAt");
            assertThat(texts()).containsExactlyInAnyOrder(text("one"), text("three"));
            assertThat(Memory.guids(route.context())).containsExactly("urn:news:one", "urn:news:three");
        }
        try (RunningRoute route = start()) {
            assertThat(route.synced()).hasToString("synced: 1 new, 0 existing, 2 known, 0 failed");
        }
        assertThat(texts()).hasSize(3);
    }

    @Test
    void aFeedThatIsNotXmlIsNamedAndTheNextGoodReadingWorks() throws Exception {
        feed.publishRaw("{\"error\": \"maintenance\"}");
        try (RunningRoute route = start()) {
            assertThat(route.sync().getException()).isInstanceOf(FeedException.class)
                    .hasMessageContaining(feed.url()).hasMessageContaining("no RSS or Atom");
            assertThat(texts()).isEmpty();
            feed.publish("one");
            assertThat(route.synced()).hasToString("synced: 1 new, 0 existing, 0 known, 0 failed");
        }
    }

    @Test
    void anEndBetweenCommitAndMemoryWritesNothingTwice() throws Exception {
        feed.publish("one", "two");
        try (RunningRoute route = start()) {
            Memory.execute(route.context(), "ALTER TABLE feed_entry ADD CONSTRAINT refuse CHECK (key_hash = '')");
            assertThat(route.sync().getException()).hasMessageContaining("REFUSE");
            assertThat(texts()).hasSize(2);
            Memory.execute(route.context(), "ALTER TABLE feed_entry DROP CONSTRAINT refuse");
            assertThat(route.synced()).hasToString("synced: 0 new, 2 existing, 0 known, 0 failed");
        }
        assertThat(texts()).hasSize(2);
    }

    @Test
    void aWrongPasswordIsNamedAndNothingIsRemembered() throws Exception {
        feed.publish("one");
        ReferencePds.Account stranger = new ReferencePds.Account(account.handle(), account.did(), "wrong");
        try (RunningRoute route = RunningRoute.start(feed.url(), pds, stranger, memory)) {
            Exchange exchange = route.sync();
            assertThat(exchange.getException()).isInstanceOf(AuthenticationException.class);
            assertThat(exchange.getMessage().getBody(SyncReport.class))
                    .hasToString("synced: 0 new, 0 existing, 0 known, 1 failed");
            assertThat(Memory.guids(route.context())).isEmpty();
        }
        try (RunningRoute route = start()) {
            assertThat(route.synced()).hasToString("synced: 1 new, 0 existing, 0 known, 0 failed");
        }
    }

    @Test
    void aSecondRunOnOneExchangeHeedsNoOutcomesOfTheFirst() throws Exception {
        feed.publish("one", "two");
        try (RunningRoute route = start()) {
            Exchange exchange = route.sync();
            assertThat((List<?>) exchange.getMessage().getHeader(AtprotoConstants.OUTCOMES)).hasSize(2);
            feed.publish("one", "two", "three", "four");
            AtomicBoolean isDown = new AtomicBoolean(true);
            breakWhile(route, isDown);
            route.sync(exchange);
            assertThat(exchange.getException()).hasMessage("down");
            assertThat(exchange.getMessage().getBody()).hasToString("synced: 0 new, 0 existing, 2 known, 2 failed");
            assertThat(Memory.guids(route.context())).containsExactly("urn:news:one", "urn:news:two");
            isDown.set(false);
            exchange.setException(null);
            route.sync(exchange);
            assertThat(exchange.getMessage().getBody()).hasToString("synced: 2 new, 0 existing, 2 known, 0 failed");
            route.sync(exchange);
            assertThat(exchange.getException()).isNull();
            assertThat(exchange.getMessage().getBody()).hasToString("synced: 0 new, 0 existing, 4 known, 0 failed");
        }
        assertThat(texts()).hasSize(4);
    }

    @Test
    void whatTheCallerToldTheComponentIsNotMeantForTheSync() throws Exception {
        feed.publish("one");
        try (RunningRoute route = start()) {
            Exchange exchange = new DefaultExchange(route.context());
            exchange.getMessage().setHeader(AtprotoConstants.SWAP_COMMIT, "no CID");
            exchange.getMessage().setHeader(AtprotoConstants.OPERATION, "deleteRecord");
            route.sync(exchange);
            assertThat(exchange.getException()).isNull();
            assertThat(exchange.getMessage().getBody()).hasToString("synced: 1 new, 0 existing, 0 known, 0 failed");
        }
    }

    @Test
    void anEntryWithAGuidLongerThanItsColumnIsRememberedWithTheOthers() throws Exception {
        feed.publish("one", "\uD83D\uDC69".repeat(2_100));
        try (RunningRoute route = start()) {
            assertThat(route.synced()).hasToString("synced: 2 new, 0 existing, 0 known, 0 failed");
            assertThat(route.synced()).hasToString("synced: 0 new, 0 existing, 2 known, 0 failed");
        }
    }

    @Test
    void whatOneAccountHasIsNewToAnother() throws Exception {
        feed.publish("one");
        try (RunningRoute route = start()) {
            route.synced();
        }
        account = pds.createAccount();
        try (RunningRoute route = start()) {
            assertThat(route.synced()).hasToString("synced: 1 new, 0 existing, 0 known, 0 failed");
        }
        assertThat(texts()).hasSize(1);
    }

    @Test
    void anEmptyFeedIsNoFailure() throws Exception {
        feed.publish();
        try (RunningRoute route = start()) {
            assertThat(route.synced()).hasToString("synced: 0 new, 0 existing, 0 known, 0 failed");
        }
    }

    @Test
    void aFeedLargerThanOneCommitIsWrittenWhole() throws Exception {
        String[] titles = new String[450];
        for (int i = 0; i < titles.length; i++) {
            titles[i] = "t" + i;
        }
        feed.publish(titles);
        try (RunningRoute route = start()) {
            assertThat(route.synced()).hasToString("synced: 450 new, 0 existing, 0 known, 0 failed");
        }
        assertThat(texts()).hasSize(450);
    }

    @Test
    void theTimerGoesOnAfterAFailure() throws Exception {
        feed.publishRaw("not a feed");
        try (RunningRoute route = RunningRoute.startWithTimer(feed.url(), pds, account, memory, "200")) {
            await().atMost(Duration.ofSeconds(20)).until(() -> route.runs() >= 2);
            assertThat(texts()).isEmpty();
            feed.publish("one");
            await().atMost(Duration.ofSeconds(20)).until(() -> texts().equals(List.of(text("one"))));
            await().atMost(Duration.ofSeconds(20)).until(() -> Memory.guids(route.context()).size() == 1);
        }
    }

    private RunningRoute start() throws Exception {
        return RunningRoute.start(feed.url(), pds, account, memory);
    }

    private List<String> texts() throws IOException, InterruptedException {
        return Repo.texts(pds, account);
    }

    private static String text(String title) {
        return title + "\n\nnews.example/" + title;
    }

    /** Makes the write fail as a whole. */
    private static void breakWhile(RunningRoute route, AtomicBoolean isDown) throws Exception {
        AdviceWith.adviceWith(route.context(), "feed-to-repo", advice -> advice.weaveById("write").before()
                .process(exchange -> {
                    if (isDown.get()) {
                        throw new IOException("down");
                    }
                }));
    }

    /** Gives the record of one entry a date that no PDS takes, on its way to the component. */
    private static void poison(RunningRoute route, String guid) throws Exception {
        AdviceWith.adviceWith(route.context(), "feed-to-repo", advice -> advice.weaveById("write").before()
                .process(exchange -> exchange.getMessage().setBody(((List<?>) exchange.getMessage().getBody()).stream()
                        .map(item -> ((Map<?, ?>) item).get("idempotencyKey").equals(guid) ? poisoned((Map<?, ?>) item) : item)
                        .toList())));
    }

    private static Map<?, ?> poisoned(Map<?, ?> item) {
        Map<Object, Object> value = new LinkedHashMap<>((Map<?, ?>) item.get("value"));
        value.put("createdAt", "the day before yesterday");
        Map<Object, Object> poisoned = new LinkedHashMap<>(item);
        poisoned.put("value", value);
        return poisoned;
    }
}
