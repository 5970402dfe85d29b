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

/** An object of one of several kinds, told by its {@code $type}; an open union takes those of other kinds unseen. */
record UnionSchema(List<String> names, boolean isClosed, Map<String, Schema> definitions) implements Schema {

    UnionSchema {
        names = List.copyOf(names);
    }

    @Override
    public void check(@Nullable Object value, Place place, Findings found) {
        Map<String, @Nullable Object> map = ObjectSchema.asMap(value);
        if (map == null || !map.containsKey(ObjectSchema.TYPE)) {
            found.wrongType(place, "an object which includes the \"$type\" property", value);
            return;
        }
        Object type = map.get(ObjectSchema.TYPE);
        if (type instanceof String name && names.contains(name)) {
            definitions.get(name).check(value, place, found);
        } else if (isClosed) {
            found.notOneOf(place.key(ObjectSchema.TYPE), names);
        } else if (type instanceof String) {
            AnyValue.check(value, place, found);
        } else {
            found.wrongType(place.key(ObjectSchema.TYPE), "string", type);
        }
    }

    @Override
    public void forEachBlob(Object value, int depth, Consumer<Object> consumer) {
        if (value instanceof Map<?, ?> map && map.get(ObjectSchema.TYPE) instanceof String name && names.contains(name)) {
            definitions.get(name).forEachBlob(value, depth, consumer);
        }
    }

    @Override
    public void forEachReference(Consumer<Reference> consumer) {
        names.forEach(name -> consumer.accept(new Reference(name, true)));
    }
}
