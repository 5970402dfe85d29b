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
package io.github.camelatproto.component.operation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import org.apache.camel.AsyncProcessor;
import org.apache.camel.BeanScope;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.support.service.ServiceSupport;
import org.jspecify.annotations.Nullable;

/** What an endpoint's option {@code rebase} names: a route, or a bean. Thread-safe once started. */
public final class RebaseTarget extends ServiceSupport {

    private final CamelContext context;
    private final Object rebase;
    private @Nullable Processor called;
    private @Nullable AsyncProcessor processor;

    /**
     * @param rebase an endpoint URI, {@code #bean:name} or {@code #name}; a Processor, or any object with a method to
     *               call
     */
    public RebaseTarget(CamelContext context, Object rebase) {
        this.context = context;
        this.rebase = rebase;
    }

    @Override
    protected void doStart() throws Exception {
        called = called();
        // what runs outside a route has a unit of work only where it is given one
        processor = PluginHelper.getInternalProcessorFactory(context).addUnitOfWorkProcessorAdvice(context, called, null);
        ServiceHelper.startService(called, processor);
    }

    private Processor called() throws Exception {
        if (rebase instanceof String text && !text.startsWith("#")) {
            return context.getEndpoint(text).createAsyncProducer();
        }
        Object bean = rebase instanceof String text
                ? CamelContextHelper.mandatoryLookup(context, text.replaceFirst("^#(bean:)?", "")) : rebase;
        return bean instanceof Processor own
                ? own
                : PluginHelper.getBeanProcessorFactory(context)
                        .createBeanProcessor(context, bean, null, null, null, null, BeanScope.Singleton);
    }

    /** Completes with the exchange when it has been processed, also where it failed. */
    CompletionStage<Exchange> call(Exchange exchange, Executor executor) {
        CompletableFuture<Exchange> done = new CompletableFuture<>();
        AsyncProcessor started = processor;
        if (started == null) {
            return CompletableFuture.failedFuture(new IllegalStateException("The endpoint is not started"));
        }
        executor.execute(() -> {
            try {
                started.process(exchange, doneSync -> done.complete(exchange));
            } catch (RuntimeException | Error e) {
                done.completeExceptionally(e);
            }
        });
        return done;
    }

    @Override
    protected void doStop() {
        ServiceHelper.stopService(processor, called);
    }

    @Override
    public String toString() {
        return rebase instanceof String text ? text : rebase.getClass().getName();
    }
}
