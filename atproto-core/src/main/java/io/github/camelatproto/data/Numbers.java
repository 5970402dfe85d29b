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

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Numbers as the data model knows them: integers of at most 53 bits, which every JSON library keeps exactly. */
final class Numbers {

    static final long MAX_INTEGER = (1L << 53) - 1;
    private static final int SHOWN = 32;
    private static final int MAX_DIGITS = 16;
    private static final String NO_FLOATS = "the AT Protocol's data model has no floats; use an integer or a string";
    private static final String RANGE
            = "the AT Protocol's integers lie between -(2^53 - 1) and 2^53 - 1, which JSON keeps exactly; use a string";

    private Numbers() {
    }

    /** Takes any integer in range, and floats that are one (1.0). */
    static Long toLong(Number number, Path path) {
        if (number instanceof Long || number instanceof Integer || number instanceof Short || number instanceof Byte
                || number instanceof AtomicInteger || number instanceof AtomicLong) {
            return inRange(number.longValue(), path);
        }
        if (number instanceof BigInteger integer) {
            if (integer.bitLength() > 62) {
                throw path.fail("integer of " + integer.bitLength() + " bits", RANGE);
            }
            return inRange(integer.longValue(), path);
        }
        return ofText(number.toString(), path);
    }

    static boolean isInRange(long integer) {
        return integer >= -MAX_INTEGER && integer <= MAX_INTEGER;
    }

    static Long inRange(long integer, Path path) {
        if (!isInRange(integer)) {
            throw path.fail("integer " + integer, RANGE);
        }
        return integer;
    }

    /** Takes the text of a number; one with a fraction or exponent must be an integer all the same: 1.0, 1e3, -0.0. */
    static Long ofText(String text, Path path) {
        BigDecimal number;
        try {
            number = new BigDecimal(text);
        } catch (NumberFormatException e) {
            // NaN, Infinity, or an exponent of more than 31 bits
            throw path.fail("float " + shown(text), NO_FLOATS);
        }
        if (number.signum() == 0) {
            return 0L;
        }
        // precision and scale are compared before anything is expanded: 1e999999999 must not become a number
        BigDecimal stripped = number.stripTrailingZeros();
        if (stripped.scale() > 0) {
            throw path.fail("float " + shown(text), NO_FLOATS);
        }
        if ((long) stripped.precision() - stripped.scale() > MAX_DIGITS) {
            throw path.fail("integer " + shown(text), RANGE);
        }
        return inRange(stripped.longValueExact(), path);
    }

    private static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }
}
