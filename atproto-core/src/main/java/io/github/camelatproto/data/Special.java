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

import java.util.Base64;
import java.util.Collections;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The objects to which the data model gives a meaning by their keys: links, bytes, blobs, and all that have a $type.
 */
final class Special {

    static final String TYPE = "$type";
    static final String LINK = "$link";
    static final String BYTES = "$bytes";

    private static final String PROTO = "__proto__";

    private Special() {
    }

    static void checkKey(String key, Path path) {
        if (key.equals(PROTO)) {
            throw path.fail("key __proto__", "PDSs refuse it");
        }
    }

    /**
     * Gives what the object means: a CID, bytes, or the object itself, unmodifiable. Its members are of the data model.
     */
    static Object of(Map<String, @Nullable Object> object, Path path) {
        if (object.containsKey(LINK)) {
            return link(object, path);
        }
        if (object.containsKey(BYTES)) {
            return bytes(object, path);
        }
        if (object.containsKey(TYPE)) {
            checkType(object, path);
        }
        return Collections.unmodifiableMap(object);
    }

    private static Cid link(Map<String, @Nullable Object> object, Path path) {
        String text = onlyString(object, LINK, path);
        try {
            return Cid.parse(text);
        } catch (IllegalArgumentException e) {
            throw path.fail("malformed $link", "a CIDv1 in base32 is needed, of DAG-CBOR or raw data, hashed by SHA-256");
        }
    }

    private static byte[] bytes(Map<String, @Nullable Object> object, Path path) {
        String text = onlyString(object, BYTES, path);
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw path.fail("malformed $bytes", "base64 is needed, in the standard alphabet");
        }
    }

    private static String onlyString(Map<String, @Nullable Object> object, String key, Path path) {
        if (object.size() != 1) {
            throw path.fail("malformed " + key, "it must be the only key of its object");
        }
        if (object.get(key) instanceof String text) {
            return text;
        }
        throw path.fail("malformed " + key, "it must be a string");
    }

    private static void checkType(Map<String, @Nullable Object> object, Path path) {
        if (!(object.get(TYPE) instanceof String type) || type.isEmpty()) {
            throw malformedType(path);
        }
        if (type.equals(Blob.TYPE)) {
            checkBlob(object, path);
        }
    }

    static DataModelException malformedType(Path path) {
        path.enter(TYPE);
        return path.fail("malformed $type", "it must be a string that is not empty");
    }

    private static void checkBlob(Map<String, @Nullable Object> object, Path path) {
        if (!(object.get(Blob.REF) instanceof Cid ref) || ref.codec() != Cid.RAW) {
            throw path.fail("malformed blob", "ref must be a $link to raw data");
        }
        if (!(object.get(Blob.MIME_TYPE) instanceof String mimeType) || mimeType.indexOf('/') < 0) {
            throw path.fail("malformed blob", "mimeType must be a MIME type");
        }
        if (!(object.get(Blob.SIZE) instanceof Long size) || size < 0) {
            throw path.fail("malformed blob", "size must be an integer that is not negative");
        }
        if (object.size() != 4) {
            throw path.fail("malformed blob", "its keys must be $type, ref, mimeType and size alone");
        }
    }
}
