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
package io.github.camelatproto.data;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Between Java's strings, which may hold half a surrogate pair, and UTF-8, which may not. */
final class Text {

    private static final char REPLACEMENT = '\uFFFD';
    /** From here on it pays to copy a text in order to know that it has no surrogates at all. */
    private static final int LONG = 32;

    private Text() {
    }

    /** Replaces each lone surrogate by U+FFFD, as the reference PDS does, so that both compute the same CID. */
    static String wellFormed(String text) {
        if (text.length() >= LONG && isLatin1(text)) {
            return text;
        }
        int surrogate = firstSurrogate(text);
        return surrogate < 0 ? text : repaired(text, surrogate);
    }

    /** Encodes what {@link #wellFormed} gives. */
    static byte[] utf8(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        // as many bytes as characters: ASCII, but that Java encodes a lone surrogate as ?
        if (bytes.length == text.length()
                && (!PlainText.contains(bytes, '?') || text.equals(new String(bytes, StandardCharsets.ISO_8859_1)))) {
            return bytes;
        }
        return wellFormed(text).getBytes(StandardCharsets.UTF_8);
    }

    static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /** Copying and comparing is many times as fast as looking at each character. */
    private static boolean isLatin1(String text) {
        return new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1).equals(text);
    }

    private static int firstSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return i;
            }
        }
        return -1;
    }

    private static String repaired(String text, int firstSurrogate) {
        char[] repaired = text.toCharArray();
        boolean changed = false;
        for (int i = firstSurrogate; i < repaired.length; i++) {
            if (!Character.isSurrogate(repaired[i])) {
                continue;
            }
            if (i + 1 < repaired.length && Character.isSurrogatePair(repaired[i], repaired[i + 1])) {
                i++;
            } else {
                repaired[i] = REPLACEMENT;
                changed = true;
            }
        }
        return changed ? new String(repaired) : text;
    }

    /**
     * Decodes strictly, at the speed of the lenient decoder.
     *
     * @throws CharacterCodingException if the bytes are not UTF-8
     */
    static String ofUtf8(byte[] bytes, int offset, int length) throws CharacterCodingException {
        String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0) {
            // either the text holds U+FFFD itself, or the lenient decoder has put it in for a malformed byte
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, offset, length));
        }
        return text;
    }
}
