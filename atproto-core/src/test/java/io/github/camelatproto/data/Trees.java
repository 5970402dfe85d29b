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

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Random trees of the data model, and a comparison that looks into {@code byte[]}. */
final class Trees {

    private static final long MAX_INTEGER = (1L << 53) - 1;

    private Trees() {
    }

    static Arbitrary<Object> any() {
        return Arbitraries.recursive(Trees::leaf, Trees::container, 0, 4);
    }

    private static Arbitrary<Object> container(Arbitrary<Object> content) {
        return Arbitraries.oneOf(content, list(content), map(content).map(map -> (Object) map));
    }

    static Arbitrary<Map<String, Object>> map(Arbitrary<Object> values) {
        return Arbitraries.maps(key(), values).ofMaxSize(4);
    }

    private static Arbitrary<Object> list(Arbitrary<Object> items) {
        return items.list().ofMaxSize(4).map(list -> (Object) list);
    }

    private static Arbitrary<Object> leaf() {
        return Arbitraries.oneOf(
                text().map(text -> (Object) text),
                Arbitraries.longs().between(-MAX_INTEGER, MAX_INTEGER).map(integer -> (Object) integer),
                Arbitraries.of(true, false).map(bool -> (Object) bool),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(40).map(bytes -> (Object) bytes),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(4).map(bytes -> (Object) Cid.ofDagCbor(bytes)),
                Arbitraries.just(null));
    }

    private static Arbitrary<String> key() {
        return text().filter(key -> !key.startsWith("$") && !key.equals("__proto__"));
    }

    /** Any text of whole code points. */
    private static Arbitrary<String> text() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ascii().ofMaxLength(30),
                Arbitraries.strings().all().ofMaxLength(10).map(Text::wellFormed),
                Arbitraries.of("é", "😀", "\uffff", "\ud7ff", "\ue000", "\u0000", "\"\\/\n\u2028"));
    }

    /** Gives the tree with its bytes as text, so that {@code equals} sees them. */
    static Object comparable(Object tree) {
        if (tree instanceof byte[] bytes) {
            return "bytes " + Arrays.toString(bytes);
        }
        if (tree instanceof List<?> list) {
            return list.stream().map(item -> Optional.ofNullable(comparable(item))).toList();
        }
        if (tree instanceof Map<?, ?> map) {
            Map<Object, Object> comparable = new HashMap<>();
            map.forEach((key, value) -> comparable.put(key, comparable(value)));
            return comparable;
        }
        return tree;
    }
}
