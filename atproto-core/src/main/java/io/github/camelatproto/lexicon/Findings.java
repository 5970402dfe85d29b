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
import java.util.List;
import java.util.Map;

import io.github.camelatproto.data.Blob;
import io.github.camelatproto.data.Cid;
import org.jspecify.annotations.Nullable;

/** What one check has found, up to a number that somebody may still read. */
final class Findings {

    private static final int MAX = 20;

    private final List<ValidationError> errors = new ArrayList<>();

    void add(Place place, String message) {
        if (!enough()) {
            errors.add(new ValidationError(place.toString(), message));
        }
    }

    void wrongType(Place place, String expected, @Nullable Object value) {
        add(place, "Expected " + expected + " value type (got " + typeOf(value) + ")");
    }

    /** Says that a value is none of those that the schema lists. */
    void notOneOf(Place place, List<?> allowed) {
        List<String> shown = allowed.stream().map(value -> value instanceof String text ? '"' + text + '"' : value.toString())
                .toList();
        int last = shown.size() - 1;
        add(place, last == 0
                ? "Expected " + shown.get(0)
                : "Expected one of " + String.join(", ", shown.subList(0, last)) + " or " + shown.get(last));
    }

    /** Answers whether there is no use in looking further. */
    boolean enough() {
        return errors.size() >= MAX;
    }

    List<ValidationError> errors() {
        return List.copyOf(errors);
    }

    private static String typeOf(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof Map || value instanceof Blob) {
            return "object";
        }
        if (value instanceof List) {
            return "array";
        }
        if (value instanceof String) {
            return "string";
        }
        if (IntegerSchema.isInteger(value)) {
            return "integer";
        }
        if (value instanceof Boolean) {
            return "boolean";
        }
        if (value instanceof byte[]) {
            return "bytes";
        }
        return value instanceof Cid ? "cid" : value instanceof Double ? "float" : "unknown";
    }
}
