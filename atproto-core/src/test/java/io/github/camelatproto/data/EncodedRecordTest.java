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

import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** One walk gives what {@link AtJson} and {@link DagCbor} give one after the other. */
class EncodedRecordTest {

    @Property(edgeCases = EdgeCasesMode.NONE)
    void isWhatTheTwoWritersGive(@ForAll("trees") Object tree) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("text", "plain");
        record.put("tree", tree);

        assertEncodes(record);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "", "plain", "a longer text that is plain ASCII, and a question?", "é", "a longer text with one é at its end é",
            "quote \" in a text of some length ....................", "back\\slash",
            "line\nfeed in a text that is longer than 32",
            "\u0000\u001f", "\u007f is no control of JSON, whatever the length is", "😀",
            "a longer text with one 😀 in it ........",
            "\ud800", "\udc00 a lone surrogate in a text of some length", "12345678901234567890123456789012\"" })
    void writesEveryKindOfText(String text) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("text", text);
        record.put(text, 1);

        assertEncodes(record);
    }

    @Test
    void sortsTheKeysOfDagCborOnly() {
        Map<String, Object> record = new LinkedHashMap<>();
        for (String key : List.of("longer", "b", "é", "a", "$type", "c".repeat(30), "c".repeat(24))) {
            record.put(key, Map.of("z", 1, "a", List.of(key), "bb", true));
        }
        record.put("$type", "com.example.thing");

        assertEncodes(record);
    }

    @Test
    void takesWhatOnlyTheDataModelHas() {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("cid", Cid.ofRaw(new byte[] { 1 }));
        record.put("link", Map.of("$link", Cid.ofRaw(new byte[] { 2 }).toString()));
        record.put("bytes", new byte[] { 1, 2 });
        record.put("$bytes too", Map.of("$bytes", "AQI"));
        record.put("blob", new Blob(Cid.ofRaw(new byte[0]), "image/png", 0));
        record.put("blob again", new Blob(Cid.ofRaw(new byte[0]), "image/png", 0).toMap());
        record.put("buffer", CharBuffer.wrap("text"));
        record.put("array", new int[] { 1, 2 });
        record.put("float", 2.0);
        record.put("null", null);

        assertEncodes(record);
    }

    @Test
    void tellsOfByteArrays() {
        RecordEncoder encoder = new RecordEncoder();

        encoder.encode(Map.of("deep", List.of(Map.of("bytes", new byte[] { 1 }))));
        assertThat(encoder.hasBytes()).isTrue();
        encoder.encode(Map.of("bytes", Map.of("$bytes", "AQI"), "array", new int[] { 1 }));
        assertThat(encoder.hasBytes()).isFalse();
    }

    @Test
    void givesTheTreeBackThatIsOfTheDataModelAsItStands() {
        RecordEncoder encoder = new RecordEncoder();
        Map<String, Object> tree = Map.of("text", "é", "list", List.of(1L, true, Map.of("$type", "com.example.part")));

        encoder.encode(tree);

        assertThat(encoder.model()).isSameAs(tree);
    }

    @Test
    void givesNoTreeBackThatIsReadIntoAnother() {
        RecordEncoder encoder = new RecordEncoder();
        Cid cid = Cid.ofRaw(new byte[0]);
        Map<String, Object> loneSurrogate = Map.of("a", Map.of("a lone surrogate \ud800", 1L));
        encoder.encode(loneSurrogate);

        for (Object value : List.of(
                1, 2.0, CharBuffer.wrap("text"), "\ud800", new int[] { 1 }, new Blob(cid, "image/png", 0),
                Map.of("$link", cid.toString()), Map.of("$bytes", "AQI"), Map.of(CharBuffer.wrap("key"), 1L),
                loneSurrogate, new TreeMap<>(Map.of("sorted", 1L)))) {
            encoder.encode(Map.of("a", List.of(value)));

            assertThat(encoder.model()).as("%s", value).isNull();
        }
    }

    @Test
    void refusesWhatTheReaderRefuses() {
        assertRefuses(Map.of("a", 1.5));
        assertRefuses(Map.of("a", List.of(Map.of("b", 1L << 60))));
        assertRefuses(Map.of("a", Map.of(1, 2)));
        assertRefuses(Map.of("a", new Object()));
        assertRefuses(Map.of("a", Map.of("__proto__", 1)));
        assertRefuses(Map.of("a", Map.of("$type", 1)));
        assertRefuses(Map.of("a", Map.of("$type", "")));
        assertRefuses(Map.of("a", Map.of("$link", "x")));
        assertRefuses(Map.of("a", Map.of("$bytes", "AQI", "b", 1)));
        assertRefuses(Map.of("a", Map.of("$type", "blob")));
        assertRefuses(Map.of("$link", Cid.ofRaw(new byte[0]).toString()));
        assertRefuses(Map.of("\ud800", 1, "\ud801", 2));
        assertRefuses(Map.of("a", nested(128)));
        assertRefuses(Map.of("a", nested(200)));
    }

    @Test
    void isAsDeepAsTheReaderAllows() {
        assertEncodes(Map.of("a", nested(127)));
        assertEncodes(Map.of("a", List.of(nested(126))));
    }

    @Test
    void keepsNothingOfTheTree() {
        List<Object> list = new ArrayList<>(List.of(1L));
        EncodedRecord record = EncodedRecord.of(Map.of("list", list));
        list.add(2L);

        assertThat(record.record()).containsEntry("list", List.of(1L)).isUnmodifiable();
    }

    @Test
    void givesBackAVeryLongText() {
        String text = "x".repeat(2_100_000);

        assertThat(EncodedRecord.of(Map.of("text", text)).record()).containsEntry("text", text);
    }

    private static Object nested(int depth) {
        Object tree = 1L;
        for (int i = 0; i < depth; i++) {
            tree = Map.of("a", tree);
        }
        return tree;
    }

    private static void assertEncodes(Map<String, ?> tree) {
        RecordEncoder encoder = new RecordEncoder();
        EncodedRecord record = encoder.encode(tree);
        Map<String, Object> expected = AtJson.record(tree);
        byte[] cbor = DagCbor.encode(expected);

        assertThat(AtJson.writeBytes(record.json())).asString(StandardCharsets.UTF_8).isEqualTo(AtJson.write(expected));
        assertThat(record.cid()).isEqualTo(Cid.ofDagCbor(cbor));
        assertThat(record.cborSize()).isEqualTo(cbor.length);
        assertThat(Trees.comparable(record.record())).isEqualTo(Trees.comparable(expected));
        if (encoder.model() != null) {
            assertThat(encoder.model()).isSameAs(tree).isEqualTo(expected);
        }
    }

    private static void assertRefuses(Map<String, ?> tree) {
        DataModelException expected = catchThrowableOfType(DataModelException.class, () -> AtJson.record(tree));
        DataModelException thrown = catchThrowableOfType(DataModelException.class, () -> EncodedRecord.of(tree));

        assertThat(thrown).as("%s", tree).isNotNull().hasMessage(expected.getMessage());
    }

    @Provide
    Arbitrary<Object> trees() {
        return Trees.any();
    }
}
