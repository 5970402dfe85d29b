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

import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import io.github.camelatproto.component.AtprotoConfiguration;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.Nullable;

/** An exchange before an operation on a repo in memory. */
final class OperationBench {

    final MemoryRepos repos = new MemoryRepos();
    final AtprotoConfiguration configuration = new AtprotoConfiguration();
    final Exchange exchange;
    @Nullable
    RebaseTarget rebase;

    OperationBench() {
        exchange = new DefaultExchange(new DefaultCamelContext());
        configuration.setCollection("com.example.thing");
        configuration.setDeliveryTimeout(MemoryRepos.PATIENCE.toMillis());
        // the report comes so much later
        configuration.setRequestTimeout(MemoryRepos.PATIENCE.toMillis());
    }

    Reply applyWrites(@Nullable Object body) {
        return run(new ApplyWritesOperation(step()), body);
    }

    Reply createRecord(@Nullable Object body) {
        return run(new CreateRecordOperation(step()), body);
    }

    /** A message of another exchange, whose answer may take its time. */
    CompletionStage<Reply> createRecordMeanwhile(Object body) {
        Exchange other = new DefaultExchange(exchange.getContext());
        other.getMessage().setBody(body);
        return new CreateRecordOperation(step()).start(other);
    }

    Reply putRecord(@Nullable Object body) {
        return run(new PutRecordOperation(step()), body);
    }

    Reply deleteRecord(@Nullable Object body) {
        return run(new DeleteRecordOperation(step()), body);
    }

    private WriteStep step() {
        return new WriteStep(configuration, exchange.getContext(), repos, "test", rebase);
    }

    private Reply run(Operation operation, @Nullable Object body) {
        exchange.getMessage().setBody(body);
        try {
            return operation.start(exchange).toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Of an operation that gives the lexicon's output. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> body(Reply reply) {
        return (Map<String, Object>) reply.body();
    }
}
