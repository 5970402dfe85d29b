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
package io.github.camelatproto.component.operation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

import io.github.camelatproto.data.AtJson;
import io.github.camelatproto.data.DataModelException;
import io.github.camelatproto.lexicon.Lexicons;
import org.jspecify.annotations.Nullable;

/**
 * Finds the values in records that are to be uploaded: files and streams wherever they lie, and byte arrays where a
 * bundled lexicon wants a blob; other byte arrays are the data model's own bytes. For one tree.
 */
final class BlobValues {

    /** Read once: it is immutable, and reading takes milliseconds. */
    static final Lexicons LEXICONS = Lexicons.bundled();

    private final BiFunction<String, Object, Object> each;
    private Set<Object> wanted = Set.of();

    private BlobValues(BiFunction<String, Object, Object> each) {
        this.each = each;
    }

    /**
     * Gives the same content with other values in their places; what does not change is not copied.
     *
     * @param content    a record, or a list of records and of operations of the lexicon
     * @param path       of a content that is no list, such as {@code $.record}
     * @param collection of records that do not say it themselves; null if not known
     * @param each       makes of a path and the value there the other value
     */
    static Object replace(
            Object content, String path, @Nullable String collection, BiFunction<String, Object, Object> each) {
        BlobValues values = new BlobValues(each);
        if (!(content instanceof List<?> items)) {
            return values.item(content, path, collection);
        }
        List<Object> replaced = new ArrayList<>(items.size());
        for (Object item : items) {
            replaced.add(values.item(item, "$.writes[" + replaced.size() + "]", collection));
        }
        return replaced;
    }

    /** Refuses a byte array that would be written as bytes where its record's lexicon wants a blob. */
    static void refuseBytes(Map<?, ?> record, String collection) {
        replace(record, "$.record", collection, (path, value) -> {
            throw new DataModelException(path, "a byte array where a blob belongs", "upload it with atproto:uploadBlob");
        });
    }

    private @Nullable Object item(@Nullable Object item, String path, @Nullable String collection) {
        if (!(item instanceof Map<?, ?> map)) {
            return item;
        }
        if (!(map.get("$type") instanceof String type) || !type.startsWith(ListItem.OPERATION)) {
            return record(map, path, collection);
        }
        Object value = map.get("value");
        if (!(value instanceof Map<?, ?> record)) {
            return item;
        }
        Object replaced = record(record, path + ".value", map.get("collection") instanceof String own ? own : null);
        return replaced == value ? item : with(map, "value", replaced);
    }

    private @Nullable Object record(Map<?, ?> record, String path, @Nullable String collection) {
        wanted = Collections.newSetFromMap(new IdentityHashMap<>());
        if (collection != null) {
            wanted.addAll(LEXICONS.blobValues(collection, record));
        }
        return value(record, path, 0);
    }

    private @Nullable Object value(@Nullable Object value, String path, int depth) {
        if (depth > AtJson.MAX_NESTING) {
            return value;
        }
        if (BlobReader.isBytes(value) || (value instanceof byte[] && wanted.contains(value))) {
            return each.apply(path, value);
        }
        if (value instanceof Map<?, ?> map) {
            return object(map, path, depth);
        }
        List<?> list = value instanceof Object[] array ? Arrays.asList(array) : value instanceof List<?> given ? given : null;
        return list == null ? value : array(value, list, path, depth);
    }

    private Object object(Map<?, ?> map, String path, int depth) {
        Map<Object, Object> replaced = null;
        for (Map.Entry<?, ?> member : map.entrySet()) {
            Object other = value(member.getValue(), path + "." + member.getKey(), depth + 1);
            if (other != member.getValue()) {
                replaced = replaced == null ? new LinkedHashMap<>(map) : replaced;
                replaced.put(member.getKey(), other);
            }
        }
        return replaced == null ? map : replaced;
    }

    private Object array(Object given, List<?> list, String path, int depth) {
        List<Object> replaced = new ArrayList<>(list.size());
        boolean isSame = true;
        for (Object item : list) {
            Object other = value(item, path + "[" + replaced.size() + "]", depth + 1);
            isSame &= other == item;
            replaced.add(other);
        }
        return isSame ? given : replaced;
    }

    private static Map<Object, Object> with(Map<?, ?> map, Object key, @Nullable Object value) {
        Map<Object, Object> copy = new LinkedHashMap<>(map);
        copy.put(key, value);
        return copy;
    }
}
