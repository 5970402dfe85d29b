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
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** Encodes one tree. */
final class CborEncoder {

    private final Path path = new Path();
    /** The innermost container that is not written whole yet. */
    private @Nullable Open open;
    private final Output out = new Output(512);
    private final CborOutput cbor = new CborOutput(out);

    /** Encodes without recursion, which a deep tree would end. */
    byte[] encode(@Nullable Object tree) {
        begin(tree);
        while (open != null) {
            open.advance();
        }
        return out.toByteArray();
    }

    /** Writes a value, but of a container only that it begins. */
    private void begin(@Nullable Object value) {
        if (value instanceof String text) {
            cbor.string(Cbor.TEXT, Text.utf8(text));
        } else if (value instanceof Map<?, ?> map) {
            map(map);
        } else if (value instanceof List<?> list) {
            list(list);
        } else if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            cbor.integer(((Number) value).longValue());
        } else if (value instanceof Boolean bool) {
            cbor.bool(bool);
        } else if (value == null) {
            cbor.nothing();
        } else if (value instanceof Cid cid) {
            cbor.link(cid);
        } else if (value instanceof byte[] bytes) {
            cbor.string(Cbor.BYTES, bytes);
        } else {
            throw path.fail(value.getClass().getName(), "not a type of the data model");
        }
    }

    private void map(Map<?, ?> map) {
        checkNesting();
        Entry[] entries = new Entry[map.size()];
        int count = 0;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String name)) {
                throw path.fail("a key that is no string");
            }
            entries[count++] = new Entry(name, Text.utf8(name), entry.getValue());
        }
        Arrays.sort(entries);
        cbor.head(Cbor.MAP, entries.length);
        open = new OpenMap(entries, open);
    }

    private void list(List<?> list) {
        checkNesting();
        cbor.head(Cbor.ARRAY, list.size());
        open = new OpenList(list.iterator(), open);
    }

    private void checkNesting() {
        if (path.depth() >= DagCbor.MAX_NESTING) {
            throw path.tooDeep(DagCbor.MAX_NESTING);
        }
    }

    /** A container that is not written whole yet. */
    private interface Open {

        /** Begins the next member, or ends the container if there is none. */
        void advance();
    }

    private final class OpenMap implements Open {

        private final Entry[] entries;
        private final @Nullable Open outer;
        private int begun;

        OpenMap(Entry[] entries, @Nullable Open outer) {
            this.entries = entries;
            this.outer = outer;
        }

        @Override
        public void advance() {
            if (begun > 0) {
                path.leave();
            }
            if (begun == entries.length) {
                open = outer;
                return;
            }
            Entry entry = entries[begun];
            path.enter(entry.name);
            if (begun > 0 && Arrays.equals(entry.key, entries[begun - 1].key)) {
                throw path.fail("duplicate key"); // two names that differ in a lone surrogate
            }
            begun++;
            cbor.string(Cbor.TEXT, entry.key);
            begin(entry.value);
        }
    }

    private final class OpenList implements Open {

        private final Iterator<?> items;
        private final @Nullable Open outer;
        private int begun;

        OpenList(Iterator<?> items, @Nullable Open outer) {
            this.items = items;
            this.outer = outer;
        }

        @Override
        public void advance() {
            if (begun > 0) {
                path.leave();
            }
            if (!items.hasNext()) {
                open = outer;
                return;
            }
            path.enter(begun++);
            begin(items.next());
        }
    }

    private static final class Entry implements Comparable<Entry> {

        final String name;
        final byte[] key;
        final @Nullable Object value;

        Entry(String name, byte[] key, @Nullable Object value) {
            this.name = name;
            this.key = key;
            this.value = value;
        }

        @Override
        public int compareTo(Entry other) {
            return Cbor.compareKeys(key, other.key);
        }
    }
}
