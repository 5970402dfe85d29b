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

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

abstract class DescribeServerContract extends Contract {

    DescribeServerContract(Pds pds, Xrpc anonymous) {
        super(pds, anonymous);
    }

    @Test
    void itTellsWhatAnAccountNeedsAndMayDo() {
        JsonNode body = anonymous.query(Calls.DESCRIBE_SERVER).success().body();

        assertThat(body).isEqualTo(Json.json("""
                {
                  "did": "did:web:localhost", "availableUserDomains": [".test"], "inviteCodeRequired": false,
                  "blobUploadLimit": 5242880, "links": {}, "contact": {}
                }"""));
    }

    @Test
    void nobodyLooksAtTheToken() {
        assertThat(anonymous.authorizedBy("nonsense").query(Calls.DESCRIBE_SERVER)).isSuccess();
    }

    @Test
    void aBodyIsRefused() {
        assertThat(anonymous.queryWithBody(Calls.DESCRIBE_SERVER, "{}")).isRefused(400, "InvalidRequest")
                .withMessage("A request body was provided when none was expected");
    }
}
