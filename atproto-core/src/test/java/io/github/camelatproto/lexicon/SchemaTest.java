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
package io.github.camelatproto.lexicon;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.camelatproto.data.Blob;
import io.github.camelatproto.data.Cid;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Each type of the lexicon language and each of its constraints, kept and broken. */
class SchemaTest {

    private static final Cid LINK = Cid.ofDagCbor(new byte[] { (byte) 0xa0 });
    private static final Blob IMAGE = new Blob(Cid.ofRaw(new byte[1]), "image/png", 1000);

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{\"type\": \"string\"} | string", "{\"type\": \"integer\"} | integer", "{\"type\": \"boolean\"} | boolean",
            "{\"type\": \"bytes\"} | bytes", "{\"type\": \"cid-link\"} | cid", "{\"type\": \"unknown\"} | object",
            "{\"type\": \"blob\"} | blob", "{\"type\": \"array\", \"items\": {\"type\": \"string\"}} | array",
            "{\"type\": \"ref\", \"ref\": \"com.atproto.repo.strongRef\"} | object" })
    void takesValuesOfItsTypeAlone(String schema, String type) {
        Thing thing = Thing.with(folder, schema);
        Map<String, Object> values = new HashMap<>(
                Map.of(
                        "string", "text", "integer", 1L, "boolean", true, "bytes", new byte[1], "cid", LINK, "array", List.of(),
                        "object", Map.of("uri", "at://a.test", "cid", LINK.toString()), "float", 1.5, "unknown", new Object()));
        values.put("null", null);

        values.forEach((name, value) -> assertThat(thing.errors(value)).as(name).isEqualTo(name.equals(type)
                ? List.of() : List.of("Expected " + type + " value type (got " + name + ") at $.value")));
    }

    @Nested
    class Text {

        @Test
        void isMeasuredInBytesOfUtf8() {
            Thing thing = Thing.with(folder, "{\"type\": \"string\", \"minLength\": 4, \"maxLength\": 6}");

            assertThat(thing.errors("abc")).containsExactly("string too small (minimum 4, got 3) at $.value");
            assertThat(thing.errors("\u00e4\u00e4")).isEmpty();
            assertThat(thing.errors("\u4e2d\u4e2d")).isEmpty();
            assertThat(thing.errors("\ud83d\ude00")).isEmpty();
            assertThat(thing.errors("\u4e2d\u4e2da")).containsExactly("string too big (maximum 6, got 7) at $.value");
            assertThat(thing.errors("\ud83d\ude00\ud83d\ude00"))
                    .containsExactly("string too big (maximum 6, got 8) at $.value");
        }

        @Test
        void isMeasuredInGraphemes() {
            Thing thing = Thing.with(folder, "{\"type\": \"string\", \"minGraphemes\": 2, \"maxGraphemes\": 3}");
            String family = "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67";

            assertThat(thing.errors(family)).containsExactly("grapheme too small (minimum 2, got 1) at $.value");
            assertThat(thing.errors(family.repeat(2))).isEmpty();
            assertThat(thing.errors("e\u0301".repeat(3))).isEmpty();
            assertThat(thing.errors("\r\n".repeat(3))).isEmpty();
            assertThat(thing.errors("\ud83c\udde9\ud83c\uddea".repeat(3))).isEmpty();
            assertThat(thing.errors("\u0915\u094d\u0937".repeat(3))).isEmpty();
            assertThat(thing.errors(family.repeat(4))).containsExactly("grapheme too big (maximum 3, got 4) at $.value");
            assertThat(thing.errors("abcd")).containsExactly("grapheme too big (maximum 3, got 4) at $.value");
        }

        @Test
        void isOneOfAnEnumButAnythingBesideKnownValues() {
            Thing closed = Thing.with(folder, "{\"type\": \"string\", \"enum\": [\"a\", \"b\", \"c\"]}");
            assertThat(closed.errors("b")).isEmpty();
            assertThat(closed.errors("d")).containsExactly("Expected one of \"a\", \"b\" or \"c\" at $.value");

            Thing open = Thing.with(folder, "{\"type\": \"string\", \"knownValues\": [\"a\", \"b\"]}");
            assertThat(open.errors("d")).isEmpty();
        }

        @Test
        void isAConstant() {
            Thing thing = Thing.with(folder, "{\"type\": \"string\", \"const\": \"a\"}");

            assertThat(thing.errors("a")).isEmpty();
            assertThat(thing.errors("b")).containsExactly("Expected \"a\" at $.value");
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', value = {
                "at-identifier | did:plc:abc | alice | AT identifier",
                "at-identifier | alice.test | did: | AT identifier",
                "at-uri | at://did:plc:abc/com.example.thing/self | at://did:plc:abc/ | at-uri",
                "at-uri | at://did:plc:abc#/text/%C3%A4 | at://did:plc:abc#text | at-uri",
                "at-uri | at://alice.test/com.example.thing#/ | at://did:plc:abc#/%C3 | at-uri",
                "cid | bafyreidfayvfuwqa7qlnopdjiqrxzs6blmoeu4rujcjtnci5beludirz2a | bafyreid | CID string",
                "cid | QmdfTbBqBPQ7VNxZEYEj14VmRuZBkqFbiwReogJgS1zR1n | QmdfTbBqBPQ7VNxZEYEj14VmRuZBkqFbiwReogJgS1zR1 | CID string",
                "cid | bafkqaaa | zdj7WhuEjrB52m1BisYCtmjH1hSKa7yZ3jEZ9JcXaFRD51wVz | CID string",
                "datetime | 2024-05-04T12:00:00.123Z | 2024-05-04 | datetime",
                "datetime | 2024-02-30T12:00:00+02:00 | 2024-02-32T12:00:00Z | datetime",
                "datetime | 9999-11-31T23:59:59-00:01 | 9999-12-31T23:59:59-00:01 | datetime",
                "did | did:web:example.com | did:web: | DID",
                "handle | alice.test | alice_.test | handle",
                "language | pt-BR | pt_BR | language",
                "nsid | com.example.thing | com.example | NSID",
                "record-key | a.b:c~d_e-f | a/b | record key",
                "tid | 3jzfcijpj2z2a | zzzzzzzzzzzzz | TID string",
                "uri | https://example.com/?q#f | https:///x | uri",
                "uri | x_1:y | example.com | uri" })
        void hasAFormat(String format, String good, String bad, String name) {
            Thing thing = Thing.with(folder, "{\"type\": \"string\", \"format\": \"" + format + "\"}");

            assertThat(thing.errors(good)).isEmpty();
            assertThat(thing.errors(bad)).containsExactly("Invalid " + name + " at $.value");
            assertThat(thing.errors("")).containsExactly("Invalid " + name + " at $.value");
        }
    }

    @Nested
    class Integers {

        @Test
        void lieBetweenTheirLimits() {
            Thing thing = Thing.with(folder, "{\"type\": \"integer\", \"minimum\": -1, \"maximum\": 3}");

            assertThat(thing.errors(-1L)).isEmpty();
            assertThat(thing.errors(3L)).isEmpty();
            assertThat(thing.errors(-2L)).containsExactly("integer too small (minimum -1) at $.value");
            assertThat(thing.errors(4L)).containsExactly("integer too big (maximum 3) at $.value");
        }

        @Test
        void surviveJsonEverywhere() {
            Thing thing = Thing.with(folder, "{\"type\": \"integer\"}");

            assertThat(thing.errors((1L << 53) - 1)).isEmpty();
            for (Object tooBig : List.of(1L << 53, -(1L << 53), BigInteger.TEN.pow(30), 1e30)) {
                assertThat(thing.errors(tooBig))
                        .containsExactly("Expected integer value type (got integer beyond 2^53 - 1) at $.value");
            }
        }

        @Test
        void areOneOfAnEnumOrAConstant() {
            Thing listed = Thing.with(folder, "{\"type\": \"integer\", \"enum\": [1, 2]}");
            assertThat(listed.errors(2L)).isEmpty();
            assertThat(listed.errors(3L)).containsExactly("Expected one of 1 or 2 at $.value");

            Thing constant = Thing.with(folder, "{\"type\": \"integer\", \"const\": 7}");
            assertThat(constant.errors(7L)).isEmpty();
            assertThat(constant.errors("7")).containsExactly("Expected 7 at $.value");
        }
    }

    @Test
    void booleansCanBeConstant() {
        Thing thing = Thing.with(folder, "{\"type\": \"boolean\", \"const\": true}");

        assertThat(thing.errors(true)).isEmpty();
        assertThat(thing.errors(false)).containsExactly("Expected true at $.value");
    }

    @Test
    void bytesHaveALength() {
        Thing thing = Thing.with(folder, "{\"type\": \"bytes\", \"minLength\": 2, \"maxLength\": 3}");

        assertThat(thing.errors(new byte[2])).isEmpty();
        assertThat(thing.errors(new byte[1])).containsExactly("bytes too small (minimum 2, got 1) at $.value");
        assertThat(thing.errors(new byte[4])).containsExactly("bytes too big (maximum 3, got 4) at $.value");
    }

    @Nested
    class Lists {

        @Test
        void haveALength() {
            Thing thing = Thing.with(folder,
                    "{\"type\": \"array\", \"minLength\": 1, \"maxLength\": 2, \"items\": {\"type\": \"integer\"}}");

            assertThat(thing.errors(List.of(1L, 2L))).isEmpty();
            assertThat(thing.errors(List.of())).containsExactly("array too small (minimum 1, got 0) at $.value");
            assertThat(thing.errors(List.of(1L, 2L, 3L))).containsExactly("array too big (maximum 2, got 3) at $.value");
        }

        @Test
        void haveItemsOfOneKind() {
            Thing thing = Thing.with(folder, "{\"type\": \"array\", \"items\": {\"type\": \"integer\"}}");

            assertThat(thing.errors(Arrays.asList(1L, "2", null))).containsExactly(
                    "Expected integer value type (got string) at $.value[1]",
                    "Expected integer value type (got null) at $.value[2]");
        }

        @Test
        void stopBeingLookedAtAfterTwentyErrors() {
            Thing thing = Thing.with(folder, "{\"type\": \"array\", \"items\": {\"type\": \"integer\"}}");

            assertThat(thing.errors(Collections.nCopies(1000, "x"))).hasSize(20);
        }
    }

    @Nested
    class Blobs {

        @Test
        void areTakenAsObjectOfTheDataModelToo() {
            Thing thing = Thing.with(folder, "{\"type\": \"blob\"}");

            assertThat(thing.errors(IMAGE)).isEmpty();
            assertThat(thing.errors(IMAGE.toMap())).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({ "image/png, true", "image/*, true", "*/*, true", "image/jpeg, false", "video/*, false", "image, false" })
        void haveAnAcceptedMimeType(String accept, boolean accepted) {
            Thing thing = Thing.with(folder, "{\"type\": \"blob\", \"accept\": [\"" + accept + "\"]}");

            assertThat(thing.errors(IMAGE)).isEqualTo(
                    accepted ? List.of() : List.of("Expected \"" + accept + "\" at $.value.mimeType"));
        }

        @Test
        void haveAMaximumSize() {
            assertThat(Thing.with(folder, "{\"type\": \"blob\", \"maxSize\": 1000}").errors(IMAGE)).isEmpty();
            assertThat(Thing.with(folder, "{\"type\": \"blob\", \"maxSize\": 999}").errors(IMAGE))
                    .containsExactly("blob too big (maximum 999, got 1000) at $.value");
        }

        @Test
        void areRefusedWhenMalformed() {
            Thing thing = Thing.with(folder, "{\"type\": \"blob\"}");
            Map<String, Object> changes = new HashMap<>(
                    Map.of(
                            "$type", "image", "ref", LINK, "mimeType", "png", "size", -1L, "other", 1L));
            changes.put("cid", null);

            changes.forEach((key, value) -> {
                Map<String, Object> blob = new HashMap<>(IMAGE.toMap());
                blob.put(key, value);
                assertThat(thing.errors(blob)).as(key).containsExactly("Expected blob value type (got object) at $.value");
            });
            assertThat(thing.errors(Map.of("cid", IMAGE.ref().toString(), "mimeType", "image/png"))).hasSize(1);
        }
    }

    @Nested
    class Objects {

        private static final String PAIR = "{\"type\": \"object\", \"required\": [\"a\", \"n\"], \"nullable\": [\"n\"],"
                                           + " \"properties\": {\"a\": {\"type\": \"string\"}, \"n\": {\"type\": \"string\"},"
                                           + " \"o\": {\"type\": \"string\"}}}";

        @Test
        void haveRequiredAndNullableKeys() {
            Thing thing = Thing.with(folder, PAIR);
            Map<String, Object> noNulls = new HashMap<>(Map.of("a", "x"));
            noNulls.put("n", null);

            assertThat(thing.errors(noNulls)).isEmpty();
            assertThat(thing.errors(Map.of())).containsExactly(
                    "Missing required key \"a\" at $.value", "Missing required key \"n\" at $.value");
            noNulls.put("a", null);
            noNulls.put("o", null);
            assertThat(thing.errors(noNulls)).containsExactly(
                    "Expected string value type (got null) at $.value.a", "Expected string value type (got null) at $.value.o");
        }

        @Test
        void mayHaveOtherKeysButNoFloatsInThem() {
            Thing thing = Thing.with(folder, PAIR);

            assertThat(thing
                    .errors(Map.of("a", "", "n", "", "x", Map.of("y", List.of(1L << 60, 1e30, BigInteger.TEN, LINK, IMAGE)))))
                    .isEmpty();
            assertThat(thing.errors(Map.of("a", "", "n", "", "x", Map.of("a b", List.of(1L, 1.5))))).containsExactly(
                    "Expected one of null, boolean, integer, string, cid, bytes, array or object value type (got float)"
                                                                                                                     + " at $.value.x[\"a b\"][1]");
        }

        @Test
        void mayBeNamedByTheirTypeOnlyCorrectly() {
            Thing thing = Thing.with(folder, "{\"type\": \"ref\", \"ref\": \"#part\"}", "\"part\": {\"type\": \"object\"}");

            assertThat(thing.errors(Map.of())).isEmpty();
            assertThat(thing.errors(Map.of("$type", "com.example.thing#part"))).isEmpty();
            assertThat(thing.errors(Map.of("$type", "com.example.thing"))).containsExactly(
                    "Expected \"com.example.thing#part\" at $.value.$type");
        }

        @Test
        void mayContainThemselvesButNotWithoutEnd() {
            Thing thing = Thing.with(folder, "{\"type\": \"ref\", \"ref\": \"#tree\"}",
                    "\"tree\": {\"type\": \"object\", \"properties\": {\"next\": {\"type\": \"ref\", \"ref\": \"#tree\"}}}");

            assertThat(thing.errors(nested(250))).isEmpty();
            assertThat(thing.errors(nested(100_000))).singleElement().asString()
                    .startsWith("Nesting deeper than 256 at $.value")
                    .hasSizeLessThan(1200);
        }

        private static Map<String, Object> nested(int depth) {
            Map<String, Object> tree = Map.of();
            for (int i = 0; i < depth; i++) {
                tree = Map.of("next", tree);
            }
            return tree;
        }
    }

    @Nested
    class Unions {

        private static final String PART
                = "\"part\": {\"type\": \"object\", \"required\": [\"a\"], \"properties\": {\"a\": {\"type\": \"integer\"}}}";

        @Test
        void takeTheirMembersAndCheckThem() {
            Thing thing = Thing.with(folder, "{\"type\": \"union\", \"refs\": [\"#part\"]}", PART);

            assertThat(thing.errors(Map.of("$type", "com.example.thing#part", "a", 1L))).isEmpty();
            assertThat(thing.errors(Map.of("$type", "com.example.thing#part"))).containsExactly(
                    "Missing required key \"a\" at $.value");
        }

        @Test
        void takeOtherTypesIfOpen() {
            Thing thing = Thing.with(folder, "{\"type\": \"union\", \"refs\": [\"#part\"]}", PART);

            assertThat(thing.errors(Map.of("$type", "com.example.other", "a", "x"))).isEmpty();
            assertThat(thing.errors(Map.of("$type", "com.example.other", "a", 1.5))).hasSize(1);
        }

        @Test
        void refuseOtherTypesIfClosed() {
            Thing thing = Thing.with(folder, "{\"type\": \"union\", \"refs\": [\"#part\"], \"closed\": true}", PART);

            assertThat(thing.errors(Map.of("$type", "com.example.thing#part", "a", 1L))).isEmpty();
            assertThat(thing.errors(Map.of("$type", "com.example.other"))).containsExactly(
                    "Expected \"com.example.thing#part\" at $.value.$type");
        }

        @Test
        void needATypeThatIsAString() {
            Thing thing = Thing.with(folder, "{\"type\": \"union\", \"refs\": [\"#part\"]}", PART);

            assertThat(thing.errors(Map.of("a", 1L))).containsExactly(
                    "Expected an object which includes the \"$type\" property value type (got object) at $.value");
            assertThat(thing.errors(Map.of("$type", 1L))).containsExactly(
                    "Expected string value type (got integer) at $.value.$type");
            assertThat(thing.errors("x")).hasSize(1);
        }
    }

    @Test
    void tokensAreTheirOwnName() {
        Thing thing = Thing.with(folder, "{\"type\": \"ref\", \"ref\": \"#red\"}", "\"red\": {\"type\": \"token\"}");

        assertThat(thing.errors("com.example.thing#red")).isEmpty();
        assertThat(thing.errors("red")).containsExactly("Expected \"com.example.thing#red\" at $.value");
    }

    @Test
    void anyDefinitionCanBeReferredToFromAnyLexicon() {
        Thing thing = Thing.with(folder, "{\"type\": \"array\", \"items\": {\"type\": \"ref\", \"ref\": \"#short\"}}",
                "\"short\": {\"type\": \"string\", \"maxLength\": 1}");
        assertThat(thing.errors(List.of("a", "ab"))).containsExactly("string too big (maximum 1, got 2) at $.value[1]");

        Thing other = Thing.with(folder, "{\"type\": \"ref\", \"ref\": \"com.atproto.repo.strongRef#main\"}");
        assertThat(other.errors(Map.of("cid", LINK.toString()))).containsExactly("Missing required key \"uri\" at $.value");
    }

    @Test
    void unknownValuesAreFollowedHoweverDeepTheyAre() {
        Thing thing = Thing.with(folder, "{\"type\": \"unknown\"}");
        List<Object> tree = new ArrayList<>();
        tree.add(1.5);
        for (int i = 0; i < 100_000; i++) {
            tree = new ArrayList<>(List.of(tree));
        }

        assertThat(thing.errors(Map.of("deep", tree))).singleElement().asString().endsWith("[0][0]...");
    }

    @ParameterizedTest
    @ValueSource(strings = { "secret", "\u0000\u2028", "a\"b" })
    void errorsNameKeysButNeverValues(String text) {
        Thing thing = Thing.with(folder, "{\"type\": \"unknown\"}");

        assertThat(thing.errors(text)).singleElement().asString().doesNotContain(text);
        assertThat(thing.errors(Map.of(text.repeat(100), 1.5))).singleElement().asString().matches("[ -~]*")
                .hasSizeLessThan(600);
    }
}
