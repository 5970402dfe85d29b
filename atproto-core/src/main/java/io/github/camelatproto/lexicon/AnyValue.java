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

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import io.github.camelatproto.data.Blob;
import io.github.camelatproto.data.Cid;
import org.jspecify.annotations.Nullable;

/**
 * The check of what no schema describes: it must be of the data model, which above all a float is not. Integers of any
 * size pass, as in the reference PDS; encoding refuses them. It follows the tree however deep it is, without recursion.
 */
final class AnyValue {

    private static final String EXPECTED = "one of null, boolean, integer, string, cid, bytes, array or object";

    private AnyValue() {
    }

    static void check(@Nullable Object tree, Place place, Findings found) {
        Deque<Level> open = new ArrayDeque<>();
        visit(tree, place, open, found);
        while (!open.isEmpty() && !found.enough()) {
            Level level = open.peek();
            if (level.hasNext()) {
                level.visitNext(open, found);
            } else {
                open.pop();
            }
        }
    }

    private static void visit(@Nullable Object value, Place place, Deque<Level> open, Findings found) {
        if (value instanceof Map<?, ?> map) {
            open.push(new Level(place, map.entrySet().iterator()));
        } else if (value instanceof List<?> list) {
            open.push(new Level(place, list.iterator()));
        } else if (!isScalar(value)) {
            found.wrongType(place, EXPECTED, value);
        }
    }

    private static boolean isScalar(@Nullable Object value) {
        return value == null || value instanceof String || value instanceof Boolean || IntegerSchema.isInteger(value)
                || value instanceof Cid || value instanceof byte[] || value instanceof Blob;
    }

    /** A map or list whose members are being looked at. */
    private static final class Level {

        private final Place place;
        private final Iterator<?> members;
        private int index;

        Level(Place place, Iterator<?> members) {
            this.place = place;
            this.members = members;
        }

        boolean hasNext() {
            return members.hasNext();
        }

        void visitNext(Deque<Level> open, Findings found) {
            Object member = members.next();
            if (member instanceof Map.Entry<?, ?> entry) {
                visit(entry.getValue(), place.key(String.valueOf(entry.getKey())), open, found);
            } else {
                visit(member, place.index(index++), open, found);
            }
        }
    }
}
