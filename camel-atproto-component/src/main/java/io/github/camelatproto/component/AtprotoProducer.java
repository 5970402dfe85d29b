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

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;

import io.github.camelatproto.component.commit.Stages;
import io.github.camelatproto.component.exception.InvalidInputException;
import io.github.camelatproto.component.exception.PartialWriteException;
import io.github.camelatproto.component.exception.RateLimitExceededException;
import io.github.camelatproto.component.operation.ApplyWritesOperation;
import io.github.camelatproto.component.operation.CreateRecordOperation;
import io.github.camelatproto.component.operation.DeleteRecordOperation;
import io.github.camelatproto.component.operation.DescribeRepoOperation;
import io.github.camelatproto.component.operation.GetLatestCommitOperation;
import io.github.camelatproto.component.operation.GetRecordOperation;
import io.github.camelatproto.component.operation.ListRecordsOperation;
import io.github.camelatproto.component.operation.Operation;
import io.github.camelatproto.component.operation.PutRecordOperation;
import io.github.camelatproto.component.operation.Reads;
import io.github.camelatproto.component.operation.RebaseTarget;
import io.github.camelatproto.component.operation.Reply;
import io.github.camelatproto.component.operation.Repos;
import io.github.camelatproto.component.operation.ResolveHandleOperation;
import io.github.camelatproto.component.operation.SyncRecordsOperation;
import io.github.camelatproto.component.operation.UploadBlobOperation;
import io.github.camelatproto.component.operation.WriteStep;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;
import org.apache.camel.support.service.ServiceHelper;
import org.jspecify.annotations.Nullable;

/**
 * Starts the operation of each exchange and completes the exchange when its answer is there; holds no thread between. A
 * transacted exchange is completed on its own thread, as its transaction requires, and so is every exchange where
 * {@code synchronous} is set.
 */
public class AtprotoProducer extends DefaultAsyncProducer {

    private final Map<AtprotoOperation, Operation> operations = new EnumMap<>(AtprotoOperation.class);
    private @Nullable RebaseTarget rebase;
    private @Nullable AtprotoProducerHealthCheck healthCheck;

    public AtprotoProducer(AtprotoEndpoint endpoint) {
        super(endpoint);
    }

    @Override
    public AtprotoEndpoint getEndpoint() {
        return (AtprotoEndpoint) super.getEndpoint();
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        if (exchange.isTransacted() || getEndpoint().isSynchronous()) {
            process(exchange);
            callback.done(true);
            return true;
        }
        RepoAccess access;
        CompletionStage<Reply> reply;
        try {
            access = getEndpoint().getComponent().access();
            // where another exchange that waits has set this one off, it is not to wait for calls of this one
            reply = access.threads().start(null, () -> operation(exchange).start(exchange));
        } catch (Throwable e) {
            exchange.setException(e);
            callback.done(true);
            return true;
        }
        // an answer that is here already comes back on another thread, so that no stack grows with the messages
        Executor results = reply.toCompletableFuture().isDone() ? access.threads() : access.threads()::executeHere;
        reply.whenCompleteAsync((answer, failure) -> {
            try {
                complete(exchange, answer, failure);
            } finally {
                callback.done(false);
            }
        }, results);
        return false;
    }

    /** Waits for the answer, and makes the call on the thread that waits. */
    @Override
    public void process(Exchange exchange) {
        try {
            WaitingCaller caller = new WaitingCaller(getEndpoint().getComponent().access().threads());
            complete(exchange, caller.get(() -> operation(exchange).start(exchange)), null);
        } catch (ExecutionException e) {
            complete(exchange, null, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            exchange.setException(e);
        } catch (Throwable e) {
            exchange.setException(e);
        }
    }

    private Operation operation(Exchange exchange) {
        AtprotoOperation chosen = getEndpoint().getOperation();
        String header = getEndpoint().getConfiguration().isAllowOperationFromHeader()
                ? exchange.getMessage().getHeader(AtprotoConstants.OPERATION, String.class) : null;
        if (header != null) {
            chosen = AtprotoOperation.of(header).orElseThrow(() -> new InvalidInputException(
                    "The header " + AtprotoConstants.OPERATION + " names no operation; there are: "
                                                                                             + AtprotoOperation.names()));
        }
        Operation operation = operations.get(chosen);
        if (operation == null) {
            throw new InvalidInputException(
                    "The operation " + chosen + " needs an account; set the options identifier and password");
        }
        return operation;
    }

    private void complete(Exchange exchange, @Nullable Reply reply, @Nullable Throwable failure) {
        try {
            if (reply != null) {
                reply.applyTo(exchange);
                return;
            }
            Throwable cause = failure == null ? null : Stages.cause(failure);
            Instant reset = reset(cause);
            if (reset != null) {
                // Camel's error handler waits exactly so long before a redelivery
                long wait = Duration.between(Instant.now(), reset).toMillis();
                exchange.getMessage().setHeader(Exchange.REDELIVERY_DELAY, Math.max(1, wait));
            }
            exchange.setException(cause);
        } catch (RuntimeException e) {
            exchange.setException(e);
        }
    }

    /** When the rate limit that stopped the message, or a part of it, is reset; null if none did. */
    private static @Nullable Instant reset(@Nullable Throwable cause) {
        if (cause instanceof RateLimitExceededException limited) {
            return limited.getReset();
        }
        return cause instanceof PartialWriteException partial
                ? partial.getOutcomes().stream().map(outcome -> reset(outcome.error())).filter(Objects::nonNull)
                        .max(Comparator.naturalOrder()).orElse(null)
                : null;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        AtprotoEndpoint endpoint = getEndpoint();
        endpoint.getComponent().awaitStarted();
        AtprotoConfiguration configuration = endpoint.getConfiguration();
        Repos repos = new EndpointRepos(endpoint);
        Reads reads = new Reads(configuration, endpoint.getCamelContext(), repos);
        boolean canWrite = endpoint.getOperation().isWriting()
                || configuration.getPassword() != null || configuration.getAccount() != null;
        if (canWrite) {
            if (configuration.getRebase() != null) {
                rebase = new RebaseTarget(endpoint.getCamelContext(), configuration.getRebase());
                ServiceHelper.startService(rebase);
            }
            WriteStep step = new WriteStep(configuration, endpoint.getCamelContext(), repos, endpoint.getId(), rebase);
            operations.put(AtprotoOperation.createRecord, new CreateRecordOperation(step));
            operations.put(AtprotoOperation.putRecord, new PutRecordOperation(step));
            operations.put(AtprotoOperation.deleteRecord, new DeleteRecordOperation(step));
            operations.put(AtprotoOperation.applyWrites, new ApplyWritesOperation(step));
            operations.put(AtprotoOperation.syncRecords, new SyncRecordsOperation(step, reads, configuration));
            operations.put(AtprotoOperation.uploadBlob, new UploadBlobOperation(step));
        }
        operations.put(AtprotoOperation.getRecord, new GetRecordOperation(reads));
        operations.put(AtprotoOperation.listRecords, new ListRecordsOperation(reads, configuration));
        operations.put(AtprotoOperation.describeRepo, new DescribeRepoOperation(reads));
        operations.put(AtprotoOperation.getLatestCommit, new GetLatestCommitOperation(reads));
        operations.put(AtprotoOperation.resolveHandle, new ResolveHandleOperation(reads));
        healthCheck = AtprotoProducerHealthCheck.register(endpoint);
    }

    @Override
    protected void doStop() throws Exception {
        if (healthCheck != null) {
            healthCheck.unregister();
            healthCheck = null;
        }
        operations.clear();
        ServiceHelper.stopService(rebase);
        rebase = null;
        super.doStop();
    }
}
