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

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.camelatproto.repo.Write;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.spi.ReactiveExecutor;
import org.apache.camel.support.service.ServiceHelper;

/**
 * Sends writes to an {@code atproto:applyWrites} endpoint, from the thread of the caller, so that they keep their
 * order.
 */
final class EndpointTarget implements ImportRun.Target, AutoCloseable {

    private final CamelContext context;
    private final AsyncProducer producer;

    EndpointTarget(CamelContext context, String uri) {
        this.context = context;
        Endpoint endpoint = context.getEndpoint(uri);
        try {
            this.producer = endpoint.createAsyncProducer();
        } catch (Exception e) {
            throw new IllegalStateException("Nothing can be written to " + endpoint + ": " + e.getMessage(), e);
        }
        ServiceHelper.startService(producer);
    }

    @Override
    public CompletableFuture<Exchange> send(List<Write> writes, boolean mayBeThere) {
        Exchange exchange = producer.getEndpoint().createExchange();
        exchange.getMessage().setBody(writes);
        // the component then looks before it sends
        exchange.getMessage().setHeader(Exchange.REDELIVERED, mayBeThere);
        CompletableFuture<Exchange> answer = new CompletableFuture<>();
        producer.process(exchange, doneHere -> answer.complete(exchange));
        // in a route, the steps of another one wait in this thread, which is going to wait for them
        ReactiveExecutor steps = context.getCamelContextExtension().getReactiveExecutor();
        while (!answer.isDone() && steps.executeFromQueue()) {
            // until it is answered, or goes on in another thread
        }
        return answer;
    }

    @Override
    public boolean isClosing() {
        return context.isStopping() || context.isStopped();
    }

    @Override
    public void close() {
        ServiceHelper.stopAndShutdownService(producer);
    }
}
