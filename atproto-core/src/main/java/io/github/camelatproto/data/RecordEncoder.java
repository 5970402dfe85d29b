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
import java.util.ConcurrentModificationException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * Makes {@link EncodedRecord}s of trees, one after another and in the same memory. Not thread-safe.
 * <p>
 * It checks a tree of any JSON library as {@link AtJson#record(Object)} does, and encodes it in the same walk: as JSON
 * in the order of its maps, and as DAG-CBOR. A text is looked at once, and copied from the one to the other.
 */
public final class RecordEncoder {

    private static final int CAPACITY = 512;
    /** So many keys are remembered, none longer than so many characters: those of lexicons are few and short. */
    private static final int MAX_KEYS = 200;
    private static final int MAX_KEY = 64;

    private final Output json = new Output(CAPACITY);
    private final Output cbor = new Output(CAPACITY);
    private final Output unsorted = new Output(0);
    private final JsonOutput jsonValues = new JsonOutput(json);
    private final CborOutput cborItems = new CborOutput(cbor);
    private final Path path = new Path();
    private final Members members = new Members();
    private final Map<String, EncodedKey> keys = new HashMap<>();
    private boolean hasBytes;
    private boolean isModel;
    private @Nullable Map<String, ? extends @Nullable Object> last;

    /**
     * Takes a tree as any JSON library gives it; it is kept until the next one comes, for {@link #model()} alone.
     *
     * @throws DataModelException if the tree is not of the data model
     */
    public EncodedRecord encode(Map<String, ? extends @Nullable Object> tree) {
        json.truncate(0);
        cbor.truncate(0);
        path.leaveAll();
        members.truncate(0);
        hasBytes = false;
        isModel = true;
        last = null;
        write(tree);
        last = tree;
        return new EncodedRecord(new EncodedJson(json.toByteArray()), cbor.toByteArray());
    }

    /** Whether a {@code byte[]} was in the tree that was encoded last. */
    public boolean hasBytes() {
        return hasBytes;
    }

    /**
     * Gives the tree that was encoded last, as it was given, if that is one of the data model as it stands; null where
     * something in it was read into something else, an {@code Integer} into a {@code Long} or an object with
     * {@code $link} into a CID. {@link EncodedRecord#record()} gives the tree then, and has to read it.
     */
    public @Nullable Map<String, ? extends @Nullable Object> model() {
        return isModel ? last : null;
    }

    private void write(Map<?, ?> record) {
        if (!members(record, true)) {
            isModel = false;
            // all that may come of it but a blob is no object
            members(AtJson.record(record), false);
        }
    }

    /** Classes before interfaces: to find that a class does not implement one takes several times as long. */
    private void value(@Nullable Object value) {
        if (value instanceof String text) {
            isModel &= text(text);
        } else if (value == null) {
            jsonValues.nothing();
            cborItems.nothing();
        } else if (value instanceof Number number) {
            isModel &= number instanceof Long;
            long integer = Numbers.toLong(number, path);
            jsonValues.integer(integer);
            cborItems.integer(integer);
        } else if (value instanceof Boolean bool) {
            jsonValues.bool(bool);
            cborItems.bool(bool);
        } else if (value instanceof Map<?, ?> map) {
            object(map);
        } else if (value instanceof List<?> list) {
            array(list);
        } else if (value instanceof CharSequence text) {
            isModel = false;
            boolean unused = text(text.toString());
        } else {
            isModel = false;
            hasBytes |= value instanceof byte[];
            special(new TreeReader(path).read(value));
        }
    }

    /** Writes a text; whether it stands as it is, which one with a lone surrogate does not. */
    private boolean text(String text) {
        int start = json.size();
        if (jsonValues.plainString(text)) {
            cborItems.head(Cbor.TEXT, text.length());
            cbor.put(json, start + 1, json.size() - 1);
            return true;
        }
        String wellFormed = Text.wellFormed(text);
        byte[] utf8 = wellFormed.getBytes(StandardCharsets.UTF_8);
        jsonValues.string(utf8);
        cborItems.string(Cbor.TEXT, utf8);
        return wellFormed.equals(text);
    }

    private void object(Map<?, ?> map) {
        if (path.depth() > AtJson.MAX_NESTING) {
            throw path.tooDeep(AtJson.MAX_NESTING);
        }
        if (!members(map, true)) {
            isModel = false;
            special(new TreeReader(path).read(map));
        }
    }

    /**
     * Whether a map with this member stands for a link or bytes, or is a blob: those are read into the data model
     * first.
     */
    private static boolean isSpecial(String key, @Nullable Object value) {
        return key.equals(Special.LINK) || key.equals(Special.BYTES)
                || (key.equals(Special.TYPE) && Blob.TYPE.equals(value));
    }

    /** Writes what {@link TreeReader} has made. */
    private void special(@Nullable Object value) {
        if (value instanceof Cid cid) {
            jsonValues.link(cid);
            cborItems.link(cid);
        } else if (value instanceof byte[] bytes) {
            jsonValues.bytes(bytes);
            cborItems.string(Cbor.BYTES, bytes);
        } else if (value instanceof Map<?, ?> map) {
            members(map, false);
        } else {
            value(value);
        }
    }

    /**
     * Writes a map; gives false, and has written nothing, where it turns out to be a special one.
     *
     * @param maybeSpecial whether it may be one
     */
    private boolean members(Map<?, ?> map, boolean maybeSpecial) {
        int jsonStart = json.size();
        int cborStart = cbor.size();
        int size = map.size();
        json.put('{');
        cborItems.head(Cbor.MAP, size);
        int first = members.size();
        int count = 0;
        boolean isTypeMalformed = false;
        // one that ignores case, as Camel's headers do, finds what it does not list
        isModel &= !(map instanceof TreeMap);
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (count == size) {
                throw new ConcurrentModificationException("A map has grown while it was read, at " + path);
            }
            String key = entry.getKey() instanceof String name ? name : text(entry.getKey());
            Object value = entry.getValue();
            if (!key.isEmpty() && key.charAt(0) == '$') {
                if (maybeSpecial && isSpecial(key, value)) {
                    json.truncate(jsonStart);
                    cbor.truncate(cborStart);
                    members.truncate(first);
                    return false;
                }
                isTypeMalformed |= key.equals(Special.TYPE) && !(value instanceof CharSequence type && !type.isEmpty());
            }
            if (count++ > 0) {
                json.put(',');
            }
            member(key, value);
        }
        if (count < size) {
            throw new ConcurrentModificationException("A map has shrunk while it was read, at " + path);
        }
        json.put('}');
        sort(first);
        members.truncate(first);
        if (isTypeMalformed) {
            throw Special.malformedType(path);
        }
        if (path.depth() >= AtJson.MAX_NESTING) {
            throw path.tooDeep(AtJson.MAX_NESTING);
        }
        return true;
    }

    /** Other libraries have texts of their own. */
    private String text(@Nullable Object key) {
        if (key instanceof CharSequence text) {
            isModel = false;
            return text.toString();
        }
        throw path.fail("a key that is no string");
    }

    private void member(String name, @Nullable Object value) {
        path.enter(name);
        int start = cbor.size();
        EncodedKey key = key(name);
        value(value);
        path.leave();
        members.add(key, start, cbor.size());
    }

    /** Writes a key, which mostly has been written for the record before. */
    private EncodedKey key(String name) {
        EncodedKey known = keys.get(name);
        if (known != null) {
            json.put(known.json());
            cbor.put(known.cbor());
            return known;
        }
        Special.checkKey(name, path);
        int jsonStart = json.size();
        int cborStart = cbor.size();
        boolean isWellFormed = text(name);
        isModel &= isWellFormed;
        json.put(':');
        EncodedKey key = new EncodedKey(json.tail(jsonStart), cbor.tail(cborStart));
        if (keys.size() < MAX_KEYS && name.length() <= MAX_KEY && isWellFormed) {
            keys.put(name, key);
        }
        return key;
    }

    /** Brings the members into the order of DAG-CBOR, which is that of their encoded keys. */
    private void sort(int first) {
        if (members.isSorted(first)) {
            return;
        }
        int start = members.start(first);
        if (!members.sort(first)) {
            throw path.fail("duplicate key");
        }
        unsorted.truncate(0);
        cbor.moveTail(start, unsorted);
        for (int i = first; i < members.size(); i++) {
            cbor.put(unsorted, members.start(i) - start, members.end(i) - start);
        }
    }

    private void array(List<?> list) {
        if (path.depth() >= AtJson.MAX_NESTING) {
            throw path.tooDeep(AtJson.MAX_NESTING);
        }
        json.put('[');
        cborItems.head(Cbor.ARRAY, list.size());
        int size = list.size();
        int count = 0;
        for (Object item : list) {
            if (count > 0) {
                json.put(',');
            }
            path.enter(count++);
            value(item);
            path.leave();
        }
        if (count != size) {
            throw new ConcurrentModificationException("A list has changed while it was read, at " + path);
        }
        json.put(']');
    }
}
