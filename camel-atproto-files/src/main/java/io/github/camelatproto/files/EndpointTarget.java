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
package io.github.camelatproto.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.camelatproto.repo.Write;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;

/** Sends writes to an {@code atproto:applyWrites} endpoint. */
final class EndpointTarget implements ImportRun.Target, AutoCloseable {

    private final CamelContext context;
    private final Endpoint endpoint;
    private final ProducerTemplate template;

    EndpointTarget(CamelContext context, String uri) {
        this.context = context;
        this.endpoint = context.getEndpoint(uri);
        this.template = context.createProducerTemplate();
    }

    @Override
    public CompletableFuture<Exchange> send(List<Write> writes, boolean mayBeThere) {
        Exchange exchange = endpoint.createExchange();
        exchange.getMessage().setBody(writes);
        // the component then looks before it sends
        exchange.getMessage().setHeader(Exchange.REDELIVERED, mayBeThere);
        return template.asyncSend(endpoint, exchange);
    }

    @Override
    public boolean isClosing() {
        return context.isStopping() || context.isStopped();
    }

    @Override
    public void close() {
        try {
            template.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
