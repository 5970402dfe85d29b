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
package io.github.camelatproto.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static io.github.camelatproto.contract.Records.thing;
import static org.assertj.core.api.Assertions.assertThat;

/** What a request has to look like, whatever it asks for. */
abstract class RequestContract extends Contract {
    private static final int MOST_BYTES = 1_000_000;

    RequestContract(Pds pds, Xrpc anonymous) {
        super(pds, anonymous);
    }

    @Test
    void malformedJsonIsRefused() {
        assertThat(WriteCall.values()).allSatisfy(call -> assertThat(
                alice.xrpc().procedure(call.nsid, "application/json", "{\"repo\":")).isRefused(400, "SyntaxError"));
    }

    @Test
    void anotherContentTypeIsRefused() {
        assertThat(WriteCall.values()).allSatisfy(call -> assertThat(
                alice.xrpc().procedure(call.nsid, "text/plain", call.input(alice, 1).toString()))
                .isRefused(400, "InvalidRequest").withMessage("Wrong request encoding (Content-Type): text/plain"));
    }

    @Test
    void aMissingContentTypeIsRefused() {
        assertThat(WriteCall.values()).allSatisfy(call -> assertThat(
                alice.xrpc().procedure(call.nsid, null, call.input(alice, 1).toString()))
                .isRefused(400, "InvalidRequest")
                .withMessage("Request encoding (Content-Type) required but not provided"));
    }

    @ParameterizedTest
    @EnumSource
    void aCharsetInTheContentTypeIsFine(WriteCall call) {
        assertThat(alice.xrpc().procedure(
                call.nsid, "application/json; charset=utf-8", call.input(alice, 1).toString())).isSuccess();
    }

    @ParameterizedTest
    @EnumSource
    void aBodyOfAMillionBytesIsTaken(WriteCall call) {
        assertThat(alice.xrpc().procedure(call.nsid, inputOf(MOST_BYTES, call))).isSuccess();
    }

    @Test
    void aBodyOfAByteMoreIsTooLarge() {
        assertThat(WriteCall.values()).allSatisfy(call -> assertThat(
                alice.xrpc().procedure(call.nsid, inputOf(MOST_BYTES + 1, call)))
                .isRefused(413, "PayloadTooLargeError").withMessage("request entity too large"));
    }

    @Test
    void aProcedureCannotBeAskedAsAQuery() {
        assertThat(alice.xrpc().query(Calls.CREATE_RECORD))
                .isRefused(400, "InvalidRequest").withMessage("Incorrect HTTP method (GET) expected POST");
    }

    @Test
    void aQueryCannotBeSentAsAProcedure() {
        assertThat(alice.xrpc().procedure(Calls.GET_RECORD))
                .isRefused(400, "InvalidRequest").withMessage("Incorrect HTTP method (POST) expected GET");
    }

    @Test
    void anUnknownCallIsRefused() {
        assertThat(alice.xrpc().procedure("com.example.nope", thing(1)))
                .isRefused(400, "InvalidRequest").withMessage("No service configured for com.example.nope");
    }

    /** Input that is so many bytes long, by a field that no lexicon has in the input and so is ignored. */
    private ObjectNode inputOf(int bytes, WriteCall call) {
        ObjectNode input = call.input(alice, 1).put("padding", "");
        return input.put("padding", "a".repeat(bytes - Json.bytes(input).length));
    }
}
