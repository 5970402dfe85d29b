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

import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The rules that hold for JSON text and for the trees of other libraries alike. */
class AtJsonRulesTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String NO_FLOATS = "the AT Protocol's data model has no floats; use an integer or a string";
    private static final String RAW = "{\"$link\":\"bafkreiccldh766hwcnuxnf2wh6jgzepf2nlu2lvcllt63eww5p6chi4ity\"}";
    private static final String CBOR = "{\"$link\":\"bafyreidfayvfuwqa7qlnopdjiqrxzs6blmoeu4rujcjtnci5beludirz2a\"}";

    @ParameterizedTest
    @CsvSource({
            "1.0, 1", "1e3, 1000", "-0.0, 0", "-0, 0", "1.50e1, 15", "100e-2, 1", "0e999999999, 0",
            "9007199254740991.0, 9007199254740991", "-9007199254740991, -9007199254740991" })
    void takesFloatsThatAreIntegers(String number, long integer) throws Exception {
        assertThat(AtJson.parse(number)).isEqualTo(integer);
        assertThat(AtJson.ofTree(MAPPER.readValue(number, Object.class))).isEqualTo(integer);
    }

    @ParameterizedTest
    @ValueSource(strings = { "1.5", "-0.1", "1e-3", "123.456" })
    void refusesOtherFloats(String number) throws Exception {
        String shown = number.equals("1e-3") ? "0.001" : number;

        assertRefused("{\"a\":[" + number + "]}", "float " + number + " at $.a[0]: " + NO_FLOATS,
                "float " + shown + " at $.a[0]: " + NO_FLOATS);
    }

    @Test
    void refusesFloatsThatAreNoNumbers() {
        for (Object number : List.of(Double.NaN, Double.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY)) {
            assertThatExceptionOfType(DataModelException.class).isThrownBy(() -> AtJson.ofTree(Map.of("a", number)))
                    .withMessage("float " + number + " at $.a: " + NO_FLOATS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "9007199254740992", "-9007199254740992", "9223372036854775807", "9223372036854775808", "1e16", "1e400",
            "123456789012345678901234567890123456789012345678901234567890" })
    void refusesIntegersThatJsonDoesNotKeep(String number) {
        assertThatExceptionOfType(DataModelException.class).isThrownBy(() -> AtJson.parse("{\"a\":" + number + "}"))
                .withMessageMatching("integer \\S+ at \\$\\.a: the AT Protocol's integers lie between .*");
        assertThatExceptionOfType(DataModelException.class)
                .isThrownBy(() -> AtJson.ofTree(Map.of("a", new BigDecimal(number).toBigInteger())))
                .withMessageMatching("integer .* at \\$\\.a: the AT Protocol's integers lie between .*");
    }

    @Test
    void refusesAnExponentThatWouldFillTheMemory() {
        assertThatExceptionOfType(DataModelException.class).isThrownBy(() -> AtJson.parse("1e999999999"))
                .withMessageStartingWith("integer 1e999999999 at $");
        assertThatExceptionOfType(DataModelException.class).isThrownBy(() -> AtJson.parse("1e-999999999"))
                .withMessageStartingWith("float 1e-999999999 at $");
        assertThatExceptionOfType(DataModelException.class).isThrownBy(() -> AtJson.parse("1e99999999999"))
                .withMessageStartingWith("float 1e99999999999 at $");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', value = {
            "{\"$link\":1}           | malformed $link at $.x: it must be a string",
            "{\"$link\":null}        | malformed $link at $.x: it must be a string",
            "{\"$link\":\".\"}       | malformed $link at $.x: a CIDv1 in base32 is needed",
            "{\"$link\":\".\",\"a\":1}  | malformed $link at $.x: it must be the only key of its object",
            "{\"$bytes\":[1]}        | malformed $bytes at $.x: it must be a string",
            "{\"$bytes\":\"*\"}      | malformed $bytes at $.x: base64 is needed",
            "{\"$bytes\":\"A_-A\"}   | malformed $bytes at $.x: base64 is needed",
            "{\"a\":1,\"$bytes\":\"\"}  | malformed $bytes at $.x: it must be the only key of its object",
            "{\"$type\":null}        | malformed $type at $.x.$type: it must be a string that is not empty",
            "{\"$type\":1}           | malformed $type at $.x.$type: it must be a string that is not empty",
            "{\"$type\":\"\"}        | malformed $type at $.x.$type: it must be a string that is not empty",
            "{\"__proto__\":1}       | key __proto__ at $.x.__proto__: PDSs refuse it" })
    void refusesObjectsThatOnlyLookSpecial(String json, String message) throws Exception {
        assertRefused("{\"x\":" + json + "}", message, message);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', value = {
            "\"mimeType\":\"a/b\",\"size\":1 | ref must be a $link to raw data",
            "\"ref\":\"x\",\"mimeType\":\"a/b\",\"size\":1 | ref must be a $link to raw data",
            "\"ref\":CBOR,\"mimeType\":\"a/b\",\"size\":1 | ref must be a $link to raw data",
            "\"ref\":RAW,\"size\":1 | mimeType must be a MIME type",
            "\"ref\":RAW,\"mimeType\":\"png\",\"size\":1 | mimeType must be a MIME type",
            "\"ref\":RAW,\"mimeType\":\"a/b\" | size must be an integer that is not negative",
            "\"ref\":RAW,\"mimeType\":\"a/b\",\"size\":\"1\" | size must be an integer that is not negative",
            "\"ref\":RAW,\"mimeType\":\"a/b\",\"size\":-1 | size must be an integer that is not negative",
            "\"ref\":RAW,\"mimeType\":\"a/b\",\"size\":1,\"alt\":\"x\" | its keys must be $type, ref, mimeType" })
    void refusesMalformedBlobs(String members, String reason) throws Exception {
        String blob = "{\"$type\":\"blob\"," + members.replace("RAW", RAW).replace("CBOR", CBOR) + "}";

        assertRefused("{\"b\":[" + blob + "]}", "malformed blob at $.b[0]: " + reason,
                "malformed blob at $.b[0]: " + reason);
    }

    @Test
    void takesLegacyBlobsAsPlainObjects() {
        assertThat(AtJson.parseRecord("{\"b\":{\"cid\":\"bafy\",\"mimeType\":\"image/png\"}}"))
                .containsEntry("b", Map.of("cid", "bafy", "mimeType", "image/png"));
    }

    @Test
    void refusesDuplicateKeys() {
        assertThatExceptionOfType(DataModelException.class)
                .isThrownBy(() -> AtJson.parse("{\"a\":{\"k\":null,\"l\":1,\"k\":null}}"))
                .withMessage("duplicate key at $.a.k");
        assertThatExceptionOfType(DataModelException.class)
                .isThrownBy(() -> AtJson.parse("{\"\\ud800\":1,\"\\udc00\":1}"))
                .withMessage("duplicate key at $[\"\\ufffd\"]");
        assertThatExceptionOfType(DataModelException.class)
                .isThrownBy(() -> AtJson.ofTree(Map.of("\ud800", 1, "\udc00", 1))).withMessage("duplicate key at $");
    }

    @Test
    void replacesLoneSurrogates() {
        assertThat(AtJson.parse("[\"a\\ud800b\",\"\\udc00\\ud800\",\"\\ud83d\\ude00\",\"\\ud83d\"]"))
                .isEqualTo(List.of("a\ufffdb", "\ufffd\ufffd", "😀", "\ufffd"));
        assertThat(AtJson.ofTree(List.of("a\ud800b", "😀\udc00"))).isEqualTo(List.of("a\ufffdb", "😀\ufffd"));
    }

    @Test
    void nests128Deep() throws Exception {
        String deepest = "[".repeat(128) + "]".repeat(128);
        String deeper = "{\"a\":".repeat(128) + "{}" + "}".repeat(128);

        assertThat(AtJson.ofTree(AtJson.parse(deepest))).isEqualTo(AtJson.parse(deepest));
        assertRefused(deeper, "nesting deeper than 128 at $.a.a", "nesting deeper than 128 at $.a.a");
        assertRefused("[" + deepest + "]", "nesting deeper than 128 at $[0][0]", "nesting deeper than 128 at $[0][0]");
    }

    @Test
    void doesNotCountLinksAsNesting() throws Exception {
        String json = "[".repeat(128) + RAW + "]".repeat(128);
        Object tree = AtJson.parse(json);

        assertThat(AtJson.write(tree)).isEqualTo(json);
        assertThat(AtJson.ofTree(MAPPER.readValue(json, Object.class))).isEqualTo(tree);
    }

    @Test
    void refusesATreeThatContainsItself() {
        List<Object> self = new ArrayList<>();
        self.add(self);
        Map<String, Object> link = new HashMap<>();
        link.put("$link", link);

        assertThatExceptionOfType(DataModelException.class).isThrownBy(() -> AtJson.ofTree(link))
                .withMessageStartingWith("nesting deeper than 128 at $.$link.$link");
        assertThatExceptionOfType(DataModelException.class).isThrownBy(() -> AtJson.ofTree(self))
                .withMessageStartingWith("nesting deeper than 128 at $[0][0]");
    }

    @Test
    void survivesTextThatIsNothingButNesting() {
        assertThatExceptionOfType(DataModelException.class).isThrownBy(() -> AtJson.parse("[".repeat(1_000_000)))
                .withMessageStartingWith("nesting deeper than 128");
        assertThatExceptionOfType(DataModelException.class).isThrownBy(() -> AtJson.parse("{\"a\":".repeat(1_000_000)))
                .withMessageStartingWith("nesting deeper than 128");
    }

    @Test
    void namesTheClassThatItDoesNotKnow() {
        String advice = ": not a type of the data model; use Map, List, String, Long, Boolean, byte[], Cid or null";

        assertThatExceptionOfType(DataModelException.class)
                .isThrownBy(() -> AtJson.ofTree(Map.of("at", Instant.EPOCH)))
                .withMessage("java.time.Instant at $.at" + advice);
        assertThatExceptionOfType(DataModelException.class)
                .isThrownBy(() -> AtJson.ofTree(Map.of("tags", new LinkedHashSet<>(List.of("a")))))
                .withMessage("java.util.LinkedHashSet at $.tags" + advice);
        assertThatExceptionOfType(DataModelException.class)
                .isThrownBy(() -> AtJson.ofTree(Map.of("password", "secret".toCharArray())))
                .withMessage("[C at $.password" + advice);
    }

    @Test
    void refusesKeysThatAreNoStrings() {
        assertThatExceptionOfType(DataModelException.class).isThrownBy(() -> AtJson.ofTree(Map.of("a", Map.of(1, 2))))
                .withMessage("a key that is no string at $.a");
    }

    @ParameterizedTest
    @ValueSource(strings = { "\"text\"", "[]", "1", "null", RAW })
    void needsAnObjectForARecord(String json) {
        assertThatExceptionOfType(DataModelException.class).isThrownBy(() -> AtJson.parseRecord(json))
                .withMessage("a record that is no object at $");
        assertThatExceptionOfType(DataModelException.class)
                .isThrownBy(() -> AtJson.record(MAPPER.readValue(json, Object.class)))
                .withMessage("a record that is no object at $");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', value = {
            "``                   | no JSON at $: the text is empty",
            "` `                  | no JSON at $: the text is empty",
            "{} {}                | more than one JSON value at $",
            "{\"a\":[1,\"se       | malformed JSON at $.a[1]: it ends too early, at line 1, column",
            "{\"a\":secret}       | malformed JSON at $: line 1, column",
            "{\"a\":1,}           | malformed JSON at $: line 1, column",
            "{'a':1}              | malformed JSON at $: line 1, column",
            "{\"a\":NaN}          | malformed JSON at $: line 1, column",
            "{\"a\":+1}           | malformed JSON at $: line 1, column",
            "{\"a\":01}           | malformed JSON at $: line 1, column",
            "// secret            | malformed JSON at $: line 1, column" })
    void saysWhereTextIsNoJson(String json, String message) {
        assertThatExceptionOfType(DataModelException.class).isThrownBy(() -> AtJson.parse(json))
                .withMessageStartingWith(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "{\"a\":secret}", "{\"a\":\"secret", "{\"a\":\"secret\n\"}", "{\"$link\":\"secret\"}", "{\"$bytes\":\"secret*\"}",
            "{\"a\":\"secret\\x\"}", "\"secret\"", "{\"$type\":\"blob\",\"ref\":\"secret\"}" })
    void neverShowsWhatAStringHolds(String json) {
        assertThatExceptionOfType(DataModelException.class).isThrownBy(() -> AtJson.parseRecord(json))
                .satisfies(e -> assertThat(stackTrace(e)).doesNotContain("secret"));
    }

    @ParameterizedTest
    @ValueSource(ints = { 0xff, 0xc3, 0x80 })
    void refusesWhatIsNotUtf8(int octet) {
        assertThatExceptionOfType(DataModelException.class)
                .isThrownBy(() -> AtJson.parse(new byte[] { '"', (byte) octet, '"' }))
                .withMessage("malformed JSON at $: it is not UTF-8");
    }

    @Test
    void takesStringsOfTwoMillionCharacters() {
        String longest = "x".repeat(2_000_000);

        assertThat(AtJson.parse("\"" + longest + "\"")).isEqualTo(longest);
        assertThatExceptionOfType(DataModelException.class).isThrownBy(() -> AtJson.parse("[\"" + longest + "x\"]"))
                .withMessageStartingWith("malformed JSON at $[0]: a string, key or number is too long");
    }

    @Test
    void refusesNumbersOfTooManyDigits() {
        assertThatExceptionOfType(DataModelException.class).isThrownBy(() -> AtJson.parse("[" + "1".repeat(1001) + "]"))
                .withMessageStartingWith("malformed JSON at $: a string, key or number is too long");
    }

    @Test
    void tellsThePathAndTheReasonApart() {
        assertThatExceptionOfType(DataModelException.class).isThrownBy(() -> AtJson.parse("{\"a\":1.5}"))
                .satisfies(e -> assertThat(e.path()).isEqualTo("$.a"))
                .satisfies(e -> assertThat(e.reason()).isEqualTo("float 1.5: " + NO_FLOATS))
                .satisfies(e -> assertThat(e.under("$.writes[3].value").path()).isEqualTo("$.writes[3].value.a"))
                .satisfies(e -> assertThat(e.under("$.record"))
                        .hasMessage("float 1.5 at $.record.a: " + NO_FLOATS).hasStackTraceContaining("JsonReader"));
    }

    @Test
    void quotesKeysThatCouldForgeAPathOrALogLine() {
        assertThatExceptionOfType(DataModelException.class)
                .isThrownBy(() -> AtJson.parse("{\"a b\":{\"\":{\"\\n\\\"\":{\"" + "k".repeat(1000) + "\":1.5}}}}"))
                .withMessageStartingWith(
                        "float 1.5 at $[\"a b\"][\"\"][\"\\u000a\\\"\"][\"" + "k".repeat(64) + "...\"]: ");
    }

    private static void assertRefused(String json, String message, String messageForTree) throws Exception {
        assertThatExceptionOfType(DataModelException.class).isThrownBy(() -> AtJson.parse(json))
                .withMessageStartingWith(message);
        Object tree = MAPPER.readValue(json, Object.class);
        assertThatExceptionOfType(DataModelException.class).isThrownBy(() -> AtJson.ofTree(tree))
                .withMessageStartingWith(messageForTree);
    }

    private static String stackTrace(Throwable e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
