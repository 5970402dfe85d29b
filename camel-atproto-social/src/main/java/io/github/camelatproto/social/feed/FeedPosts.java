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
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.camelatproto.social.EndpointUploads;
import io.github.camelatproto.social.card.Cards;
import io.github.camelatproto.social.post.Card;
import io.github.camelatproto.social.post.Mentions;
import io.github.camelatproto.social.post.Names;
import io.github.camelatproto.social.post.Post;
import io.github.camelatproto.social.post.RichText;
import io.github.camelatproto.social.web.WebLinks;
import io.github.camelatproto.syntax.Datetime;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;

/**
 * Entries as posts. A post says the entry's title, or its summary if there is none, and below it the link, in the
 * feed's language, with a card for the page. Mentions stay text, because a feed is not to call people; links and
 * hashtags are found in a text of the operator's own. The setters are to be called before it is used; then it is
 * thread-safe.
 */
public final class FeedPosts implements EntryRecords {

    private @Nullable SimpleText text;
    private List<String> languages = List.of();
    private List<String> labels = List.of();
    private boolean isWithCard = true;
    private boolean isFetching = true;
    private @Nullable String uploads;
    private Set<String> trustedHosts = Set.of();

    /**
     * What a post says, in the Simple language, where {@code ${body}} is the {@link FeedEntry}; what is longer than a
     * post is cut at a word, with the link below.
     *
     * @param text empty for title and link
     */
    public void setText(String text) {
        this.text = text.isBlank() ? null : new SimpleText(text);
    }

    /**
     * The languages of the posts.
     *
     * @param languages up to three BCP 47 tags with commas between them; empty for what the feed says
     */
    public void setLanguages(String languages) {
        this.languages = Names.of(languages);
    }

    /**
     * What the posts warn of.
     *
     * @param labels such as {@code graphic-media}, with commas between them
     */
    public void setLabels(String labels) {
        this.labels = Names.of(labels);
    }

    /**
     * Whether posts have a card for the page that they link to.
     *
     * @param isWithCard true unless set
     */
    public void setCards(boolean isWithCard) {
        this.isWithCard = isWithCard;
    }

    /**
     * Whether the page is fetched for its card, and its picture.
     *
     * @param isFetching true unless set; else a card says what the feed says
     */
    public void setPages(boolean isFetching) {
        this.isFetching = isFetching;
    }

    /**
     * How pictures of cards come to the PDS.
     *
     * @param uri of an {@code atproto:uploadBlob} endpoint
     */
    public void setUploads(String uri) {
        this.uploads = uri;
    }

    /**
     * Hosts from which pages and pictures are fetched though they are in the own network.
     *
     * @param hosts their names with commas between them
     */
    public void setTrustedHosts(String hosts) {
        this.trustedHosts = Set.copyOf(Names.of(hosts));
    }

    @Override
    public String collection() {
        return Post.COLLECTION;
    }

    @Override
    public Map<String, Object> record(FeedEntry entry, Instant createdAt, Place place) {
        CamelContext context = place.exchange().getContext();
        String language = entry.language();
        List<String> spoken = !languages.isEmpty() ? languages : language == null ? List.of() : List.of(language);
        return Post.of(richText(entry, context), Datetime.of(createdAt))
                .in(spoken).labelled(labels).with(card(entry, context)).toRecord();
    }

    private RichText richText(FeedEntry entry, CamelContext context) {
        URI link = entry.link();
        if (text != null) {
            return RichText.fitted(text.of(entry, context), link, Mentions.NONE);
        }
        String headline = entry.title().isEmpty() ? entry.summary() : entry.title();
        return link == null ? RichText.headline(headline) : RichText.headlineWithLink(headline, link);
    }

    private @Nullable Card card(FeedEntry entry, CamelContext context) {
        URI link = entry.link();
        if (link == null || !isWithCard) {
            return null;
        }
        Card known = new Card(link, entry.title(), entry.summary(), null);
        return uploads == null || !isFetching
                ? known : new Cards(trustedHosts, new EndpointUploads(uploads, context)).card(link, known, entry.image());
    }

    @Override
    public String digest(FeedEntry entry) {
        String link = entry.link() == null ? "" : WebLinks.page(entry.link().toString());
        String more = text == null
                ? entry.title().isEmpty() ? entry.summary() : ""
                : entry.summary() + "\n" + entry.content() + "\n" + entry.tags();
        return FeedEntry.sha256(String.join("\n", entry.title(), link, more));
    }

    /** The card's, else that of the first link in the text. */
    @Override
    public @Nullable String link(Map<?, ?> post, Feed feed) {
        Object card = post.get("embed") instanceof Map<?, ?> embed && embed.get("external") instanceof Map<?, ?> external
                ? external.get("uri") : null;
        return card instanceof String uri ? uri : linkInText(post);
    }

    private static @Nullable String linkInText(Map<?, ?> post) {
        return (post.get("facets") instanceof List<?> facets ? facets : List.of()).stream()
                .flatMap(facet -> facet instanceof Map<?, ?> map && map.get("features") instanceof List<?> features
                        ? features.stream() : List.of().stream())
                .filter(feature -> feature instanceof Map<?, ?> map && map.get("uri") instanceof String)
                .map(feature -> String.valueOf(((Map<?, ?>) feature).get("uri")))
                .findFirst().orElse(null);
    }

    @Override
    public boolean tellsOf(FeedEntry entry, Map<?, ?> post) {
        return !entry.title().isEmpty() && String.valueOf(post.get("text")).contains(entry.title());
    }

    @Override
    public boolean isUpToDate(FeedEntry entry, Map<?, ?> post, Place place) {
        return richText(entry, place.exchange().getContext()).text().equals(post.get("text"));
    }

    /** People post links too. */
    @Override
    public boolean isOwn(Map<?, ?> post, Place place) {
        return false;
    }
}
