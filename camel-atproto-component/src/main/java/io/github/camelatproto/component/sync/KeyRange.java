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
package io.github.camelatproto.component.sync;

import io.github.camelatproto.syntax.RecordKey;
import org.jspecify.annotations.Nullable;

/**
 * A window of a collection: the records whose keys lie between two, in the order of the repo, which is that of the
 * characters' codes. Immutable.
 *
 * @param first the least key that is in it, null where it has no beginning
 * @param last  the greatest key that is in it, null where it has no end
 */
public record KeyRange(@Nullable RecordKey first, @Nullable RecordKey last) {

    /** The whole collection. */
    public static final KeyRange ALL = new KeyRange(null, null);
    private static final String DOTS = "..";

    public KeyRange {
        if (first != null && last != null && first.value().compareTo(last.value()) > 0) {
            throw new IllegalArgumentException("the first key " + first + " is greater than the last, " + last);
        }
    }

    /**
     * Takes {@code first..last}, either of which may be missing.
     *
     * @throws IllegalArgumentException if it is no window, saying why
     */
    public static KeyRange parse(String text) {
        int dots = text.indexOf(DOTS);
        if (dots < 0) {
            throw new IllegalArgumentException("no '..' between the first key and the last");
        }
        return new KeyRange(key(text.substring(0, dots)), key(text.substring(dots + DOTS.length())));
    }

    private static @Nullable RecordKey key(String text) {
        return text.isEmpty() ? null : RecordKey.parse(text);
    }

    boolean contains(String rkey) {
        return (first == null || first.value().compareTo(rkey) <= 0) && (last == null || rkey.compareTo(last.value()) <= 0);
    }

    @Override
    public String toString() {
        return (first == null ? "" : first) + DOTS + (last == null ? "" : last);
    }
}
