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
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

class AtJsonTest {

    private static final String LINK = "bafyreidfayvfuwqa7qlnopdjiqrxzs6blmoeu4rujcjtnci5beludirz2a";

    @Test
    void readsEveryKindOfValue() {
        assertThat(AtJson.parse("{\"s\":\"text\",\"i\":-12,\"t\":true,\"f\":false,\"n\":null,\"l\":[1,\"x\",null],\"o\":{}}"))
                .isEqualTo(mapOf("s", "text", "i", -12L, "t", true, "f", false, "n", null,
                        "l", Arrays.asList(1L, "x", null), "o", Map.of()));
    }

    @Test
    void readsValuesThatAreNoObjects() {
        assertThat(AtJson.parse(" \"text\" ")).isEqualTo("text");
        assertThat(AtJson.parse("[]")).isEqualTo(List.of());
        assertThat(AtJson.parse("null")).isNull();
    }

    @Test
    void readsLinksAndBytes() {
        Map<String, Object> record = AtJson.parseRecord("{\"l\":{\"$link\":\"" + LINK + "\"},\"b\":{\"$bytes\":\"AQI\"}}");

        assertThat(record).containsEntry("l", Cid.parse(LINK)).containsEntry("b", new byte[] { 1, 2 });
    }

    @ParameterizedTest
    @ValueSource(strings = { "AQI=", "AQI" })
    void readsBytesWithPaddingAndWithout(String base64) {
        assertThat(AtJson.parse("{\"$bytes\":\"" + base64 + "\"}")).isEqualTo(new byte[] { 1, 2 });
    }

    @Test
    void keepsTheOrderOfKeys() {
        assertThat(AtJson.parseRecord("{\"z\":1,\"a\":2,\"m\":3}")).containsExactly(
                Map.entry("z", 1L), Map.entry("a", 2L), Map.entry("m", 3L));
    }

    @Test
    void readsUtf8WithAByteOrderMarkOrWithout() {
        assertThat(AtJson.parseRecord("\ufeff{\"é\":\"😀\"}".getBytes(StandardCharsets.UTF_8))).containsEntry("é", "😀");
        assertThat(AtJson.parseRecord("{\"é\":\"😀\"}".getBytes(StandardCharsets.UTF_8))).containsEntry("é", "😀");
    }

    @Test
    void readsAStreamToItsEndAndLeavesItOpen() throws Exception {
        AtomicInteger closed = new AtomicInteger();
        InputStream stream = new ByteArrayInputStream("{\"a\":1}".getBytes(StandardCharsets.UTF_8)) {
            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };

        assertThat(AtJson.parse(stream)).isEqualTo(Map.of("a", 1L));
        assertThat(stream.available()).isZero();
        assertThat(closed).hasValue(0);
    }

    @Test
    void passesOnWhatAStreamThrows() throws Exception {
        InputStream closed = InputStream.nullInputStream();
        closed.close();

        assertThatIOException().isThrownBy(() -> AtJson.parse(closed)).withMessage("Stream closed");
    }

    @Test
    void takesTheTreeOfAnyLibrary() {
        Object tree = AtJson.ofTree(mapOf(
                "text", CharBuffer.wrap("built"),
                "numbers", new Object[] {
                        1, (short) 2, (byte) 3, 4L, 5.0, 6f, BigInteger.valueOf(7), new BigDecimal("8.0"),
                        new AtomicInteger(9), new AtomicLong(10) },
                "ints", new int[] { 1, 2 },
                "null", null,
                "link", Map.of("$link", LINK),
                "bytes", Map.of("$bytes", "AQI")));

        assertThat(Trees.comparable(tree)).isEqualTo(Trees.comparable(mapOf(
                "text", "built",
                "numbers", List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L),
                "ints", List.of(1L, 2L),
                "null", null,
                "link", Cid.parse(LINK),
                "bytes", new byte[] { 1, 2 })));
    }

    @Test
    void takesATreeThatIsOfTheDataModelAlready() {
        Blob blob = new Blob(Cid.ofRaw(new byte[0]), "image/png", 0);

        assertThat(AtJson.record(mapOf("cid", Cid.parse(LINK), "bytes", new byte[] { 1 }, "blob", blob)))
                .containsEntry("cid", Cid.parse(LINK)).containsEntry("bytes", new byte[] { 1 })
                .containsEntry("blob", blob.toMap());
    }

    @Test
    void copiesTheTree() {
        List<Object> list = new ArrayList<>(List.of(1L));
        byte[] bytes = { 1 };
        Map<String, Object> record = AtJson.record(mapOf("list", list, "bytes", bytes));
        list.add(2L);
        bytes[0] = 9;

        assertThat(record).containsEntry("list", List.of(1L)).containsEntry("bytes", new byte[] { 1 });
    }

    @Test
    void returnsTreesThatCannotBeChanged() {
        Map<String, Object> parsed = AtJson.parseRecord("{\"l\":[1]}");
        Map<String, Object> copied = AtJson.record(parsed);

        assertThat(parsed).isUnmodifiable();
        assertThat(copied).isUnmodifiable();
        assertThat((List<?>) parsed.get("l")).isUnmodifiable();
        assertThat((List<?>) copied.get("l")).isUnmodifiable();
    }

    @Test
    void writesWithoutWhiteSpaceInTheOrderOfTheMap() {
        assertThat(AtJson.write(mapOf("z", List.of(1, "é\n\"", true), "a", null, "l", Cid.parse(LINK),
                "b", new byte[] { 1, 2 })))
                .isEqualTo("{\"z\":[1,\"é\\n\\\"\",true],\"a\":null,\"l\":{\"$link\":\"" + LINK
                           + "\"},\"b\":{\"$bytes\":\"AQI\"}}");
    }

    @Test
    void writesTheSameInUtf8() {
        assertThat(AtJson.writeBytes("é😀")).isEqualTo("\"é😀\"".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void writesAReplacementForALoneSurrogate() {
        assertThat(AtJson.write(Map.of("\ud800", "a\udc00"))).isEqualTo("{\"\ufffd\":\"a\ufffd\"}");
    }

    @Test
    void escapesWhatJsonMustNotHold() {
        assertThat(AtJson.write("\"\\\b\t\n\f\r\u0000\u001f\u007f/é?"))
                .isEqualTo("\"\\\"\\\\\\b\\t\\n\\f\\r\\u0000\\u001F\u007f/é?\"");
    }

    @Test
    void writesWhatWasWrittenBeforeAsItIs() {
        EncodedJson record = EncodedJson.of(Map.of("text", "é"));

        assertThat(AtJson.write(mapOf("n", 1L, "record", record))).isEqualTo("{\"n\":1,\"record\":{\"text\":\"é\"}}");
        assertThat(record.length()).isEqualTo("{'text':'é'}".getBytes(StandardCharsets.UTF_8).length);
    }

    @Test
    void writesRequestsAroundTheDeepestRecord() {
        Object record = AtJson.parseLax(
                ("{\"a\":".repeat(1024) + "1" + "}".repeat(1024)).getBytes(StandardCharsets.UTF_8));
        Map<String, Object> request = Map.of("writes", List.of(Map.of("value", record)));

        assertThat(AtJson.write(request)).hasSize("{'a':".length() * 1024 + 1 + 1024 + "{'writes':[{'value':}]}".length());
    }

    @Test
    void writesOnlyTheDataModel() {
        assertThatExceptionOfType(DataModelException.class).isThrownBy(() -> AtJson.write(Map.of("a", List.of(1.5))))
                .withMessage("java.lang.Double at $.a[0]: not a type of the data model");
        assertThatExceptionOfType(DataModelException.class).isThrownBy(() -> AtJson.write(Map.of("a", Map.of(1, 2))))
                .withMessage("a key that is no string at $.a");
        assertThatExceptionOfType(DataModelException.class).isThrownBy(() -> AtJson.write(List.of(1L << 53)))
                .withMessageStartingWith("integer 9007199254740992 at $[0]: ");
    }

    @Test
    void writesNoTreeThatContainsItself() {
        List<Object> self = new ArrayList<>();
        self.add(self);

        assertThatExceptionOfType(DataModelException.class).isThrownBy(() -> AtJson.write(self))
                .withMessageStartingWith("nesting deeper than 1040");
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void readsWhatItWrites(@ForAll("trees") Object tree) {
        assertThat(Trees.comparable(AtJson.parse(AtJson.write(tree)))).isEqualTo(Trees.comparable(tree));
        assertThat(Trees.comparable(AtJson.parse(AtJson.writeBytes(tree)))).isEqualTo(Trees.comparable(tree));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void leavesTreesOfTheDataModelAsTheyAre(@ForAll("trees") Object tree) {
        assertThat(Trees.comparable(AtJson.ofTree(tree))).isEqualTo(Trees.comparable(tree));
    }

    @Property
    void readsNoiseOrRefusesIt(@ForAll byte[] noise) {
        try {
            AtJson.parse(noise);
        } catch (DataModelException e) {
            assertThat(e.path()).startsWith("$");
        }
    }

    @Provide
    Arbitrary<Object> trees() {
        return Trees.any();
    }

    private static Map<String, Object> mapOf(Object... entries) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < entries.length; i += 2) {
            map.put((String) entries[i], entries[i + 1]);
        }
        return map;
    }
}
