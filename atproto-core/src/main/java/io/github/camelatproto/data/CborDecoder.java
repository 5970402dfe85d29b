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
    /** The innermost container that is not read whole yet, and how many there are. */
    private @Nullable Open open;
    private int depth;
    private int position;

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

    /** Reads items until the first is complete; without recursion, which a deep one would end. */
    private @Nullable Object value() {
        while (true) {
            Object item = item();
            if (item instanceof Open container) {
                open = container;
                depth++;
                container.beginMember();
                continue;
            }
            item = complete(item);
            if (open == null) {
                return item;
            }
        }
    }

    /** Puts an item into the container around it, that into the one around it if it is full with it, and so on. */
    private @Nullable Object complete(@Nullable Object item) {
        Object whole = item;
        for (Open container = open; container != null; container = container.outer) {
            container.add(whole);
            if (!container.isFull()) {
                container.beginMember();
                return whole;
            }
            whole = container.value();
            open = container.outer;
            depth--;
        }
        return whole;
    }

    /** Reads an item, but of a container that is not empty only that it begins: then it is an {@link Open}. */
    private @Nullable Object item() {
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

    private Object list(long argument, int start) {
        int length = length(argument, 1, start);
        checkNesting(start);
        // the empty one is shared, so that a million of them in a hostile text cost nothing
        return length == 0 ? Collections.emptyList() : new OpenList(open, length);
    }

    private Object map(long argument, int start) {
        int length = length(argument, 2, start);
        checkNesting(start);
        return length == 0 ? Collections.emptyMap() : new OpenMap(open, length);
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

    private void checkNesting(int start) {
        if (depth == DagCbor.MAX_NESTING) {
            throw fail("nesting deeper than " + DagCbor.MAX_NESTING, start);
        }
    }

    private static IllegalArgumentException fail(String reason, int offset) {
        return new IllegalArgumentException("Invalid DAG-CBOR: " + reason + " at byte " + offset);
    }

    /** A container that is not read whole yet. */
    private abstract static class Open {

        private final @Nullable Open outer;

        Open(@Nullable Open outer) {
            this.outer = outer;
        }

        /** Reads what stands before the next member: its key, if it has one. */
        abstract void beginMember();

        abstract void add(@Nullable Object value);

        abstract boolean isFull();

        abstract Object value();
    }

    private static final class OpenList extends Open {

        private final List<@Nullable Object> items;
        private final int length;

        OpenList(@Nullable Open outer, int length) {
            super(outer);
            this.items = new ArrayList<>(Math.min(length, MAX_INITIAL_CAPACITY));
            this.length = length;
        }

        @Override
        void beginMember() {
            // items have no keys
        }

        @Override
        void add(@Nullable Object value) {
            items.add(value);
        }

        @Override
        boolean isFull() {
            return items.size() == length;
        }

        @Override
        Object value() {
            return Collections.unmodifiableList(items);
        }
    }

    private final class OpenMap extends Open {

        private final Map<String, @Nullable Object> members;
        private final int length;
        private String key = "";
        private int keyStart;
        private int keyEnd;

        OpenMap(@Nullable Open outer, int length) {
            super(outer);
            this.members = new LinkedHashMap<>(Math.min(length, MAX_INITIAL_CAPACITY) * 2);
            this.length = length;
        }

        @Override
        void beginMember() {
            int start = position;
            int initial = next();
            if (initial >>> 5 != Cbor.TEXT) {
                throw fail("a key that is no text", start);
            }
            int keyLength = length(argument(initial & 31, start), 1, start);
            int textStart = position;
            int textEnd = textStart + keyLength;
            if (!members.isEmpty()) {
                checkOrder(keyStart, keyEnd, textStart, textEnd);
            }
            key = text(keyLength, start);
            keyStart = textStart;
            keyEnd = textEnd;
        }

        @Override
        void add(@Nullable Object value) {
            members.put(key, value);
        }

        @Override
        boolean isFull() {
            return members.size() == length;
        }

        @Override
        Object value() {
            return Collections.unmodifiableMap(members);
        }
    }
}
