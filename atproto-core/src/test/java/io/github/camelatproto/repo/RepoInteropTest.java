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

import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelatproto.InteropVectors;
import io.github.camelatproto.data.Cid;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Every interop vector for trees and keys. */
class RepoInteropTest {

    private static final InteropVectors VECTORS = new InteropVectors();

    @AfterAll
    static void printTotal() {
        System.out.println("interop vectors read: " + VECTORS.read());
    }

    private static List<JsonNode> read(String file) throws Exception {
        List<JsonNode> vectors
                = new ObjectMapper().readerForListOf(JsonNode.class).readValue(VECTORS.text(file + ".json"));
        VECTORS.count(vectors.size());
        System.out.println("interop vectors: " + file + "=" + vectors.size());
        assertThat(vectors).isNotEmpty();
        return vectors;
    }

    @Nested
    class Trees {

        @Test
        void putsKeysOnTheirLayers() throws Exception {
            assertThat(read("mst/key_heights")).allSatisfy(vector -> assertThat(
                    MstKey.layer(vector.get("key").asText())).isEqualTo(vector.get("height").asInt()));
        }

        @Test
        void findsCommonPrefixes() throws Exception {
            assertThat(read("mst/common_prefix")).allSatisfy(vector -> assertThat(
                    MstKey.commonPrefix(vector.get("left").asText(), vector.get("right").asText()))
                    .isEqualTo(vector.get("len").asInt()));
        }

        /** One key for each of six layers under each letter; the root was computed by the reference implementation. */
        @Test
        void buildsTheTreeOfTheExampleKeys() {
            Cid value = Cid.parse("bafyreie5cvv4h45feadgeuwhbcutmh6t2ceseocckahdoe6uat64zmz454");
            List<String> keys = VECTORS.lines("mst/example_keys.txt");
            System.out.println("interop vectors: mst/example_keys=" + keys.size());
            SortedMap<String, Cid> entries = new TreeMap<>();
            Mst backwards = Mst.empty();
            List<String> reversed = new ArrayList<>(keys);
            Collections.reverse(reversed);
            for (String key : reversed) {
                assertThat(MstKey.layer(key)).isEqualTo(key.charAt(1) - '0');
                entries.put(key, value);
                backwards = backwards.with(key, value);
            }

            assertThat(Mst.of(entries).root())
                    .hasToString("bafyreicp3ghg3qdepi7bx3letryyerzfoky5htzymzljibxhd3m3z3xfb4");
            assertThat(backwards).isEqualTo(Mst.of(entries));
        }
    }

    @Nested
    class Keys {

        @Test
        void tellsGoodSignaturesFromBadOnes() throws Exception {
            assertThat(read("crypto/signature-fixtures")).allSatisfy(vector -> {
                VerifyingKey key = VerifyingKey.ofDidKey(vector.get("publicKeyDid").asText());
                byte[] message = Base64.getDecoder().decode(vector.get("messageBase64").asText());
                byte[] signature = Base64.getDecoder().decode(vector.get("signatureBase64").asText());

                assertThat(key.verify(message, signature)).as(vector.get("comment").asText())
                        .isEqualTo(vector.get("validSignature").asBoolean());
                assertThat(key.didKey()).isEqualTo(vector.get("publicKeyDid").asText());
                // the older form has no multicodec that would name the curve
                assertThatIllegalArgumentException().isThrownBy(
                        () -> VerifyingKey.ofDidKey("did:key:" + vector.get("publicKeyMultibase").asText()));
                assertThat(VerifyingKey.ofVerificationMethod(Map.of(
                        "type", vector.get("didDocSuite").asText(),
                        "publicKeyMultibase", vector.get("publicKeyMultibase").asText()))).isEqualTo(key);
            });
        }

        @Test
        void derivesThePublicKeysOfK256() throws Exception {
            assertThat(read("crypto/w3c_didkey_K256")).allSatisfy(vector -> {
                byte[] secret = HexFormat.of().parseHex(vector.get("privateKeyBytesHex").asText());

                assertThat(SigningKey.of(secret).didKey()).isEqualTo(vector.get("publicDidKey").asText());
            });
        }

        @Test
        void derivesThePublicKeyOfP256() throws Exception {
            assertThat(read("crypto/w3c_didkey_P256")).allSatisfy(vector -> {
                byte[] secret = Base58.decode(vector.get("privateKeyBytesBase58").asText(), 0);
                String didKey = vector.get("publicDidKey").asText();

                assertThat(SigningKey.ofP256(secret).didKey()).isEqualTo(didKey);
                assertThat(VerifyingKey.ofDidKey(didKey).didKey()).isEqualTo(didKey);
            });
        }
    }
}
