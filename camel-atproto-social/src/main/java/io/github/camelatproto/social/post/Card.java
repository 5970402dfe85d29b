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
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.camelatproto.data.Blob;
import org.jspecify.annotations.Nullable;

/**
 * The card below a post: what the page is that the post links to. Immutable. Title and description are shortened to 300
 * graphemes each.
 *
 * @param uri         the page
 * @param title       its title, may be empty
 * @param description a few words on it, may be empty
 * @param thumb       its picture, of at most 1,000,000 bytes, as the PDS has it, if it has one
 */
public record Card(URI uri, String title, String description, @Nullable Blob thumb) implements Embed {

    /** The most bytes that a card's picture may have. */
    public static final int MAX_THUMB = 1_000_000;
    private static final int MAX_GRAPHEMES = 300;
    private static final int MAX_BYTES = 3_000;

    public Card {
        title = Graphemes.fit(title, MAX_GRAPHEMES, MAX_BYTES);
        description = Graphemes.fit(description, MAX_GRAPHEMES, MAX_BYTES);
    }

    /** The object of the lexicon, {@code app.bsky.embed.external}. */
    @Override
    public Map<String, Object> toMap() {
        Map<String, Object> external = new LinkedHashMap<>();
        external.put("uri", uri.toString());
        external.put("title", title);
        external.put("description", description);
        if (thumb != null) {
            external.put("thumb", thumb.toMap());
        }
        return Map.of("$type", "app.bsky.embed.external", "external", external);
    }
}
