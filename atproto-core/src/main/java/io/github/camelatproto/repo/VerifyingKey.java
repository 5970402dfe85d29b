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
import java.util.List;
import java.util.Map;

import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.math.ec.ECPoint;
import org.jspecify.annotations.Nullable;

/**
 * A public key that tells whether a signature is good, on either curve of the AT Protocol, K-256 (secp256k1) or P-256
 * (secp256r1). Needs Bouncy Castle on the class path. Immutable and safe for use by any thread.
 *
 * @see <a href="https://atproto.com/specs/cryptography">Cryptography</a>
 */
public final class VerifyingKey {

    static final String PREFIX = "did:key:";
    /** Of either curve's keys in base58; longer text is not even looked at. */
    private static final int MAX_LENGTH = 64;
    /** Of a point that is not compressed, in base58. */
    private static final int MAX_POINT_LENGTH = 100;

    private final EcCurve curve;
    private final ECPoint point;

    private VerifyingKey(EcCurve curve, ECPoint point) {
        this.curve = curve;
        this.point = point;
    }

    /**
     * Takes a key such as {@code did:key:zQ3sh...} (K-256) or {@code did:key:zDna...} (P-256).
     *
     * @throws IllegalArgumentException if the text is no such key
     */
    public static VerifyingKey ofDidKey(String didKey) {
        if (!didKey.startsWith(PREFIX + "z") || didKey.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("Invalid did:key: not did:key:z and a short text in base58");
        }
        byte[] multikey;
        try {
            multikey = Base58.decode(didKey, PREFIX.length() + 1);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Invalid did:key: " + e.getMessage(), e);
        }
        for (EcCurve curve : List.of(EcCurve.K256, EcCurve.P256)) {
            if (curve.isPrefixOf(multikey)) {
                return new VerifyingKey(curve, point(curve, multikey));
            }
        }
        throw new IllegalArgumentException("Invalid did:key: neither a compressed K-256 nor a compressed P-256 key");
    }

    /**
     * Takes a key such as a DID document has it in {@code publicKeyMultibase}: {@code zQ3sh...} (K-256) or
     * {@code zDna...} (P-256).
     *
     * @throws IllegalArgumentException if the text is no such key
     */
    public static VerifyingKey ofMultikey(String multikey) {
        return ofDidKey(PREFIX + multikey);
    }

    /**
     * Takes an entry of a DID document's {@code verificationMethod}: of the type {@code Multikey}, or of one of the
     * older types that some documents still have, {@code EcdsaSecp256k1VerificationKey2019} (K-256) and
     * {@code EcdsaSecp256r1VerificationKey2019} (P-256).
     *
     * @param  method                   has {@code type} and {@code publicKeyMultibase}
     * @throws IllegalArgumentException if it is no such entry
     * @see                             <a href="https://atproto.com/specs/did#public-key-encoding">DID, public keys</a>
     */
    public static VerifyingKey ofVerificationMethod(Map<String, ?> method) {
        if (!(method.get("type") instanceof String type) || !(method.get("publicKeyMultibase") instanceof String key)) {
            throw new IllegalArgumentException("Invalid verification method: without type or publicKeyMultibase");
        }
        return switch (type) {
            case "Multikey" -> ofMultikey(key);
            case "EcdsaSecp256k1VerificationKey2019" -> ofPoint(EcCurve.K256, key);
            case "EcdsaSecp256r1VerificationKey2019" -> ofPoint(EcCurve.P256, key);
            default -> throw new IllegalArgumentException("Invalid verification method: of a type that is not known");
        };
    }

    private static VerifyingKey ofPoint(EcCurve curve, String multibase) {
        if (!multibase.startsWith("z") || multibase.length() > MAX_POINT_LENGTH) {
            throw new IllegalArgumentException("Invalid verification method: the key is no short text in base58");
        }
        try {
            return new VerifyingKey(curve, curve.pointOf(Base58.decode(multibase, 1)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Invalid verification method: " + e.getMessage(), e);
        }
    }

    private static ECPoint point(EcCurve curve, byte[] multikey) {
        try {
            return curve.point(multikey);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Invalid did:key: the point is not on the curve", e);
        }
    }

    /** Gives the key as {@code did:key:z...}. */
    public String didKey() {
        return PREFIX + curve.multikey(point);
    }

    /**
     * Answers whether a signature of the SHA-256 of a message is good. Only one form of it is: 64 bytes, r and s, of
     * the two possible s the lower.
     */
    public boolean verify(byte[] message, byte[] signature) {
        if (signature.length != EcCurve.SIGNATURE_LENGTH) {
            return false;
        }
        BigInteger s = EcCurve.s(signature);
        if (!curve.isLow(s)) {
            return false;
        }
        ECDSASigner signer = new ECDSASigner();
        signer.init(false, new ECPublicKeyParameters(point, curve.domain()));
        return signer.verifySignature(EcCurve.hash(message), EcCurve.r(signature), s);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VerifyingKey that && curve == that.curve && point.equals(that.point);
    }

    @Override
    public int hashCode() {
        return point.hashCode();
    }

    /** Gives the key as {@code did:key:z...}. */
    @Override
    public String toString() {
        return didKey();
    }
}
