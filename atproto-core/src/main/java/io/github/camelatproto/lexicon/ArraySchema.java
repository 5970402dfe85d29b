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
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/** A list of values of one kind. */
record ArraySchema(Schema items, Range length) implements Schema {

    @Override
    public void check(@Nullable Object value, Place place, Findings found) {
        if (!(value instanceof List<?> list)) {
            found.wrongType(place, "array", value);
            return;
        }
        length.checkSize("array", list.size(), place, found);
        int index = 0;
        for (Object item : list) {
            if (found.enough()) {
                return;
            }
            items.check(item, place.index(index++), found);
        }
    }

    @Override
    public Object read(String text) {
        return items.read(text);
    }

    @Override
    public void forEachBlob(Object value, int depth, Consumer<Object> consumer) {
        if (value instanceof List<?> list) {
            for (Object item : list) {
                if (item != null) {
                    items.forEachBlob(item, depth + 1, consumer);
                }
            }
        }
    }

    @Override
    public void forEachReference(Consumer<Reference> consumer) {
        items.forEachReference(consumer);
    }
}
