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
package io.github.camelatproto.social.feed;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelatproto.social.web.PlainText;
import io.github.camelatproto.social.web.WebLinks;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON Feed 1.0 and 1.1.
 *
 * @see <a href="https://www.jsonfeed.org/version/1.1/">JSON Feed 1.1</a>
 */
final class JsonFeed {

    private static final int DEEPEST = 100;
    private static final int MOST_TAGS = 20;
    private static final ObjectMapper JSON = new ObjectMapper(
            JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                    .build());

    private final @Nullable URI base;
    private final @Nullable String language;

    private JsonFeed(@Nullable URI base, @Nullable String language) {
        this.base = base;
        this.language = language;
    }

    static Feed read(FeedDocument document) {
        JsonNode feed;
        try {
            feed = JSON.readTree(document.content());
        } catch (IOException e) {
            throw document.unusable("it is no JSON that can be read: " + PlainText.shown(reason(e), 200), e);
        }
        if (!feed.path("items").isArray()) {
            throw document.unusable("it is JSON, but no JSON Feed: it has no array 'items'");
        }
        FeedParser.check(feed.get("items").size(), document);
        URI site = WebLinks.resolve(document.base(), text(feed, "home_page_url"));
        String language = SyndEntries.language(text(feed, "language"));
        JsonFeed reader = new JsonFeed(site == null ? document.base() : site, language);
        List<FeedEntry> entries = new ArrayList<>();
        feed.get("items").forEach(item -> entries.add(reader.entry(item)));
        return new Feed(
                PlainText.ofText(text(feed, "title")), PlainText.ofText(text(feed, "description")), site, entries,
                document.version());
    }

    private FeedEntry entry(JsonNode item) {
        String title = PlainText.ofText(text(item, "title"));
        String html = text(item, "content_html");
        String text = text(item, "content_text");
        String content = html == null ? text == null ? "" : text.strip() : PlainText.paragraphs(html);
        String told = text(item, "summary");
        String summary = told != null
                ? PlainText.ofText(told) : html == null ? PlainText.ofText(text) : PlainText.ofHtml(html);
        URI link = WebLinks.resolve(base, text(item, "url"));
        link = link == null ? WebLinks.resolve(base, text(item, "external_url")) : link;
        return new FeedEntry(
                key(item, link, title, summary), title, link, date(text(item, "date_published")),
                date(text(item, "date_modified")), null, summary, content, tags(item), image(item), language(item));
    }

    private static String key(JsonNode item, @Nullable URI link, String title, String summary) {
        String id = text(item, "id");
        if (id != null && !id.isBlank()) {
            return id.strip();
        }
        return FeedEntry.keyWithoutGuid(link, title, summary);
    }

    private @Nullable URI image(JsonNode item) {
        URI image = WebLinks.resolve(base, text(item, "image"));
        return image == null ? WebLinks.resolve(base, text(item, "banner_image")) : image;
    }

    private @Nullable String language(JsonNode item) {
        String own = SyndEntries.language(text(item, "language"));
        return own == null ? language : own;
    }

    private static List<String> tags(JsonNode item) {
        List<String> tags = new ArrayList<>();
        for (JsonNode tag : item.path("tags")) {
            String text = PlainText.ofText(tag.isTextual() ? tag.textValue() : null);
            if (!text.isEmpty() && !tags.contains(text) && tags.size() < MOST_TAGS) {
                tags.add(text);
            }
        }
        return tags;
    }

    /** A number is an id too, though it should not be. */
    private static @Nullable String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isTextual() || value.isNumber() ? value.asText() : null;
    }

    private static @Nullable Instant date(@Nullable String date) {
        try {
            return date == null ? null : SyndEntries.plausible(OffsetDateTime.parse(date.strip()).toInstant());
        } catch (DateTimeParseException e) {
            return null; // as good as none
        }
    }

    private static String reason(IOException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
