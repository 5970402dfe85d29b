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
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonGenerator;
import org.jspecify.annotations.Nullable;

/** Writes a tree of the data model as JSON. For one tree. */
final class JsonWriter {

    /** Records have {@link DagCbor#MAX_NESTING}; requests and answers put them into some objects more. */
    static final int MAX_NESTING = DagCbor.MAX_NESTING + 16;

    private final JsonGenerator generator;
    private final Path path = new Path();
    private final Deque<Open> open = new ArrayDeque<>();

    JsonWriter(JsonGenerator generator) {
        this.generator = generator;
    }

    /** Writes without recursion, which a deep tree would end. */
    void write(@Nullable Object tree) throws IOException {
        begin(tree);
        while (!open.isEmpty()) {
            open.getLast().advance();
        }
    }

    /** Writes a value, but of a container only that it begins. */
    private void begin(@Nullable Object value) throws IOException {
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
        open.addLast(new OpenObject(map.entrySet().iterator()));
    }

    private void array(List<?> list) throws IOException {
        checkNesting();
        generator.writeStartArray();
        open.addLast(new OpenArray(list.iterator()));
    }

    private void single(String key, String text) throws IOException {
        generator.writeStartObject();
        generator.writeFieldName(key);
        generator.writeString(text);
        generator.writeEndObject();
    }

    private void checkNesting() {
        if (path.depth() >= MAX_NESTING) {
            throw path.tooDeep(MAX_NESTING);
        }
    }

    /** A container that is not written whole yet. */
    private interface Open {

        /** Begins the next member, or ends the container if there is none. */
        void advance() throws IOException;
    }

    private final class OpenObject implements Open {

        private final Iterator<? extends Map.Entry<?, ?>> entries;
        private boolean inMember;

        OpenObject(Iterator<? extends Map.Entry<?, ?>> entries) {
            this.entries = entries;
        }

        @Override
        public void advance() throws IOException {
            if (inMember) {
                path.leave();
            }
            inMember = entries.hasNext();
            if (!inMember) {
                generator.writeEndObject();
                open.removeLast();
                return;
            }
            Map.Entry<?, ?> entry = entries.next();
            if (!(entry.getKey() instanceof String key)) {
                throw path.fail("a key that is no string");
            }
            path.enter(key);
            generator.writeFieldName(Text.wellFormed(key));
            begin(entry.getValue());
        }
    }

    private final class OpenArray implements Open {

        private final Iterator<?> items;
        private int begun;

        OpenArray(Iterator<?> items) {
            this.items = items;
        }

        @Override
        public void advance() throws IOException {
            if (begun > 0) {
                path.leave();
            }
            if (!items.hasNext()) {
                generator.writeEndArray();
                open.removeLast();
                return;
            }
            path.enter(begun++);
            begin(items.next());
        }
    }
}
