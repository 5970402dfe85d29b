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
package io.github.camelatproto.schedule.page;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.github.camelatproto.repo.Write;
import io.github.camelatproto.social.card.Cards;
import io.github.camelatproto.social.post.Card;
import io.github.camelatproto.social.post.Facet;
import io.github.camelatproto.social.post.Gates;
import io.github.camelatproto.social.post.Graphemes;
import io.github.camelatproto.social.post.Mentions;
import io.github.camelatproto.social.post.PostThread;
import io.github.camelatproto.social.post.RichText;
import io.github.camelatproto.social.web.WebLinks;
import io.github.camelatproto.syntax.Did;

/** What a text will look like as a post. Immutable and safe for use by any thread. */
final class Preview {

    /** Nobody is asked who it is; what looks like a mention is shown as one. */
    private static final Did SOMEBODY = new Did("did:plc:somebody");
    private static final Mentions ALL = handle -> Optional.of(SOMEBODY);

    private final Set<String> trustedHosts;

    Preview(Set<String> trustedHosts) {
        this.trustedHosts = trustedHosts;
    }

    /** Its length, and its parts with what is a link, a mention or a tag. */
    Map<String, Object> of(String text, boolean isThread) {
        String stripped = text.strip();
        Map<String, Object> preview = new LinkedHashMap<>();
        preview.put("graphemes", Graphemes.count(stripped));
        preview.put("most", RichText.MAX_GRAPHEMES);
        preview.put("fits", RichText.fits(stripped));
        List<Object> posts = new ArrayList<>();
        for (String part : isThread ? parts(stripped) : List.of(stripped)) {
            posts.add(segments(RichText.of(part, ALL)));
        }
        preview.put("posts", posts);
        return preview;
    }

    private static List<String> parts(String text) {
        List<Write> writes = new PostThread(SOMEBODY, "preview", Instant.EPOCH, List.of(), List.of(), Gates.OPEN)
                .writes(text, null, Mentions.NONE);
        return writes.stream().map(write -> String.valueOf(((Write.Create) write).record().get("text"))).toList();
    }

    private static List<Map<String, Object>> segments(RichText rich) {
        byte[] bytes = rich.text().getBytes(StandardCharsets.UTF_8);
        List<Map<String, Object>> segments = new ArrayList<>();
        int from = 0;
        for (Facet facet : rich.facets().stream().sorted(Comparator.comparingInt(Facet::byteStart)).toList()) {
            add(segments, bytes, from, facet.byteStart(), "");
            add(segments, bytes, facet.byteStart(), facet.byteEnd(), facet.feature().getClass().getSimpleName());
            from = facet.byteEnd();
        }
        add(segments, bytes, from, bytes.length, "");
        return segments;
    }

    private static void add(List<Map<String, Object>> segments, byte[] bytes, int from, int to, String kind) {
        if (to > from) {
            segments.add(Map.of("text", new String(bytes, from, to - from, StandardCharsets.UTF_8), "kind", kind));
        }
    }

    /** The card of the first page that the text links to; empty where it links to none. */
    Map<String, Object> card(String text) {
        return RichText.of(text, Mentions.NONE).facets().stream()
                .map(facet -> facet.feature() instanceof Facet.Link link ? WebLinks.resolve(null, link.uri()) : null)
                .filter(link -> link != null)
                .findFirst()
                .map(link -> {
                    // nothing is uploaded for a look, so the card has no picture yet
                    Card card = new Cards(trustedHosts, (bytes, mimeType) -> {
                        throw new UnsupportedOperationException("A preview uploads nothing");
                    }).card(link, new Card(link, "", "", null), null);
                    return Map.<String, Object> of(
                            "host", String.valueOf(link.getHost()), "title", card.title(), "description", card.description());
                })
                .orElse(Map.of());
    }
}
