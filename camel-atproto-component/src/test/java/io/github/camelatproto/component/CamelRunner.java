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

import java.util.HashMap;
import java.util.Map;

import io.github.camelatproto.reference.ReferencePds;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A started CamelContext and a template, for tests that send messages to endpoints and routes. */
final class CamelRunner implements AutoCloseable {

    private final CamelContext context;
    private final ProducerTemplate template;

    private CamelRunner(CamelContext context) {
        this.context = context;
        this.template = context.createProducerTemplate();
    }

    static CamelRunner start(RoutesBuilder... routes) throws Exception {
        return start(new DefaultCamelContext(), routes);
    }

    static CamelRunner start(CamelContext context, RoutesBuilder... routes) throws Exception {
        for (RoutesBuilder builder : routes) {
            context.addRoutes(builder);
        }
        context.start();
        return new CamelRunner(context);
    }

    /** An endpoint that writes as the account. */
    static String uri(String operation, Object service, ReferencePds.Account account, String options) {
        return "atproto:" + operation + "?service=" + service + "&identifier=" + account.handle()
               + "&password=RAW(" + account.password() + ")&deliveryTimeout=60000" + (options.isEmpty() ? "" : "&" + options);
    }

    CamelContext context() {
        return context;
    }

    ProducerTemplate template() {
        return template;
    }

    /** Sends the body and gives back the exchange, failed or not. */
    Exchange send(String uri, Object body, Map<String, Object> headers) {
        return template.request(uri, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(new HashMap<>(headers));
        });
    }

    Exchange send(String uri, Object body) {
        return send(uri, body, Map.of());
    }

    /** Sends the body, expects success, and gives back what it became. */
    @SuppressWarnings("unchecked")
    Map<String, Object> output(String uri, Object body) {
        Exchange exchange = send(uri, body);
        if (exchange.getException() != null) {
            throw new AssertionError("Failed: " + exchange.getException().getMessage(), exchange.getException());
        }
        return exchange.getMessage().getBody(Map.class);
    }

    @Override
    public void close() {
        template.stop();
        context.stop();
    }
}
