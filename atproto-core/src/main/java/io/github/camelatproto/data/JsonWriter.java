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

import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonGenerator;
import org.jspecify.annotations.Nullable;

/** Writes a tree of the data model as JSON. For one tree. */
final class JsonWriter {

    /** Records have {@link AtJson#MAX_NESTING}; requests and answers put them into some objects more. */
    private static final int MAX_NESTING = AtJson.MAX_NESTING + 16;

    private final JsonGenerator generator;
    private final Path path = new Path();

    JsonWriter(JsonGenerator generator) {
        this.generator = generator;
    }

    void write(@Nullable Object value) throws IOException {
        if (value instanceof String text) {
            generator.writeString(Text.wellFormed(text));
        } else if (value instanceof Map<?, ?> map) {
            object(map);
        } else if (value instanceof List<?> list) {
            array(list);
        } else if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            generator.writeNumber(Numbers.inRange(((Number) value).longValue(), path));
        } else if (value instanceof Boolean bool) {
            generator.writeBoolean(bool);
        } else if (value == null) {
            generator.writeNull();
        } else if (value instanceof Cid cid) {
            single(Special.LINK, cid.toString());
        } else if (value instanceof byte[] bytes) {
            single(Special.BYTES, Base64.getEncoder().withoutPadding().encodeToString(bytes));
        } else {
            throw path.fail(value.getClass().getName(), "not a type of the data model");
        }
    }

    private void object(Map<?, ?> map) throws IOException {
        checkNesting();
        generator.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String key)) {
                throw path.fail("a key that is no string");
            }
            path.enter(key);
            generator.writeFieldName(Text.wellFormed(key));
            write(entry.getValue());
            path.leave();
        }
        generator.writeEndObject();
    }

    private void array(List<?> list) throws IOException {
        checkNesting();
        generator.writeStartArray();
        int index = 0;
        for (Object item : list) {
            path.enter(index++);
            write(item);
            path.leave();
        }
        generator.writeEndArray();
    }

    private void single(String key, String text) throws IOException {
        generator.writeStartObject();
        generator.writeFieldName(key);
        generator.writeString(text);
        generator.writeEndObject();
    }

    private void checkNesting() {
        if (path.depth() >= MAX_NESTING) {
            throw path.fail("nesting deeper than " + MAX_NESTING);
        }
    }
}
