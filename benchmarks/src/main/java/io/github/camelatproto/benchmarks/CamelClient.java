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

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.camelatproto.component.AtprotoComponent;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.impl.DefaultCamelContext;

/** Routes with one endpoint each: {@code atproto:}, or plain {@code http:} with a body that is ready-made. */
final class CamelClient implements AutoCloseable {

    private final CamelContext context = new DefaultCamelContext();
    private final ProducerTemplate template;

    /**
     * @param connections that there may be to one host at once, for atproto: and for http: alike
     */
    CamelClient(int connections) {
        AtprotoComponent atproto = new AtprotoComponent();
        // one host gets half of them
        atproto.setHttpThreads(2 * connections);
        context.addComponent("atproto", atproto);
        HttpComponent http = new HttpComponent();
        http.setConnectionsPerRoute(connections);
        http.setMaxTotalConnections(connections);
        http.setAutomaticRetriesDisabled(true);
        context.addComponent("http", http);
        context.start();
        template = context.createProducerTemplate();
    }

    void bind(String name, Object bean) {
        context.getRegistry().bind(name, bean);
    }

    /** The route through which records get into this account's repo. */
    Route atproto(String operation, Account account) throws Exception {
        return atproto(operation, account, "");
    }

    /**
     * @param options of the endpoint, each with an ampersand before it
     */
    Route atproto(String operation, Account account, String options) throws Exception {
        return route("atproto:" + operation + "?collection=" + Records.COLLECTION + "&service=" + account.server()
                     + "&identifier=" + account.handle() + "&password=" + account.password() + options,
                Map.of());
    }

    /** The route that posts bodies as they are. */
    Route http(String method, Account account) throws Exception {
        return route(account.server() + "/xrpc/" + method + "?httpMethod=POST",
                Map.of("Authorization", "Bearer " + account.token(), Exchange.CONTENT_TYPE, "application/json"));
    }

    private Route route(String uri, Map<String, Object> headers) throws Exception {
        String entry = "direct:" + context.getRoutes().size();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(entry).to(uri);
            }
        });
        return new Route(context.getEndpoint(entry), headers);
    }

    @Override
    public void close() {
        context.stop();
    }

    /** A way in. */
    final class Route {

        private final Endpoint entry;
        private final Map<String, Object> headers;

        Route(Endpoint entry, Map<String, Object> headers) {
            this.entry = entry;
            this.headers = headers;
        }

        /** Waits for the answer. */
        void send(Object body) throws Exception {
            Exchange exchange = template.send(entry, message(body));
            if (exchange.getException() != null) {
                throw exchange.getException();
            }
        }

        /** Waits for nothing. */
        CompletionStage<Exchange> sendAsync(Object body) {
            return template.asyncSend(entry, message(body))
                    .thenCompose(exchange -> exchange.getException() == null
                            ? CompletableFuture.completedStage(exchange)
                            : CompletableFuture.failedStage(exchange.getException()));
        }

        private Exchange message(Object body) {
            Exchange exchange = entry.createExchange();
            exchange.getMessage().setBody(body);
            headers.forEach(exchange.getMessage()::setHeader);
            return exchange;
        }
    }
}
