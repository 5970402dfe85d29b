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
import java.util.ArrayList;
import java.util.List;

/**
 * The text of a post with the links in it. Immutable; built by appending, so that the places of the links are right by
 * construction.
 *
 * @param text   the text
 * @param facets its links, in their order
 */
public record RichText(String text, List<LinkFacet> facets) {

    /** The most graphemes that a post's text may have. */
    public static final int MAX_GRAPHEMES = 300;
    /** The most bytes of UTF-8 that a post's text may have. */
    public static final int MAX_BYTES = 3_000;

    /** No text yet. */
    public static final RichText EMPTY = new RichText("", List.of());

    public RichText {
        facets = List.copyOf(facets);
    }

    /** This text with more at its end. */
    public RichText plus(String more) {
        return new RichText(text + more, facets);
    }

    /** This text with a link at its end. */
    public RichText plusLink(String shown, URI uri) {
        int start = Graphemes.utf8Length(text);
        List<LinkFacet> more = new ArrayList<>(facets);
        more.add(new LinkFacet(start, start + Graphemes.utf8Length(shown), uri));
        return new RichText(text + shown, more);
    }

    /**
     * A headline, and below it a link in its short form ({@link ShortLink}); the headline is shortened so that both are
     * within the limits of a post.
     *
     * @param headline may be empty: then the link is all
     */
    public static RichText headlineWithLink(String headline, URI uri) {
        String shown = ShortLink.of(uri);
        if (headline.isEmpty()) {
            return EMPTY.plusLink(shown, uri);
        }
        String tail = "\n\n" + shown;
        String fitted = Graphemes.fit(
                headline, MAX_GRAPHEMES - Graphemes.count(tail), MAX_BYTES - Graphemes.utf8Length(tail));
        return EMPTY.plus(fitted).plus("\n\n").plusLink(shown, uri);
    }

    /** A headline alone, shortened to the limits of a post. */
    public static RichText headline(String headline) {
        return EMPTY.plus(Graphemes.fit(headline, MAX_GRAPHEMES, MAX_BYTES));
    }
}
