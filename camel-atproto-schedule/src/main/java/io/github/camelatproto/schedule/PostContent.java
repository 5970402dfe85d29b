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
package io.github.camelatproto.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.camelatproto.social.post.Gates;
import io.github.camelatproto.social.post.Graphemes;
import io.github.camelatproto.social.post.Pictures;
import io.github.camelatproto.social.post.RichText;
import io.github.camelatproto.syntax.LanguageTag;

/**
 * A post, or a thread of them. Immutable.
 *
 * @param text      what it says
 * @param isThread  whether it becomes as many posts as it takes
 * @param languages BCP 47 tags, at most three
 * @param labels    what it warns of
 * @param pictures  of the folder of pictures, at most four
 * @param isCarded  whether it has a card of the first page that it links to, where it has no pictures
 * @param gates     who may answer and quote
 */
public record PostContent(
        String text, boolean isThread, List<String> languages, List<String> labels, List<PictureFile> pictures,
        boolean isCarded,
        Gates gates) implements Content {

    private static final Set<String> KEYS
            = Set.of("text", "thread", "languages", "labels", "pictures", "card", "replies", "quotable");
    private static final int MOST_LANGUAGES = 3;
    private static final int LONGEST_THREAD = 100_000;
    private static final int TITLE = 80;

    public PostContent {
        languages = List.copyOf(languages);
        labels = List.copyOf(labels);
        pictures = List.copyOf(pictures);
    }

    static PostContent of(Map<String, ?> given) {
        Draft.checkKeys(given, KEYS, "an entry with a post");
        String text = Draft.text(given, "text", "").strip();
        boolean isThread = Draft.flag(given, "thread", false);
        List<PictureFile> pictures = pictures(given.get("pictures"));
        if (text.isEmpty() && pictures.isEmpty()) {
            throw new InvalidEntryException("text: there is none");
        }
        checkLength(text, isThread);
        List<String> languages = Draft.names(given, "languages");
        if (languages.size() > MOST_LANGUAGES || !languages.stream().allMatch(LanguageTag::isValid)) {
            throw new InvalidEntryException("languages: " + Shown.text(languages) + "; up to three tags such as en or pt-BR");
        }
        Gates gates;
        try {
            gates = Gates.of(String.join(",", Draft.names(given, "replies")), Draft.flag(given, "quotable", true));
        } catch (IllegalArgumentException e) {
            throw new InvalidEntryException("replies: " + e.getMessage(), e);
        }
        return new PostContent(
                text, isThread, languages, Draft.names(given, "labels"), pictures, Draft.flag(given, "card", true), gates);
    }

    private static void checkLength(String text, boolean isThread) {
        if (isThread && text.length() > LONGEST_THREAD) {
            throw new InvalidEntryException(
                    "text: it has " + text.length() + " characters, and a thread at most " + LONGEST_THREAD);
        }
        if (!isThread && !RichText.fits(text)) {
            throw new InvalidEntryException(
                    "text: it has " + Graphemes.count(text) + " characters as people count them, and a post at most "
                                            + RichText.MAX_GRAPHEMES + " (and " + RichText.MAX_BYTES
                                            + " bytes); shorten it, or set thread: true");
        }
    }

    private static List<PictureFile> pictures(Object given) {
        List<PictureFile> pictures = new ArrayList<>();
        if (given instanceof List<?> list) {
            list.forEach(picture -> pictures.add(PictureFile.of(picture)));
        } else if (given != null) {
            pictures.add(PictureFile.of(given));
        }
        if (pictures.size() > Pictures.MOST) {
            throw new InvalidEntryException(
                    "pictures: a post has at most " + Pictures.MOST + ", not " + pictures.size());
        }
        return pictures;
    }

    /** Whether it takes more than one record. */
    boolean isMany() {
        return isThread || !gates.equals(Gates.OPEN);
    }

    @Override
    public String title() {
        return Graphemes.fit(text.replaceAll("\\s+", " "), TITLE, RichText.MAX_BYTES);
    }
}
