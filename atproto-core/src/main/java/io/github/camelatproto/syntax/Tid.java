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
package io.github.camelatproto.syntax;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;

/**
 * A timestamp that serves as a record key or a revision: 13 characters that sort as text in the order of time. They are
 * a 64-bit number in base32 (alphabet {@code 234567abcdefghijklmnopqrstuvwxyz}, five bits a character, most significant
 * first): a zero bit, 53 bits of microseconds since 1970-01-01T00:00:00Z, and a 10-bit clock id that keeps two writers
 * of one microsecond apart. Immutable and safe for use by any thread.
 *
 * @param value the 13 characters
 * @see         <a href="https://atproto.com/specs/tid">TID</a>
 */
public record Tid(String value) implements Comparable<Tid> {

    private static final String ALPHABET = "234567abcdefghijklmnopqrstuvwxyz";
    private static final int LENGTH = 13;
    private static final int CLOCK_ID_BITS = 10;
    private static final int MAX_CLOCK_ID = (1 << CLOCK_ID_BITS) - 1;
    static final long MAX_MICROS = (1L << 53) - 1;
    private static final long KEY_EPOCH_MICROS = 1_104_537_600_000_000L; // 2005-01-01T00:00:00Z
    private static final int KEY_BITS = 49;
    private static final int DAY_BITS = 36;
    private static final long SECONDS_PER_DAY = 86_400;
    private static final long LAST_EPOCH_DAY = 104_249; // 2255-06-05, the last on which 2^36 microseconds have room

    /**
     * Takes text that must be a TID.
     *
     * @throws IllegalArgumentException if the text is no TID, naming the reason and the index
     */
    public Tid {
        Problem problem = problem(value);
        if (problem != null) {
            throw problem.in("TID", value);
        }
    }

    /**
     * Takes 13 characters of the alphabet, the first not beyond {@code j}.
     *
     * @throws IllegalArgumentException if the text is no TID, naming the reason and the index
     */
    public static Tid parse(String text) {
        return new Tid(text);
    }

    /**
     * Encodes a time and a clock id.
     *
     * @param  micros                   microseconds since 1970-01-01T00:00:00Z, 0 to 2^53 - 1 (in the year 2255)
     * @param  clockId                  0 to 1023
     * @throws IllegalArgumentException if either is out of its range
     */
    public static Tid of(long micros, int clockId) {
        if (micros < 0 || micros > MAX_MICROS) {
            throw new IllegalArgumentException("Invalid TID: " + micros + " microseconds are outside 0 to 2^53 - 1");
        }
        if (clockId < 0 || clockId > MAX_CLOCK_ID) {
            throw new IllegalArgumentException("Invalid TID: clock id " + clockId + " is outside 0 to 1023");
        }
        byte[] text = new byte[LENGTH];
        long bits = (micros << CLOCK_ID_BITS) | clockId;
        for (int i = LENGTH - 1; i >= 0; i--) {
            text[i] = (byte) ALPHABET.charAt((int) bits & 31);
            bits >>>= 5;
        }
        return new Tid(new String(text, StandardCharsets.ISO_8859_1));
    }

    /**
     * Gives the same TID for the same key for ever, so that a message that comes twice names the same record.
     * <p>
     * Let {@code h} be the SHA-256 of the key's UTF-8, its bits numbered from the most significant bit of its first
     * byte. The microseconds are 2005-01-01T00:00:00Z (1,104,537,600,000,000) plus the number in bits 0 to 48 of
     * {@code h}, so that they lie before November 2022; the clock id is the number in bits 49 to 58. Two of a million
     * keys collide about once in a million such sets.
     *
     * @throws IllegalArgumentException if the key is empty, or has a lone surrogate and so no UTF-8
     */
    public static Tid ofKey(String key) {
        return ofHash(KEY_EPOCH_MICROS, hash(key), KEY_BITS);
    }

    /**
     * Gives the same TID for the same key and UTC day for ever, with a time on that day, for readers that take the
     * order of record keys for the order of time.
     * <p>
     * Let {@code h} be the SHA-256 of the key's UTF-8, its bits numbered from the most significant bit of its first
     * byte. The microseconds are the start of the instant's day in UTC plus the number in bits 0 to 35 of {@code h} (up
     * to 19.1 hours); the clock id is the number in bits 36 to 45. Two of a million keys on one day collide about once
     * in 170 such days.
     *
     * @param  day                      any instant of the day; its time of day does not matter
     * @throws IllegalArgumentException if the key is empty or has a lone surrogate, or the day is outside 1970-01-01 to
     *                                  2255-06-05, which are the days that a TID can hold
     */
    public static Tid ofKey(String key, Instant day) {
        long epochDay = Math.floorDiv(day.getEpochSecond(), SECONDS_PER_DAY);
        if (epochDay < 0 || epochDay > LAST_EPOCH_DAY) {
            throw new IllegalArgumentException(
                    "No TID for " + day + ": a TID holds the days from 1970-01-01 to 2255-06-05 in UTC");
        }
        return ofHash(epochDay * SECONDS_PER_DAY * 1_000_000, hash(key), DAY_BITS);
    }

    /** Answers whether {@link #parse(String)} takes the text; {@code false} for {@code null}. */
    public static boolean isValid(@Nullable String text) {
        return text != null && problem(text) == null;
    }

    /** Gives the microseconds since 1970-01-01T00:00:00Z, 0 to 2^53 - 1. */
    public long micros() {
        return bits() >>> CLOCK_ID_BITS;
    }

    /** Gives the clock id, 0 to 1023. */
    public int clockId() {
        return (int) bits() & MAX_CLOCK_ID;
    }

    /** Gives the time to the microsecond. */
    public Instant instant() {
        return Instant.EPOCH.plus(micros(), ChronoUnit.MICROS);
    }

    /** Orders by time, then by clock id; it is the order of the texts. */
    @Override
    public int compareTo(Tid other) {
        return value.compareTo(other.value);
    }

    private long bits() {
        long bits = 0;
        for (int i = 0; i < LENGTH; i++) {
            bits = (bits << 5) | ALPHABET.indexOf(value.charAt(i));
        }
        return bits;
    }

    private static Tid ofHash(long startMicros, long hash, int timeBits) {
        long time = hash >>> (Long.SIZE - timeBits);
        long clockId = (hash >>> (Long.SIZE - timeBits - CLOCK_ID_BITS)) & MAX_CLOCK_ID;
        return of(startMicros + time, (int) clockId);
    }

    /** The first 64 bits of the SHA-256 of the key's UTF-8. */
    private static long hash(String key) {
        if (key.isEmpty()) {
            throw new IllegalArgumentException("No TID for an empty key");
        }
        byte[] utf8 = key.getBytes(StandardCharsets.UTF_8);
        if (!new String(utf8, StandardCharsets.UTF_8).equals(key)) {
            throw new IllegalArgumentException("No TID for a key with a lone surrogate: it has no UTF-8");
        }
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(utf8)).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static @Nullable Problem problem(String text) {
        for (int i = 0; i < Math.min(text.length(), LENGTH); i++) {
            char c = text.charAt(i);
            if (!Ascii.isLower(c) && (c < '2' || c > '7')) {
                return new Problem("character that is not in 2-7 and a-z", i);
            }
        }
        if (text.length() != LENGTH) {
            return new Problem("not 13 characters but " + text.length(), Math.min(text.length(), LENGTH));
        }
        return text.charAt(0) <= 'j' ? null : new Problem("first character beyond 'j'", 0);
    }

    @Override
    public String toString() {
        return value;
    }
}
