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

import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** Decodes one item, strictly. */
final class CborDecoder {

    /** The most that is allocated on the word of a length; what is really there grows from it. */
    private static final int MAX_INITIAL_CAPACITY = 64;

    private final byte[] in;
    private int position;
    private int depth;

    CborDecoder(byte[] in) {
        this.in = in;
    }

    @Nullable
    Object decode() {
        Object value = value();
        if (position != in.length) {
            throw fail("bytes after the end", position);
        }
        return value;
    }

    private @Nullable Object value() {
        int start = position;
        int initial = next();
        int major = initial >>> 5;
        if (major == Cbor.SIMPLE) {
            return simple(initial & 31, start);
        }
        long argument = argument(initial & 31, start);
        return switch (major) {
            case Cbor.UNSIGNED -> int64(argument, start);
            case Cbor.NEGATIVE -> -1 - int64(argument, start);
            case Cbor.BYTES -> bytes(argument, start);
            case Cbor.TEXT -> text(argument, start);
            case Cbor.ARRAY -> list(argument, start);
            case Cbor.MAP -> map(argument, start);
            default -> cid(argument, start);
        };
    }

    private static @Nullable Boolean simple(int value, int start) {
        return switch (value) {
            case Cbor.FALSE -> false;
            case Cbor.TRUE -> true;
            case Cbor.NULL -> null;
            case 25, 26, 27 -> throw fail("a float", start);
            default -> throw fail("a simple value that is not false, true or null", start);
        };
    }

    /** Reads the argument of a head; one of 64 bits may come out negative. */
    private long argument(int additional, int start) {
        if (additional < 24) {
            return additional;
        }
        if (additional > 27) {
            throw fail(additional == 31 ? "an indefinite length" : "a malformed head", start);
        }
        int bytes = 1 << (additional - 24);
        if (in.length - position < bytes) {
            throw fail("the end within a head", start);
        }
        long argument = 0;
        for (int i = 0; i < bytes; i++) {
            argument = (argument << 8) | (in[position++] & 0xff);
        }
        // what fits into half the bytes, or into the head itself, has to stand there
        long smallest = bytes == 1 ? 24 : 1L << (4 * bytes);
        if (Long.compareUnsigned(argument, smallest) < 0) {
            throw fail("an integer that is not written as short as it can be", start);
        }
        return argument;
    }

    private static long int64(long argument, int start) {
        if (argument < 0) {
            throw fail("an integer beyond 64 bits", start);
        }
        return argument;
    }

    /** Takes a length only if as many bytes are there. */
    private int length(long argument, int bytesEach, int start) {
        if (argument < 0 || argument > (in.length - position) / bytesEach) {
            throw fail("a length beyond the end", start);
        }
        return (int) argument;
    }

    private byte[] bytes(long argument, int start) {
        int length = length(argument, 1, start);
        byte[] bytes = Arrays.copyOfRange(in, position, position + length);
        position += length;
        return bytes;
    }

    private String text(long argument, int start) {
        int length = length(argument, 1, start);
        try {
            String text = Text.ofUtf8(in, position, length);
            position += length;
            return text;
        } catch (CharacterCodingException e) {
            throw fail("text that is not UTF-8", start);
        }
    }

    private List<@Nullable Object> list(long argument, int start) {
        int length = length(argument, 1, start);
        enter(start);
        if (length == 0) {
            depth--;
            return Collections.emptyList(); // shared, so that a million of them in a hostile text cost nothing
        }
        List<@Nullable Object> list = new ArrayList<>(Math.min(length, MAX_INITIAL_CAPACITY));
        for (int i = 0; i < length; i++) {
            list.add(value());
        }
        depth--;
        return Collections.unmodifiableList(list);
    }

    private Map<String, @Nullable Object> map(long argument, int start) {
        int length = length(argument, 2, start);
        enter(start);
        if (length == 0) {
            depth--;
            return Collections.emptyMap();
        }
        Map<String, @Nullable Object> map = new LinkedHashMap<>(Math.min(length, MAX_INITIAL_CAPACITY) * 2);
        int previousStart = 0;
        int previousEnd = 0;
        for (int i = 0; i < length; i++) {
            int keyStart = position;
            int initial = next();
            if (initial >>> 5 != Cbor.TEXT) {
                throw fail("a key that is no text", keyStart);
            }
            int keyLength = length(argument(initial & 31, keyStart), 1, keyStart);
            int textStart = position;
            int textEnd = textStart + keyLength;
            if (i > 0) {
                checkOrder(previousStart, previousEnd, textStart, textEnd);
            }
            String key = text(keyLength, keyStart);
            map.put(key, value());
            previousStart = textStart;
            previousEnd = textEnd;
        }
        depth--;
        return Collections.unmodifiableMap(map);
    }

    private void checkOrder(int previousStart, int previousEnd, int start, int end) {
        int order = Integer.compare(previousEnd - previousStart, end - start);
        if (order == 0) {
            order = Arrays.compareUnsigned(in, previousStart, previousEnd, in, start, end);
        }
        if (order == 0) {
            throw fail("a key that is there twice", start);
        }
        if (order > 0) {
            throw fail("keys that are not sorted", start);
        }
    }

    private Cid cid(long tag, int start) {
        if (tag != Cbor.CID_TAG) {
            throw fail("a tag that is not 42", start);
        }
        int initial = next();
        if (initial >>> 5 != Cbor.BYTES) {
            throw fail("a CID that is not bytes", start);
        }
        byte[] bytes = bytes(argument(initial & 31, start), start);
        if (bytes.length != Cbor.CID_LENGTH || bytes[0] != 0) {
            throw fail("a CID that is not a zero and 36 bytes", start);
        }
        try {
            return Cid.ofBytes(Arrays.copyOfRange(bytes, 1, bytes.length));
        } catch (IllegalArgumentException e) {
            throw fail("a CID that the AT Protocol does not know (" + e.getMessage() + ")", start);
        }
    }

    private int next() {
        if (position == in.length) {
            throw fail("the end where an item is needed", position);
        }
        return in[position++] & 0xff;
    }

    private void enter(int start) {
        if (++depth > AtJson.MAX_NESTING) {
            throw fail("nesting deeper than " + AtJson.MAX_NESTING, start);
        }
    }

    private static IllegalArgumentException fail(String reason, int offset) {
        return new IllegalArgumentException("Invalid DAG-CBOR: " + reason + " at byte " + offset);
    }
}
