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

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * The name of some bytes by their SHA-256: of a record, commit or tree node in DAG-CBOR ({@code bafyrei...}), or of a
 * blob's raw bytes ({@code bafkrei...}). It is a CID of version 1 with one of these two codecs and nothing else, which
 * is what the AT Protocol allows; its text is base32 with the prefix {@code b}, 59 characters, its binary form 36
 * bytes. Immutable and safe for use by any thread.
 *
 * @see <a href="https://atproto.com/specs/data-model#link-and-cid-formats">Data model, link and CID formats</a>
 */
public final class Cid {

    /** The codec of records, commits and tree nodes. */
    public static final int DAG_CBOR = 0x71;
    /** The codec of blobs. */
    public static final int RAW = 0x55;

    private static final int VERSION = 1;
    private static final int SHA_256 = 0x12;
    private static final int DIGEST_LENGTH = 32;
    private static final int PREFIX_LENGTH = 4;
    private static final int BYTES = PREFIX_LENGTH + DIGEST_LENGTH;
    private static final int TEXT_LENGTH = 59;
    private static final int SYNTAX_MIN = 8;
    private static final int SYNTAX_MAX = 256;

    /** One for each thread: it is as new after each digest, and is larger than what most records take. */
    private static final ThreadLocal<MessageDigest> DIGESTS = ThreadLocal.withInitial(Cid::sha256);

    private final byte[] bytes;
    /** Made when it is asked for first; two threads that do so at once make the same. */
    private @Nullable String text;

    private Cid(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Takes the 59 characters that {@link #toString()} gives; a {@code $link} holds the same.
     *
     * @throws IllegalArgumentException if the text is no CID of the AT Protocol, naming the reason but not the text
     */
    public static Cid parse(String text) {
        if (text.isEmpty() || text.charAt(0) != 'b') {
            throw new IllegalArgumentException("Invalid CID: no 'b' (base32) at index 0");
        }
        if (text.length() != TEXT_LENGTH) {
            throw new IllegalArgumentException("Invalid CID: not 59 characters but " + text.length());
        }
        byte[] bytes;
        try {
            bytes = Base32.decode(text, 1);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Invalid CID: " + e.getMessage(), e);
        }
        return checked(bytes);
    }

    /**
     * Takes the binary form: version 1, the codec, the hash's code 0x12, its length 32, and the hash.
     *
     * @throws IllegalArgumentException if the bytes are no CID of the AT Protocol
     */
    public static Cid ofBytes(byte[] bytes) {
        return checked(bytes.clone());
    }

    /** Names data that is already encoded, as {@link DagCbor#encode(Object)} gives it; the encoding is not checked. */
    public static Cid ofDagCbor(byte[] encoded) {
        return hash(DAG_CBOR, encoded);
    }

    /** Names a blob's bytes. */
    public static Cid ofRaw(byte[] content) {
        return hash(RAW, content);
    }

    /**
     * Names a blob by the SHA-256 of its bytes, which may be too many to be held.
     *
     * @throws IllegalArgumentException if the hash is not of 32 bytes
     */
    public static Cid ofRawHash(byte[] sha256) {
        if (sha256.length != DIGEST_LENGTH) {
            throw new IllegalArgumentException("Invalid SHA-256: not 32 bytes but " + sha256.length);
        }
        byte[] bytes = new byte[BYTES];
        putPrefix(RAW, bytes);
        System.arraycopy(sha256, 0, bytes, PREFIX_LENGTH, DIGEST_LENGTH);
        return new Cid(bytes);
    }

    /**
     * Answers whether the text has the syntax of the lexicon's string format {@code cid}, which is far looser than
     * {@link #parse(String)}: any multibase, codec and hash, that is 8 to 256 of {@code a-z A-Z 0-9 + =}, and not
     * {@code Qm...}, which is version 0. {@code false} for {@code null}.
     *
     * @see <a href="https://atproto.com/specs/lexicon#cid">Lexicon, cid</a>
     */
    public static boolean isValidSyntax(@Nullable String text) {
        if (text == null || text.length() < SYNTAX_MIN || text.length() > SYNTAX_MAX || text.startsWith("Qm")) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9') && c != '+' && c != '=') {
                return false;
            }
        }
        return true;
    }

    /** Gives {@link #DAG_CBOR} or {@link #RAW}. */
    public int codec() {
        return bytes[1];
    }

    /** Gives a copy of the binary form, 36 bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Writes the binary form, 36 bytes, without making an array for it. */
    void writeTo(Output out) {
        out.put(bytes);
    }

    private static Cid checked(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("Invalid CID: not 36 bytes but " + bytes.length);
        }
        if (bytes[0] != VERSION) {
            throw new IllegalArgumentException("Invalid CID: version " + bytes[0] + " instead of 1");
        }
        if (bytes[1] != DAG_CBOR && bytes[1] != RAW) {
            throw new IllegalArgumentException(
                    String.format("Invalid CID: codec 0x%02x instead of 0x71 (DAG-CBOR) or 0x55 (raw)", bytes[1]));
        }
        if (bytes[2] != SHA_256 || bytes[3] != DIGEST_LENGTH) {
            throw new IllegalArgumentException("Invalid CID: its hash is not SHA-256");
        }
        return new Cid(bytes);
    }

    private static Cid hash(int codec, byte[] content) {
        byte[] bytes = new byte[BYTES];
        putPrefix(codec, bytes);
        try {
            MessageDigest sha256 = DIGESTS.get();
            sha256.update(content);
            sha256.digest(bytes, PREFIX_LENGTH, DIGEST_LENGTH);
        } catch (DigestException e) {
            throw new IllegalStateException("32 bytes hold a SHA-256", e);
        }
        return new Cid(bytes);
    }

    private static void putPrefix(int codec, byte[] bytes) {
        bytes[0] = VERSION;
        bytes[1] = (byte) codec;
        bytes[2] = SHA_256;
        bytes[3] = DIGEST_LENGTH;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Cid cid && Arrays.equals(bytes, cid.bytes);
    }

    @Override
    public int hashCode() {
        // four bytes of a cryptographic hash are as good as any mix of all of them
        return (bytes[PREFIX_LENGTH] << 24) | ((bytes[PREFIX_LENGTH + 1] & 0xff) << 16)
               | ((bytes[PREFIX_LENGTH + 2] & 0xff) << 8) | (bytes[PREFIX_LENGTH + 3] & 0xff);
    }

    /** Gives the text in base32: {@code bafyrei...} or {@code bafkrei...}. */
    @Override
    public String toString() {
        String made = text;
        if (made == null) {
            made = Base32.encode('b', bytes);
            text = made;
        }
        return made;
    }
}
