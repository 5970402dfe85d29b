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
import java.time.temporal.ChronoField;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import io.github.camelatproto.social.post.Card;
import io.github.camelatproto.social.post.Post;
import io.github.camelatproto.social.post.RichText;
import io.github.camelatproto.syntax.Datetime;
import io.github.camelatproto.syntax.Tid;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Entries of feeds as items for {@code atproto:applyWrites?atomic=false}: each the create of an
 * {@code app.bsky.feed.post} with an {@code idempotencyKey}, from which its rkey is derived, and an
 * {@code idempotencyInstant} if it says when it was published. The same entry gives the same item, whenever and
 * wherever, and an entry that was edited gives the same rkey.
 * <p>
 * The post says the entry's title, or its summary if there is none, and below it the link, which is also its card. It
 * was created when the entry was published, else updated; without either date, in the second that the feed has as its
 * own; without that one, at a time derived from the key. It is never the current time.
 * <p>
 * Stateless and safe for use by several threads; the methods are meant to be called from routes.
 */
public final class FeedPosts {

    private static final Logger LOG = LoggerFactory.getLogger(FeedPosts.class);

    /** Gives the items of entries, in their order. */
    public List<Map<String, Object>> writes(List<FeedEntry> entries) {
        return entries.stream().map(this::write).toList();
    }

    /** Gives the item of an entry. */
    public Map<String, Object> write(FeedEntry entry) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("$type", "com.atproto.repo.applyWrites#create");
        item.put("collection", Post.COLLECTION);
        item.put("idempotencyKey", entry.key());
        // not the date of an update, which another update changes, and with it the rkey
        if (entry.published() != null) {
            item.put("idempotencyInstant", entry.published().toString());
        }
        item.put("value", post(entry).toRecord());
        return Collections.unmodifiableMap(item);
    }

    /**
     * Gives the item of the first entry of a feed, such as Camel's {@code rss:} consumer makes for each entry.
     *
     * @return {@code null} if there is no entry, or nothing in it to post, of which a warning tells
     */
    public @Nullable Map<String, Object> write(SyndFeed feed) {
        return feed.getEntries().isEmpty() ? null : write(new SyndEntries(feed, null), feed.getEntries().get(0));
    }

    /**
     * Gives the item of an entry of which the feed is not known: relative links are left out, and there is no language.
     *
     * @return {@code null} if there is nothing in it to post, of which a warning tells
     */
    public @Nullable Map<String, Object> write(SyndEntry entry) {
        return write(new SyndEntries(null, null), entry);
    }

    private @Nullable Map<String, Object> write(SyndEntries reader, SyndEntry entry) {
        FeedEntry read = reader.entry(entry);
        if (read.isEmpty()) {
            LOG.warn("Entry {} is left out: it has no title, no web link and no text", read.name());
            return null;
        }
        return write(read);
    }

    private static Post post(FeedEntry entry) {
        String headline = entry.title().isEmpty() ? entry.summary() : entry.title();
        URI link = entry.link();
        RichText text = link == null ? RichText.headline(headline) : RichText.headlineWithLink(headline, link);
        String language = entry.language();
        return Post.of(text, createdAt(entry))
                .in(language == null ? List.of() : List.of(language))
                .with(link == null ? null : new Card(link, entry.title(), entry.summary(), null));
    }

    private static Datetime createdAt(FeedEntry entry) {
        Instant date = entry.date();
        if (date != null) {
            return Datetime.of(date);
        }
        Instant derived = Tid.ofKey(entry.key()).instant();
        // readers may drop posts of one author with equal times, so entries that share the feed's date differ in its millis
        return Datetime.of(entry.feedPublished() == null
                ? derived
                : entry.feedPublished().with(ChronoField.MILLI_OF_SECOND, derived.get(ChronoField.MILLI_OF_SECOND)));
    }
}
