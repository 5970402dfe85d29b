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
package io.github.camelatproto.social.card;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.github.camelatproto.data.Blob;
import io.github.camelatproto.data.Cid;
import io.github.camelatproto.social.post.Card;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CardsTest {

    private final List<byte[]> uploaded = new ArrayList<>();
    private final Uploads uploads = (bytes, type) -> {
        uploaded.add(bytes);
        return new Blob(Cid.ofRaw(bytes), type, bytes.length);
    };
    private WebSite site;
    private Cards cards;

    @BeforeEach
    void start() throws IOException {
        site = new WebSite();
        cards = new Cards(Set.of("localhost"), uploads);
        site.with("/picture.png", "image/png",
                TestPictures.file(TestPictures.halves(100, 50, BufferedImage.TYPE_INT_RGB), "png"));
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private Card card(String path) {
        URI link = site.at(path);
        return cards.card(link, new Card(link, "Feed's title", "Feed's words", null), null);
    }

    @Test
    void aCardSaysWhatThePageSaysOfItself() {
        site.page("/a", "<head><title>T</title><meta property='og:title' content='Eels &amp; tides'>"
                        + "<meta property='og:description' content='Back  again'><meta property='og:image' content='/picture.png'>");

        Card card = card("/a");

        assertThat(card.title()).isEqualTo("Eels & tides");
        assertThat(card.description()).isEqualTo("Back again");
        assertThat(card.thumb()).isNotNull().extracting(Blob::mimeType).isEqualTo("image/jpeg");
        assertThat(uploaded).hasSize(1);
    }

    @Test
    void twittersTagsAndThePlainOnesAreReadToo() {
        site.page("/a", "<meta name='twitter:title' content='Twitter'><meta name='description' content='Plain'>"
                        + "<meta name='twitter:image' content='picture.png'>");
        Card card = card("/a");
        assertThat(card.title()).isEqualTo("Twitter");
        assertThat(card.description()).isEqualTo("Plain");
        assertThat(card.thumb()).isNotNull();
    }

    @Test
    void aPageInAnotherCharsetIsRead() {
        site.with("/a", "text/html; charset=ISO-8859-1",
                "<meta property=og:title content='Z\u00FCrich'>".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(card("/a").title()).isEqualTo("Z\u00FCrich");
    }

    @Test
    void whatThePageDoesNotSayTheFeedSays() {
        site.page("/a", "<p>nothing</p>");
        Card card = card("/a");
        assertThat(card.title()).isEqualTo("Feed's title");
        assertThat(card.description()).isEqualTo("Feed's words");
        assertThat(card.thumb()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "/missing.png", "http://127.0.0.1/x.png", "ftp://example.com/x.png", "data:image/png;base64,AA",
            "/text.png", "/large.png", "/huge.png", "/circle.png" })
    void aPictureThatFailsLeavesACardWithoutIt(String image) throws IOException {
        site.with("/text.png", "image/png", "no picture".getBytes(StandardCharsets.UTF_8));
        site.with("/large.png", "image/png", new byte[40_000_000]);
        site.with("/huge.png", "image/png",
                TestPictures.file(TestPictures.halves(10_000, 10_000, BufferedImage.TYPE_BYTE_BINARY), "png"));
        site.redirect("/circle.png", "/circle.png");
        site.page("/a", "<meta property='og:title' content='T'><meta property='og:image' content='" + image + "'>");

        Card card = card("/a");

        assertThat(card.title()).isEqualTo("T");
        assertThat(card.thumb()).isNull();
        assertThat(uploaded).isEmpty();
    }

    @Test
    void anUploadThatFailsLeavesACardWithoutPicture() {
        site.page("/a", "<meta property='og:title' content='T'><meta property='og:image' content='/picture.png'>");
        Cards failing = new Cards(Set.of("localhost"), (bytes, type) -> {
            throw new IllegalStateException("full");
        });
        URI link = site.at("/a");
        assertThat(failing.card(link, new Card(link, "", "", null), null).thumb()).isNull();
    }

    @Test
    void pagesOfTheOwnNetworkAreNotFetchedUnlessTheOperatorNamesThem() {
        site.page("/secret", "<meta property='og:title' content='Secret'>");
        cards = new Cards(Set.of(), uploads);
        assertThat(card("/secret").title()).isEqualTo("Feed's title");
        assertThat(site.asked()).isEmpty();
    }

    @Test
    void aRedirectIntoTheOwnNetworkIsNotFollowed() {
        site.page("/secret", "<meta property='og:title' content='Secret'>");
        site.redirect("/a", "http://127.0.0.1:" + site.at("/").getPort() + "/secret");
        assertThat(card("/a").title()).isEqualTo("Feed's title");
        assertThat(site.asked()).containsExactly("/a");
    }

    @Test
    void namesThatNeverExistAreNotAskedFor() {
        Card known = new Card(URI.create("https://news.example/a"), "T", "D", null);
        assertThat(cards.card(known.uri(), known, null)).isSameAs(known);
    }

    @Test
    void aHostThatTheOperatorNamedMayHaveAnyName() {
        Cards trusting = new Cards(Set.of("CMS.test"), uploads);
        Card known = new Card(URI.create("http://cms.test/a"), "T", "D", null);
        // asked for, where no name server knows it
        assertThat(trusting.card(known.uri(), known, null)).isEqualTo(known).isNotSameAs(known);
    }
}
