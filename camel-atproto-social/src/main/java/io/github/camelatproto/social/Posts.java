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
package io.github.camelatproto.social;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.camelatproto.repo.Write;
import io.github.camelatproto.social.card.Cards;
import io.github.camelatproto.social.card.PostPictures;
import io.github.camelatproto.social.post.Card;
import io.github.camelatproto.social.post.Embed;
import io.github.camelatproto.social.post.Facet;
import io.github.camelatproto.social.post.Gates;
import io.github.camelatproto.social.post.Mentions;
import io.github.camelatproto.social.post.Names;
import io.github.camelatproto.social.post.Post;
import io.github.camelatproto.social.post.PostThread;
import io.github.camelatproto.social.post.RichText;
import io.github.camelatproto.social.web.WebLinks;
import io.github.camelatproto.syntax.Datetime;
import io.github.camelatproto.syntax.Did;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;

/**
 * Makes posts of text, as a bean in a route: {@link #post} for {@code atproto:createRecord}, {@link #thread} for
 * {@code atproto:applyWrites}. Links, mentions and hashtags in the text are found, with their places in bytes. A post
 * is as old as its message, so that a redelivered message gives the same. The setters are to be called before it is
 * used; then it is thread-safe.
 */
public final class Posts {

    /**
     * The header with the pictures of a post, up to four: a list of what {@link PostPictures#upload} takes.
     */
    public static final String PICTURES = "CamelAtprotoPictures";
    /**
     * The header that says when a post was made: an {@link Instant} or its text. Else the message's own time is taken.
     */
    public static final String CREATED_AT = "CamelAtprotoCreatedAt";

    private List<String> languages = List.of();
    private List<String> labels = List.of();
    private String replies = "";
    private boolean isQuotable = true;
    private boolean isWithCard;
    private String endpoint = "";
    private Set<String> trustedHosts = Set.of();

    /**
     * The languages of the posts.
     *
     * @param languages up to three BCP 47 tags with commas between them
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
     * Who may answer a thread.
     *
     * @param replies as {@link Gates#of} takes them; everybody unless set
     */
    public void setReplies(String replies) {
        Gates.of(replies, true);
        this.replies = replies;
    }

    /**
     * Whether others may quote the posts of a thread.
     *
     * @param isQuotable true unless set
     */
    public void setQuotable(boolean isQuotable) {
        this.isQuotable = isQuotable;
    }

    /**
     * Whether a post gets a card of the first page that it links to.
     *
     * @param isWithCard false unless set
     */
    public void setCards(boolean isWithCard) {
        this.isWithCard = isWithCard;
    }

    /**
     * The options of the component's endpoints that find out who is mentioned, and to which pictures are uploaded.
     *
     * @param options such as {@code account=news}; without it mentions stay text, and there are no pictures
     */
    public void setEndpoint(String options) {
        this.endpoint = options;
    }

    /**
     * Hosts from which pages and pictures are fetched though they are in the own network.
     *
     * @param hosts their names with commas between them
     */
    public void setTrustedHosts(String hosts) {
        this.trustedHosts = Set.copyOf(Names.of(hosts));
    }

    /**
     * The record of a post; what is longer than a post may be is cut at a word.
     *
     * @param text     what it says
     * @param pictures see {@link #PICTURES}
     */
    public Map<String, Object> post(@Body String text, @Header(PICTURES) @Nullable List<?> pictures, Exchange exchange) {
        RichText fitted = RichText.fitted(text.strip(), null, mentions(exchange));
        return Post.of(fitted, Datetime.of(createdAt(exchange))).in(languages).labelled(labels)
                .with(embed(fitted, pictures, exchange)).toRecord();
    }

    /**
     * The writes of a thread: as many posts as the text takes, each an answer to the one before, and the gates. Written
     * by {@code atproto:applyWrites}, they are one commit. What is below the first post is as with {@link #post}.
     *
     * @param text     what it says
     * @param repo     whose posts they are
     * @param key      the thread's own name, from which the keys of its records come; a message that comes again has
     *                 the same
     * @param pictures see {@link #PICTURES}
     */
    public List<Write> thread(
            @Body String text, String repo, String key, @Header(PICTURES) @Nullable List<?> pictures, Exchange exchange) {
        Mentions mentions = mentions(exchange);
        return new PostThread(
                Did.parse(repo), key, createdAt(exchange), languages, labels, Gates.of(replies, isQuotable))
                .writes(text, embed(RichText.of(text, Mentions.NONE), pictures, exchange), mentions);
    }

    private Mentions mentions(Exchange exchange) {
        return endpoint.isEmpty()
                ? Mentions.NONE : new EndpointMentions("atproto:resolveHandle?" + endpoint, exchange.getContext());
    }

    private @Nullable Embed embed(RichText text, @Nullable List<?> pictures, Exchange exchange) {
        if (endpoint.isEmpty()) {
            return null;
        }
        EndpointUploads uploads = new EndpointUploads("atproto:uploadBlob?" + endpoint, exchange.getContext());
        if (pictures != null && !pictures.isEmpty()) {
            return new PostPictures(trustedHosts, uploads).upload(pictures);
        }
        return !isWithCard
                ? null : text.facets().stream()
                        .map(facet -> facet.feature() instanceof Facet.Link link ? WebLinks.resolve(null, link.uri()) : null)
                        .filter(link -> link != null)
                        .findFirst()
                        .map(link -> new Cards(trustedHosts, uploads).card(link, new Card(link, "", "", null), null))
                        .orElse(null);
    }

    /** When the message was made. */
    static Instant createdAt(Exchange exchange) {
        Object given = exchange.getMessage().getHeader(CREATED_AT);
        if (given != null) {
            return given instanceof Instant instant ? instant : Instant.parse(given.toString());
        }
        long own = exchange.getMessage().getMessageTimestamp();
        return Instant.ofEpochMilli(own > 0 ? own : exchange.getClock().getCreated());
    }
}
