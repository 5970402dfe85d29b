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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.stream.Stream;

import io.github.camelatproto.social.web.PlainText;
import io.github.camelatproto.social.web.WebDocument;
import io.github.camelatproto.social.web.WebLinks;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * What a page says of itself to those who link to it, by Open Graph, by Twitter's tags, or else by its title and
 * description. Immutable.
 *
 * @param title       plain text on one line, empty if it has none
 * @param description plain text on one line, empty if it has none
 * @param image       the address of its picture, if it has one
 * @param imageAlt    what the picture shows, empty if it does not say
 */
record PageCard(String title, String description, @Nullable URI image, String imageAlt) {

    static PageCard of(WebDocument page) throws IOException {
        Document html = Jsoup.parse(
                new ByteArrayInputStream(page.content()), charset(page.contentType()), page.address().toString());
        String title = first(html, "og:title", "twitter:title");
        String image = first(html, "og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src");
        return new PageCard(
                title.isEmpty() ? PlainText.ofText(html.title()) : title,
                first(html, "og:description", "twitter:description", "description"),
                WebLinks.resolve(page.address(), image), first(html, "og:image:alt", "twitter:image:alt"));
    }

    private static String first(Document html, String... names) {
        return Stream.of(names).map(name -> content(html, name)).filter(text -> !text.isEmpty()).findFirst().orElse("");
    }

    /** Whether it is a property or a name, many pages do not know. */
    private static String content(Document html, String name) {
        Element meta = html.selectFirst("meta[property=" + quoted(name) + "], meta[name=" + quoted(name) + "]");
        return meta == null ? "" : PlainText.ofText(meta.attr("content"));
    }

    private static String quoted(String name) {
        return '"' + name + '"';
    }

    private static @Nullable String charset(@Nullable String contentType) {
        int at = contentType == null ? -1 : contentType.toLowerCase(Locale.ROOT).indexOf("charset=");
        String name = at < 0 || contentType == null
                ? "" : contentType.substring(at + "charset=".length()).replaceAll("[\"';].*|\"", "").strip();
        try {
            return name.isEmpty() || !Charset.isSupported(name) ? null : name;
        } catch (IllegalArgumentException e) {
            return null; // then the page itself says it
        }
    }
}
