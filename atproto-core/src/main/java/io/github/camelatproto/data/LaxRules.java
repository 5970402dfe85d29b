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

import java.util.Base64;
import java.util.Collections;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** Whatever the reference PDS takes is taken, as JavaScript takes it: all numbers are doubles, the later key wins. */
final class LaxRules implements JsonRules {

    private static final int MAX_PADDING = 2;

    @Override
    public int maxNesting() {
        return DagCbor.MAX_NESTING;
    }

    @Override
    public Number number(String text, Path path) {
        double number = Double.parseDouble(text);
        if (number == Math.rint(number) && Math.abs(number) <= Numbers.MAX_INTEGER) {
            return (long) number;
        }
        return number;
    }

    @Override
    public Object object(Map<String, @Nullable Object> members, Path path) {
        Object special = members.size() == 1 ? special(members) : null;
        return special == null ? Collections.unmodifiableMap(members) : special;
    }

    @Override
    public void duplicate(Path path) {
        // the later value has taken the place of the earlier
    }

    private static @Nullable Object special(Map<String, @Nullable Object> members) {
        try {
            if (members.get(Special.LINK) instanceof String link) {
                return Cid.parse(link);
            }
            if (members.get(Special.BYTES) instanceof String bytes) {
                return base64(bytes);
            }
            return null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Takes either alphabet, even both at once, with padding, without, or with a part of it, as Node does. */
    private static byte[] base64(String text) {
        int end = text.length();
        while (end > 0 && text.length() - end < MAX_PADDING && text.charAt(end - 1) == '=') {
            end--;
        }
        int complete = (end + 3) / 4 * 4;
        if (text.length() > complete) {
            throw new IllegalArgumentException("too much padding");
        }
        return Base64.getDecoder().decode(text.substring(0, end).replace('-', '+').replace('_', '/'));
    }
}
