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
 * The permanent name of an account, such as {@code did:plc:ewvi7nxzyoun6zhxrhs64oiz}: {@code did:}, a method in
 * lower-case letters, and an identifier of letters, digits and {@code . _ : % -} that does not end with {@code :} or
 * {@code %}, 2,048 characters at most. Case matters, and the text is kept as it is; whether the method is one that the
 * network resolves is not checked. Immutable and safe for use by any thread.
 *
 * @param value the DID
 * @see         <a href="https://atproto.com/specs/did">DID</a>
 */
public record Did(String value) implements AtIdentifier {

    static final String PREFIX = "did:";
    private static final int MAX_LENGTH = 2048;

    /**
     * Takes text that must be a DID.
     *
     * @throws IllegalArgumentException if the text is no DID, naming the reason and the index
     */
    public Did {
        Problem problem = problem(value);
        if (problem != null) {
            throw problem.in("DID", value);
        }
    }

    /**
     * Takes a DID without path, query or fragment.
     *
     * @throws IllegalArgumentException if the text is no DID, naming the reason and the index
     */
    public static Did parse(String text) {
        return new Did(text);
    }

    /** Answers whether {@link #parse(String)} takes the text; {@code false} for {@code null}. */
    public static boolean isValid(@Nullable String text) {
        return text != null && problem(text) == null;
    }

    static @Nullable Problem problem(String text) {
        if (!text.startsWith(PREFIX)) {
            return new Problem("no 'did:'", 0);
        }
        if (text.length() > MAX_LENGTH) {
            return new Problem("more than 2048 characters", MAX_LENGTH);
        }
        int colon = PREFIX.length();
        while (colon < text.length() && Ascii.isLower(text.charAt(colon))) {
            colon++;
        }
        if (colon == text.length() || text.charAt(colon) != ':') {
            return new Problem("method that is not lower-case letters and a colon", colon);
        }
        if (colon == PREFIX.length()) {
            return new Problem("empty method", colon);
        }
        return identifierProblem(text, colon + 1);
    }

    private static @Nullable Problem identifierProblem(String text, int start) {
        if (start == text.length()) {
            return new Problem("empty identifier", start);
        }
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Ascii.isLetterOrDigit(c) && "._:%-".indexOf(c) < 0) {
                return new Problem("character that is no letter, digit or one of . _ : % -", i);
            }
        }
        char last = text.charAt(text.length() - 1);
        if (last == ':' || last == '%') {
            return new Problem("'" + last + "' as the last character", text.length() - 1);
        }
        return null;
    }

    @Override
    public String toString() {
        return value;
    }
}
