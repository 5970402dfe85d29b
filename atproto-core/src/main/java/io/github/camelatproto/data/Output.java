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

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that grow, and that can be looked at and cut back. */
final class Output {

    private static final int LONG = 32;

    private byte[] bytes;
    private int size;

    Output(int capacity) {
        bytes = new byte[capacity];
    }

    int capacity() {
        return bytes.length;
    }

    int size() {
        return size;
    }

    void put(int b) {
        reserve(1);
        bytes[size++] = (byte) b;
    }

    void put(byte[] more) {
        put(more, 0, more.length);
    }

    void put(byte[] more, int from, int to) {
        reserve(to - from);
        System.arraycopy(more, from, bytes, size, to - from);
        size += to - from;
    }

    /** Writes what another has between two places. */
    void put(Output other, int from, int to) {
        put(other.bytes, from, to);
    }

    /**
     * Writes a text in quotes if it is ASCII and stands for itself in a JSON string; else writes nothing, and gives
     * false.
     */
    boolean putPlain(String text) {
        return text.length() < LONG ? putShort(text) : putLong(text);
    }

    private boolean putShort(String text) {
        int length = text.length();
        reserve(length + 2);
        byte[] target = bytes;
        int at = size;
        target[at++] = '"';
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (!PlainText.isPlain(c)) {
                return false;
            }
            target[at++] = (byte) c;
        }
        target[at++] = '"';
        size = at;
        return true;
    }

    /** Writes a text if it is ASCII; else writes nothing, and gives false. */
    boolean putAscii(String text) {
        int length = text.length();
        reserve(length);
        byte[] target = bytes;
        int at = size;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                return false;
            }
            target[at++] = (byte) c;
        }
        size = at;
        return true;
    }

    /** Writes a text of which it is known that it is ASCII. */
    @SuppressWarnings("deprecation") // the low bytes of the characters are all of them here
    void putKnownAscii(String text) {
        int length = text.length();
        reserve(length);
        text.getBytes(0, length, bytes, size);
        size += length;
    }

    /** Encodes as a whole, which is several times as fast as looking at each character. */
    private boolean putLong(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (utf8.length != text.length() || !PlainText.isPlain(utf8) || hasLoneSurrogate(text, utf8)) {
            return false;
        }
        reserve(utf8.length + 2);
        put('"');
        put(utf8);
        put('"');
        return true;
    }

    /** Java encodes a lone surrogate as ?, in one byte. */
    private static boolean hasLoneSurrogate(String text, byte[] utf8) {
        return PlainText.contains(utf8, '?') && !text.equals(new String(utf8, StandardCharsets.ISO_8859_1));
    }

    /** Writes the lowest bytes of a number, the highest of them first. */
    void putBigEndian(long value, int count) {
        reserve(count);
        for (int shift = 8 * (count - 1); shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
    }

    /** Takes off what lies behind a place, for good. */
    void truncate(int from) {
        size = from;
    }

    /** Takes off what lies behind a place, and adds it to another. */
    void moveTail(int from, Output other) {
        other.put(bytes, from, size);
        size = from;
    }

    void writeTo(OutputStream stream) throws IOException {
        stream.write(bytes, 0, size);
    }

    byte[] toByteArray() {
        return tail(0);
    }

    /** Copies what lies behind a place. */
    byte[] tail(int from) {
        return Arrays.copyOfRange(bytes, from, size);
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            // large ones are few, and copying is what costs
            long grown = Math.min(bytes.length * (bytes.length < 1 << 20 ? 4L : 2L), Integer.MAX_VALUE - 8);
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), (int) grown));
        }
    }
}
