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

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What the tree knows of a key, {@code <collection>/<rkey>}. Keys have ASCII only, so the order of strings is that of
 * bytes.
 */
final class MstKey {

    /** As in the reference PDS; a collection has 317 characters at most, a record key 512. */
    private static final int MAX_LENGTH = 1024;

    private MstKey() {
    }

    /**
     * Gives the key itself.
     *
     * @throws IllegalArgumentException if it is no key of a repo
     */
    static String checked(String key) {
        int slash = key.indexOf('/');
        if (slash <= 0 || slash == key.length() - 1 || key.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "Invalid key: not <collection>/<rkey> of at most " + MAX_LENGTH + " characters");
        }
        for (int i = 0; i < key.length(); i++) {
            if (i != slash && !isAllowed(key.charAt(i))) {
                throw new IllegalArgumentException(
                        "Invalid key: character that is no letter, digit or one of _ ~ - : . at index " + i);
            }
        }
        return key;
    }

    /** The layer on which the key stands: half the leading zero bits of its SHA-256, which makes a fan-out of 4. */
    static int layer(String key) {
        byte[] hash;
        try {
            hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
        int zeros = 0;
        for (byte b : hash) {
            if (b != 0) {
                return (zeros + Integer.numberOfLeadingZeros(b & 0xff) - 24) / 2;
            }
            zeros += 8;
        }
        return zeros / 2;
    }

    /** How many characters both begin with. */
    static int commonPrefix(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            if (a.charAt(i) != b.charAt(i)) {
                return i;
            }
        }
        return length;
    }

    private static boolean isAllowed(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "_~-:.".indexOf(c) >= 0;
    }
}
