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

import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * What another definition says. It is looked up for each check, so that definitions can refer to each other in circles;
 * that it is there was made sure when the lexicons were read.
 */
record RefSchema(String name, Map<String, Schema> definitions) implements Schema {

    @Override
    public void check(@Nullable Object value, Place place, Findings found) {
        definitions.get(name).check(value, place, found);
    }

    @Override
    public void forEachBlob(Object value, int depth, Consumer<Object> consumer) {
        definitions.get(name).forEachBlob(value, depth, consumer);
    }

    @Override
    public void forEachReference(Consumer<Reference> consumer) {
        consumer.accept(new Reference(name, false));
    }
}
