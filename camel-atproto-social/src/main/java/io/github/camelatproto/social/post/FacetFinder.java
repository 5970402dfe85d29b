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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.camelatproto.social.web.WebLinks;
import io.github.camelatproto.syntax.Did;
import io.github.camelatproto.syntax.Handle;
import org.apache.commons.validator.routines.DomainValidator;
import org.jspecify.annotations.Nullable;

/**
 * Finds links, mentions and hashtags in text, as a reader takes them: they begin after white space or an opening
 * bracket or quotation mark, and the stop of a sentence or the bracket around them is not part of them. The facets do
 * not overlap, and their offsets are those of the text's UTF-8. Safe for use by any thread, if its {@link Mentions} is.
 */
final class FacetFinder {

    /** What may stand before: the begin of the text, white space, an opening bracket or quotation mark. */
    private static final String BEFORE = "(?<![^\\s\\p{Z}\\p{Ps}\\p{Pi}<\"'\uFF0C\u3001\u3002\uFF1A\uFF1B\uFF01\uFF1F])";
    /** No address has these unescaped, and texts in East Asian scripts have no white space before them. */
    private static final String NEVER = "\\s\\p{Z}\\p{Cc}<>\"\u201C\u201D\u00AB\u00BB\u3001\u3002\uFF0C\uFF01\uFF1F\uFF1A\uFF1B"
                                        + "\u300C\u300D\u300E\u300F\u3010\u3011\uFF08\uFF09\u300A\u300B\u3008\u3009\u2026";
    private static final Pattern LINK = Pattern.compile(
            BEFORE + "(?:https?://[^" + NEVER + "]++|[a-z0-9][a-z0-9-]*+[.][a-z0-9.-]*+(?::\\d{1,5})?(?:[/?#][^" + NEVER
                                                        + "]*+)?)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern WITHOUT_SCHEME = Pattern.compile("(?i)(?!https?:)([^:/?#]*).*", Pattern.DOTALL);
    private static final Pattern LABEL = Pattern.compile("(?i)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?");
    private static final int LONGEST_DOMAIN = 253;
    private static final Pattern MENTION = Pattern.compile(BEFORE + "@([a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?)(?![\\w@])");
    private static final Pattern TAG = Pattern.compile(
            "(?<![^\\s\\p{Z}\\p{Ps}\\p{Pi}])[#\uFF03](?!\uFE0F)([^\\s\\p{Z}\\p{Cc}\u00AD\u2060\u200B\u20E2#\uFF03]+)");
    private static final Pattern TAG_END = Pattern.compile("[\\p{P}\u200C\u200D]+$");
    private static final Pattern ONLY_DIGITS_AND_SIGNS = Pattern.compile("[\\p{N}\\p{P}\\p{M}\uFE0F]*");
    private static final String STOPS = ".,;:!?'\u2019\u2018*_~`|\\";
    private static final int LONGEST_TAG = 64;
    private static final int LONGEST_TAG_BYTES = 640;

    private final Mentions mentions;

    FacetFinder(Mentions mentions) {
        this.mentions = mentions;
    }

    private record Found(int start, int end, Facet.Feature feature) {
    }

    List<Facet> find(String text) {
        List<Found> all = new ArrayList<>();
        links(text, all);
        mentioned(text, all);
        tags(text, all);
        all.sort(Comparator.comparingInt(Found::start));
        List<Facet> facets = new ArrayList<>(all.size());
        int chars = 0;
        int bytes = 0;
        for (Found found : all) {
            if (found.start >= chars) {
                bytes += utf8(text, chars, found.start);
                int end = bytes + utf8(text, found.start, found.end);
                facets.add(new Facet(bytes, end, found.feature));
                chars = found.end;
                bytes = end;
            }
        }
        return facets;
    }

    private static int utf8(String text, int from, int to) {
        return text.substring(from, to).getBytes(StandardCharsets.UTF_8).length;
    }

    private static void links(String text, List<Found> all) {
        for (Matcher match = LINK.matcher(text); match.find();) {
            int end = linkEnd(text, match.start(), match.end());
            String shown = text.substring(match.start(), end);
            Matcher bare = WITHOUT_SCHEME.matcher(shown);
            boolean isBare = bare.matches();
            if (isBare && (!isDomain(bare.group(1)) || isInAWord(text, end))) {
                continue;
            }
            String uri = uri(isBare ? "https://" + shown : shown);
            if (uri != null) {
                all.add(new Found(match.start(), end, new Facet.Link(uri)));
            }
        }
    }

    /** As it is written, if that is a URI, and else with what no URI has escaped. */
    private static @Nullable String uri(String written) {
        return Optional.ofNullable(WebLinks.resolve(null, written))
                .map(cleaned -> written.chars().allMatch(c -> c > ' ' && c < 127) ? written : cleaned.toString())
                .orElse(null);
    }

    private static int linkEnd(String text, int start, int end) {
        int at = end;
        while (at > start && isStop(text, start, at)) {
            at--;
        }
        return at;
    }

    /** Whether the last character before the end belongs to the sentence and not to the link. */
    private static boolean isStop(String text, int start, int end) {
        char last = text.charAt(end - 1);
        if (STOPS.indexOf(last) >= 0) {
            return true;
        }
        int bracket = ")]}".indexOf(last);
        return bracket >= 0 && count(text, start, end, last) > count(text, start, end, "([{".charAt(bracket));
    }

    private static long count(String text, int start, int end, char c) {
        return text.substring(start, end).chars().filter(each -> each == c).count();
    }

    /** Only what ends in a domain that exists: "e.g" and "file.txt" are no links. */
    private static boolean isDomain(String name) {
        return name.length() <= LONGEST_DOMAIN
                && Stream.of(name.split("[.]", -1)).allMatch(label -> LABEL.matcher(label).matches())
                && DomainValidator.getInstance().isValidTld(name.substring(name.lastIndexOf('.') + 1));
    }

    /** A mail address goes on behind the dot, and so does a name. */
    private static boolean isInAWord(String text, int end) {
        return end < text.length() && (text.charAt(end) == '@' || text.charAt(end) == '_' || isLatin(text.charAt(end)));
    }

    private static boolean isLatin(char c) {
        return Character.isLetter(c) && Character.UnicodeScript.of(c) == Character.UnicodeScript.LATIN;
    }

    private void mentioned(String text, List<Found> all) {
        for (Matcher match = MENTION.matcher(text); match.find();) {
            String name = match.group(1).toLowerCase(Locale.ROOT);
            if (Handle.isValid(name) && (isDomain(name) || name.endsWith(".test"))) {
                Did did = mentions.find(Handle.parse(name)).orElse(null);
                if (did != null) {
                    all.add(new Found(match.start(), match.end(), new Facet.Mention(did)));
                }
            }
        }
    }

    private static void tags(String text, List<Found> all) {
        for (Matcher match = TAG.matcher(text); match.find();) {
            String tag = TAG_END.matcher(match.group(1)).replaceFirst("");
            if (!ONLY_DIGITS_AND_SIGNS.matcher(tag).matches() && Graphemes.count(tag) <= LONGEST_TAG
                    && Graphemes.utf8Length(tag) <= LONGEST_TAG_BYTES) {
                all.add(new Found(match.start(), match.start(1) + tag.length(), new Facet.Tag(tag)));
            }
        }
    }
}
