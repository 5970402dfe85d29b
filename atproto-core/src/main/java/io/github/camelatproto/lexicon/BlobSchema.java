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
package io.github.camelatproto.lexicon;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.github.camelatproto.data.Cid;
import org.jspecify.annotations.Nullable;

/**
 * A reference to an uploaded file. The form that blobs had before they had a {@code $type} is refused.
 *
 * @param accept  MIME types, also {@code image/*} and <code>*&#47;*</code>; {@code null} for all
 * @param maxSize in bytes
 */
record BlobSchema(@Nullable List<String> accept, long maxSize) implements Schema {

    private static final String ANY = "*/*";

    @Override
    public void check(@Nullable Object value, Place place, Findings found) {
        Map<String, @Nullable Object> blob = ObjectSchema.asMap(value);
        if (blob == null || !isBlob(blob)) {
            found.wrongType(place, "blob", value);
            return;
        }
        if (accept != null && blob.get("mimeType") instanceof String mimeType && !accepts(accept, mimeType)) {
            found.notOneOf(place.key("mimeType"), accept);
        }
        if (blob.get("size") instanceof Long size && size > maxSize) {
            found.add(place, "blob too big (maximum " + maxSize + ", got " + size + ")");
        }
    }

    @Override
    public void forEachBlob(Object value, int depth, Consumer<Object> consumer) {
        consumer.accept(value);
    }

    private static boolean isBlob(Map<String, @Nullable Object> blob) {
        return blob.size() == 4
                && "blob".equals(blob.get(ObjectSchema.TYPE))
                && blob.get("ref") instanceof Cid ref && ref.codec() == Cid.RAW
                && blob.get("mimeType") instanceof String mimeType && mimeType.indexOf('/') >= 0
                && blob.get("size") instanceof Long size && size >= 0 && size <= IntegerSchema.MAX_SAFE;
    }

    private static boolean accepts(List<String> accept, String mimeType) {
        return accept.stream().anyMatch(pattern -> pattern.equals(ANY) || pattern.equals(mimeType)
                || (pattern.endsWith("/*") && mimeType.startsWith(pattern.substring(0, pattern.length() - 1))));
    }
}
