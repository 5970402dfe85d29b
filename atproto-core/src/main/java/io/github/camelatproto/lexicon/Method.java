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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.github.camelatproto.lexicon.Schema.Reference;
import org.jspecify.annotations.Nullable;

/**
 * A query or procedure.
 *
 * @param encoding the content type of its input; {@code null} if it has none
 * @param input    {@code null} if there is no input, or nothing is said about it
 */
record Method(MethodKind kind, ObjectSchema parameters, @Nullable String encoding, @Nullable Schema input) {

    Map<String, Object> read(Map<String, List<String>> query) {
        Map<String, Object> params = new LinkedHashMap<>();
        parameters.properties().forEach((name, property) -> {
            Object value = read(property, query.getOrDefault(name, List.of()));
            if (value != null) {
                params.put(name, value);
            }
        });
        return params;
    }

    private static @Nullable Object read(ObjectSchema.Property property, List<String> texts) {
        List<Object> values = texts.stream().filter(text -> !text.isEmpty()).map(property.schema()::read).toList();
        if (values.isEmpty()) {
            return property.defaultValue();
        }
        return values.size() == 1 && !(property.schema() instanceof ArraySchema) ? values.get(0) : values;
    }

    void forEachReference(Consumer<Reference> consumer) {
        if (input != null) {
            input.forEachReference(consumer);
        }
    }
}
