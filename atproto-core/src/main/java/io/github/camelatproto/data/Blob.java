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

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Points from a record to an uploaded file: what uploadBlob answers and records embed. Immutable and safe for use by
 * any thread.
 *
 * @param ref      the CID of the file's bytes, of raw data
 * @param mimeType such as {@code image/png}
 * @param size     in bytes, not negative
 * @see            <a href="https://atproto.com/specs/data-model#blob-type">Data model, blob type</a>
 */
public record Blob(Cid ref, String mimeType, long size) {

    static final String TYPE = "blob";
    static final String REF = "ref";
    static final String MIME_TYPE = "mimeType";
    static final String SIZE = "size";

    /**
     * Takes what uploadBlob has answered.
     *
     * @throws IllegalArgumentException if the ref is not of raw data, the MIME type has no slash, or the size is
     *                                  negative or beyond 2^53 - 1
     */
    public Blob {
        if (ref.codec() != Cid.RAW) {
            throw new IllegalArgumentException("Invalid blob: ref " + ref + " is not of raw data");
        }
        if (mimeType.indexOf('/') < 0) {
            throw new IllegalArgumentException("Invalid blob: the MIME type has no slash");
        }
        if (size < 0 || size > Numbers.MAX_INTEGER) {
            throw new IllegalArgumentException("Invalid blob: size " + size + " is outside 0 to 2^53 - 1");
        }
    }

    /**
     * Reads a blob as it stands in a record or in uploadBlob's answer, with {@code ref} as {@link Cid} or as
     * <code>{"$link": ...}</code>.
     *
     * @throws DataModelException if the map is no blob
     */
    public static Blob ofMap(Map<String, ? extends @Nullable Object> map) {
        Map<String, @Nullable Object> blob = AtJson.record(map);
        if (TYPE.equals(blob.get(Special.TYPE)) && blob.get(REF) instanceof Cid ref
                && blob.get(MIME_TYPE) instanceof String mimeType && blob.get(SIZE) instanceof Long size) {
            return new Blob(ref, mimeType, size);
        }
        throw new DataModelException("$", "an object that is no blob", "its $type must be \"blob\"");
    }

    /** Gives the object of the data model that stands for the blob in a record; unmodifiable. */
    public Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put(Special.TYPE, TYPE);
        map.put(REF, ref);
        map.put(MIME_TYPE, Text.wellFormed(mimeType));
        map.put(SIZE, size);
        return Collections.unmodifiableMap(map);
    }
}
