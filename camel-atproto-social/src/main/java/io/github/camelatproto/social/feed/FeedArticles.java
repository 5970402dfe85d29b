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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.camelatproto.social.post.Graphemes;
import io.github.camelatproto.social.web.WebLinks;
import io.github.camelatproto.syntax.Datetime;
import io.github.camelatproto.syntax.Did;
import io.github.camelatproto.syntax.Tid;
import org.jspecify.annotations.Nullable;

/**
 * Entries as articles of a publication, {@code site.standard.document} and {@code site.standard.publication}: title,
 * path, dates, summary, the whole text in plain paragraphs, and tags. The setters are to be called before it is used;
 * then it is thread-safe.
 *
 * @see <a href="https://standard.site">standard.site</a>
 */
public final class FeedArticles implements EntryRecords {

    /** The collection of articles. */
    public static final String COLLECTION = "site.standard.document";
    /** The collection of publications. */
    public static final String PUBLICATION = "site.standard.publication";
    private static final int MAX_TITLE = 500;
    private static final int MAX_TITLE_BYTES = 5_000;
    private static final int MAX_DESCRIPTION = 3_000;
    private static final int MAX_DESCRIPTION_BYTES = 30_000;
    private static final int MAX_TAG = 128;
    private static final int MAX_TAG_BYTES = 1_280;

    private String url = "";
    private String name = "";

    /**
     * The publication's address, which those of its articles begin with.
     *
     * @param url empty for the site that the feed names
     */
    public void setUrl(String url) {
        this.url = url.strip();
    }

    /**
     * The publication's name.
     *
     * @param name empty for the feed's title
     */
    public void setName(String name) {
        this.name = name.strip();
    }

    /**
     * The publication, by its record key, as {@code atproto:syncRecords} takes it.
     *
     * @throws FeedException where neither the feed nor {@link #setUrl} says its address
     */
    public Map<String, Object> publication(Feed feed) {
        Map<String, Object> publication = new LinkedHashMap<>();
        publication.put("$type", PUBLICATION);
        publication.put("name", Graphemes.fit(firstOf(name, feed.title(), url(feed)), MAX_TITLE, MAX_TITLE_BYTES));
        publication.put("url", url(feed));
        if (!feed.description().isEmpty()) {
            publication.put("description", Graphemes.fit(feed.description(), MAX_DESCRIPTION, MAX_DESCRIPTION_BYTES));
        }
        return Map.of(rkey(feed), publication);
    }

    private static String firstOf(String... texts) {
        return List.of(texts).stream().filter(text -> !text.isEmpty()).findFirst().orElse("");
    }

    private String rkey(Feed feed) {
        return Tid.ofKey("publication " + url(feed)).toString();
    }

    private String site(Feed feed, Did repo) {
        return "at://" + repo + "/" + PUBLICATION + "/" + rkey(feed);
    }

    private String url(Feed feed) {
        String address = url.isEmpty() ? Objects.toString(feed.link(), "") : url;
        if (WebLinks.resolve(null, address) == null) {
            throw new FeedException(
                    "The publication has no web address: the feed names no site, or the one given is none; set url in the"
                                    + " configuration of the feed. Nothing was written");
        }
        return address.replaceFirst("/+$", "");
    }

    @Override
    public String collection() {
        return COLLECTION;
    }

    @Override
    public Map<String, Object> record(FeedEntry entry, Instant createdAt, Place place) {
        Map<String, Object> article = new LinkedHashMap<>();
        article.put("$type", COLLECTION);
        article.put("site", site(place.feed(), place.repo()));
        article.put("title", title(entry));
        String path = path(entry.link(), place.feed());
        if (path != null) {
            article.put("path", path);
        }
        article.put("publishedAt", Datetime.of(createdAt).value());
        Instant updated = entry.updated();
        if (updated != null && updated.isAfter(createdAt)) {
            article.put("updatedAt", Datetime.of(updated).value());
        }
        if (!entry.summary().isEmpty()) {
            article.put("description", Graphemes.fitWords(entry.summary(), MAX_DESCRIPTION, MAX_DESCRIPTION_BYTES));
        }
        if (!entry.content().isEmpty()) {
            article.put("textContent", entry.content());
        }
        List<String> tags = entry.tags().stream().map(tag -> Graphemes.fit(tag, MAX_TAG, MAX_TAG_BYTES)).toList();
        if (!tags.isEmpty()) {
            article.put("tags", tags);
        }
        return article;
    }

    private static String title(FeedEntry entry) {
        return Graphemes.fitWords(
                firstOf(entry.title(), entry.summary(), Objects.toString(entry.link(), "")), MAX_TITLE, MAX_TITLE_BYTES);
    }

    /** What follows the publication's address. */
    private @Nullable String path(@Nullable URI link, Feed feed) {
        String text = Objects.toString(link, "");
        String site = url(feed);
        boolean isBelow
                = text.startsWith(site) && (text.length() == site.length() || "/?#".indexOf(text.charAt(site.length())) >= 0);
        String path = isBelow ? text.substring(site.length()) : "";
        return path.isEmpty() ? null : path.startsWith("/") ? path : "/" + path;
    }

    @Override
    public String digest(FeedEntry entry) {
        String link = entry.link() == null ? "" : WebLinks.page(entry.link().toString());
        return FeedEntry.sha256(
                String.join("\n", entry.title(), link, entry.summary(), entry.content(), entry.tags().toString()));
    }

    @Override
    public @Nullable String link(Map<?, ?> article, Feed feed) {
        return article.get("path") instanceof String path ? url(feed) + path : null;
    }

    @Override
    public boolean tellsOf(FeedEntry entry, Map<?, ?> article) {
        return title(entry).equals(article.get("title"));
    }

    @Override
    public boolean isUpToDate(FeedEntry entry, Map<?, ?> article, Place place) {
        Map<String, Object> now = record(entry, Instant.EPOCH, place);
        return List.of("title", "path", "description", "textContent", "tags").stream()
                .allMatch(field -> Objects.equals(now.get(field), article.get(field)));
    }

    @Override
    public boolean isOwn(Map<?, ?> article, Place place) {
        return site(place.feed(), place.repo()).equals(article.get("site"));
    }
}
