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
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** {@code @atproto/api}. */
final class ApiPeer implements AutoCloseable {

    static final String NAME = "@atproto/api";

    private final NodePeer node;

    /**
     * @param records what createRecord writes in turn, and applyWrites all at once
     */
    ApiPeer(Account account, List<Map<String, Object>> records) throws IOException {
        node = new NodePeer("atproto-api.mjs", account.server().toString(), account.handle(), account.password());
        node.say(new ObjectMapper().writeValueAsString(records));
    }

    Contender contender(String method, int inFlight) {
        return new Contender(NAME, time -> rate(method, inFlight, time));
    }

    private double rate(String method, int inFlight, Duration time) {
        JsonNode round = node.ask(method + " " + inFlight + " " + time.toMillis());
        return round.required("records").doubleValue() / round.required("seconds").doubleValue();
    }

    @Override
    public void close() throws IOException {
        node.close();
    }
}
