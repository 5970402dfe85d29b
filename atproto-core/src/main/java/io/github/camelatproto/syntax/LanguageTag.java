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

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The name of a language, such as {@code en}, {@code pt-BR} or {@code zh-Hant-TW}: a tag that is well-formed after BCP
 * 47, whose first part is two or three lower-case letters, and in which no variant and no extension appears twice. Tags
 * registered before there was a grammar ({@code i-klingon}) and private ones ({@code x-custom}) are allowed. Whether
 * the parts are registered is not checked. The text is kept as it is. Immutable and safe for use by any thread.
 *
 * @param value the tag
 * @see         <a href="https://www.rfc-editor.org/info/bcp47">BCP 47</a>
 * @see         <a href="https://atproto.com/specs/lexicon#language">Lexicon, language</a>
 */
public record LanguageTag(String value) {

    private static final Set<String> GRANDFATHERED = Set.of(
            "en-GB-oed", "i-ami", "i-bnn", "i-default", "i-enochian", "i-hak", "i-klingon", "i-lux", "i-mingo", "i-navajo",
            "i-pwn", "i-tao", "i-tay", "i-tsu", "sgn-BE-FR", "sgn-BE-NL", "sgn-CH-DE", "art-lojban", "cel-gaulish", "no-bok",
            "no-nyn", "zh-guoyu", "zh-hakka", "zh-min", "zh-min-nan", "zh-xiang");

    /**
     * Takes text that must be a language tag.
     *
     * @throws IllegalArgumentException if the text is no language tag, naming the reason and the index
     */
    public LanguageTag {
        Problem problem = problem(value);
        if (problem != null) {
            throw problem.in("language tag", value);
        }
    }

    /**
     * Takes a language tag and keeps it as it was written.
     *
     * @throws IllegalArgumentException if the text is no language tag, naming the reason and the index
     */
    public static LanguageTag parse(String text) {
        return new LanguageTag(text);
    }

    /** Answers whether {@link #parse(String)} takes the text; {@code false} for {@code null}. */
    public static boolean isValid(@Nullable String text) {
        return text != null && problem(text) == null;
    }

    private static @Nullable Problem problem(String text) {
        if (GRANDFATHERED.contains(text)) {
            return null;
        }
        Subtags subtags = new Subtags(text);
        if (subtags.isSingleton('x')) {
            return subtags.privateUse();
        }
        Problem problem = subtags.language();
        return problem != null ? problem : subtags.afterLanguage();
    }

    @Override
    public String toString() {
        return value;
    }

    /** Goes through a tag part by part; what may follow depends on a part's length and characters alone. */
    private static final class Subtags {

        private final String text;
        private int start;
        private int end;

        Subtags(String text) {
            this.text = text;
            this.end = hyphenOrEnd(0);
        }

        @Nullable
        Problem language() {
            if (length() < 2 || length() > 3 || !all(Ascii::isLower)) {
                return new Problem("language that is not two or three lower-case letters", start);
            }
            next();
            for (int i = 0; i < 3 && length() == 3 && all(Ascii::isLetter); i++) {
                next();
            }
            return null;
        }

        @Nullable
        Problem afterLanguage() {
            if (length() == 4 && all(Ascii::isLetter)) { // script
                next();
            }
            if ((length() == 2 && all(Ascii::isLetter)) || (length() == 3 && all(Ascii::isDigit))) { // region
                next();
            }
            Problem problem = variants();
            if (problem == null) {
                problem = extensions();
            }
            if (problem == null && isSingleton('x')) {
                problem = privateUse();
            }
            return problem == null && !atEnd() ? new Problem("part that cannot stand here", start) : problem;
        }

        private @Nullable Problem variants() {
            Set<String> seen = new HashSet<>();
            while (isVariant()) {
                if (!seen.add(lowerCase())) {
                    return new Problem("variant that appears twice", start);
                }
                next();
            }
            return null;
        }

        private boolean isVariant() {
            return all(Ascii::isLetterOrDigit)
                    && ((length() >= 5 && length() <= 8) || (length() == 4 && Ascii.isDigit(text.charAt(start))));
        }

        private @Nullable Problem extensions() {
            Set<String> seen = new HashSet<>();
            while (length() == 1 && all(Ascii::isLetterOrDigit) && !isSingleton('x')) {
                if (!seen.add(lowerCase())) {
                    return new Problem("extension that appears twice", start);
                }
                Problem problem = parts(2);
                if (problem != null) {
                    return problem;
                }
            }
            return null;
        }

        @Nullable
        Problem privateUse() {
            Problem problem = parts(1);
            return problem == null && !atEnd() ? new Problem("part that is not 1 to 8 letters and digits", start) : problem;
        }

        /** Leaves a singleton and the parts that belong to it, of which there must be one. */
        private @Nullable Problem parts(int minLength) {
            next();
            int first = start;
            while (length() >= minLength && length() <= 8 && all(Ascii::isLetterOrDigit)) {
                next();
            }
            return start == first ? new Problem("nothing after a single character", start) : null;
        }

        boolean isSingleton(char letter) {
            return length() == 1 && Character.toLowerCase(text.charAt(start)) == letter;
        }

        private boolean all(CharacterClass allowed) {
            for (int i = start; i < end; i++) {
                if (!allowed.has(text.charAt(i))) {
                    return false;
                }
            }
            return true;
        }

        private int length() {
            return end - start;
        }

        private String lowerCase() {
            return text.substring(start, end).toLowerCase(Locale.ROOT);
        }

        private boolean atEnd() {
            return start > text.length();
        }

        /** Goes on; behind the last part is one of the length -1. */
        private void next() {
            start = end + 1;
            end = start > text.length() ? text.length() : hyphenOrEnd(start);
        }

        private int hyphenOrEnd(int from) {
            int hyphen = text.indexOf('-', from);
            return hyphen < 0 ? text.length() : hyphen;
        }
    }

    @FunctionalInterface
    private interface CharacterClass {

        boolean has(char c);
    }
}
