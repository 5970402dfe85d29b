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
package io.github.camelatproto.component;

import java.io.IOException;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelatproto.pds.EmbeddedPds;
import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;

/** An embedded PDS with one account, and a CamelContext that writes as it. */
final class AliceOnEmbeddedPds implements AutoCloseable {

    static final String THING = "com.example.thing";

    final EmbeddedPds pds;
    final CamelRunner camel;

    AliceOnEmbeddedPds() throws Exception {
        this(false);
    }

    /**
     * @param rateLimits whether the PDS has the limits of the reference
     */
    AliceOnEmbeddedPds(boolean rateLimits) throws Exception {
        pds = EmbeddedPds.builder().account("alice.test", "secret").rateLimits(rateLimits).build().start();
        camel = CamelRunner.start();
    }

    /** An endpoint that writes things as alice. */
    String uri(String operation, String options) {
        return "atproto:" + operation + "?service=" + pds.url() + "&identifier=alice.test&password=secret&collection=" + THING
               + (options.isEmpty() ? "" : "&" + options);
    }

    void add(RoutesBuilder routes) throws Exception {
        camel.context().addRoutes(routes);
    }

    /** What getRecord gives, as an exchange that may have failed. */
    Exchange read(String rkey) {
        return camel.send("atproto:getRecord?service=" + pds.url() + "&repo=alice.test&collection=" + THING + "&rkey=" + rkey,
                null);
    }

    @SuppressWarnings("unchecked")
    Map<String, Object> value(String rkey) {
        Exchange read = read(rkey);
        if (read.getException() != null) {
            throw new AssertionError(rkey + " cannot be read", read.getException());
        }
        return (Map<String, Object>) read.getMessage().getBody(Map.class).get("value");
    }

    /** How many things there are. */
    int count() throws IOException {
        int count = 0;
        String cursor = "";
        while (true) {
            JsonNode page = new ObjectMapper().readTree(pds.url().resolve(
                    "/xrpc/com.atproto.repo.listRecords?repo=alice.test&limit=100&collection=" + THING + cursor).toURL());
            count += page.get("records").size();
            if (!page.has("cursor")) {
                return count;
            }
            cursor = "&cursor=" + page.get("cursor").asText();
        }
    }

    @Override
    public void close() {
        camel.close();
        pds.close();
    }
}
