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
package io.github.camelatproto.repo;

import java.math.BigInteger;

/** Base58 with Bitcoin's alphabet, which multibase calls {@code z}; for short bytes. */
final class Base58 {

    private static final String ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final char ZERO = ALPHABET.charAt(0);
    private static final BigInteger BASE = BigInteger.valueOf(ALPHABET.length());

    private Base58() {
    }

    static String encode(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        BigInteger rest = new BigInteger(1, bytes);
        while (rest.signum() > 0) {
            BigInteger[] divided = rest.divideAndRemainder(BASE);
            text.append(ALPHABET.charAt(divided[1].intValue()));
            rest = divided[0];
        }
        // a zero byte before the number is a digit of its own
        for (int i = 0; i < bytes.length && bytes[i] == 0; i++) {
            text.append(ZERO);
        }
        return text.reverse().toString();
    }

    /**
     * Decodes the text after a start.
     *
     * @throws IllegalArgumentException if a character is not of the alphabet
     */
    static byte[] decode(String text, int start) {
        BigInteger number = BigInteger.ZERO;
        for (int i = start; i < text.length(); i++) {
            int digit = ALPHABET.indexOf(text.charAt(i));
            if (digit < 0) {
                throw new IllegalArgumentException("character that is not of base58 at index " + i);
            }
            number = number.multiply(BASE).add(BigInteger.valueOf(digit));
        }
        int zeros = 0;
        while (start + zeros < text.length() && text.charAt(start + zeros) == ZERO) {
            zeros++;
        }
        byte[] bytes = number.toByteArray();
        int sign = bytes[0] == 0 ? 1 : 0;
        byte[] decoded = new byte[zeros + bytes.length - sign];
        System.arraycopy(bytes, sign, decoded, zeros, bytes.length - sign);
        return decoded;
    }
}
