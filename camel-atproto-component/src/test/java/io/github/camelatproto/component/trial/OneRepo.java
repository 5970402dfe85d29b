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
package io.github.camelatproto.component.trial;

import java.util.HashMap;
import java.util.Map;

import io.github.camelatproto.pds.EmbeddedPds;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;

/** An empty repo on an embedded PDS, a proxy before it, and a CamelContext that reaches it through the proxy. */
final class OneRepo implements AutoCloseable {

    private final EmbeddedPds pds = EmbeddedPds.builder().account("alice.test", "secret").build().start();
    private final FaultProxy proxy = new FaultProxy(pds.url());
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ProducerTemplate template = context.createProducerTemplate();

    OneRepo() {
        context.disableJMX();
        context.start();
    }

    EmbeddedPds pds() {
        return pds;
    }

    FaultProxy proxy() {
        return proxy;
    }

    CamelContext context() {
        return context;
    }

    String uri(String operation, String options) {
        return "atproto:" + operation + "?service=" + proxy.url() + "&identifier=alice.test&password=secret&collection="
               + Plan.THING + options;
    }

    /** Gives back the exchange, failed or not. */
    Exchange send(String uri, Object body, Map<String, Object> headers) {
        return template.request(uri, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(new HashMap<>(headers));
        });
    }

    /** The points that the PDS has taken for what came through the proxy. */
    int points() {
        return proxy.calls().stream().filter(WriteCalls::isWrite).mapToInt(WriteCalls::points).sum();
    }

    @Override
    public void close() {
        context.stop();
        proxy.close();
        pds.close();
    }
}
