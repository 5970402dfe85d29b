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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * An object in the JSON of a lexicon, and where it lies; whoever asks it for what it has not gets a reason to refuse.
 */
record Part(Map<String, @Nullable Object> members, Place place) {

    String string(String key) {
        String text = optionalString(key);
        if (text == null) {
            throw broken("no " + key);
        }
        return text;
    }

    @Nullable
    String optionalString(String key) {
        return optional(key, String.class, "string");
    }

    boolean flag(String key) {
        return Boolean.TRUE.equals(optional(key, Boolean.class, "boolean"));
    }

    long integer(String key, long otherwise) {
        Long number = optional(key, Long.class, "integer");
        return number == null ? otherwise : number;
    }

    /** Gives the list's strings, none if there is no list. */
    List<String> strings(String key) {
        List<String> strings = new ArrayList<>();
        for (Object item : list(key)) {
            if (!(item instanceof String text)) {
                throw broken(key + " that are not all strings");
            }
            strings.add(text);
        }
        return strings;
    }

    List<?> list(String key) {
        List<?> list = optional(key, List.class, "array");
        return list == null ? List.of() : list;
    }

    Part part(String key) {
        Part part = optionalPart(key);
        if (part == null) {
            throw broken("no " + key);
        }
        return part;
    }

    @Nullable
    Part optionalPart(String key) {
        Object value = members.get(key);
        return value == null ? null : of(value, key);
    }

    /** Gives all members, which must be objects themselves. */
    Map<String, Part> parts() {
        Map<String, Part> parts = new LinkedHashMap<>();
        members.forEach((key, value) -> parts.put(key, of(value, key)));
        return parts;
    }

    Range range(String minimum, String maximum, Range otherwise) {
        long least = integer(minimum, otherwise.minimum());
        long most = integer(maximum, otherwise.maximum());
        if (least > most) {
            throw broken(minimum + " greater than " + maximum);
        }
        return new Range(least, most);
    }

    IllegalArgumentException broken(String reason) {
        return new IllegalArgumentException(reason + " at " + place);
    }

    private Part of(@Nullable Object value, String key) {
        Map<String, @Nullable Object> map = ObjectSchema.asMap(value);
        if (map == null) {
            throw broken(key + " that is no object");
        }
        return new Part(map, place.key(key));
    }

    private <T> @Nullable T optional(String key, Class<T> type, String name) {
        Object value = members.get(key);
        if (value != null && !type.isInstance(value)) {
            throw broken(key + " that is no " + name);
        }
        return type.cast(value);
    }
}
