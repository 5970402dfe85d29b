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
package io.github.camelatproto;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelatproto.data.AtJson;
import io.github.camelatproto.data.Cid;
import io.github.camelatproto.data.DagCbor;
import io.github.camelatproto.data.DataModelException;
import io.github.camelatproto.syntax.AtIdentifier;
import io.github.camelatproto.syntax.AtUri;
import io.github.camelatproto.syntax.Datetime;
import io.github.camelatproto.syntax.Did;
import io.github.camelatproto.syntax.Handle;
import io.github.camelatproto.syntax.LanguageTag;
import io.github.camelatproto.syntax.Nsid;
import io.github.camelatproto.syntax.RecordKey;
import io.github.camelatproto.syntax.Tid;
import io.github.camelatproto.syntax.Uri;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Every interop vector for what is built: all lines of the syntax files, all cases of the data model. */
class InteropTest {

    private static final InteropVectors VECTORS = new InteropVectors();

    @AfterAll
    static void printTotal() {
        System.out.println("interop vectors read: " + VECTORS.read());
    }

    @Nested
    class Syntax {

        private static final Format DATETIME = new Format("datetime", Datetime::isValid, Datetime::parse);
        private static final Format LANGUAGE = new Format("language", LanguageTag::isValid, LanguageTag::parse);

        static List<Format> formats() {
            return List.of(
                    new Format("atidentifier", AtIdentifier::isValid, AtIdentifier::parse),
                    new Format("aturi", AtUri::isValid, AtUri::parse),
                    DATETIME,
                    new Format("did", Did::isValid, Did::parse),
                    new Format("handle", Handle::isValid, Handle::parse),
                    LANGUAGE,
                    new Format("nsid", Nsid::isValid, Nsid::parse),
                    new Format("recordkey", RecordKey::isValid, RecordKey::parse),
                    new Format("tid", Tid::isValid, Tid::parse),
                    new Format("uri", Uri::isValid, Uri::parse));
        }

        @ParameterizedTest
        @MethodSource("formats")
        void takesWhatIsValidAndRefusesWhatIsNot(Format format) {
            List<String> valid = format.lines("syntax_valid");
            List<String> invalid = format.lines("syntax_invalid");

            assertThat(valid).isNotEmpty().allSatisfy(text -> {
                assertThat(format.isValid.test(text)).isTrue();
                assertThat(format.parse.apply(text).toString()).isEqualToIgnoringCase(text);
            });
            assertRefused(format, invalid);
            print(format.name, valid, invalid);
        }

        @Test
        void refusesWhatOnlyLooksRight() {
            for (Format format : List.of(DATETIME, LANGUAGE)) {
                List<String> invalid = format.lines("parse_invalid");

                assertRefused(format, invalid);
                System.out.println("interop vectors: " + format + " parse-invalid=" + invalid.size());
            }
        }

        @Test
        void knowsTheLooseSyntaxOfCids() {
            List<String> valid = VECTORS.lines("syntax/cid_syntax_valid.txt");
            List<String> invalid = VECTORS.lines("syntax/cid_syntax_invalid.txt");

            assertThat(valid).isNotEmpty().allMatch(Cid::isValidSyntax);
            assertThat(invalid).isNotEmpty().noneMatch(Cid::isValidSyntax);
            print("cid", valid, invalid);
        }

        private static void assertRefused(Format format, List<String> invalid) {
            assertThat(invalid).isNotEmpty().allSatisfy(text -> {
                assertThat(format.isValid.test(text)).isFalse();
                assertThatIllegalArgumentException().isThrownBy(() -> format.parse.apply(text))
                        .withMessageStartingWith("Invalid ").withMessageContaining(" at index ");
            });
        }

        private static void print(String file, List<String> valid, List<String> invalid) {
            System.out.println("interop vectors: " + file + " valid=" + valid.size() + " invalid=" + invalid.size());
        }

        private record Format(String name, Predicate<String> isValid, Function<String, Object> parse) {

            List<String> lines(String kind) {
                return VECTORS.lines("syntax/" + name + "_" + kind + ".txt");
            }

            @Override
            public String toString() {
                return name;
            }
        }
    }

    /** Read by our own reader, and as the tree of another library. */
    @Nested
    class DataModel {

        private static final ObjectMapper MAPPER = new ObjectMapper();

        @Test
        void encodesTheFixturesInTheirCborAndCid() throws Exception {
            assertThat(read("fixtures")).allSatisfy(fixture -> {
                Map<String, ?> record = AtJson.parseRecord(fixture.get("json").toString());
                byte[] cbor = Base64.getDecoder().decode(fixture.get("cbor_base64").asText());

                assertThat(DagCbor.encode(record)).isEqualTo(cbor);
                assertThat(DagCbor.encode(AtJson.record(tree(fixture)))).isEqualTo(cbor);
                assertThat(Cid.ofDagCbor(cbor)).hasToString(fixture.get("cid").asText());
            });
        }

        @Test
        void decodesTheFixturesIntoTheirJson() throws Exception {
            assertThat(MAPPER.readTree(VECTORS.text("data-model/data-model-fixtures.json"))).allSatisfy(fixture -> {
                Object record = DagCbor.decode(Base64.getDecoder().decode(fixture.get("cbor_base64").asText()));

                assertThat(MAPPER.readTree(AtJson.write(record))).isEqualTo(fixture.get("json"));
            });
        }

        @Test
        void takesTheValidRecords() throws Exception {
            assertThat(read("valid")).allSatisfy(vector -> {
                Map<String, ?> record = AtJson.parseRecord(vector.get("json").toString());

                assertThat(AtJson.record(tree(vector))).isEqualTo(record);
                assertThat(AtJson.parseRecord(AtJson.write(record))).isEqualTo(record);
            });
        }

        @Test
        void refusesTheInvalidRecords() throws Exception {
            assertThat(read("invalid")).allSatisfy(vector -> {
                String note = vector.get("note").asText();

                assertThatExceptionOfType(DataModelException.class).as(note)
                        .isThrownBy(() -> AtJson.parseRecord(vector.get("json").toString()));
                assertThatExceptionOfType(DataModelException.class).as(note)
                        .isThrownBy(() -> AtJson.record(tree(vector)));
            });
        }

        private static Object tree(JsonNode vector) {
            return MAPPER.convertValue(vector.get("json"), Object.class);
        }

        private static List<JsonNode> read(String kind) throws Exception {
            List<JsonNode> vectors = MAPPER.readerForListOf(JsonNode.class)
                    .readValue(VECTORS.text("data-model/data-model-" + kind + ".json"));
            VECTORS.count(vectors.size());
            System.out.println("interop vectors: data-model " + kind + "=" + vectors.size());
            assertThat(vectors).isNotEmpty();
            return vectors;
        }
    }
}
