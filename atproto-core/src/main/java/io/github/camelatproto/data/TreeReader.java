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

import java.lang.reflect.Array;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** Turns a tree of any JSON library into one of the data model, checked and copied. For one tree. */
final class TreeReader {

    private final Path path;

    TreeReader() {
        this(new Path());
    }

    /** Reads a part of a tree. */
    TreeReader(Path path) {
        this.path = path;
    }

    @Nullable
    Object read(@Nullable Object value) {
        if (value == null || value instanceof Boolean || value instanceof Cid) {
            return value;
        }
        if (value instanceof CharSequence text) {
            return Text.wellFormed(text.toString());
        }
        if (value instanceof Number number) {
            return Numbers.toLong(number, path);
        }
        if (value instanceof Map<?, ?> map) {
            return object(map);
        }
        if (value instanceof List<?> list) {
            return array(list);
        }
        if (value instanceof byte[] bytes) {
            return bytes.clone();
        }
        if (value instanceof Blob blob) {
            return blob.toMap();
        }
        if (value.getClass().isArray() && !(value instanceof char[])) {
            return array(new ArrayAsList(value));
        }
        throw path.fail(value.getClass().getName(),
                "not a type of the data model; use Map, List, String, Long, Boolean, byte[], Cid or null");
    }

    private Object object(Map<?, ?> map) {
        // a $link or $bytes object is a leaf of the data model, so it is allowed one level below the deepest container
        if (path.depth() > AtJson.MAX_NESTING) {
            throw path.tooDeep(AtJson.MAX_NESTING);
        }
        Map<String, @Nullable Object> object = new LinkedHashMap<>(map.size() * 4 / 3 + 1);
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getKey() instanceof CharSequence)) {
                throw path.fail("a key that is no string");
            }
            String key = Text.wellFormed(entry.getKey().toString());
            path.enter(key);
            Special.checkKey(key, path);
            object.put(key, read(entry.getValue()));
            path.leave();
        }
        if (object.size() != map.size()) {
            throw path.fail("duplicate key");
        }
        Object value = Special.of(object, path);
        if (path.depth() >= AtJson.MAX_NESTING && value instanceof Map) {
            throw path.tooDeep(AtJson.MAX_NESTING);
        }
        return value;
    }

    private List<@Nullable Object> array(List<?> list) {
        if (path.depth() >= AtJson.MAX_NESTING) {
            throw path.tooDeep(AtJson.MAX_NESTING);
        }
        List<@Nullable Object> array = new ArrayList<>(list.size());
        for (Object item : list) {
            path.enter(array.size());
            array.add(read(item));
            path.leave();
        }
        return Collections.unmodifiableList(array);
    }

    /** An array of any component type, primitives too. */
    private static final class ArrayAsList extends AbstractList<@Nullable Object> {

        private final Object array;

        ArrayAsList(Object array) {
            this.array = array;
        }

        @Override
        public @Nullable Object get(int index) {
            return Array.get(array, index);
        }

        @Override
        public int size() {
            return Array.getLength(array);
        }
    }
}
