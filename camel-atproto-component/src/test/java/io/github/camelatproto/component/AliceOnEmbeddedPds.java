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

import java.util.Map;

import io.github.camelatproto.pds.EmbeddedPds;
import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;

/** An embedded PDS with one account, and a CamelContext that writes as it. */
final class AliceOnEmbeddedPds implements AutoCloseable {

    static final String THING = "com.example.thing";

    final EmbeddedPds pds = EmbeddedPds.builder().account("alice.test", "secret").build().start();
    final CamelRunner camel;

    AliceOnEmbeddedPds() throws Exception {
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

    @Override
    public void close() {
        camel.close();
        pds.close();
    }
}
