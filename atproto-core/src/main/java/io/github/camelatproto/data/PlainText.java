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

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds out whether bytes stand for themselves in a JSON string and are ASCII, eight of them at a time. */
final class PlainText {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    private PlainText() {
    }

    static boolean isPlain(char c) {
        return c >= ' ' && c < 0x80 && c != '"' && c != '\\';
    }

    static boolean isPlain(byte[] bytes) {
        int i = 0;
        for (; i <= bytes.length - Long.BYTES; i += Long.BYTES) {
            long eight = (long) LONGS.get(bytes, i);
            // a borrow reaches further bytes only from one that is found
            long found = eight | below(eight, ' ') | below(eight ^ ('"' * ONES), 1) | below(eight ^ ('\\' * ONES), 1);
            if ((found & HIGH_BITS) != 0) {
                return false;
            }
        }
        for (; i < bytes.length; i++) {
            if (!isPlain((char) (bytes[i] & 0xff))) {
                return false;
            }
        }
        return true;
    }

    /** What a look at the bytes of a JSON text tells. */
    enum Json {
        /** ASCII without an escape, so that every string in it stands for itself. */
        PLAIN,
        /** ASCII with an escape. */
        ESCAPED,
        /** Neither, or with a NUL, which may make it another encoding. */
        OTHER
    }

    static Json look(byte[] json) {
        long others = 0;
        long escapes = 0;
        int i = 0;
        // to the end in any case, without a branch on the way
        for (; i <= json.length - Long.BYTES; i += Long.BYTES) {
            long eight = (long) LONGS.get(json, i);
            others |= eight | below(eight, 1);
            escapes |= below(eight ^ ('\\' * ONES), 1);
        }
        boolean isOther = (others & HIGH_BITS) != 0;
        boolean isEscaped = (escapes & HIGH_BITS) != 0;
        for (; i < json.length; i++) {
            isOther |= json[i] <= 0;
            isEscaped |= json[i] == '\\';
        }
        if (isOther) {
            return Json.OTHER;
        }
        return isEscaped ? Json.ESCAPED : Json.PLAIN;
    }

    /** Whether an ASCII character is among ASCII bytes. */
    static boolean contains(byte[] ascii, char c) {
        int i = 0;
        for (; i <= ascii.length - Long.BYTES; i += Long.BYTES) {
            if ((below((long) LONGS.get(ascii, i) ^ (c * ONES), 1) & HIGH_BITS) != 0) {
                return true;
            }
        }
        for (; i < ascii.length; i++) {
            if (ascii[i] == c) {
                return true;
            }
        }
        return false;
    }

    /** Sets the highest bit of each byte that is less. */
    private static long below(long eight, int limit) {
        return (eight - limit * ONES) & ~eight;
    }
}
