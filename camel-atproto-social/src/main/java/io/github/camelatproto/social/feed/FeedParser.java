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
import java.io.InputStream;
import java.io.Reader;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.XmlReader;
import io.github.camelatproto.social.web.PlainText;
import io.github.camelatproto.social.web.WebLinks;
import org.jdom2.JDOMException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A document as the entries that it holds. */
final class FeedParser {

    private static final Logger LOG = LoggerFactory.getLogger(FeedParser.class);
    private static final int MOST_ENTRIES = 10_000;

    /** An entry, and the date that it has its place in the order by. */
    private record Placed(FeedEntry entry, Instant date) {
    }

    private FeedParser() {
    }

    /**
     * Reads the entries, oldest first. One without a date stands beside its neighbour. Of entries with one key the
     * oldest is kept, the one that an earlier reading has posted; those with nothing to post are left out with a
     * warning.
     *
     * @throws FeedException if the document is no feed, has a DOCTYPE, or more than 10,000 entries
     */
    static Feed parse(FeedDocument document) {
        if (document.isJson()) {
            Feed feed = JsonFeed.read(document);
            return feed(document, feed.title(), feed.description(), feed.link(), feed.entries());
        }
        SyndFeed feed = read(document);
        SyndEntries reader = new SyndEntries(feed, document.base());
        List<FeedEntry> entries = new ArrayList<>();
        check(feed.getEntries().size(), document);
        feed.getEntries().forEach(entry -> entries.add(reader.entry(entry)));
        return feed(document, PlainText.ofHtml(feed.getTitle()), PlainText.ofHtml(feed.getDescription()),
                WebLinks.resolve(document.base(), feed.getLink()), entries);
    }

    private static Feed feed(
            FeedDocument document, String title, String description, @Nullable URI link, List<FeedEntry> entries) {
        return new Feed(title, description, link, posted(oldestFirst(entries), document), document.version());
    }

    static void check(int entries, FeedDocument document) {
        if (entries > MOST_ENTRIES) {
            throw document.unusable("it has " + entries + " entries, and at most " + MOST_ENTRIES + " are read");
        }
    }

    private static SyndFeed read(FeedDocument document) {
        try (Reader reader = reader(document.content(), document.contentType())) {
            return FeedXml.read(reader, document.base());
        } catch (com.rometools.rome.io.FeedException | JDOMException | IOException | IllegalArgumentException e) {
            throw document.unusable("it is no RSS or Atom that can be read, and no JSON Feed: " + reason(e), e);
        }
    }

    /**
     * The encoding of the HTTP header, where one is named there, else that of the document itself. ROME would take
     * {@code text/xml} without one for ASCII.
     */
    private static Reader reader(InputStream content, @Nullable String contentType) throws IOException {
        return contentType != null && contentType.contains("charset=")
                ? new XmlReader(content, contentType, true) : new XmlReader(content, true);
    }

    private static List<FeedEntry> oldestFirst(List<FeedEntry> entries) {
        List<FeedEntry> ordered = new ArrayList<>(entries);
        List<Instant> dates = entries.stream().map(FeedEntry::date).filter(Objects::nonNull).toList();
        boolean newestFirst = dates.isEmpty() || !dates.get(0).isBefore(dates.get(dates.size() - 1));
        if (newestFirst) {
            Collections.reverse(ordered);
        }
        List<Placed> placed = new ArrayList<>(ordered.size());
        Instant date = Instant.MIN;
        for (FeedEntry entry : ordered) {
            Instant own = entry.date();
            date = own == null ? date : own;
            placed.add(new Placed(entry, date));
        }
        placed.sort(Comparator.comparing(Placed::date));
        return placed.stream().map(Placed::entry).toList();
    }

    private static List<FeedEntry> posted(List<FeedEntry> entries, FeedDocument document) {
        Set<String> keys = new HashSet<>();
        List<FeedEntry> posted = new ArrayList<>(entries.size());
        for (FeedEntry entry : entries) {
            if (entry.isEmpty()) {
                LOG.warn("Entry {} of the feed {} is left out: it has no title, no web link and no text", entry.name(),
                        document.name());
            } else if (keys.add(entry.key())) {
                posted.add(entry);
            }
        }
        return List.copyOf(posted);
    }

    private static String reason(Exception e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        String line = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        return PlainText.shown(line, 200).replaceFirst("\\.+$", "");
    }
}
