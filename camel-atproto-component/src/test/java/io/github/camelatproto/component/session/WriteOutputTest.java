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
package io.github.camelatproto.component.session;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WriteOutputTest {

    private static final String AFTER = ",'cid':'bafy','validationStatus':'valid'}";

    /** Quotes are single here, so that the JSON can be read. */
    private static WriteOutput read(String json) throws IOException {
        try (JsonParser parser = new ObjectMapper().createParser(json.replace('\'', '"'))) {
            parser.nextToken();
            WriteOutput output = WriteOutput.read(parser);
            assertThat(parser.nextToken()).as("what follows the object").isNull();
            return output;
        }
    }

    @Test
    void theOutputOfASingleWriteIsItsResult() throws Exception {
        WriteOutput output = read("{'uri':'at://did:plc:a/b/c','commit':{'cid':'c1','rev':'r1'}" + AFTER);

        assertThat(output.result(0).cid()).isEqualTo("bafy");
        assertThat(output.result(0).validationStatus()).isEqualTo("valid");
        assertThat(output.commitCid()).isEqualTo("c1");
        assertThat(output.commitRev()).isEqualTo("r1");
    }

    @Test
    void resultsComeInTheOrderOfTheWrites() throws Exception {
        WriteOutput output = read("{'results':[{'cid':'a'},{'$type':'com.atproto.repo.applyWrites#deleteResult'},"
                                  + "{'$type':'com.atproto.repo.applyWrites#updateResult','cid':'b'}]}");

        assertThat(output.result(0).cid()).isEqualTo("a");
        assertThat(output.result(0).isUpdate()).isFalse();
        assertThat(output.result(1).cid()).isNull();
        assertThat(output.result(2).cid()).isEqualTo("b");
        assertThat(output.result(2).isUpdate()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "{}", "{'results':5}", "{'results':null}", "{'results':{'cid':'a'}}", "{'results':[]}",
            "{'results':[null,7,[{'cid':'a'}]]}", "{'commit':null}", "{'commit':['cid','a']}", "{'cid':{'cid':'a'}}",
            "{'cid':7}" })
    void whatIsNotAsTheLexiconHasItIsTakenForAbsent(String json) throws Exception {
        WriteOutput output = read(json);

        assertThat(output.result(0).cid()).isNull();
        assertThat(output.result(9).cid()).isNull();
        assertThat(output.commitCid()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "{'uri':{'cid':'x'}", "{'$type':{'cid':'x'}", "{'$type':['y',{}]", "{'commit':{'cid':{'rev':[1]}}",
            "{'results':true,'$type':null" })
    void whatIsNotAsTheLexiconHasItHidesNothingThatFollows(String start) throws Exception {
        WriteOutput output = read(start + AFTER);

        assertThat(output.commitRev()).isNull();
        assertThat(output.result(0).cid()).isEqualTo("bafy");
        assertThat(output.result(0).validationStatus()).isEqualTo("valid");
    }

    @ParameterizedTest
    @ValueSource(strings = { "[]", "null", "'text'", "{'results':[{'cid':'a'}" })
    void whatIsNoWholeObjectIsAnError(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(JsonProcessingException.class);
    }
}
