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

import java.math.BigInteger;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** An integer that survives JSON everywhere: within &#177;(2<sup>53</sup> - 1), whatever its own limits are. */
record IntegerSchema(Range range) implements Schema {

    static final long MAX_SAFE = (1L << 53) - 1;

    private static final Pattern DIGITS = Pattern.compile("-?[0-9]{1,18}");

    @Override
    public void check(@Nullable Object value, Place place, Findings found) {
        if (value instanceof Long number && number >= -MAX_SAFE && number <= MAX_SAFE) {
            range.checkValue("integer", number, place, found);
        } else if (isInteger(value)) {
            found.add(place, "Expected integer value type (got integer beyond 2^53 - 1)");
        } else {
            found.wrongType(place, "integer", value);
        }
    }

    @Override
    public Object read(String text) {
        return DIGITS.matcher(text).matches() ? Long.parseLong(text) : text;
    }

    /**
     * Answers whether the value is an integer of any size; the lax reader of JSON makes a Double of one that is too
     * big.
     */
    static boolean isInteger(@Nullable Object value) {
        return value instanceof Long || value instanceof BigInteger
                || (value instanceof Double number && !number.isInfinite() && Math.rint(number) == number);
    }
}
