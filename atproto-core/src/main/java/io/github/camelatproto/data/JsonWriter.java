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

import java.util.Iterator;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** Writes a tree of the data model as JSON. For one tree. */
final class JsonWriter {

    /** Records have {@link DagCbor#MAX_NESTING}; requests and answers put them into some objects more. */
    static final int MAX_NESTING = DagCbor.MAX_NESTING + 16;

    private final Output out = new Output(512);
    private final JsonOutput json = new JsonOutput(out);
    private final Path path = new Path();
    /** The innermost container that is not written whole yet. */
    private @Nullable Open open;

    /** Writes without recursion, which a deep tree would end. */
    byte[] write(@Nullable Object tree) {
        begin(tree);
        while (open != null) {
            open.advance();
        }
        return out.toByteArray();
    }

    /** Writes a value, but of a container only that it begins. */
    private void begin(@Nullable Object value) {
        if (value instanceof String text) {
            json.string(text);
        } else if (value instanceof Map<?, ?> map) {
            checkNesting();
            out.put('{');
            open = new OpenObject(map.entrySet().iterator(), open);
        } else if (value instanceof List<?> list) {
            checkNesting();
            out.put('[');
            open = new OpenArray(list.iterator(), open);
        } else if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            json.integer(Numbers.inRange(((Number) value).longValue(), path));
        } else if (value instanceof Boolean bool) {
            json.bool(bool);
        } else if (value == null) {
            json.nothing();
        } else if (value instanceof Cid cid) {
            json.link(cid);
        } else if (value instanceof byte[] bytes) {
            json.bytes(bytes);
        } else if (value instanceof EncodedJson encoded) {
            encoded.writeTo(out);
        } else {
            throw path.fail(value.getClass().getName(), "not a type of the data model");
        }
    }

    private void checkNesting() {
        if (path.depth() >= MAX_NESTING) {
            throw path.tooDeep(MAX_NESTING);
        }
    }

    /** A container that is not written whole yet. */
    private interface Open {

        /** Begins the next member, or ends the container if there is none. */
        void advance();
    }

    private final class OpenObject implements Open {

        private final Iterator<? extends Map.Entry<?, ?>> entries;
        private final @Nullable Open outer;
        private boolean begun;

        OpenObject(Iterator<? extends Map.Entry<?, ?>> entries, @Nullable Open outer) {
            this.entries = entries;
            this.outer = outer;
        }

        @Override
        public void advance() {
            if (begun) {
                path.leave();
            }
            if (!entries.hasNext()) {
                out.put('}');
                open = outer;
                return;
            }
            Map.Entry<?, ?> entry = entries.next();
            if (!(entry.getKey() instanceof String key)) {
                throw path.fail("a key that is no string");
            }
            if (begun) {
                out.put(',');
            }
            begun = true;
            path.enter(key);
            json.string(key);
            out.put(':');
            begin(entry.getValue());
        }
    }

    private final class OpenArray implements Open {

        private final Iterator<?> items;
        private final @Nullable Open outer;
        private int begun;

        OpenArray(Iterator<?> items, @Nullable Open outer) {
            this.items = items;
            this.outer = outer;
        }

        @Override
        public void advance() {
            if (begun > 0) {
                path.leave();
            }
            if (!items.hasNext()) {
                out.put(']');
                open = outer;
                return;
            }
            if (begun > 0) {
                out.put(',');
            }
            path.enter(begun++);
            begin(items.next());
        }
    }
}
