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
 * The character classes that the protocol's grammars are made of; all of them are ASCII, unlike {@link Character}'s.
 */
final class Ascii {

    private static final int MAX_LABEL = 63;

    private Ascii() {
    }

    static boolean isLower(char c) {
        return c >= 'a' && c <= 'z';
    }

    static boolean isLetter(char c) {
        return isLower(c) || (c >= 'A' && c <= 'Z');
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isLetterOrDigit(char c) {
        return isLetter(c) || isDigit(c);
    }

    /**
     * Checks {@code text[start, end)} as one label of a domain name: letters, digits and inner hyphens, 1 to 63 of
     * them.
     */
    static @Nullable Problem label(String text, int start, int end) {
        if (start == end) {
            return new Problem("empty segment", start);
        }
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (!isLetterOrDigit(c) && c != '-') {
                return new Problem("character that is no letter, digit or hyphen", i);
            }
        }
        if (text.charAt(start) == '-') {
            return new Problem("segment that begins with a hyphen", start);
        }
        if (text.charAt(end - 1) == '-') {
            return new Problem("segment that ends with a hyphen", end - 1);
        }
        if (end - start > MAX_LABEL) {
            return new Problem("segment longer than 63 characters", start + MAX_LABEL);
        }
        return null;
    }
}
