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
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Encodes trees. Its room, for the members of the containers that are not written whole yet, is used again for the next
 * tree.
 */
final class CborEncoder {

    private static final int MOST_INSERTED = 16;
    private static final int MOST_KEPT = 32_768;
    private static final int MOST_MEMBERS_KEPT = 1_024;

    private final Output out = new Output(512);
    private final CborOutput cbor = new CborOutput(out);

    /** The members of all open maps, those of the innermost last, in the order in which they are written. */
    private String[] names = new String[64];
    /** Their keys in UTF-8; null where that is the name itself, character by character. */
    private byte @Nullable [][] keys = new byte @Nullable [64][];
    private @Nullable Object[] values = new @Nullable Object[64];
    private int members;

    /** The open containers. */
    private Frame[] frames = new Frame[16];
    private int open;

    /** A container that is not written whole yet: its members from next on, or the items of a list. */
    private static final class Frame {
        private @Nullable Iterator<?> items;
        private int first;
        private int next;
        private int end;
    }

    /** Encodes without recursion, which a deep tree would end. May be called again, unless it has thrown. */
    byte[] encode(@Nullable Object tree) {
        write(tree);
        byte[] encoded = out.toByteArray();
        out.truncate(0);
        return encoded;
    }

    /** As {@link #encode(Object)}, without an array of its own. */
    void encode(@Nullable Object tree, OutputStream stream) throws IOException {
        write(tree);
        out.writeTo(stream);
        out.truncate(0);
    }

    private void write(@Nullable Object tree) {
        begin(tree);
        while (open > 0) {
            Frame frame = frames[open - 1];
            if (frame.items == null) {
                member(frame);
            } else {
                item(frame, frame.items);
            }
        }
    }

    /** Whether it holds no more memory than most trees need. */
    boolean isSmall() {
        return out.capacity() <= MOST_KEPT && names.length <= MOST_MEMBERS_KEPT && frames.length <= MOST_MEMBERS_KEPT;
    }

    /** Writes a value, but of a container only that it begins. */
    private void begin(@Nullable Object value) {
        if (value instanceof String text) {
            cbor.text(text);
        } else if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            cbor.integer(((Number) value).longValue());
        } else if (value instanceof Boolean bool) {
            cbor.bool(bool);
        } else if (value == null) {
            cbor.nothing();
        } else if (value instanceof Map<?, ?> map) {
            map(map);
        } else if (value instanceof List<?> list) {
            checkNesting();
            cbor.head(Cbor.ARRAY, list.size());
            Frame frame = push();
            frame.items = list.iterator();
            frame.next = 0;
        } else if (value instanceof Cid cid) {
            cbor.link(cid);
        } else if (value instanceof byte[] bytes) {
            cbor.string(Cbor.BYTES, bytes);
        } else {
            throw path().fail(value.getClass().getName(), "not a type of the data model");
        }
    }

    private void map(Map<?, ?> map) {
        checkNesting();
        int first = members;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String name)) {
                throw path().fail("a key that is no string");
            }
            add(name, entry.getValue());
        }
        if (members - first > MOST_INSERTED) {
            sort(first);
        } else {
            insert(first);
        }
        cbor.head(Cbor.MAP, members - first);
        Frame frame = push();
        frame.items = null;
        frame.first = first;
        frame.next = first;
        frame.end = members;
    }

    private void add(String name, @Nullable Object value) {
        if (members == names.length) {
            names = Arrays.copyOf(names, members * 2);
            keys = Arrays.copyOf(keys, members * 2);
            values = Arrays.copyOf(values, members * 2);
        }
        names[members] = name;
        keys[members] = Text.isAscii(name) ? null : Text.utf8(name);
        values[members++] = value;
    }

    /** Most maps are small, and often in order. */
    private void insert(int first) {
        for (int i = first + 1; i < members; i++) {
            String name = names[i];
            byte[] key = keys[i];
            Object value = values[i];
            int at = i;
            while (at > first && compare(name, key, names[at - 1], keys[at - 1]) < 0) {
                names[at] = names[at - 1];
                keys[at] = keys[at - 1];
                values[at] = values[at - 1];
                at--;
            }
            names[at] = name;
            keys[at] = key;
            values[at] = value;
        }
    }

    private void sort(int first) {
        Integer[] order = new Integer[members - first];
        Arrays.setAll(order, i -> first + i);
        Comparator<Integer> byKey = (a, b) -> compare(names[a], keys[a], names[b], keys[b]);
        Arrays.sort(order, byKey);
        String[] oldNames = Arrays.copyOfRange(names, first, members);
        byte[][] oldKeys = Arrays.copyOfRange(keys, first, members);
        Object[] oldValues = Arrays.copyOfRange(values, first, members);
        for (int i = 0; i < order.length; i++) {
            int from = order[i] - first;
            names[first + i] = oldNames[from];
            keys[first + i] = oldKeys[from];
            values[first + i] = oldValues[from];
        }
    }

    /** The shorter first, then byte by byte, which for ASCII is character by character. */
    private static int compare(String name, byte @Nullable [] key, String other, byte @Nullable [] otherKey) {
        if (key != null || otherKey != null) {
            return Cbor.compareKeys(key == null ? Text.utf8(name) : key, otherKey == null ? Text.utf8(other) : otherKey);
        }
        int shorter = Integer.compare(name.length(), other.length());
        return shorter != 0 ? shorter : name.compareTo(other);
    }

    private Frame push() {
        if (open == frames.length) {
            frames = Arrays.copyOf(frames, open * 2);
        }
        Frame frame = frames[open];
        if (frame == null) {
            frame = new Frame();
            frames[open] = frame;
        }
        open++;
        return frame;
    }

    private void checkNesting() {
        if (open >= DagCbor.MAX_NESTING) {
            throw path().tooDeep(DagCbor.MAX_NESTING);
        }
    }

    /** Begins the next member of a map, or ends the map if there is none. */
    private void member(Frame map) {
        int index = map.next;
        if (index == map.end) {
            members = map.first;
            open--;
            return;
        }
        map.next++;
        String name = names[index];
        byte[] key = keys[index];
        Object value = values[index];
        if (index > map.first && key != null && Arrays.equals(key, keys[index - 1])) {
            throw path().fail("duplicate key"); // two names that differ in a lone surrogate
        }
        // what is written is not held
        values[index] = null;
        if (key == null) {
            cbor.ascii(name);
        } else {
            cbor.string(Cbor.TEXT, key);
        }
        begin(value);
    }

    /** Begins the next item of a list, or ends the list if there is none. */
    private void item(Frame list, Iterator<?> items) {
        if (!items.hasNext()) {
            list.items = null;
            open--;
            return;
        }
        list.next++;
        begin(items.next());
    }

    /** Where it stands, which only an error asks for. */
    private Path path() {
        Path path = new Path();
        for (int i = 0; i < open; i++) {
            Frame frame = frames[i];
            if (frame.items == null) {
                path.enter(names[frame.next - 1]);
            } else {
                path.enter(frame.next - 1);
            }
        }
        return path;
    }
}
