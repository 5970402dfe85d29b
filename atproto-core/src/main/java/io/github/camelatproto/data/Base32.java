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

import java.nio.charset.StandardCharsets;

/** RFC 4648 base32 in lower case and without padding, which multibase calls {@code b}. */
final class Base32 {

    private static final byte[] ALPHABET = "abcdefghijklmnopqrstuvwxyz234567".getBytes(StandardCharsets.US_ASCII);

    private Base32() {
    }

    static String encode(char prefix, byte[] bytes) {
        byte[] text = new byte[1 + (bytes.length * 8 + 4) / 5];
        text[0] = (byte) prefix;
        int size = 1;
        int whole = bytes.length - bytes.length % 5;
        for (int i = 0; i < whole; i += 5) {
            long five = (bytes[i] & 0xffL) << 32 | (bytes[i + 1] & 0xffL) << 24 | (bytes[i + 2] & 0xff) << 16
                        | (bytes[i + 3] & 0xff) << 8 | (bytes[i + 4] & 0xff);
            for (int shift = 35; shift >= 0; shift -= 5) {
                text[size++] = ALPHABET[(int) (five >>> shift) & 31];
            }
        }
        long rest = 0;
        for (int i = whole; i < whole + 5; i++) {
            rest = rest << 8 | (i < bytes.length ? bytes[i] & 0xff : 0);
        }
        for (int shift = 35; size < text.length; shift -= 5) {
            text[size++] = ALPHABET[(int) (rest >>> shift) & 31];
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /**
     * Decodes what follows the start.
     *
     * @throws IllegalArgumentException if a character is not of the alphabet, or bits are left that are not zero
     */
    static byte[] decode(String text, int start) {
        byte[] bytes = new byte[(text.length() - start) * 5 / 8];
        int buffer = 0;
        int bits = 0;
        int size = 0;
        for (int i = start; i < text.length(); i++) {
            int digit = digit(text.charAt(i));
            if (digit < 0) {
                throw new IllegalArgumentException("character that is not in a-z and 2-7 at index " + i);
            }
            buffer = (buffer << 5) | digit;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes[size++] = (byte) (buffer >>> bits);
            }
        }
        if (bits >= 5 || (buffer & ((1 << bits) - 1)) != 0) {
            throw new IllegalArgumentException("left-over bits at index " + (text.length() - 1));
        }
        return bytes;
    }

    private static int digit(char c) {
        if (c >= 'a' && c <= 'z') {
            return c - 'a';
        }
        return c >= '2' && c <= '7' ? c - '2' + 26 : -1;
    }
}
