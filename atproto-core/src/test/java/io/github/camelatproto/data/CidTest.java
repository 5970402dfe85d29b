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

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CidTest {

    private static final String HELLO = "bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e";

    @Test
    void namesABlobByItsBytes() {
        assertThat(Cid.ofRaw("hello world".getBytes(StandardCharsets.UTF_8))).hasToString(HELLO);
    }

    @Test
    void namesABlobByItsHash() throws NoSuchAlgorithmException {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        for (String part : List.of("hello", " ", "world")) {
            sha256.update(part.getBytes(StandardCharsets.UTF_8));
        }

        assertThat(Cid.ofRawHash(sha256.digest())).hasToString(HELLO);
        assertThatIllegalArgumentException().isThrownBy(() -> Cid.ofRawHash(new byte[31])).withMessageContaining("31");
    }

    @Test
    void namesARecordByItsEncoding() {
        assertThat(Cid.ofDagCbor(HexFormat.of().parseHex("a2616580616cf6")))
                .hasToString("bafyreie5737gdxlw5i64vzichcalba3z2v5n6icifvx5xytvske7mr3hpm");
    }

    @Test
    void tellsItsCodec() {
        assertThat(Cid.parse(HELLO).codec()).isEqualTo(Cid.RAW);
        assertThat(Cid.ofDagCbor(new byte[0]).codec()).isEqualTo(Cid.DAG_CBOR);
    }

    @Test
    void hasABinaryForm() {
        byte[] bytes = Cid.parse(HELLO).bytes();

        assertThat(HexFormat.of().formatHex(bytes))
                .isEqualTo("01551220b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9");
        assertThat(Cid.ofBytes(bytes)).hasToString(HELLO);
    }

    @Test
    void isEqualByItsBytes() {
        assertThat(Cid.parse(HELLO)).isEqualTo(Cid.parse(HELLO)).hasSameHashCodeAs(Cid.parse(HELLO))
                .isNotEqualTo(Cid.ofRaw(new byte[0]));
    }

    @Test
    void isNotEqualWithAnotherCodec() {
        assertThat(Cid.ofRaw(new byte[0])).isNotEqualTo(Cid.ofDagCbor(new byte[0]));
    }

    @Test
    void cannotBeChangedThroughItsBytes() {
        Cid cid = Cid.parse(HELLO);
        byte[] bytes = cid.bytes();
        Cid copy = Cid.ofBytes(bytes);
        bytes[20]++;

        assertThat(cid).isEqualTo(copy).hasToString(HELLO);
    }

    @Property
    void readsWhatItWrites(@ForAll byte[] content) {
        Cid cid = Cid.ofRaw(content);

        assertThat(Cid.parse(cid.toString())).isEqualTo(cid);
        assertThat(Cid.ofBytes(cid.bytes())).isEqualTo(cid);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "",
            ".",
            "zdj7WWeQ43G6JJvLWQWZpyHuAMq6uYWRjkBXFad11vE2LHhQ7",
            "QmbWqxBEKC3P8tqsKc98xmWNzrzDtRLMiMPL8wBuTGsMnR",
            "bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqabf3oclgtqy55fbzdi",
            "bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5",
            "bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5ee",
            "bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5f",
            "bAFKREIFZJUT3TE2NHYEKKLSS27NH3K72YSCO7Y32KOAO5EEI66WOF36N5E",
            "bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n51",
            "bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5 " })
    void refusesWhatTheProtocolDoesNotAllow(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Cid.parse(text)).withMessageStartingWith("Invalid CID: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "",
            "00551220b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9",
            "01701220b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9",
            "01551320b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9",
            "0155121fb94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9",
            "01551220b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcd" })
    void refusesOtherBinaryForms(String hex) {
        assertThatIllegalArgumentException().isThrownBy(() -> Cid.ofBytes(HexFormat.of().parseHex(hex)))
                .withMessageStartingWith("Invalid CID: ");
    }

    @Test
    void saysWhichCodecIsWrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cid.parse("bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqabf3oclgtqy55fbzdi"))
                .withMessage("Invalid CID: codec 0x70 instead of 0x71 (DAG-CBOR) or 0x55 (raw)");
    }

    @Test
    void hasALooserSyntaxInLexicons() {
        assertThat(Cid.isValidSyntax("zdj7WWeQ43G6JJvLWQWZpyHuAMq6uYWRjkBXFad11vE2LHhQ7")).isTrue();
        assertThat(Cid.isValidSyntax("Qm" + "a".repeat(44))).isFalse();
        assertThat(Cid.isValidSyntax("a".repeat(257))).isFalse();
        assertThat(Cid.isValidSyntax(null)).isFalse();
    }
}
