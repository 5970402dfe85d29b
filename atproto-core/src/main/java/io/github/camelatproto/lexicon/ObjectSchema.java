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

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.github.camelatproto.data.Blob;
import org.jspecify.annotations.Nullable;

/**
 * A map with known keys, in the lexicon's order; others are allowed. If it has a name, a {@code $type} in the map must
 * be that name.
 */
final class ObjectSchema implements Schema {

    static final String TYPE = "$type";

    // a schema that contains itself is followed beyond what JSON may be nested, and no further than any thread can
    private static final int MAX_DEPTH = 256;

    private static final Object ABSENT = new Object();

    private final @Nullable String name;
    private final Map<String, Property> properties;
    /** The same, which to walk through makes no objects. */
    private final List<Member> members;

    ObjectSchema(@Nullable String name, Map<String, Property> properties) {
        this.name = name;
        this.properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
        this.members = properties.entrySet().stream().map(entry -> new Member(entry.getKey(), entry.getValue())).toList();
    }

    private record Member(String key, Property property) {
    }

    Map<String, Property> properties() {
        return properties;
    }

    @Override
    public void check(@Nullable Object value, Place place, Findings found) {
        Map<String, @Nullable Object> map = asMap(value);
        if (map == null) {
            found.wrongType(place, "object", value);
        } else if (place.depth() > MAX_DEPTH) {
            found.add(place, "Nesting deeper than " + MAX_DEPTH);
        } else {
            Object type = map.getOrDefault(TYPE, ABSENT);
            if (name != null && type != ABSENT && !name.equals(type)) {
                found.notOneOf(place.key(TYPE), List.of(name));
            } else {
                checkMembers(map, type instanceof String ? 1 : 0, place, found);
            }
        }
    }

    private void checkMembers(Map<String, @Nullable Object> map, int typed, Place place, Findings found) {
        int known = typed;
        for (int i = 0; i < members.size(); i++) {
            Member member = members.get(i);
            Object value = map.getOrDefault(member.key, ABSENT);
            if (value != ABSENT) {
                known++;
                member.property.check(value, place.key(member.key), found);
            } else if (member.property.isRequired()) {
                found.add(place, "Missing required key " + Place.quote(member.key));
            }
        }
        if (known < map.size()) {
            checkOthers(map, place, found);
        }
    }

    private void checkOthers(Map<String, @Nullable Object> map, Place place, Findings found) {
        for (Map.Entry<String, @Nullable Object> entry : map.entrySet()) {
            if (!(entry.getValue() instanceof String) && !properties.containsKey(entry.getKey())) {
                AnyValue.check(entry.getValue(), place.key(entry.getKey()), found);
            }
        }
    }

    @Override
    public void forEachBlob(Object value, int depth, Consumer<Object> consumer) {
        if (value instanceof Map<?, ?> map && depth <= MAX_DEPTH) {
            properties.forEach((key, property) -> {
                Object member = map.get(key);
                if (member != null) {
                    property.schema().forEachBlob(member, depth + 1, consumer);
                }
            });
        }
    }

    @Override
    public void forEachReference(Consumer<Reference> consumer) {
        properties.values().forEach(property -> property.schema().forEachReference(consumer));
    }

    @SuppressWarnings("unchecked") // maps of the data model have string keys
    static @Nullable Map<String, @Nullable Object> asMap(@Nullable Object value) {
        if (value instanceof Blob blob) {
            return blob.toMap();
        }
        return value instanceof Map ? (Map<String, @Nullable Object>) value : null;
    }

    /** What belongs to a key: its value's schema, and whether it may be absent or {@code null}. */
    record Property(Schema schema, boolean isRequired, boolean isNullable, @Nullable Object defaultValue) {

        void check(@Nullable Object value, Place place, Findings found) {
            if (value != null || !isNullable) {
                schema.check(value, place, found);
            }
        }
    }
}
