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
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** The signatures here were made by the library of the reference PDS. */
class SigningKeyTest {

    private static final String SECRET = "9085d2bef69286a6cbb51623c8fa258629945cd55ca705cc4e66700396894e0c";
    private static final String DID_KEY = "did:key:zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme";
    private static final String ORDER = "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141";
    private static final byte[] MESSAGE = "hello".getBytes(StandardCharsets.UTF_8);

    private final SigningKey key = SigningKey.of(HexFormat.of().parseHex(SECRET));
    private final VerifyingKey verifyingKey = VerifyingKey.ofDidKey(DID_KEY);

    @ParameterizedTest
    @CsvSource({
            "'', 2196f9a9fc88cb153450f3dd4962690bdfdb0ef46a6f15b5f7660e4d77497758671077f922bae1ae8f4317f0c2ce80fbc6a94f6835d6b5b7f865a104a8ca8a4f",
            "hello, 1fa27734493c5849cad10fd98342c4173a0f34521701a8bc9f71a01d30c491d06220c93d7117af5faf73454040259d00c69805b8ab696c28f07627404261afd8",
            "1, 4ab8f64dc1f5d5e2612e0ebf89a378839c4089d4379df259f731a5f885336bb50ce1a1a47d321c0d7485b1782b21427cf45b3017ae90600d62af6df89097b511",
            "2, 77e21ccd4b73cea3591022aaac17d6ff773665d5d9a346625c948bf8f1b9bc1009e55f26d317ae70486d8907b00fd46946ea55116bd41aef04ea525cce7a8116",
            "3, 34e9f00268c4d7cc1984b83b9a2c24e39a9cdc91b348c58fcc10e844bbd743562af7cc73637cd585df48e270a66a32e89cf615f1360223b1a18d408ed0aada5e" })
    void signsAsTheReferenceImplementationDoes(String message, String signature) {
        assertThat(HexFormat.of().formatHex(key.sign(message.getBytes(StandardCharsets.UTF_8)))).isEqualTo(signature);
    }

    @Test
    void everySignatureIsGoodAndLow() {
        for (int i = 0; i < 200; i++) {
            byte[] message = { (byte) i };

            assertThat(verifyingKey.verify(message, key.sign(message))).isTrue();
        }
    }

    @Test
    void aNewKeyIsNoOthers() {
        SigningKey one = SigningKey.generate();
        SigningKey other = SigningKey.generate();

        assertThat(one.didKey()).startsWith("did:key:zQ3s").isNotEqualTo(other.didKey());
        assertThat(VerifyingKey.ofDidKey(one.didKey()).verify(MESSAGE, one.sign(MESSAGE))).isTrue();
        assertThat(VerifyingKey.ofDidKey(other.didKey()).verify(MESSAGE, one.sign(MESSAGE))).isFalse();
    }

    @Test
    void signsOnP256Too() {
        SigningKey generated = SigningKey.generateP256();
        VerifyingKey verifying = VerifyingKey.ofMultikey(generated.multikey());

        assertThat(generated.didKey()).startsWith("did:key:zDna").isEqualTo(verifying.didKey());
        assertThat(verifying.verify(MESSAGE, generated.sign(MESSAGE))).isTrue();
        assertThat(verifying.verify(MESSAGE, key.sign(MESSAGE))).isFalse();
        assertThat(SigningKey.ofP256(generated.secret()).sign(MESSAGE)).isEqualTo(generated.sign(MESSAGE));
    }

    @Test
    void comesBackFromItsSecret() {
        SigningKey generated = SigningKey.generate();

        assertThat(generated.secret()).hasSize(32);
        assertThat(SigningKey.of(generated.secret()).didKey()).isEqualTo(generated.didKey());
        assertThat(SigningKey.of(leftPadded("01")).secret()).isEqualTo(leftPadded("01"));
    }

    @Test
    void showsItsPublicPartOnly() {
        assertThat(key).hasToString(DID_KEY);
        assertThat(key.didKey()).isEqualTo(DID_KEY);
        assertThat(key.multikey()).isEqualTo(DID_KEY.substring("did:key:".length()));
    }

    @Test
    void refusesSecretsThatAreNone() {
        for (String secret : new String[] { "", "01", SECRET + "00" }) {
            assertThatIllegalArgumentException().isThrownBy(() -> SigningKey.of(HexFormat.of().parseHex(secret)))
                    .withMessageStartingWith("Invalid signing key: not 32 bytes");
        }
        for (byte[] secret : new byte[][] { new byte[32], HexFormat.of().parseHex(ORDER), leftPadded("ff".repeat(32)) }) {
            assertThatIllegalArgumentException().isThrownBy(() -> SigningKey.of(secret))
                    .withMessage("Invalid signing key: not between 0 and the order of the curve");
        }
    }

    @Test
    void refusesTheOtherSignatureOfTheSameMessage() {
        byte[] signature = key.sign(MESSAGE);
        BigInteger high = new BigInteger(ORDER, 16).subtract(new BigInteger(1, signature, 32, 32));
        byte[] other = Arrays.copyOf(signature, 64);
        System.arraycopy(leftPadded(high.toString(16)), 0, other, 32, 32);

        assertThat(verifyingKey.verify(MESSAGE, other)).isFalse();
    }

    @Test
    void refusesWhatIsNoSignatureAtAll() {
        byte[] signature = key.sign(MESSAGE);
        byte[] changed = signature.clone();
        changed[5] ^= 1;
        byte[] beyondTheOrder = signature.clone();
        Arrays.fill(beyondTheOrder, 0, 32, (byte) 0xff);

        assertThat(verifyingKey.verify(MESSAGE, changed)).isFalse();
        assertThat(verifyingKey.verify(new byte[] { 1 }, signature)).isFalse();
        assertThat(verifyingKey.verify(MESSAGE, beyondTheOrder)).isFalse();
        for (byte[] none : new byte[][] {
                new byte[0], new byte[64], Arrays.copyOf(signature, 63), Arrays.copyOf(signature, 65) }) {
            assertThat(verifyingKey.verify(MESSAGE, none)).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "", "did:key:", "did:key:z", "did:key:Q3sh", "did:plc:ewvi7nxzyoun6zhxrhs64oiz",
            "did:key:zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBmf", // not on the curve
            "did:key:zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBm0", // no base58
            "did:key:zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBm", // too short
            "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK" }) // Ed25519
    void refusesKeysThatAreNone(String didKey) {
        assertThatIllegalArgumentException().isThrownBy(() -> VerifyingKey.ofDidKey(didKey))
                .withMessageStartingWith("Invalid did:key: ");
    }

    @Test
    void refusesAKeyWithAZeroByteBeforeIt() {
        String didKey = key.didKey().replace("did:key:z", "did:key:z1");

        assertThatIllegalArgumentException().isThrownBy(() -> VerifyingKey.ofDidKey(didKey))
                .withMessageStartingWith("Invalid did:key: ");
    }

    @Test
    void takesTheKeyOfADidDocument() {
        assertThat(VerifyingKey.ofVerificationMethod(Map.of("type", "Multikey", "publicKeyMultibase", key.multikey())))
                .isEqualTo(verifyingKey);
        for (Map<String, String> method : List.of(
                Map.of("type", "Multikey"), Map.of("publicKeyMultibase", key.multikey()),
                Map.of("type", "Ed25519VerificationKey2020", "publicKeyMultibase", key.multikey()),
                Map.of("type", "EcdsaSecp256k1VerificationKey2019", "publicKeyMultibase", key.multikey()),
                Map.of("type", "EcdsaSecp256k1VerificationKey2019", "publicKeyMultibase", "z" + "Q".repeat(1_000_000)))) {
            assertThatIllegalArgumentException().isThrownBy(() -> VerifyingKey.ofVerificationMethod(method))
                    .withMessageStartingWith("Invalid verification method: ");
        }
    }

    @Test
    void refusesAKeyOfEndlessLength() {
        assertThatIllegalArgumentException().isThrownBy(() -> VerifyingKey.ofDidKey("did:key:z" + "Q".repeat(1_000_000)))
                .withMessageStartingWith("Invalid did:key: ");
    }

    @Test
    void isEqualToTheSameKey() {
        assertThat(VerifyingKey.ofDidKey(DID_KEY)).isEqualTo(verifyingKey).hasSameHashCodeAs(verifyingKey)
                .isNotEqualTo(VerifyingKey.ofDidKey(SigningKey.generate().didKey())).hasToString(DID_KEY);
    }

    private static byte[] leftPadded(String hex) {
        return HexFormat.of().parseHex("0".repeat(64 - hex.length()) + hex);
    }
}
