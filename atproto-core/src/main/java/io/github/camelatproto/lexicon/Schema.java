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

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/** What a lexicon says about one value. Immutable. */
interface Schema {

    /** Checks the value, which is a tree of the data model, and adds what is wrong with it. */
    void check(@Nullable Object value, Place place, Findings found);

    /** Reads a value from a query string; what cannot be read stays text, for {@link #check} to refuse. */
    default Object read(String text) {
        return text;
    }

    /**
     * Hands over what lies where a blob belongs.
     *
     * @param value any tree, also one of no data model
     * @param depth the number of maps and lists around it
     */
    default void forEachBlob(Object value, int depth, Consumer<Object> consumer) {
    }

    /** Hands over all references to other definitions. */
    default void forEachReference(Consumer<Reference> consumer) {
    }

    /**
     * Points to another definition.
     *
     * @param name     as in {@code com.example.thing#part}, without {@code #main}
     * @param toObject whether it must be one of an object or a record
     */
    record Reference(String name, boolean toObject) {
    }
}
