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

import org.jspecify.annotations.Nullable;

/**
 * The text of a post with the links, mentions and hashtags in it. Immutable; built by appending, so that the places of
 * the facets are right by construction.
 *
 * @param text   the text
 * @param facets in their order, none over another
 */
public record RichText(String text, List<Facet> facets) {

    /** The most graphemes that a post's text may have. */
    public static final int MAX_GRAPHEMES = 300;
    /** The most bytes of UTF-8 that a post's text may have. */
    public static final int MAX_BYTES = 3_000;

    /** No text yet. */
    public static final RichText EMPTY = new RichText("", List.of());

    public RichText {
        facets = List.copyOf(facets);
    }

    /** Takes a text as it is, with the links, mentions and hashtags that are found in it. */
    public static RichText of(String text, Mentions mentions) {
        return new RichText(text, new FacetFinder(mentions).find(text));
    }

    /**
     * Takes a text, and where it is longer than a post may be, as many of its words as there is room for beside an
     * ellipsis and a link to the whole in its short form ({@link ShortLink}), on a line below. No word, and with it no
     * link, mention or hashtag, is cut, unless it is longer than all the room.
     *
     * @param whole where the whole text is, null if nowhere: then it just ends
     */
    public static RichText fitted(String text, @Nullable URI whole, Mentions mentions) {
        if (fits(text)) {
            return of(text, mentions);
        }
        String tail = whole == null ? "" : "\n\n" + ShortLink.of(whole);
        String cut = Graphemes.fitWords(
                text, MAX_GRAPHEMES - Graphemes.count(tail), MAX_BYTES - Graphemes.utf8Length(tail));
        RichText fitted = of(cut, mentions);
        return whole == null ? fitted : fitted.plus("\n\n").plusLink(ShortLink.of(whole), whole);
    }

    /** Whether a text is within the limits of a post. */
    public static boolean fits(String text) {
        return Graphemes.prefix(text, MAX_GRAPHEMES, MAX_BYTES) == text.length();
    }

    /** This text with more at its end, which has nothing in it that would be found. */
    public RichText plus(String more) {
        return new RichText(text + more, facets);
    }

    /** This text with a link at its end. */
    public RichText plusLink(String shown, URI uri) {
        int start = Graphemes.utf8Length(text);
        List<Facet> more = new ArrayList<>(facets);
        more.add(new Facet(start, start + Graphemes.utf8Length(shown), new Facet.Link(uri.toString())));
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
