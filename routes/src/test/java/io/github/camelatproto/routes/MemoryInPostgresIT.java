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
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

import io.github.camelatproto.pds.EmbeddedPds;
import io.github.camelatproto.routes.Feeds.Entry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The routes that remember something, on PostgreSQL instead of H2 by one property. */
class MemoryInPostgresIT {

    private static EmbeddedPostgres postgres;
    @TempDir
    private Path folder;
    private EmbeddedPds pds;

    @BeforeAll
    static void startPostgres() throws IOException {
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stopPostgres() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void start() {
        pds = EmbeddedPds.builder().account("news.test", "secret").build().start();
    }

    @AfterEach
    void stop() {
        pds.close();
    }

    private static String memory() {
        return postgres.getJdbcUrl("postgres", "postgres");
    }

    @Test
    void anImportRemembersHowFarItIs() throws Exception {
        Path inbox = Files.createDirectories(folder.resolve("inbox"));
        Files.writeString(inbox.resolve("things.jsonl"), "{\"n\":0}\n{\"n\":1.5}\n{\"n\":2}\n");
        try (FileRoutes routes
                = new FileRoutes.Configuration(folder.resolve("unused"), pds.url(), inbox).memory(memory()).start()) {
            await().atMost(Duration.ofSeconds(30)).until(() -> routes.reports().size() == 1);
            assertThat(routes.reports().get(0).toString()).startsWith("things.jsonl: 2 written, 0 unchanged, 1 failed");
        }
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
             Statement statement = connection.createStatement();
             ResultSet row = statement.executeQuery("SELECT stage, entries, written, failed FROM ATPROTO_IMPORT")) {
            assertThat(row.next()).isTrue();
            assertThat(List.of(row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4)))
                    .containsExactly("MOVED", 3L, 2L, 1L);
        }
    }

    @Test
    void aFeedRemembersWhatWasWritten() throws Exception {
        try (FeedSite site = new FeedSite()) {
            site.put("/feed", Feeds.RSS.type(), Feeds.RSS.feed(List.of(Entry.of(1), Entry.of(2))));
            FeedRoutes.Configuration configuration = new FeedRoutes.Configuration(folder.resolve("unused")).memory(memory())
                    .account("news", pds.url(), "news.test", "secret")
                    .feed("feed-to-posts", "blog", site.url("/feed"), "news", "initialEntries=all", "pages=false");
            try (FeedRoutes routes = configuration.start()) {
                assertThat(routes.run("blog")).hasToString("synced: 2 new, 0 existing, 0 known, 0 failed, 1 commit");
            }
            site.put("/feed", Feeds.RSS.type(), Feeds.RSS.feed(List.of(Entry.of(1), Entry.of(2), Entry.of(3))));
            try (FeedRoutes routes = configuration.start()) {
                assertThat(routes.run("blog")).hasToString("synced: 1 new, 0 existing, 2 known, 0 failed, 1 commit");
            }
        }
    }
}
