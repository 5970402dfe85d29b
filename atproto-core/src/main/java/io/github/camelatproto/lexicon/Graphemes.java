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
package io.github.camelatproto.lexicon;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures text: in bytes of UTF-8, and in extended grapheme clusters, of which a family of emoji or a Hindi conjunct
 * is one. Both take time in proportion to the length, whatever the text.
 *
 * @see <a href="https://www.unicode.org/reports/tr29/">Unicode text segmentation</a>
 */
final class Graphemes {

    private static final Pattern CLUSTER = Pattern.compile("\\X");
    private static final char FIRST_COMBINING = '\u0300';
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    // rule 9c, which keeps Indic conjuncts together, is younger than the clusters of Java 17: where InCB is Linker,
    private static final int[] LINKERS = {
            0x94D, 0x9CD, 0xACD, 0xB4D, 0xC4D, 0xD4D, 0x1039, 0x17D2, 0x1A60, 0x1B44, 0x1BAB, 0xA9C0, 0xAAF6, 0x10A3F,
            0x11133, 0x113D0, 0x1193E, 0x11A47, 0x11A99, 0x11F42 };
    // and where it is Consonant, as first and last of each range
    private static final int[] CONSONANTS = {
            0x915, 0x939, 0x958, 0x95F, 0x978, 0x97F, 0x995, 0x9A8, 0x9AA, 0x9B0, 0x9B2, 0x9B2, 0x9B6, 0x9B9,
            0x9DC, 0x9DD, 0x9DF, 0x9DF, 0x9F0, 0x9F1, 0xA95, 0xAA8, 0xAAA, 0xAB0, 0xAB2, 0xAB3, 0xAB5, 0xAB9,
            0xAF9, 0xAF9, 0xB15, 0xB28, 0xB2A, 0xB30, 0xB32, 0xB33, 0xB35, 0xB39, 0xB5C, 0xB5D, 0xB5F, 0xB5F,
            0xB71, 0xB71, 0xC15, 0xC28, 0xC2A, 0xC39, 0xC58, 0xC5A, 0xD15, 0xD3A, 0x1000, 0x102A, 0x103F, 0x103F,
            0x1050, 0x1055, 0x105A, 0x105D, 0x1061, 0x1061, 0x1065, 0x1066, 0x106E, 0x1070, 0x1075, 0x1081,
            0x108E, 0x108E, 0x1780, 0x17B3, 0x1A20, 0x1A54, 0x1B0B, 0x1B0C, 0x1B13, 0x1B33, 0x1B45, 0x1B4C,
            0x1B83, 0x1BA0, 0x1BAE, 0x1BAF, 0x1BBB, 0x1BBD, 0xA989, 0xA98B, 0xA98F, 0xA9B2, 0xA9E0, 0xA9E4,
            0xA9E7, 0xA9EF, 0xA9FA, 0xA9FE, 0xAA60, 0xAA6F, 0xAA71, 0xAA73, 0xAA7A, 0xAA7A, 0xAA7E, 0xAA7F,
            0xAAE0, 0xAAEA, 0xABC0, 0xABDA, 0x10A00, 0x10A00, 0x10A10, 0x10A13, 0x10A15, 0x10A17, 0x10A19, 0x10A35,
            0x11103, 0x11126, 0x11144, 0x11144, 0x11147, 0x11147, 0x11380, 0x11389, 0x1138B, 0x1138B, 0x1138E, 0x1138E,
            0x11390, 0x113B5, 0x11900, 0x11906, 0x11909, 0x11909, 0x1190C, 0x11913, 0x11915, 0x11916, 0x11918, 0x1192F,
            0x11A00, 0x11A00, 0x11A0B, 0x11A32, 0x11A50, 0x11A50, 0x11A5C, 0x11A83, 0x11F04, 0x11F10, 0x11F12, 0x11F33 };

    private Graphemes() {
    }

    /** Counts the bytes of the text in UTF-8, in which a lone surrogate becomes the three of U+FFFD. */
    static long utf8Length(String text) {
        long length = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x800) {
                length += 2;
                if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                    i++; // four bytes for two chars
                }
            } else if (c >= 0x80) {
                length++;
            }
        }
        return length;
    }

    static int count(String text) {
        int count = countSimple(text);
        return count >= 0 ? count : countClusters(text);
    }

    /** Counts text in which every char stands for itself, CR LF apart, and gives -1 for other text. */
    private static int countSimple(String text) {
        int count = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= FIRST_COMBINING) {
                return -1;
            }
            if (c == '\n' && i > 0 && text.charAt(i - 1) == '\r') {
                count--;
            }
        }
        return count;
    }

    private static int countClusters(String text) {
        int count = 0;
        boolean linked = false;
        Matcher cluster = CLUSTER.matcher(text);
        while (cluster.find()) {
            if (!linked || !isConsonant(text.codePointAt(cluster.start()))) {
                count++;
            }
            linked = isLinking(text, cluster.start(), cluster.end());
        }
        return count;
    }

    /** Answers whether a cluster ends with a consonant and marks, a linker among them. */
    private static boolean isLinking(String text, int start, int end) {
        boolean linker = false;
        int i = end;
        while (i > start) {
            int c = text.codePointBefore(i);
            i -= Character.charCount(c);
            if (Arrays.binarySearch(LINKERS, c) >= 0) {
                linker = true;
            } else if (!isMark(c)) {
                return linker && isConsonant(c);
            }
        }
        return false;
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || c == ZERO_WIDTH_JOINER;
    }

    private static boolean isConsonant(int c) {
        int index = Arrays.binarySearch(CONSONANTS, c);
        // between the first and the last of a range, an insertion point is odd
        return index >= 0 || (-index - 1) % 2 == 1;
    }
}
