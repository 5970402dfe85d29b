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

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;

import io.github.camelatproto.data.Blob;
import io.github.camelatproto.social.post.Card;
import io.github.camelatproto.social.web.PlainText;
import io.github.camelatproto.social.web.WebDocument;
import io.github.camelatproto.social.web.WebFetcher;
import io.github.camelatproto.social.web.WebLimits;
import io.github.camelatproto.social.web.WebVersion;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes cards for links: title, description and picture of the page that is linked to. Whatever of it fails leaves a
 * card without it, and a line in the log; a card is never a reason to fail. Blocks while it fetches, at most 15 seconds
 * for the page and as long for the picture. Immutable and safe for use by several threads.
 */
public final class Cards {

    private static final Logger LOG = LoggerFactory.getLogger(Cards.class);
    private static final Duration MAX_TIME = Duration.ofSeconds(15);
    private static final int MAX_PAGE = 3 * 1024 * 1024;
    private static final int MAX_PICTURE = 20 * 1024 * 1024;
    private static final int LONGEST_REASON = 200;
    /** No page is there, and none ever will be, unless in the own network: RFC 2606. */
    private static final Pattern RESERVED = Pattern.compile("(?:^|[.])(?:example|invalid|test)[.]?$", Pattern.CASE_INSENSITIVE);

    private final WebFetcher pages;
    private final WebFetcher pictures;
    private final PictureFitter fitter = new PictureFitter(Card.MAX_THUMB);
    private final Uploads uploads;

    /** @param trustedHosts names of hosts that may be in the own network, because the operator named them */
    public Cards(Set<String> trustedHosts, Uploads uploads) {
        this.pages = new WebFetcher(trustedHosts, new WebLimits(MAX_PAGE, MAX_TIME));
        this.pictures = new WebFetcher(trustedHosts, new WebLimits(MAX_PICTURE, MAX_TIME));
        this.uploads = uploads;
    }

    /**
     * Makes the card of a link.
     *
     * @param link  what is linked to; absolute, with a host
     * @param known what is known of it already, and used where the page says nothing
     * @param image the address of a picture that is known of it already, if any
     */
    public Card card(URI link, Card known, @Nullable URI image) {
        if (RESERVED.matcher(link.getHost()).find() && !pages.isTrusted(link.getHost())) {
            return known;
        }
        PageCard page = page(link);
        if (page == null) {
            return new Card(link, known.title(), known.description(), thumb(link, image));
        }
        return new Card(
                link, page.title().isEmpty() ? known.title() : page.title(),
                page.description().isEmpty() ? known.description() : page.description(),
                thumb(link, page.image() == null ? image : page.image()));
    }

    private @Nullable PageCard page(URI link) {
        try {
            WebDocument page = pages.get(link, "text/html, application/xhtml+xml;q=0.9, */*;q=0.1", WebVersion.NONE);
            String type = page.contentType();
            if (!page.isFound() || (type != null && !type.contains("html"))) {
                throw new IOException(page.isFound() ? "it is " + type : "the server answers " + page.status());
            }
            return PageCard.of(page);
        } catch (IOException | RuntimeException e) {
            LOG.info("The card of {} is made without its page: {}", shown(link), reason(e));
            return null;
        }
    }

    private @Nullable Blob thumb(URI link, @Nullable URI image) {
        if (image == null) {
            return null;
        }
        try {
            WebDocument found = pictures.get(image, "image/*", WebVersion.NONE);
            if (!found.isFound()) {
                throw new IOException("the server answers " + found.status());
            }
            FittedPicture picture = fitter.fit(found.content());
            return uploads.upload(picture.bytes(), picture.mimeType());
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            LOG.info("The card of {} has no picture, {}: {}", shown(link), shown(image), reason(e));
            return null;
        }
    }

    /** A query may hold what is nobody's business. */
    private static String shown(URI address) {
        String text = address.toString();
        return PlainText.shown(text.contains("?") ? text.substring(0, text.indexOf('?')) + "?..." : text, LONGEST_REASON);
    }

    private static String reason(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null && !(cause instanceof IOException)) {
            cause = cause.getCause();
        }
        return PlainText.shown(cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage(),
                LONGEST_REASON);
    }
}
