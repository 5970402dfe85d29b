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

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text by what a reader sees as one character (extended grapheme clusters): a flag, a family of emoji and a letter with
 * its accents are one each. The lexicon counts in these and in UTF-8 bytes. Safe for use by any thread.
 */
public final class Graphemes {

    private static final Pattern CLUSTER = Pattern.compile("\\X");
    private static final String ELLIPSIS = "\u2026";

    private Graphemes() {
    }

    /** Counts the graphemes of a text. */
    public static int count(String text) {
        int count = 0;
        for (Matcher clusters = CLUSTER.matcher(text); clusters.find();) {
            count++;
        }
        return count;
    }

    /**
     * Gives the text itself if it is within both limits, and else as many of its graphemes as there is room for,
     * without white space at the end, and an ellipsis, which counts. No grapheme is cut; one that is longer than the
     * limit is left out.
     *
     * @param maxGraphemes at least 1
     * @param maxBytes     in UTF-8, at least 3
     */
    public static String fit(String text, int maxGraphemes, int maxBytes) {
        int maxBytesBeforeEllipsis = maxBytes - utf8Length(ELLIPSIS);
        int graphemes = 0;
        int bytes = 0;
        int cut = 0;
        for (Matcher clusters = CLUSTER.matcher(text); clusters.find();) {
            graphemes++;
            bytes += utf8Length(clusters.group());
            if (graphemes > maxGraphemes || bytes > maxBytes) {
                return text.substring(0, cut).stripTrailing() + ELLIPSIS;
            }
            if (graphemes < maxGraphemes && bytes <= maxBytesBeforeEllipsis) {
                cut = clusters.end();
            }
        }
        return text;
    }

    /**
     * As {@link #fit}, but the last word is left out if it would be cut, unless it is all that there is.
     *
     * @param maxGraphemes at least 1
     * @param maxBytes     in UTF-8, at least 3
     */
    public static String fitWords(String text, int maxGraphemes, int maxBytes) {
        String fitted = fit(text, maxGraphemes, maxBytes);
        if (fitted.equals(text)) {
            return text;
        }
        String kept = fitted.substring(0, fitted.length() - ELLIPSIS.length());
        boolean isCutInAWord = kept.length() < text.length() && !Character.isWhitespace(text.charAt(kept.length()));
        int words = isCutInAWord ? lastSpace(kept) : kept.length();
        return kept.substring(0, words > 0 ? words : kept.length()).stripTrailing() + ELLIPSIS;
    }

    /** How many {@code char}s at the begin of a text are within both limits; no grapheme is cut that is within them. */
    static int prefix(String text, int maxGraphemes, int maxBytes) {
        int graphemes = 0;
        int bytes = 0;
        int end = 0;
        for (Matcher clusters = CLUSTER.matcher(text); clusters.find();) {
            bytes += utf8Length(clusters.group());
            if (++graphemes > maxGraphemes || bytes > maxBytes) {
                break;
            }
            end = clusters.end();
        }
        return end > 0 ? end : cut(text, maxBytes);
    }

    /** For a single grapheme that is too long: at least one character, and no half of one. */
    private static int cut(String text, int maxBytes) {
        int end = 0;
        int bytes = 0;
        while (end < text.length()) {
            int next = text.offsetByCodePoints(end, 1);
            bytes += utf8Length(text.substring(end, next));
            if (end > 0 && bytes > maxBytes) {
                break;
            }
            end = next;
        }
        return end;
    }

    private static int lastSpace(String text) {
        int at = text.length();
        while (at > 0 && !Character.isWhitespace(text.charAt(at - 1))) {
            at--;
        }
        return text.substring(0, at).stripTrailing().length();
    }

    static int utf8Length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
