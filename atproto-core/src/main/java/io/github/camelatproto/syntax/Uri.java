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
package io.github.camelatproto.syntax;

import org.jspecify.annotations.Nullable;

/**
 * Any URI, as the lexicon's string format {@code uri} has it: a scheme, a colon, and something after it, and after
 * {@code //} where that follows, without blanks; 8,192 characters at most. What a scheme asks of the rest is not looked
 * at, and the text is kept as it is. Immutable and safe for use by any thread.
 *
 * @param value the URI
 * @see         <a href="https://atproto.com/specs/lexicon#uri">Lexicon, uri</a>
 */
public record Uri(String value) {

    private static final int MAX_LENGTH = 8192;

    /**
     * Takes text that must be a URI.
     *
     * @throws IllegalArgumentException if the text is no URI, naming the reason and the index
     */
    public Uri {
        Problem problem = problem(value);
        if (problem != null) {
            throw problem.in("URI", value);
        }
    }

    /**
     * Takes a URI of any scheme.
     *
     * @throws IllegalArgumentException if the text is no URI, naming the reason and the index
     */
    public static Uri parse(String text) {
        return new Uri(text);
    }

    /** Answers whether {@link #parse(String)} takes the text; {@code false} for {@code null}. */
    public static boolean isValid(@Nullable String text) {
        return text != null && problem(text) == null;
    }

    private static @Nullable Problem problem(String text) {
        if (text.length() > MAX_LENGTH) {
            return new Problem("more than 8192 characters", MAX_LENGTH);
        }
        if (text.isEmpty() || !Ascii.isLetter(text.charAt(0))) {
            return new Problem("no letter that begins a scheme", 0);
        }
        int colon = 1;
        while (colon < text.length() && isOfScheme(text.charAt(colon))) {
            colon++;
        }
        if (colon == text.length() || text.charAt(colon) != ':') {
            return new Problem("no ':' after the scheme", colon);
        }
        int rest = text.startsWith("//", colon + 1) ? colon + 3 : colon + 1;
        if (rest == text.length() || text.charAt(rest) == '/') {
            return new Problem("nothing after the scheme", rest);
        }
        for (int i = rest; i < text.length(); i++) {
            if (Character.isWhitespace(text.charAt(i)) || Character.isSpaceChar(text.charAt(i))) {
                return new Problem("blank", i);
            }
        }
        return null;
    }

    private static boolean isOfScheme(char c) {
        return Ascii.isLetterOrDigit(c) || "+-.".indexOf(c) >= 0;
    }

    @Override
    public String toString() {
        return value;
    }
}
