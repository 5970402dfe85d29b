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
package io.github.camelatproto.schedule;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

import io.github.camelatproto.component.AtprotoConstants;
import io.github.camelatproto.component.exception.AtprotoException;
import io.github.camelatproto.component.exception.InvalidInputException;
import io.github.camelatproto.repo.Write;
import io.github.camelatproto.social.EndpointMentions;
import io.github.camelatproto.social.EndpointUploads;
import io.github.camelatproto.social.card.Cards;
import io.github.camelatproto.social.card.FittedPicture;
import io.github.camelatproto.social.card.PictureFitter;
import io.github.camelatproto.social.post.Card;
import io.github.camelatproto.social.post.Embed;
import io.github.camelatproto.social.post.Facet;
import io.github.camelatproto.social.post.Mentions;
import io.github.camelatproto.social.post.Pictures;
import io.github.camelatproto.social.post.Post;
import io.github.camelatproto.social.post.PostThread;
import io.github.camelatproto.social.post.RichText;
import io.github.camelatproto.social.web.WebLinks;
import io.github.camelatproto.syntax.Datetime;
import io.github.camelatproto.syntax.Did;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;

/**
 * Writes an entry through the component's endpoints, under record keys that come of its id and the time for which it is
 * due: whoever writes it again writes nothing new. Thread-safe.
 */
final class EntryWriter {

    private static final int MAX_PICTURE = 2_000_000;
    private static final String INSTANT = "ScheduledFor";

    private final CamelContext context;
    private final ProducerTemplate template;
    private final Executor blocking;
    private final Path pictures;
    private final Set<String> trustedHosts;
    private final PictureFitter fitter = new PictureFitter(MAX_PICTURE);
    private final Map<String, Did> repos = new ConcurrentHashMap<>();

    /**
     * Makes one.
     *
     * @param blocking     runs what has to wait: pictures, pages, names
     * @param pictures     the folder of pictures
     * @param trustedHosts hosts whose pages are fetched though they are in the own network
     */
    EntryWriter(
                CamelContext context, ProducerTemplate template, Executor blocking, Path pictures, Set<String> trustedHosts) {
        this.context = context;
        this.template = template;
        this.blocking = blocking;
        this.pictures = pictures;
        this.trustedHosts = trustedHosts;
    }

    /** Writes it, and gives the URI of the record, or of the first of a thread. */
    CompletionStage<String> write(Entry entry) {
        Instant due = entry.due();
        if (due == null) {
            throw new IllegalArgumentException("The entry " + entry.id() + " is not due");
        }
        String account = entry.draft().account();
        String key = "schedule/" + entry.id() + "/" + due.toEpochMilli();
        if (entry.draft().content() instanceof RecordContent content) {
            return record(account, content.collection().value(), content.record(), key, due);
        }
        PostContent post = (PostContent) entry.draft().content();
        if (!post.isMany() && post.pictures().isEmpty() && !mayNeedNetwork(post)) {
            return post(account, RichText.of(post.text(), Mentions.NONE), null, post, key, due);
        }
        return CompletableFuture.supplyAsync(() -> {
            Mentions mentions = new EndpointMentions("atproto:resolveHandle?account=" + account, context);
            RichText text = RichText.of(post.text(), post.isMany() ? Mentions.NONE : mentions);
            Embed embed = embed(entry.id(), account, post, text);
            return post.isMany()
                    ? thread(account, post, embed, mentions, key, due) : post(account, text, embed, post, key, due);
        }, blocking).thenCompose(written -> written);
    }

    /** Whether there may be a link, which has a card, or somebody mentioned. */
    private static boolean mayNeedNetwork(PostContent post) {
        return post.text().indexOf('@') >= 0 || (post.isCarded() && post.text().indexOf('.') >= 0);
    }

    private CompletionStage<String> post(
            String account, RichText text, @Nullable Embed embed, PostContent content, String key, Instant due) {
        Map<String, Object> record = Post.of(text, Datetime.of(due)).in(content.languages()).labelled(content.labels())
                .with(embed).toRecord();
        return record(account, Post.COLLECTION, record, key, due);
    }

    private CompletionStage<String> record(
            String account, String collection, Map<String, Object> record, String key, Instant due) {
        return send(
                "atproto:createRecord?account=" + account + "&collection=" + collection
                    + "&rateLimitPolicy=fail&onExisting=skip&idempotencyInstant=${header." + INSTANT + "}",
                record, Map.of(AtprotoConstants.IDEMPOTENCY_KEY, key, INSTANT, due.toString()))
                .thenApply(output -> String.valueOf(output.get("uri")));
    }

    private CompletionStage<String> thread(
            String account, PostContent content, @Nullable Embed embed, Mentions mentions, String key, Instant due) {
        PostThread thread = new PostThread(repo(account), key, due, content.languages(), content.labels(), content.gates());
        List<Write> writes = thread.writes(content.text(), embed, mentions);
        String first = "at://" + thread.repo() + "/" + Post.COLLECTION + "/" + writes.get(0).rkey();
        return send(
                "atproto:applyWrites?account=" + account + "&rateLimitPolicy=fail&onExisting=skip", writes, Map.of())
                .thenApply(output -> first);
    }

    private @Nullable Embed embed(String id, String account, PostContent content, RichText text) {
        EndpointUploads uploads = new EndpointUploads("atproto:uploadBlob?account=" + account, context);
        if (!content.pictures().isEmpty()) {
            List<Pictures.Picture> uploaded = new ArrayList<>();
            for (PictureFile picture : content.pictures()) {
                uploaded.add(uploaded(id, picture, uploads));
            }
            return new Pictures(uploaded);
        }
        return !content.isCarded()
                ? null : text.facets().stream()
                        .map(facet -> facet.feature() instanceof Facet.Link link ? WebLinks.resolve(null, link.uri()) : null)
                        .filter(link -> link != null)
                        .findFirst()
                        .map(link -> new Cards(trustedHosts, uploads).card(link, new Card(link, "", "", null), null))
                        .orElse(null);
    }

    /** A picture that somebody has chosen is not left out, as that of a feed would be. */
    private Pictures.Picture uploaded(String id, PictureFile picture, EndpointUploads uploads) {
        FittedPicture fitted;
        try {
            fitted = fitter.fit(picture.bytes(pictures));
        } catch (IOException | RuntimeException e) {
            throw new InvalidInputException(
                    "The picture " + picture.file() + " of the entry " + id + " is gone or cannot be read: " + e.getMessage()
                                            + ". Put it back into the folder of pictures, and publish the entry");
        }
        try {
            return new Pictures.Picture(
                    uploads.upload(fitted.bytes(), fitted.mimeType()), picture.alt(), fitted.width(), fitted.height());
        } catch (CamelExecutionException e) {
            throw e.getCause() instanceof AtprotoException cause ? cause : e;
        }
    }

    private Did repo(String account) {
        return repos.computeIfAbsent(account, name -> {
            try {
                Object output = template.requestBody("atproto:describeRepo?account=" + name, (Object) null);
                return Did.parse(String.valueOf(((Map<?, ?>) output).get("did")));
            } catch (CamelExecutionException e) {
                throw e.getCause() instanceof AtprotoException cause ? cause : e;
            }
        });
    }

    private CompletionStage<Map<?, ?>> send(String uri, Object body, Map<String, Object> headers) {
        return template.asyncSend(uri, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(new HashMap<>(headers));
        }).thenApply(exchange -> {
            Exception failure = exchange.getException();
            if (failure != null) {
                throw failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
            }
            return exchange.getMessage().getBody(Map.class);
        });
    }
}
