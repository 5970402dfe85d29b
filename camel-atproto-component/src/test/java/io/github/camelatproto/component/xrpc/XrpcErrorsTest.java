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
package io.github.camelatproto.component.xrpc;

import java.time.Clock;
import java.util.Map;

import io.github.camelatproto.component.exception.RecordValidationException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class XrpcErrorsTest {

    @Test
    void aRefusalOfTheContentHasThePdssNameForIt() {
        XrpcResponse response = new XrpcResponse(
                400, Map.of("error", "BlobNotFound", "message", "Could not find blob: bafkrei"), name -> null);

        assertThat(XrpcErrors.of(response, "createRecord in did:plc:a", Clock.systemUTC())).isInstanceOfSatisfying(
                RecordValidationException.class, refused -> assertThat(refused.getError()).isEqualTo("BlobNotFound"));
    }

    @Test
    void anAnswerThatIsNoXrpcIsNamedByWhatItIsAndWhereItPoints() {
        Map<String, String> headers = Map.of("content-type", " text/html ", "location", "/login");
        XrpcResponse response = new XrpcResponse(302, null, headers::get);

        assertThat(XrpcErrors.of(response, "createRecord in did:plc:a", Clock.systemUTC())).hasMessage(
                "createRecord in did:plc:a: answered 302 with text/html, not with JSON, and pointed to /login; is the option"
                                                                                                       + " service the address of a PDS?");
    }

    @Test
    void anAnswerWithoutContentTypeIsSaidToHaveNone() {
        XrpcResponse response = new XrpcResponse(404, null, name -> null);

        assertThat(XrpcErrors.of(response, "createRecord in did:plc:a", Clock.systemUTC())).hasMessage(
                "createRecord in did:plc:a: answered 404 with no content type, not with JSON; is the option service the address"
                                                                                                       + " of a PDS?");
    }
}
