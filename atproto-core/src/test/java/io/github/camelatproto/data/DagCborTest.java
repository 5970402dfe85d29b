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

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The encodings here were computed by another program, the CIDs by a PDS. */
class DagCborTest {

    @ParameterizedTest
    @CsvSource({
            "0, 00", "23, 17", "24, 1818", "255, 18ff", "256, 190100", "65535, 19ffff", "65536, 1a00010000",
            "4294967295, 1affffffff", "4294967296, 1b0000000100000000",
            "9007199254740991, 1b001fffffffffffff", "9223372036854775807, 1b7fffffffffffffff",
            "-1, 20", "-24, 37", "-25, 3818", "-256, 38ff", "-257, 390100",
            "-9007199254740991, 3b001ffffffffffffe", "-9223372036854775808, 3b7fffffffffffffff" })
    void writesIntegersInAsFewBytesAsTheyNeed(long integer, String hex) {
        assertThat(hex(integer)).isEqualTo(hex);
        assertThat(DagCbor.decode(HexFormat.of().parseHex(hex))).isEqualTo(integer);
    }

    @Test
    void takesNarrowerIntegersToo() {
        assertThat(hex(List.of(1, (short) 2, (byte) 3, 4L))).isEqualTo("8401020304");
    }

    @Test
    void writesLeaves() {
        assertThat(hex(null)).isEqualTo("f6");
        assertThat(hex(true)).isEqualTo("f5");
        assertThat(hex(false)).isEqualTo("f4");
        assertThat(hex("é")).isEqualTo("62c3a9");
        assertThat(hex(new byte[] { 1, 2 })).isEqualTo("420102");
        assertThat(hex(List.of())).isEqualTo("80");
        assertThat(hex(Map.of())).isEqualTo("a0");
    }

    @Test
    void writesCidsWithTag42() {
        assertThat(hex(Cid.ofRaw(new byte[0])))
                .isEqualTo("d82a58250001551220e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @Test
    void sortsKeysByLengthAndThenByBytes() {
        Map<String, Object> map = new LinkedHashMap<>();
        for (String key : List.of("b", "aa", "a", "é", "\uffff", "😀", "", "zzz")) {
            map.put(key, map.size() + 1);
        }

        assertThat(hex(map)).isEqualTo("a860076161036162016261610262c3a904637a7a7a0863efbfbf0564f09f988006");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', value = {
            "{\"a\":1}    | bafyreidlhma7iacrjsdskfx5uzyb5uwneffkwkd4vmkbv7hx2cc66janoi",
            "{\"a\":9}    | bafyreihkmgo3zxtomxsiuvgv5k2wvg6dkbet6pdvarbvpfmhufw6m3fr2m",
            "{\"n\":1}    | bafyreihrikk5w5kdt57pljo2qycmjdg5rt2ddgd2l2vdfdhoyseu44lj3a",
            "{\"a\":-0.0} | bafyreidats6fupksxwwvjssiy6wj2cwutjorkfat4gw52r4j7rzmqrsnty",
            "{\"a\":1e3}  | bafyreigbbr2gcruudnptogfjubdki4yefdffklhetvu6v5xfvwe7koluw4",
            "{\"a\":9007199254740991}    | bafyreidhvfnaej3bctretlzq67msmne527lpnbxmnndjjc2z3tm3i6xena",
            "{\"a\":-9007199254740991}   | bafyreicheqseypal4filqbwon7uomgpnvywto5yrtjticmdowwefn4grq4",
            "{\"s\":\"a\\ud800b\"}       | bafyreihcspiw2knp7hknyyt7vjimubxbtd45nuybflvg63lw7juuptfiie",
            "{\"s\":\"a\\u0000b\"}       | bafyreih7yxsl5ivt3sih6qhk5lb5ro5lbjauhpwzcejxpvv3wus2p63r7y" })
    void givesTheCidOfTheReferencePds(String json, String cid) {
        Map<String, Object> record = new LinkedHashMap<>(AtJson.parseRecord(json));
        record.put("$type", "com.example.thing");

        assertThat(Cid.ofDagCbor(DagCbor.encode(record))).hasToString(cid);
    }

    @Test
    void replacesALoneSurrogate() {
        assertThat(hex("x\ud800y\udc00")).isEqualTo(hex("x\ufffdy\ufffd"));
        assertThat(hex(Map.of("\ud800", 1))).isEqualTo(hex(Map.of("\ufffd", 1)));
    }

    @Test
    void refusesKeysThatOnlyDifferInALoneSurrogate() {
        assertThatExceptionOfType(DataModelException.class)
                .isThrownBy(() -> DagCbor.encode(Map.of("\ud800", 1, "\udc00", 2)))
                .withMessageStartingWith("duplicate key at $[");
    }

    @Test
    void refusesFloats() {
        assertThatExceptionOfType(DataModelException.class)
                .isThrownBy(() -> DagCbor.encode(Map.of("a", Map.of("b", List.of(0, 1, 2, 1.0)))))
                .withMessage("java.lang.Double at $.a.b[3]: not a type of the data model")
                .satisfies(e -> assertThat(e.path()).isEqualTo("$.a.b[3]"));
    }

    @Test
    void refusesOtherClasses() {
        assertThatExceptionOfType(DataModelException.class)
                .isThrownBy(() -> DagCbor.encode(Map.of("at", Instant.EPOCH)))
                .withMessage("java.time.Instant at $.at: not a type of the data model");
    }

    @Test
    void refusesKeysThatAreNoStrings() {
        assertThatExceptionOfType(DataModelException.class).isThrownBy(() -> DagCbor.encode(Map.of("a", Map.of(1, 2))))
                .withMessage("a key that is no string at $.a");
    }

    @Test
    void nests1024Deep() {
        Object deepest = nested(1024);

        // not isEqualTo(deepest): lists compare by recursion
        assertThat(DagCbor.encode(DagCbor.decode(DagCbor.encode(deepest)))).isEqualTo(DagCbor.encode(deepest)).hasSize(1024);
        assertThatExceptionOfType(DataModelException.class).isThrownBy(() -> DagCbor.encode(nested(1025)))
                .withMessageStartingWith("nesting deeper than 1024 at $[0][0]");
    }

    @Test
    void returnsATreeThatCannotBeChanged() {
        Map<?, ?> map = (Map<?, ?>) DagCbor.decode(DagCbor.encode(Map.of("list", List.of(1))));

        assertThat(map).isUnmodifiable();
        assertThat((List<?>) map.get("list")).isUnmodifiable();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void decodesWhatItEncodes(@ForAll("trees") Object tree) {
        assertThat(Trees.comparable(DagCbor.decode(DagCbor.encode(tree)))).isEqualTo(Trees.comparable(tree));
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void hasOneEncodingWhateverTheOrderOfKeys(@ForAll("maps") Map<String, Object> map) {
        Map<String, Object> reversed = new LinkedHashMap<>();
        map.keySet().stream().sorted(Comparator.reverseOrder()).forEach(key -> reversed.put(key, map.get(key)));

        assertThat(DagCbor.encode(reversed)).isEqualTo(DagCbor.encode(map));
    }

    @Property
    void takesOnlyWhatItWouldHaveWritten(@ForAll byte[] noise) {
        assertCanonicalOrRefused(noise);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void takesOnlyWhatItWouldHaveWrittenAfterADamage(@ForAll("trees") Object tree, @ForAll int at, @ForAll byte damage) {
        byte[] encoded = DagCbor.encode(tree);
        encoded[Math.floorMod(at, encoded.length)] ^= damage;

        assertCanonicalOrRefused(encoded);
    }

    @Provide
    Arbitrary<Object> trees() {
        return Trees.any();
    }

    @Provide
    Arbitrary<Map<String, Object>> maps() {
        return Trees.map(Trees.any());
    }

    private static void assertCanonicalOrRefused(byte[] bytes) {
        Object tree;
        try {
            tree = DagCbor.decode(bytes);
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageStartingWith("Invalid DAG-CBOR: ").hasMessageContaining(" at byte ");
            return;
        }
        assertThat(DagCbor.encode(tree)).isEqualTo(bytes);
    }

    private static Object nested(int depth) {
        Object nested = List.of();
        for (int i = 1; i < depth; i++) {
            nested = List.of(nested);
        }
        return nested;
    }

    private static String hex(Object tree) {
        return HexFormat.of().formatHex(DagCbor.encode(tree));
    }

    @Test
    void streamsGiveWhatArraysGive() throws Exception {
        Map<String, Object> tree = Map.of("a", List.of(1L, "b", Map.of()), "c", new byte[] { 1, 2 });
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        DagCbor.encode(tree, out);

        assertThat(out.toByteArray()).isEqualTo(DagCbor.encode(tree));
        assertThat(DagCbor.encode(DagCbor.decode(new ByteArrayInputStream(out.toByteArray())))).isEqualTo(out.toByteArray());
        assertThatThrownBy(() -> DagCbor.encode(Map.of("a", List.of(1.5)), out)).isInstanceOf(DataModelException.class)
                .hasMessageContaining("$.a[0]");
        assertThat(out.toByteArray()).isEqualTo(DagCbor.encode(tree));
    }
}
