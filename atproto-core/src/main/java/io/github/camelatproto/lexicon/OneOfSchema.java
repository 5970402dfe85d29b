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

import org.jspecify.annotations.Nullable;

/** One of the values that the lexicon lists: {@code const}, {@code enum}, a token, a literal record key. */
record OneOfSchema(List<Object> values) implements Schema {

    OneOfSchema {
        values = List.copyOf(values);
    }

    @Override
    public void check(@Nullable Object value, Place place, Findings found) {
        if (value == null || !values.contains(value)) {
            found.notOneOf(place, values);
        }
    }

    @Override
    public Object read(String text) {
        return values.stream().filter(value -> value.toString().equals(text)).findFirst().orElse(text);
    }
}
