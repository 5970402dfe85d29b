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
 * @param language  a BCP 47 tag, if known
 * @param card      the card below it, if any
 */
public record Post(RichText text, Datetime createdAt, @Nullable String language, @Nullable Card card) {

    /** The collection of posts. */
    public static final String COLLECTION = "app.bsky.feed.post";

    /** The record, in the data model of {@code atproto-core}; not modifiable. Equal posts give equal records. */
    public Map<String, Object> toRecord() {
        Map<String, Object> post = new LinkedHashMap<>();
        post.put("$type", COLLECTION);
        post.put("text", text.text());
        if (!text.facets().isEmpty()) {
            post.put("facets", text.facets().stream().map(LinkFacet::toMap).toList());
        }
        if (card != null) {
            post.put("embed", card.toMap());
        }
        if (language != null) {
            post.put("langs", List.of(language));
        }
        post.put("createdAt", createdAt.value());
        return Collections.unmodifiableMap(post);
    }
}
