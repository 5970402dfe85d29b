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

import org.jspecify.annotations.Nullable;

/** A record: an object whose {@code $type} must be there, and the kind of key under which it lies in its collection. */
record RecordSchema(String nsid, Schema key, ObjectSchema object) implements Schema {

    @Override
    public void check(@Nullable Object value, Place place, Findings found) {
        object.check(value, place, found);
        Map<String, @Nullable Object> record = ObjectSchema.asMap(value);
        if (record != null && !nsid.equals(record.get(ObjectSchema.TYPE))) {
            found.notOneOf(place.key(ObjectSchema.TYPE), List.of(nsid));
        }
    }

    @Override
    public void forEachBlob(Object value, int depth, Consumer<Object> consumer) {
        object.forEachBlob(value, depth, consumer);
    }

    @Override
    public void forEachReference(Consumer<Reference> consumer) {
        object.forEachReference(consumer);
    }
}
