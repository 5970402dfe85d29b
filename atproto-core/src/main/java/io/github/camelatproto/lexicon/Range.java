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

/** The limits of a number or a size, both of them allowed. */
record Range(long minimum, long maximum) {

    static final Range ALL = new Range(Long.MIN_VALUE, Long.MAX_VALUE);
    static final Range SIZES = new Range(0, Long.MAX_VALUE);

    /** Checks a size, which the message names. */
    void checkSize(String what, long size, Place place, Findings found) {
        if (size < minimum) {
            found.add(place, what + " too small (minimum " + minimum + ", got " + size + ")");
        } else if (size > maximum) {
            found.add(place, what + " too big (maximum " + maximum + ", got " + size + ")");
        }
    }

    /** Checks a value of a record, which the message does not name. */
    void checkValue(String what, long value, Place place, Findings found) {
        if (value < minimum) {
            found.add(place, what + " too small (minimum " + minimum + ")");
        } else if (value > maximum) {
            found.add(place, what + " too big (maximum " + maximum + ")");
        }
    }
}
