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
 * The name of a lexicon, and so of a collection of records: a domain name in reverse and a name within it, such as
 * {@code app.bsky.feed.post}. At least three segments, 317 ASCII characters at most; the first begins with a letter,
 * the last is letters and digits and begins with a letter. The text is kept as it is and compared by case, as PDSs do.
 * Immutable and safe for use by any thread.
 *
 * @param value the NSID
 * @see         <a href="https://atproto.com/specs/nsid">NSID</a>
 */
public record Nsid(String value) {

    private static final int MAX_LENGTH = 317;

    /**
     * Takes text that must be an NSID.
     *
     * @throws IllegalArgumentException if the text is no NSID, naming the reason and the index
     */
    public Nsid {
        Problem problem = problem(value);
        if (problem != null) {
            throw problem.in("NSID", value);
        }
    }

    /**
     * Takes an NSID without fragment: {@code com.example.thing#main} is a reference and no NSID.
     *
     * @throws IllegalArgumentException if the text is no NSID, naming the reason and the index
     */
    public static Nsid parse(String text) {
        return new Nsid(text);
    }

    /** Answers whether {@link #parse(String)} takes the text; {@code false} for {@code null}. */
    public static boolean isValid(@Nullable String text) {
        return text != null && problem(text) == null;
    }

    /** Gives the domain that controls the name, in the order of DNS and in lower case: {@code feed.bsky.app}. */
    public String authority() {
        String[] segments = value.split("\\.", -1);
        StringBuilder domain = new StringBuilder(value.length());
        for (int i = segments.length - 2; i >= 0; i--) {
            domain.append(segments[i]).append(i > 0 ? "." : "");
        }
        return domain.toString().toLowerCase(Locale.ROOT);
    }

    /** Gives the last segment: {@code post}. */
    public String name() {
        return value.substring(value.lastIndexOf('.') + 1);
    }

    static @Nullable Problem problem(String text) {
        if (text.length() > MAX_LENGTH) {
            return new Problem("more than 317 characters", MAX_LENGTH);
        }
        int segments = 1;
        int start = 0;
        for (int dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', start)) {
            Problem problem = Ascii.label(text, start, dot);
            if (problem != null) {
                return problem;
            }
            segments++;
            start = dot + 1;
        }
        Problem problem = nameProblem(text, start);
        if (problem != null) {
            return problem;
        }
        if (segments < 3) {
            return new Problem("fewer than three segments", text.length());
        }
        return Ascii.isLetter(text.charAt(0)) ? null : new Problem("first segment that begins with a digit", 0);
    }

    private static @Nullable Problem nameProblem(String text, int start) {
        Problem problem = Ascii.label(text, start, text.length());
        if (problem != null) {
            return problem;
        }
        int hyphen = text.indexOf('-', start);
        if (hyphen >= 0) {
            return new Problem("hyphen in the last segment", hyphen);
        }
        return Ascii.isLetter(text.charAt(start)) ? null : new Problem("last segment that begins with a digit", start);
    }

    @Override
    public String toString() {
        return value;
    }
}
