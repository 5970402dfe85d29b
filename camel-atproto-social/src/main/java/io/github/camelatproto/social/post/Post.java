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
package io.github.camelatproto.social.post;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.camelatproto.syntax.Datetime;
import org.jspecify.annotations.Nullable;

/**
 * A post. Immutable.
 *
 * @param text      what it says
 * @param createdAt when it was made
 * @param languages BCP 47 tags, at most three
 * @param embed     what stands below the text, if anything
 * @param labels    what its author warns of, such as {@code sexual} or {@code graphic-media}; at most ten
 * @param reply     what it answers, if anything
 */
public record Post(
        RichText text, Datetime createdAt, List<String> languages, @Nullable Embed embed, List<String> labels,
        @Nullable Reply reply) {

    /** The collection of posts. */
    public static final String COLLECTION = "app.bsky.feed.post";
    private static final int MOST_LANGUAGES = 3;
    private static final int MOST_LABELS = 10;

    /**
     * What a post answers.
     *
     * @param root   the first post of the thread
     * @param parent the post that it answers
     */
    public record Reply(StrongRef root, StrongRef parent) {
        private Map<String, Object> toMap() {
            return Map.of("root", root.toMap(), "parent", parent.toMap());
        }
    }

    public Post {
        languages = List.copyOf(languages.subList(0, Math.min(languages.size(), MOST_LANGUAGES)));
        labels = List.copyOf(labels);
        if (labels.size() > MOST_LABELS) {
            throw new IllegalArgumentException("A post has at most " + MOST_LABELS + " labels, not " + labels.size());
        }
    }

    /** A post of text alone. */
    public static Post of(RichText text, Datetime createdAt) {
        return new Post(text, createdAt, List.of(), null, List.of(), null);
    }

    /** The same in these languages. */
    public Post in(List<String> spoken) {
        return new Post(text, createdAt, spoken, embed, labels, reply);
    }

    /** The same with something below its text. */
    public Post with(@Nullable Embed below) {
        return new Post(text, createdAt, languages, below, labels, reply);
    }

    /** The same with these labels. */
    public Post labelled(List<String> warnings) {
        return new Post(text, createdAt, languages, embed, warnings, reply);
    }

    /** The same as an answer. */
    public Post answering(Reply answered) {
        return new Post(text, createdAt, languages, embed, labels, answered);
    }

    /** The record, in the data model of {@code atproto-core}; not modifiable. Equal posts give equal records. */
    public Map<String, Object> toRecord() {
        Map<String, Object> post = new LinkedHashMap<>();
        post.put("$type", COLLECTION);
        post.put("text", text.text());
        if (!text.facets().isEmpty()) {
            post.put("facets", text.facets().stream().map(Facet::toMap).toList());
        }
        if (reply != null) {
            post.put("reply", reply.toMap());
        }
        if (embed != null) {
            post.put("embed", embed.toMap());
        }
        if (!languages.isEmpty()) {
            post.put("langs", languages);
        }
        if (!labels.isEmpty()) {
            post.put("labels", Map.of(
                    "$type", "com.atproto.label.defs#selfLabels",
                    "values", labels.stream().map(label -> Map.of("val", label)).toList()));
        }
        post.put("createdAt", createdAt.value());
        return Collections.unmodifiableMap(post);
    }
}
