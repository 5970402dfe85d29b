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
import java.security.SecureRandom;

import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.util.BigIntegers;

/**
 * The key with which a repo's commits are signed, on either curve of the AT Protocol: K-256 (secp256k1), which PDSs
 * use, or P-256 (secp256r1). Needs Bouncy Castle on the class path. Immutable and safe for use by any thread.
 *
 * @see <a href="https://atproto.com/specs/cryptography">Cryptography</a>
 */
public final class SigningKey {

    private static final int SECRET_LENGTH = 32;

    private final EcCurve curve;
    private final ECPrivateKeyParameters secret;
    private final String multikey;

    private SigningKey(EcCurve curve, BigInteger secret) {
        this.curve = curve;
        this.secret = new ECPrivateKeyParameters(secret, curve.domain());
        this.multikey = curve.multikey(new FixedPointCombMultiplier().multiply(curve.domain().getG(), secret));
    }

    /** Makes a new key on K-256 out of strong random numbers. */
    public static SigningKey generate() {
        return generate(EcCurve.K256);
    }

    /** Makes a new key on P-256 out of strong random numbers. */
    public static SigningKey generateP256() {
        return generate(EcCurve.P256);
    }

    private static SigningKey generate(EcCurve curve) {
        BigInteger greatest = curve.domain().getN().subtract(BigInteger.ONE);
        return new SigningKey(curve, BigIntegers.createRandomInRange(BigInteger.ONE, greatest, new SecureRandom()));
    }

    /**
     * Takes a key on K-256 that was kept.
     *
     * @param  secret                   32 bytes, a big-endian number between 0 and the order of the curve
     * @throws IllegalArgumentException if the bytes are not that
     */
    public static SigningKey of(byte[] secret) {
        return of(EcCurve.K256, secret);
    }

    /**
     * Takes a key on P-256 that was kept.
     *
     * @param  secret                   32 bytes, a big-endian number between 0 and the order of the curve
     * @throws IllegalArgumentException if the bytes are not that
     */
    public static SigningKey ofP256(byte[] secret) {
        return of(EcCurve.P256, secret);
    }

    private static SigningKey of(EcCurve curve, byte[] secret) {
        if (secret.length != SECRET_LENGTH) {
            throw new IllegalArgumentException("Invalid signing key: not 32 bytes but " + secret.length);
        }
        BigInteger number = new BigInteger(1, secret);
        if (number.signum() == 0 || number.compareTo(curve.domain().getN()) >= 0) {
            throw new IllegalArgumentException("Invalid signing key: not between 0 and the order of the curve");
        }
        return new SigningKey(curve, number);
    }

    /**
     * Gives the 32 bytes from which {@link #of(byte[])}, or {@link #ofP256(byte[])}, makes the same key. Whoever has
     * them can sign as the account.
     */
    public byte[] secret() {
        return BigIntegers.asUnsignedByteArray(SECRET_LENGTH, secret.getD());
    }

    /** Gives the public key as {@code did:key:zQ3sh...} (K-256) or {@code did:key:zDna...} (P-256). */
    public String didKey() {
        return VerifyingKey.PREFIX + multikey;
    }

    /** Gives the public key as a DID document has it in {@code publicKeyMultibase}. */
    public String multikey() {
        return multikey;
    }

    /**
     * Signs the SHA-256 of a message; the same message always gets the same signature (RFC 6979).
     *
     * @return 64 bytes: r and s, of the two possible s the lower
     */
    public byte[] sign(byte[] message) {
        ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, secret);
        BigInteger[] signature = signer.generateSignature(EcCurve.hash(message));
        return EcCurve.compact(signature[0], curve.low(signature[1]));
    }

    /** Gives the public key. */
    @Override
    public String toString() {
        return didKey();
    }
}
