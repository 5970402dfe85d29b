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

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.camelatproto.data.AtJson;
import io.github.camelatproto.data.Cid;
import io.github.camelatproto.data.DagCbor;
import io.github.camelatproto.data.DataModelException;
import io.github.camelatproto.data.EncodedJson;
import io.github.camelatproto.syntax.Nsid;
import org.jspecify.annotations.Nullable;

/** A record as it will lie in the repo, with what its encodings tell. */
final class Content {

    private static final String TYPE = "$type";
    private static final String ROOT = "$.record";

    private final Map<String, @Nullable Object> record;
    private final Cid cid;
    private final int encodedSize;
    /** Made when it is asked for first; two threads that do so at once make the same. */
    private @Nullable EncodedJson json;

    private Content(Map<String, @Nullable Object> record, Cid cid, int encodedSize) {
        this.record = record;
        this.cid = cid;
        this.encodedSize = encodedSize;
    }

    static Content of(Nsid collection, Map<String, ? extends @Nullable Object> raw) {
        try {
            Map<String, @Nullable Object> record = typed(collection, AtJson.record(raw));
            byte[] encoded = DagCbor.encode(record);
            return new Content(record, Cid.ofDagCbor(encoded), encoded.length);
        } catch (DataModelException e) {
            throw e.under(ROOT);
        }
    }

    private static Map<String, @Nullable Object> typed(Nsid collection, Map<String, @Nullable Object> record) {
        Object type = record.get(TYPE);
        if (type == null) {
            Map<String, @Nullable Object> typed = new LinkedHashMap<>(record.size() * 4 / 3 + 2);
            typed.put(TYPE, collection.value());
            typed.putAll(record);
            return Collections.unmodifiableMap(typed);
        }
        if (!type.equals(collection.value())) {
            throw new DataModelException("$." + TYPE, "another $type", "it must be the collection " + collection);
        }
        return record;
    }

    Map<String, @Nullable Object> record() {
        return record;
    }

    Cid cid() {
        return cid;
    }

    int encodedSize() {
        return encodedSize;
    }

    EncodedJson json() {
        EncodedJson made = json;
        if (made == null) {
            made = EncodedJson.of(record);
            json = made;
        }
        return made;
    }
}
