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
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.math.ec.ECPoint;

/** One of the two curves of the AT Protocol, and how its keys and signatures are written. Immutable. */
final class EcCurve {

    static final EcCurve K256 = new EcCurve("secp256k1", 0xe7, 0x01);
    static final EcCurve P256 = new EcCurve("secp256r1", 0x80, 0x24);

    private static final int PREFIX_LENGTH = 2;
    private static final int KEY_LENGTH = 33;
    private static final int UNCOMPRESSED_LENGTH = 65;
    private static final int NUMBER_LENGTH = 32;
    static final int SIGNATURE_LENGTH = 2 * NUMBER_LENGTH;

    private final byte[] prefix;
    private final ECDomainParameters domain;
    private final BigInteger greatestLowS;

    /** The prefix is the multicodec of a public key on the curve, as a varint. */
    private EcCurve(String name, int firstOfPrefix, int secondOfPrefix) {
        this.prefix = new byte[] { (byte) firstOfPrefix, (byte) secondOfPrefix };
        X9ECParameters curve = CustomNamedCurves.getByName(name);
        this.domain = new ECDomainParameters(curve);
        this.greatestLowS = curve.getN().shiftRight(1);
    }

    ECDomainParameters domain() {
        return domain;
    }

    /** The public key as multibase: {@code z} and, in base58, the multicodec and the compressed point. */
    String multikey(ECPoint point) {
        byte[] bytes = Arrays.copyOf(prefix, PREFIX_LENGTH + KEY_LENGTH);
        System.arraycopy(point.getEncoded(true), 0, bytes, PREFIX_LENGTH, KEY_LENGTH);
        return "z" + Base58.encode(bytes);
    }

    boolean isPrefixOf(byte[] multikey) {
        return multikey.length == PREFIX_LENGTH + KEY_LENGTH
                && Arrays.equals(multikey, 0, PREFIX_LENGTH, prefix, 0, PREFIX_LENGTH);
    }

    /**
     * Reads the point out of multicodec and compressed point.
     *
     * @throws IllegalArgumentException if it is not on the curve
     */
    ECPoint point(byte[] multikey) {
        return pointOf(Arrays.copyOfRange(multikey, PREFIX_LENGTH, multikey.length));
    }

    /**
     * Reads a point, compressed or not.
     *
     * @throws IllegalArgumentException if it is not on the curve
     */
    ECPoint pointOf(byte[] encoded) {
        if (encoded.length != KEY_LENGTH && encoded.length != UNCOMPRESSED_LENGTH) {
            throw new IllegalArgumentException("a point of neither 33 nor 65 bytes");
        }
        return domain.validatePublicPoint(domain.getCurve().decodePoint(encoded));
    }

    boolean isLow(BigInteger s) {
        return s.compareTo(greatestLowS) <= 0;
    }

    /** Of the two numbers that make the same signature valid, the lower. */
    BigInteger low(BigInteger s) {
        return isLow(s) ? s : domain.getN().subtract(s);
    }

    /** Both numbers big-endian, 32 bytes each. */
    static byte[] compact(BigInteger r, BigInteger s) {
        byte[] signature = new byte[SIGNATURE_LENGTH];
        copy(r, signature, NUMBER_LENGTH);
        copy(s, signature, SIGNATURE_LENGTH);
        return signature;
    }

    static BigInteger r(byte[] signature) {
        return new BigInteger(1, signature, 0, NUMBER_LENGTH);
    }

    static BigInteger s(byte[] signature) {
        return new BigInteger(1, signature, NUMBER_LENGTH, NUMBER_LENGTH);
    }

    static byte[] hash(byte[] message) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(message);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static void copy(BigInteger number, byte[] target, int end) {
        byte[] bytes = number.toByteArray();
        int length = Math.min(bytes.length, NUMBER_LENGTH); // a sign byte may come before
        System.arraycopy(bytes, bytes.length - length, target, end - length, length);
    }
}
