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

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import io.github.camelatproto.pds.EmbeddedPds;
import io.github.camelatproto.pds.Fault;
import io.github.camelatproto.routes.Feeds.Entry;
import io.github.camelatproto.social.feed.FeedReport;
import io.github.camelatproto.syntax.Tid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The route {@code feed-to-posts.camel.yaml}: a feed kept in step. */
class FeedToPostsIT {

    private static final String PATH = "/feed";
    private static final String[] ALL = { "initialEntries=all", "pages=false" };

    @TempDir
    private Path folder;
    private EmbeddedPds pds;
    private FeedSite site;
    private Collection posts;

    @BeforeEach
    void start() throws IOException {
        pds = EmbeddedPds.builder().account("news.test", "secret").account("other.test", "secret").build().start();
        site = new FeedSite();
        posts = new Collection(pds.url(), "news.test", "app.bsky.feed.post");
    }

    @AfterEach
    void stop() {
        site.close();
        pds.close();
    }

    private FeedRoutes.Configuration configuration(String memory) {
        return new FeedRoutes.Configuration(folder.resolve(memory))
                .account("news", pds.url(), "news.test", "secret");
    }

    private FeedRoutes routes(String... options) throws Exception {
        return configuration("memory").feed("feed-to-posts", "blog", site.url(PATH), "news", options).start();
    }

    private void publish(Feeds kind, List<Entry> entries) {
        site.put(PATH, kind.type(), kind.feed(entries));
    }

    private void publish(List<Entry> entries) {
        publish(Feeds.RSS, entries);
    }

    private static List<Entry> entries(int from, int to) {
        return IntStream.range(from, to).mapToObj(Entry::of).toList();
    }

    private static String text(String title, int n) {
        return title + "\n\nnews.example/" + n;
    }

    private void loseMemory() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void whatIsThereAtTheFirstRunIsPassedOverAndWhatComesIsPosted() throws Exception {
        publish(entries(0, 3));
        try (FeedRoutes routes = routes("pages=false")) {
            assertThat(routes.run("blog")).hasToString("synced: 0 new, 0 existing, 0 known, 0 failed, 3 passed over");
            publish(entries(0, 4));
            assertThat(routes.run("blog")).hasToString("synced: 1 new, 0 existing, 3 known, 0 failed, 1 commit");
        }
        assertThat(posts.values("/text")).containsExactly(text("News 3", 3));
    }

    @Test
    void theNewestAreNotPassedOverWhereTheyAreAskedFor() throws Exception {
        publish(entries(0, 5));
        try (FeedRoutes routes = routes("initialEntries=2", "pages=false")) {
            routes.run("blog");
        }
        assertThat(posts.values("/text")).containsExactlyInAnyOrder(text("News 3", 3), text("News 4", 4));
    }

    @Test
    void aPostHasTheEntrysDateAndLinkAndAnRkeyInItsDay() throws Exception {
        publish(entries(1, 2));
        try (FeedRoutes routes = routes(ALL)) {
            routes.run("blog");
        }
        assertThat(posts.rkeys()).containsExactly(Tid.ofKey("urn:news:1", Entry.of(1).date()).toString());
        assertThat(posts.values("/createdAt")).containsExactly("2026-01-02T01:00:00.000Z");
        assertThat(posts.values("/facets/0/features/0/uri")).containsExactly("https://news.example/1");
        assertThat(posts.values("/embed/external/uri")).containsExactly("https://news.example/1");
        assertThat(posts.values("/embed/external/description")).containsExactly("About 1");
    }

    @ParameterizedTest
    @EnumSource(Feeds.class)
    void anEditADeletionAndAnAdditionBecomeOneCommit(Feeds kind) throws Exception {
        publish(kind, entries(0, 10));
        try (FeedRoutes routes = routes("initialEntries=all", "pages=false", "deleteMissing=true")) {
            assertThat(routes.run("blog")).hasToString("synced: 10 new, 0 existing, 0 known, 0 failed, 1 commit");
            List<String> rkeys = posts.rkeys();
            List<Entry> later = new ArrayList<>(entries(0, 11));
            later.set(4, later.get(4).titled("Edited"));
            later.remove(7);
            publish(kind, later);

            FeedReport report = routes.run("blog");

            assertThat(report).hasToString("synced: 1 new, 0 existing, 8 known, 0 failed, 1 changed, 1 deleted, 1 commit");
            assertThat(posts.values("/text")).hasSize(10).contains(text("Edited", 4), text("News 10", 10))
                    .doesNotContain(text("News 4", 4), text("News 7", 7));
            assertThat(rkeys).containsAll(posts.rkeys().stream()
                    .filter(rkey -> !rkey.equals(Tid.ofKey("urn:news:10", Entry.of(10).date()).toString())).toList());
            System.out.println("feed " + kind + ": " + String.join("; ", report.getLines()));
        }
    }

    @Test
    void whatFellOffTheEndOfTheFeedStays() throws Exception {
        publish(entries(0, 10));
        try (FeedRoutes routes = routes("initialEntries=all", "pages=false", "deleteMissing=true")) {
            routes.run("blog");
            publish(entries(5, 12));
            assertThat(routes.run("blog")).hasToString("synced: 2 new, 0 existing, 5 known, 0 failed, 1 commit");
        }
        assertThat(posts.records()).hasSize(12);
    }

    @Test
    void aFeedThatIsSuddenlyEmptyOrNearlySoDeletesNothing() throws Exception {
        publish(entries(0, 10));
        try (FeedRoutes routes = routes("initialEntries=all", "pages=false", "deleteMissing=true")) {
            routes.run("blog");
            publish(List.of());
            assertThat(routes.run("blog").getProblems()).singleElement().asString().contains("no entry any more");
            publish(List.of(Entry.of(0), Entry.of(9)));
            assertThat(routes.run("blog").getProblems()).singleElement().asString().contains("8 of 9")
                    .contains("maxDeleteRatio");
            publish(entries(0, 10));
            assertThat(routes.run("blog")).hasToString("synced: 0 new, 0 existing, 10 known, 0 failed");
        }
        assertThat(posts.records()).hasSize(10);
    }

    @Test
    void aFeedThatTheServerCallsUnchangedCostsThePdsNothing() throws Exception {
        publish(entries(0, 3));
        try (FeedRoutes routes = routes(ALL)) {
            routes.run("blog");
            String head = posts.head();
            assertThat(routes.run("blog")).hasToString("synced: 0 new, 0 existing, 3 known, 0 failed");
            assertThat(posts.head()).isEqualTo(head);
        }
        assertThat(site.requests()).containsExactly("200 " + PATH, "304 " + PATH);
    }

    @Test
    void afterARestartNothingIsTwice() throws Exception {
        publish(entries(0, 3));
        try (FeedRoutes routes = routes(ALL)) {
            routes.run("blog");
        }
        publish(entries(0, 4));
        try (FeedRoutes routes = routes(ALL)) {
            assertThat(routes.run("blog")).hasToString("synced: 1 new, 0 existing, 3 known, 0 failed, 1 commit");
        }
        assertThat(posts.records()).hasSize(4);
    }

    @Test
    void afterTheMemoryIsLostNothingIsTwice() throws Exception {
        publish(entries(0, 150));
        try (FeedRoutes routes = routes(ALL)) {
            routes.run("blog");
        }
        loseMemory();
        publish(entries(0, 151));
        try (FeedRoutes routes = routes(ALL)) {
            assertThat(routes.run("blog")).hasToString("synced: 1 new, 150 existing, 0 known, 0 failed, 1 commit");
        }
        assertThat(posts.records()).hasSize(151);
    }

    @Test
    void afterTheMemoryIsLostWhatCameMeanwhileIsPostedAndWhatWasPassedOverIsNot() throws Exception {
        publish(entries(0, 5));
        try (FeedRoutes routes = routes("pages=false")) {
            routes.run("blog");
            publish(entries(0, 7));
            routes.run("blog");
        }
        loseMemory();
        publish(entries(0, 8));
        try (FeedRoutes routes = routes("pages=false")) {
            assertThat(routes.run("blog")).hasToString("synced: 1 new, 2 existing, 0 known, 0 failed, 5 passed over, 1 commit");
        }
        assertThat(posts.values("/text")).hasSize(3).contains(text("News 7", 7));
    }

    @Test
    void afterTheMemoryIsLostEntriesWithOtherDatesAndGuidsAreFoundByTheirLinks() throws Exception {
        publish(entries(0, 20));
        try (FeedRoutes routes = routes(ALL)) {
            routes.run("blog");
        }
        loseMemory();
        publish(entries(0, 20).stream()
                .map(entry -> entry.at(entry.date().plus(Duration.ofDays(3))).called("new" + entry.guid()))
                .toList());
        try (FeedRoutes routes = routes(ALL)) {
            assertThat(routes.run("blog")).hasToString("synced: 0 new, 20 existing, 0 known, 0 failed");
        }
        assertThat(posts.records()).hasSize(20);
    }

    @Test
    void afterTheMemoryIsLostEntriesWithOtherQueriesAreFoundByTheirPagesAndTitles() throws Exception {
        publish(entries(0, 20).stream().map(entry -> entry.linkedTo(entry.link() + "?v=1")).toList());
        try (FeedRoutes routes = routes(ALL)) {
            routes.run("blog");
        }
        loseMemory();
        publish(entries(0, 20).stream().map(entry -> entry.linkedTo(entry.link() + "?v=2").called(entry.link() + "?v=2"))
                .toList());
        try (FeedRoutes routes = routes(ALL)) {
            assertThat(routes.run("blog")).hasToString("synced: 0 new, 20 existing, 0 known, 0 failed");
        }
        assertThat(posts.records()).hasSize(20);
    }

    @Test
    void aFeedThatReordersAndChangesDatesAndQueriesIsNotPostedAgain() throws Exception {
        publish(entries(0, 20).stream().map(entry -> entry.linkedTo(entry.link() + "?v=1").called(entry.link() + "?v=1"))
                .toList());
        try (FeedRoutes routes = routes(ALL)) {
            routes.run("blog");
            String head = posts.head();
            List<Entry> later = new ArrayList<>(
                    entries(0, 20).stream()
                            .map(entry -> entry.linkedTo(entry.link() + "?v=2").called(entry.link() + "?v=2")
                                    .at(entry.date().plus(Duration.ofDays(2))))
                            .toList());
            Collections.reverse(later);
            publish(later);
            assertThat(routes.run("blog")).hasToString("synced: 0 new, 0 existing, 20 known, 0 failed");
            assertThat(routes.run("blog")).hasToString("synced: 0 new, 0 existing, 20 known, 0 failed");
            assertThat(posts.head()).isEqualTo(head);
        }
    }

    @Test
    void anEditOfAnEntryWithAnotherAddressIsTriedAgainWhereThePdsFailed() throws Exception {
        publish(entries(0, 3).stream().map(entry -> entry.linkedTo(entry.link() + "?v=1").called(entry.link() + "?v=1"))
                .toList());
        try (FeedRoutes routes = routes(ALL)) {
            routes.run("blog");
            List<Entry> later = new ArrayList<>(
                    entries(0, 3).stream()
                            .map(entry -> entry.linkedTo(entry.link() + "?v=2").called(entry.link() + "?v=2")).toList());
            later.set(1, later.get(1).titled("Edited"));
            publish(later);
            pds.faults().next("com.atproto.repo.applyWrites", Fault.refuse(403, "Forbidden", "not now"));
            assertThat(routes.run("blog").isSuccess()).isFalse();
            assertThat(routes.run("blog")).hasToString("synced: 0 new, 0 existing, 2 known, 0 failed, 1 changed, 1 commit");
        }
        assertThat(posts.values("/text")).hasSize(3).anyMatch(text -> text.startsWith("Edited"));
    }

    @Test
    void twoPollersAtOnceWriteNothingTwice() throws Exception {
        publish(entries(0, 60));
        try (FeedRoutes one = configuration("one").feed("feed-to-posts", "blog", site.url(PATH), "news", ALL).start();
             FeedRoutes two = configuration("two").feed("feed-to-posts", "blog", site.url(PATH), "news", ALL).start()) {
            for (int round = 0; round < 5; round++) {
                publish(entries(0, 60 + 10 * round));
                CompletableFuture<FeedReport> first = CompletableFuture.supplyAsync(() -> one.run("blog"));
                CompletableFuture<FeedReport> second = CompletableFuture.supplyAsync(() -> two.run("blog"));
                assertThat(first.get(60, TimeUnit.SECONDS).getProblems()).isEmpty();
                assertThat(second.get(60, TimeUnit.SECONDS).getProblems()).isEmpty();
            }
            // one of them saw the entries with other dates
            publish(entries(0, 100).stream().map(entry -> entry.at(entry.date().plus(Duration.ofDays(1)))).toList());
            one.run("blog");
            publish(entries(0, 110));
            two.run("blog");
            publish(entries(0, 110).stream().map(entry -> entry.at(entry.date().plus(Duration.ofDays(1)))).toList());
            one.run("blog");
        }
        assertThat(posts.values("/text")).hasSize(110).doesNotHaveDuplicates();
    }

    @Test
    void anEntryThatCannotBeWrittenDoesNotTakeTheOthersAlongAndIsNotTriedUntilItIsEdited() throws Exception {
        publish(entries(0, 1));
        try (FeedRoutes routes = routes(ALL)) {
            routes.run("blog");
            pds.faults().next("com.atproto.repo.applyWrites", Fault.refuse(400, "InvalidRequest",
                    "Invalid app.bsky.feed.post record: not on a Sunday at $.writes[50].record.text"));
            publish(entries(0, 501));
            FeedReport first = routes.run("blog");
            assertThat(first).hasToString("synced: 499 new, 0 existing, 1 known, 1 failed");
            assertThat(first.getProblems()).singleElement().asString().contains("urn:news:51").contains("not on a Sunday");
            assertThat(posts.records()).hasSize(500);
            String head = posts.head();

            site.put(PATH, Feeds.ATOM.type(), Feeds.ATOM.feed(entries(0, 501)));
            assertThat(routes.run("blog")).hasToString("synced: 0 new, 0 existing, 501 known, 0 failed");
            assertThat(posts.head()).isEqualTo(head);
        }
        try (FeedRoutes routes = routes(ALL)) {
            List<Entry> mended = new ArrayList<>(entries(0, 501));
            mended.set(51, mended.get(51).titled("Mended"));
            publish(mended);
            assertThat(routes.run("blog")).hasToString("synced: 0 new, 0 existing, 500 known, 0 failed, 1 changed, 1 commit");
        }
        assertThat(posts.values("/text")).hasSize(501).contains(text("Mended", 51));
    }

    @Test
    void anEndBetweenCommitAndMemoryWritesNothingTwice() throws Exception {
        publish(entries(0, 5));
        try (FeedRoutes routes = routes(ALL)) {
            routes.run("blog");
            Database.execute(routes.context(), "DELETE FROM ATPROTO_FEED_ENTRY WHERE guid IN ('urn:news:3', 'urn:news:4')");
            publish(entries(0, 6));
            assertThat(routes.run("blog")).hasToString("synced: 1 new, 2 existing, 3 known, 0 failed, 1 commit");
        }
        assertThat(posts.records()).hasSize(6);
    }

    @Test
    void aWrongPasswordIsToldAndNothingIsRemembered() throws Exception {
        publish(entries(0, 3));
        try (FeedRoutes routes = new FeedRoutes.Configuration(folder.resolve("memory"))
                .account("news", pds.url(), "news.test", "wrong")
                .feed("feed-to-posts", "blog", site.url(PATH), "news", ALL).start()) {
            FeedReport report = routes.run("blog");
            assertThat(report.isSuccess()).isFalse();
            assertThat(report.getProblems()).singleElement().asString().contains("news.test").contains("read again")
                    .doesNotContain("wrong");
        }
        try (FeedRoutes routes = routes(ALL)) {
            assertThat(routes.run("blog")).hasToString("synced: 3 new, 0 existing, 0 known, 0 failed, 1 commit");
        }
    }

    @Test
    void aFeedThatIsCutIsToldAndTheNextGoodReadingWorks() throws Exception {
        site.put(PATH, "application/rss+xml", Feeds.RSS.feed(entries(0, 3)).substring(0, 300));
        try (FeedRoutes routes = routes(ALL)) {
            assertThat(routes.run("blog").getProblems()).singleElement().asString().contains(site.url(PATH))
                    .contains("cannot be used");
            publish(entries(0, 3));
            assertThat(routes.run("blog")).hasToString("synced: 3 new, 0 existing, 0 known, 0 failed, 1 commit");
        }
    }

    @Test
    void severalFeedsAndAccountsStandInOneConfiguration() throws Exception {
        publish(entries(0, 2));
        site.put("/second", Feeds.JSON.type(), Feeds.JSON.feed(entries(10, 13)));
        try (FeedRoutes routes = configuration("memory")
                .account("other", pds.url(), "other.test", "secret")
                .feed("feed-to-posts", "blog", site.url(PATH), "news", ALL)
                .feed("feed-to-posts", "second", site.url("/second"), "news", ALL)
                .feed("feed-to-posts", "copy", site.url(PATH), "other", "initialEntries=1", "pages=false",
                        "text=${body.title} says: ${body.summary} #news", "filter=${body.title} contains '1'",
                        "languages=de", "labels=graphic-media")
                .start()) {
            assertThat(routes.run("blog")).hasToString("synced: 2 new, 0 existing, 0 known, 0 failed, 1 commit");
            assertThat(routes.run("second")).hasToString("synced: 3 new, 0 existing, 0 known, 0 failed, 1 commit");
            assertThat(routes.run("copy")).hasToString("synced: 1 new, 0 existing, 0 known, 0 failed, 1 passed over, 1 commit");
        }
        assertThat(posts.records()).hasSize(5);
        Collection others = new Collection(pds.url(), "other.test", "app.bsky.feed.post");
        assertThat(others.values("/text")).containsExactly("News 1 says: About 1 #news");
        assertThat(others.values("/langs/0")).containsExactly("de");
        assertThat(others.values("/labels/values/0/val")).containsExactly("graphic-media");
        assertThat(others.values("/facets/0/features/0/tag")).containsExactly("news");
    }

    @Test
    void withoutBackdatingPostsAreAsOldAsTheRunAndLaterOneByOne() throws Exception {
        publish(entries(0, 5));
        String before = Instant.now().toString();
        try (FeedRoutes routes = routes("initialEntries=all", "pages=false", "backdate=false")) {
            routes.run("blog");
        }
        List<String> dates = posts.values("/createdAt");
        assertThat(dates).doesNotHaveDuplicates().allSatisfy(date -> assertThat(date).isGreaterThan(before.substring(0, 19)));
    }

    @Test
    void aCardShowsThePageThatThePostLinksToAndOneThatFailsLosesNoPost() throws Exception {
        site.put("/1", "text/html",
                "<meta property='og:title' content='From the page'><meta property='og:image' content='/p.png'>");
        site.put("/2", "text/html",
                "<meta property='og:title' content='No picture'><meta property='og:image' content='/none.png'>");
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(600, 300, BufferedImage.TYPE_INT_RGB), "png", png);
        site.put("/p.png", "image/png", png.toByteArray());
        publish(IntStream.range(1, 4).mapToObj(n -> Entry.of(n).linkedTo(site.url("/" + n))).toList());
        try (FeedRoutes routes = routes("initialEntries=all", "trustedHosts=localhost")) {
            assertThat(routes.run("blog")).hasToString("synced: 3 new, 0 existing, 0 known, 0 failed, 1 commit");
        }
        assertThat(posts.values("/embed/external/title"))
                .containsExactlyInAnyOrder("From the page", "No picture", "News 3");
        assertThat(posts.values("/embed/external/thumb/mimeType")).containsExactlyInAnyOrder("image/jpeg", "", "");
    }

    @Test
    void aThousandSmallEntriesAreFiveCommits() throws Exception {
        publish(entries(0, 1_000));
        try (FeedRoutes routes = routes(ALL)) {
            long start = System.nanoTime();
            assertThat(routes.run("blog")).hasToString("synced: 1000 new, 0 existing, 0 known, 0 failed, 5 commits");
            System.out.println("feed: 1000 entries in " + (System.nanoTime() - start) / 1_000_000 + " ms");
        }
        assertThat(posts.records()).hasSize(1_000);
    }

    @Test
    void theTimerGoesOnAfterAFailure() throws Exception {
        site.put(PATH, "text/plain", "not a feed");
        try (FeedRoutes routes
                = routes("initialEntries=all", "pages=false", "from=timer:{{name}}?period={{period}}", "period=200")) {
            await().atMost(Duration.ofSeconds(20)).until(() -> site.requests().size() >= 2);
            assertThat(posts.records()).isEmpty();
            publish(entries(0, 1));
            await().atMost(Duration.ofSeconds(20)).until(() -> posts.records().size() == 1);
            assertThat(routes.context().getRoutesSize()).isPositive();
        }
    }
}
