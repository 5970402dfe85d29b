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

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * The changeable, readable name of an account: a domain name such as {@code alice.example.com}, of at least two labels
 * and at most 253 ASCII characters, whose last label does not begin with a digit. Handles are case-insensitive: any
 * case is valid and the value is held in lower case, because PDSs compare exactly. Immutable and safe for use by any
 * thread.
 *
 * @param value the handle, in lower case
 * @see         <a href="https://atproto.com/specs/handle">Handle</a>
 */
public record Handle(String value) implements AtIdentifier {

    private static final int MAX_LENGTH = 253;

    /**
     * Takes text that must be a handle, in any case.
     *
     * @throws IllegalArgumentException if the text is no handle, naming the reason and the index
     */
    public Handle {
        Problem problem = problem(value);
        if (problem != null) {
            throw problem.in("handle", value);
        }
        value = value.toLowerCase(Locale.ROOT);
    }

    /**
     * Takes a handle in any case and holds it in lower case; an {@code @} before it is not part of it.
     *
     * @throws IllegalArgumentException if the text is no handle, naming the reason and the index
     */
    public static Handle parse(String text) {
        return new Handle(text);
    }

    /** Answers whether {@link #parse(String)} takes the text, in any case; {@code false} for {@code null}. */
    public static boolean isValid(@Nullable String text) {
        return text != null && problem(text) == null;
    }

    static @Nullable Problem problem(String text) {
        if (text.length() > MAX_LENGTH) {
            return new Problem("more than 253 characters", MAX_LENGTH);
        }
        int start = 0;
        for (int dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', start)) {
            Problem problem = Ascii.label(text, start, dot);
            if (problem != null) {
                return problem;
            }
            start = dot + 1;
        }
        Problem problem = Ascii.label(text, start, text.length());
        if (problem != null) {
            return problem;
        }
        if (start == 0) {
            return new Problem("no dot", text.length());
        }
        if (Ascii.isDigit(text.charAt(start))) {
            return new Problem("last segment that begins with a digit", start);
        }
        return null;
    }

    @Override
    public String toString() {
        return value;
    }
}
