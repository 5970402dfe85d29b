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

import org.jspecify.annotations.Nullable;

/**
 * Text, with limits in bytes of UTF-8 and in graphemes, which are what a reader counts as characters.
 */
record StringSchema(Range bytes, Range graphemes, @Nullable StringFormat format) implements Schema {

    private static final int MAX_BYTES_PER_CHAR = 3;

    @Override
    public void check(@Nullable Object value, Place place, Findings found) {
        if (!(value instanceof String text)) {
            found.wrongType(place, "string", value);
            return;
        }
        checkBytes(text, place, found);
        checkGraphemes(text, place, found);
        if (format != null && !format.matches(text)) {
            found.add(place, "Invalid " + format.label());
        }
    }

    private void checkBytes(String text, Place place, Findings found) {
        int chars = text.length();
        if (chars < bytes.minimum() || (long) chars * MAX_BYTES_PER_CHAR > bytes.maximum()) {
            bytes.checkSize("string", Graphemes.utf8Length(text), place, found);
        }
    }

    private void checkGraphemes(String text, Place place, Findings found) {
        // there are at most as many graphemes as chars
        if (graphemes.minimum() > 0 || text.length() > graphemes.maximum()) {
            graphemes.checkSize("grapheme", Graphemes.count(text), place, found);
        }
    }
}
