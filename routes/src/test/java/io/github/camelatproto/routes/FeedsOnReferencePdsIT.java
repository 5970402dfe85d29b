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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import javax.imageio.ImageIO;

import io.github.camelatproto.reference.ReferencePds;
import io.github.camelatproto.reference.ReferencePdsExtension;
import io.github.camelatproto.routes.Feeds.Entry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Both routes for feeds against the reference PDS. */
@ExtendWith(ReferencePdsExtension.class)
class FeedsOnReferencePdsIT {

    @TempDir
    private Path folder;
    private FeedSite site;
    private ReferencePds pds;
    private ReferencePds.Account account;

    @BeforeEach
    void start(ReferencePds reference) throws IOException {
        pds = reference;
        account = reference.createAccount();
        site = new FeedSite();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(600, 300, BufferedImage.TYPE_INT_RGB), "png", png);
        site.put("/p.png", "image/png", png.toByteArray());
        IntStream.range(0, 12).forEach(n -> site.put("/" + n, "text/html", "<meta property='og:image' content='/p.png'>"));
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private List<Entry> entries(int to) {
        return IntStream.range(0, to).mapToObj(n -> Entry.of(n).linkedTo(site.url("/" + n))).toList();
    }

    private void keepsInStep(String template, String collection, String titles, String... options) throws Exception {
        site.put("/feed", Feeds.ATOM.type(), Feeds.ATOM.feed(entries(10)));
        Collection records = new Collection(pds.url(), account.did(), collection);
        try (FeedRoutes routes = new FeedRoutes.Configuration(folder.resolve("memory"))
                .account("news", pds.url(), account.handle(), account.password())
                .feed(template, "feed", site.url("/feed"), "news", options).start()) {
            assertThat(routes.run("feed")).hasToString("synced: 10 new, 0 existing, 0 known, 0 failed, 1 commit");
            List<Entry> later = new ArrayList<>(entries(11));
            later.set(4, later.get(4).titled("Edited"));
            later.remove(7);
            site.put("/feed", Feeds.ATOM.type(), Feeds.ATOM.feed(later));

            assertThat(routes.run("feed"))
                    .hasToString("synced: 1 new, 0 existing, 8 known, 0 failed, 1 changed, 1 deleted, 1 commit");
        }
        assertThat(records.values(titles)).hasSize(10).anyMatch(title -> title.startsWith("Edited"))
                .anyMatch(title -> title.startsWith("News 10")).noneMatch(title -> title.startsWith("News 7"));
    }

    @Test
    void postsFollowTheirFeedWithCards() throws Exception {
        keepsInStep("feed-to-posts", "app.bsky.feed.post", "/text", "initialEntries=all", "deleteMissing=true",
                "trustedHosts=localhost");
        assertThat(new Collection(pds.url(), account.did(), "app.bsky.feed.post").values("/embed/external/thumb/mimeType"))
                .containsOnly("image/jpeg");
    }

    @Test
    void articlesFollowTheirFeed() throws Exception {
        keepsInStep("feed-to-articles", "site.standard.document", "/title");
    }
}
