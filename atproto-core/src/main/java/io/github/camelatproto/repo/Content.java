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
package io.github.camelatproto.repo;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.camelatproto.data.DataModelException;
import io.github.camelatproto.data.EncodedRecord;
import io.github.camelatproto.data.RecordEncoder;
import io.github.camelatproto.syntax.Nsid;
import org.jspecify.annotations.Nullable;

/** Makes of a tree the record that will lie in the repo. */
final class Content {

    private static final String TYPE = "$type";
    private static final String ROOT = "$.record";

    private Content() {
    }

    static EncodedRecord of(Nsid collection, Map<String, ? extends @Nullable Object> raw, RecordEncoder encoder) {
        try {
            Object type = type(raw);
            EncodedRecord record = encoder.encode(type == null ? typed(collection, raw) : raw);
            if (type != null && !collection.value().contentEquals(String.valueOf(type))) {
                throw new DataModelException("$." + TYPE, "another $type", "it must be the collection " + collection);
            }
            return record;
        } catch (DataModelException e) {
            throw e.under(ROOT);
        }
    }

    private static @Nullable Object type(Map<String, ? extends @Nullable Object> raw) {
        if (raw instanceof HashMap<String, ?> map && map.get(TYPE) instanceof String type) {
            return type;
        }
        // a map of another library may have keys that are text and no String
        for (Map.Entry<?, ?> entry : raw.entrySet()) {
            if (TYPE.equals(String.valueOf(entry.getKey()))) {
                return entry.getValue() == null ? "" : entry.getValue();
            }
        }
        return null;
    }

    private static Map<String, @Nullable Object> typed(Nsid collection, Map<String, ? extends @Nullable Object> raw) {
        Map<String, @Nullable Object> typed = new LinkedHashMap<>(raw.size() * 4 / 3 + 2);
        typed.put(TYPE, collection.value());
        typed.putAll(raw);
        return typed;
    }
}
