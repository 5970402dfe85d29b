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

import java.util.List;
import java.util.Map;

import io.github.camelatproto.syntax.Did;

/**
 * What a stretch of a post's text is. Immutable.
 *
 * @param byteStart where it begins, in bytes of the text's UTF-8
 * @param byteEnd   where it ends, exclusive
 * @param feature   what it is
 */
public record Facet(int byteStart, int byteEnd, Feature feature) {

    /** What a stretch of text may be, {@code app.bsky.richtext.facet}. */
    public sealed interface Feature {

        /** The object of the lexicon. */
        Map<String, Object> toMap();
    }

    /**
     * A link.
     *
     * @param uri where it leads
     */
    public record Link(String uri) implements Feature {
        @Override
        public Map<String, Object> toMap() {
            return Map.of("$type", "app.bsky.richtext.facet#link", "uri", uri);
        }
    }

    /**
     * Somebody is mentioned, and told so.
     *
     * @param did who
     */
    public record Mention(Did did) implements Feature {
        @Override
        public Map<String, Object> toMap() {
            return Map.of("$type", "app.bsky.richtext.facet#mention", "did", did.value());
        }
    }

    /**
     * A hashtag.
     *
     * @param tag without the sign
     */
    public record Tag(String tag) implements Feature {
        @Override
        public Map<String, Object> toMap() {
            return Map.of("$type", "app.bsky.richtext.facet#tag", "tag", tag);
        }
    }

    /** The object of the lexicon. */
    public Map<String, Object> toMap() {
        return Map.of(
                "index", Map.of("byteStart", (long) byteStart, "byteEnd", (long) byteEnd),
                "features", List.of(feature.toMap()));
    }
}
