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
package io.github.camelatproto.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.UUID;

/**
 * A fresh account on a server.
 *
 * @param token of a session
 */
record Account(URI server, String handle, String password, String did, String token) {

    static Account create(URI server) throws IOException {
        String handle = "b" + UUID.randomUUID().toString().substring(24) + ".test";
        String password = "secret";
        try (BareClient http = new BareClient(server, null, 1)) {
            Map<String, Object> answer = http.postJson(
                    "com.atproto.server.createAccount",
                    Map.of("handle", handle, "email", handle + "@example.com", "password", password));
            return new Account(
                    server, handle, password, String.valueOf(answer.get("did")), String.valueOf(answer.get("accessJwt")));
        }
    }
}
