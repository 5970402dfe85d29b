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

import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import com.rometools.rome.feed.rss.Item;
import com.rometools.rome.feed.synd.SyndContent;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import io.github.camelatproto.social.web.PlainText;
import io.github.camelatproto.social.web.WebLinks;
import org.jspecify.annotations.Nullable;

/** What ROME read, as {@link FeedEntry}. */
final class SyndEntries {

    private static final Instant FIRST_DATE = Instant.EPOCH;
    /** The day after the last that a TID can hold. */
    private static final Instant END_OF_DATES = Instant.parse("2255-06-06T00:00:00Z");
    private static final int LONGEST_LANGUAGE = 35;
    private static final int MOST_TAGS = 20;

    private final @Nullable URI base;
    private final @Nullable Instant feedPublished;
    private final @Nullable String language;
    private final boolean isAtom;
    /** For Atom 0.3, ROME gives the last change as the publication. */
    private final boolean publishesUpdates;

    /**
     * Takes from the feed what its entries need.
     *
     * @param address where the feed was read, for relative links, if that is known
     */
    SyndEntries(@Nullable SyndFeed feed, @Nullable URI address) {
        URI site = feed == null ? null : WebLinks.resolve(address, feed.getLink());
        this.base = site == null ? address : site;
        this.feedPublished = feed == null ? null : date(feed.getPublishedDate());
        this.language = feed == null ? null : language(feed.getLanguage());
        this.isAtom = feed != null && feed.getFeedType() != null && feed.getFeedType().startsWith("atom");
        this.publishesUpdates = feed != null && "atom_0.3".equals(feed.getFeedType());
    }

    FeedEntry entry(SyndEntry entry) {
        String title = plain(entry.getTitleEx());
        String summary = summary(entry);
        URI link = WebLinks.resolve(base, rawLink(entry));
        Instant published = date(entry.getPublishedDate());
        Instant updated = date(entry.getUpdatedDate());
        return new FeedEntry(
                key(entry, link, title, summary), title, link, publishesUpdates ? null : published,
                publishesUpdates ? published : updated, feedPublished, summary, content(entry), tags(entry), image(entry),
                language);
    }

    private String content(SyndEntry entry) {
        List<SyndContent> contents = entry.getContents();
        SyndContent content = contents.isEmpty() ? entry.getDescription() : contents.get(0);
        if (content == null) {
            return "";
        }
        return isText(content) ? String.valueOf(content.getValue()).strip() : PlainText.paragraphs(content.getValue());
    }

    private static List<String> tags(SyndEntry entry) {
        return entry.getCategories().stream()
                .map(category -> PlainText.ofHtml(category.getName()))
                .filter(tag -> !tag.isEmpty())
                .distinct()
                .limit(MOST_TAGS)
                .toList();
    }

    private @Nullable URI image(SyndEntry entry) {
        return entry.getEnclosures().stream()
                .filter(enclosure -> Objects.requireNonNullElse(enclosure.getType(), "").startsWith("image/"))
                .map(enclosure -> WebLinks.resolve(base, enclosure.getUrl()))
                .filter(Objects::nonNull)
                .findFirst().orElse(null);
    }

    private static @Nullable String rawLink(SyndEntry entry) {
        String link = entry.getLink();
        boolean isGuid = entry.getWireEntry() instanceof Item item && item.getLink() == null;
        // a guid is a link by default, but few of those that have no scheme are meant to be one
        return isGuid && link != null && !link.contains("://") ? null : link;
    }

    private static String key(SyndEntry entry, @Nullable URI link, String title, String summary) {
        String guid = entry.getUri() == null ? "" : entry.getUri().strip();
        // ROME gives the link where there is no guid, relative if the feed has it so
        boolean isLink = guid.equals(Objects.requireNonNullElse(entry.getLink(), "").strip());
        if (isLink && link != null) {
            return link.toString();
        }
        if (!guid.isEmpty()) {
            return guid;
        }
        return FeedEntry.keyWithoutGuid(link, title, summary);
    }

    private String summary(SyndEntry entry) {
        String description = plain(entry.getDescription());
        List<SyndContent> contents = entry.getContents();
        return description.isEmpty() && !contents.isEmpty() ? plain(contents.get(0)) : description;
    }

    /** Text of Atom is plain unless it says otherwise; in RSS it may always be HTML. */
    private String plain(@Nullable SyndContent content) {
        if (content == null) {
            return "";
        }
        return isText(content) ? PlainText.ofText(content.getValue()) : PlainText.ofHtml(content.getValue());
    }

    private boolean isText(SyndContent content) {
        String type = content.getType();
        return isAtom && (type == null || type.equals("text") || type.equals("text/plain"));
    }

    private static @Nullable Instant date(@Nullable Date date) {
        return date == null ? null : plausible(date.toInstant());
    }

    /** The date, if a record can have it. */
    static @Nullable Instant plausible(Instant instant) {
        return instant.isBefore(FIRST_DATE) || !instant.isBefore(END_OF_DATES) ? null : instant;
    }

    static @Nullable String language(@Nullable String tag) {
        if (tag == null || tag.length() > LONGEST_LANGUAGE) {
            return null;
        }
        try {
            Locale locale = new Locale.Builder().setLanguageTag(tag.strip().replace('_', '-')).build();
            return locale.getLanguage().isEmpty() ? null : locale.toLanguageTag();
        } catch (IllformedLocaleException e) {
            return null;
        }
    }
}
