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

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * A stretch of a post's text that is a link. Immutable.
 *
 * @param byteStart where it begins, in bytes of the text's UTF-8
 * @param byteEnd   where it ends, exclusive
 * @param uri       where it leads
 */
public record LinkFacet(int byteStart, int byteEnd, URI uri) {

    /** The object of the lexicon, {@code app.bsky.richtext.facet}. */
    public Map<String, Object> toMap() {
        return Map.of(
                "index", Map.of("byteStart", (long) byteStart, "byteEnd", (long) byteEnd),
                "features", List.of(Map.of("$type", "app.bsky.richtext.facet#link", "uri", uri.toString())));
    }
}
