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

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelatproto.data.AtJson;
import io.github.camelatproto.data.Cid;
import io.github.camelatproto.data.DagCbor;
import io.github.camelatproto.data.DataModelException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Every vector of the data model, read by our own reader and as the tree of another library. */
class DataModelInteropTest {

    private static final InteropVectors VECTORS = new InteropVectors();
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @AfterAll
    static void printTotal() {
        System.out.println("interop vectors read: " + VECTORS.read() + " (data model)");
    }

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
