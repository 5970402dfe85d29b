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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.camelatproto.data.Blob;

/**
 * Up to four pictures below a post. Immutable.
 *
 * @param pictures one to four
 */
public record Pictures(List<Picture> pictures) implements Embed {

    /** The most that a post may have. */
    public static final int MOST = 4;

    /**
     * A picture that is at the PDS.
     *
     * @param blob   what the PDS gave for it
     * @param alt    what it shows, for those who do not see it; may be empty
     * @param width  in pixels
     * @param height in pixels
     */
    public record Picture(Blob blob, String alt, int width, int height) {
        private Map<String, Object> toMap() {
            Map<String, Object> image = new LinkedHashMap<>();
            image.put("image", blob.toMap());
            image.put("alt", alt);
            image.put("aspectRatio", Map.of("width", (long) width, "height", (long) height));
            return image;
        }
    }

    public Pictures {
        if (pictures.isEmpty() || pictures.size() > MOST) {
            throw new IllegalArgumentException("A post has one to " + MOST + " pictures, not " + pictures.size());
        }
        pictures = List.copyOf(pictures);
    }

    /** The object of the lexicon, {@code app.bsky.embed.images}. */
    @Override
    public Map<String, Object> toMap() {
        return Map.of("$type", "app.bsky.embed.images", "images", pictures.stream().map(Picture::toMap).toList());
    }
}
