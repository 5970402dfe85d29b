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

import java.util.Arrays;

/** Bytes that grow: a ByteArrayOutputStream without locks and without a copy too many. */
final class Output {

    private byte[] bytes;
    private int size;

    Output(int capacity) {
        bytes = new byte[capacity];
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

    /**
     * Writes a text that is ASCII, and holds nothing that has an escape, without making an array for it.
     *
     * @param  escapes by character, not 0 for those that are not written
     * @return         whether it was such a text; nothing is written otherwise
     */
    boolean putPlain(String text, byte[] escapes) {
        int length = text.length();
        reserve(length);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80 || escapes[c] != 0) {
                return false;
            }
            bytes[size + i] = (byte) c;
        }
        size += length;
        return true;
    }

    /** Writes the lowest bytes of a number, the highest of them first. */
    void putBigEndian(long value, int count) {
        reserve(count);
        for (int shift = 8 * (count - 1); shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes,
                    Math.max(Math.addExact(size, more), (int) Math.min(bytes.length * 2L, Integer.MAX_VALUE - 8)));
        }
    }
}
