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

/**
 * The string format {@code cid} as the reference PDS takes it: of version 1 in lower-case base32 or of version 0, in
 * its canonical form, of at most 128 characters, with any codec and hash. The syntax that the specification gives is
 * looser.
 *
 * @see <a href="https://github.com/multiformats/cid">CID</a>
 */
final class CidText {

    private static final int MAX_LENGTH = 128;
    private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
    private static final String BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final int SHA_256 = 0x12;

    private final byte[] bytes;
    private int position;

    private CidText(byte[] bytes) {
        this.bytes = bytes;
    }

    static boolean isValid(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            return false;
        }
        byte[] bytes = switch (text.charAt(0)) {
            case 'b' -> decodeBase32(text);
            case 'Q' -> decodeBase58(text);
            default -> new byte[0];
        };
        boolean isVersion0 = text.charAt(0) == 'Q';
        return bytes.length > 0 && new CidText(bytes).isCid(isVersion0);
    }

    private boolean isCid(boolean isVersion0) {
        if (isVersion0) {
            return bytes[0] == SHA_256 && isMultihash();
        }
        return readVarint() == 1 && readVarint() >= 0 && isMultihash();
    }

    /** Answers whether the rest is a hash's code, its length and just as many bytes. */
    private boolean isMultihash() {
        return readVarint() >= 0 && readVarint() == bytes.length - position;
    }

    /** Reads a number in base 128, least significant group first, or gives -1. */
    private long readVarint() {
        long number = 0;
        for (int shift = 0; shift < Long.SIZE - 7 && position < bytes.length; shift += 7) {
            byte next = bytes[position++];
            number |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return number;
            }
        }
        return -1;
    }

    /** Decodes what follows the prefix, without padding and with no bits left over; else the result is empty. */
    private static byte[] decodeBase32(String text) {
        byte[] decoded = new byte[(text.length() - 1) * 5 / 8];
        int buffer = 0;
        int bits = 0;
        int length = 0;
        for (int i = 1; i < text.length(); i++) {
            int digit = BASE32.indexOf(text.charAt(i));
            if (digit < 0) {
                return new byte[0];
            }
            buffer = (buffer << 5 | digit) & 0xFFF;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                decoded[length++] = (byte) (buffer >> bits);
            }
        }
        boolean isCanonical = bits < 5 && (buffer & ((1 << bits) - 1)) == 0;
        return isCanonical ? decoded : new byte[0];
    }

    private static byte[] decodeBase58(String text) {
        BigInteger number = BigInteger.ZERO;
        for (int i = 0; i < text.length(); i++) {
            int digit = BASE58.indexOf(text.charAt(i));
            if (digit < 0) {
                return new byte[0];
            }
            number = number.multiply(BigInteger.valueOf(BASE58.length())).add(BigInteger.valueOf(digit));
        }
        return number.toByteArray();
    }
}
