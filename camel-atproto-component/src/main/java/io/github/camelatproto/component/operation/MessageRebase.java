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

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

import io.github.camelatproto.component.AtprotoConstants;
import io.github.camelatproto.component.commit.NamedWrite;
import io.github.camelatproto.component.commit.Rebase;
import io.github.camelatproto.component.exception.AtprotoException;
import io.github.camelatproto.component.exception.RebaseException;
import io.github.camelatproto.data.Cid;
import io.github.camelatproto.syntax.Did;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.StreamCache;
import org.apache.camel.support.ExchangeHelper;
import org.jspecify.annotations.Nullable;

/** Computes the writes of one message, attempt by attempt: each has its own copy of the exchange. */
final class MessageRebase implements Rebase {

    private final Exchange exchange;
    private final @Nullable Object body;
    private final RebaseTarget target;
    private final Did repo;
    private final Executor executor;
    private final Function<Exchange, List<NamedWrite>> reading;

    /**
     * @param body     the message's body, such as can be read again for each attempt
     * @param executor runs the user's code
     * @param reading  the writes that a processed copy asks for
     */
    MessageRebase(
                  Exchange exchange, @Nullable Object body, RebaseTarget target, Did repo, Executor executor,
                  Function<Exchange, List<NamedWrite>> reading) {
        this.exchange = exchange;
        this.body = body;
        this.target = target;
        this.repo = repo;
        this.executor = executor;
        this.reading = reading;
    }

    @Override
    public CompletionStage<List<NamedWrite>> onto(Cid head) {
        CompletableFuture<List<NamedWrite>> computed = new CompletableFuture<>();
        CompletionStage<?> unused = target.call(copy(head), executor).whenComplete((processed, defect) -> {
            // what comes too late is not read: the step may have begun anew on this exchange, and keeps keys there
            if (!computed.isDone()) {
                complete(computed, processed, defect);
            }
        });
        return computed;
    }

    private void complete(
            CompletableFuture<List<NamedWrite>> computed, @Nullable Exchange processed, @Nullable Throwable defect) {
        try {
            computed.complete(writes(processed, defect));
        } catch (RuntimeException e) {
            computed.completeExceptionally(e);
        }
    }

    /** One that was too late may still run, and read: each has a stream of its own. */
    private @Nullable Object readable() {
        if (!(body instanceof StreamCache cache)) {
            return body;
        }
        try {
            StreamCache own = cache.copy(exchange);
            if (own != null) {
                return own;
            }
        } catch (IOException e) {
            throw failed("was not called: the message's body cannot be read again", e);
        }
        cache.reset();
        return cache;
    }

    private Exchange copy(Cid head) {
        Exchange copy = ExchangeHelper.createCorrelatedCopy(exchange, false);
        copy.setPattern(ExchangePattern.InOut);
        // the transaction, if there is one, is on the thread that waits for all this
        copy.getExchangeExtension().setTransacted(false);
        copy.getMessage().setBody(readable());
        copy.getMessage().setHeader(AtprotoConstants.SWAP_COMMIT, head.toString());
        RebaseMark.set(copy, repo);
        return copy;
    }

    private List<NamedWrite> writes(@Nullable Exchange processed, @Nullable Throwable defect) {
        Throwable failure = processed == null ? defect : processed.getException();
        if (failure != null) {
            throw failed("failed: " + (failure.getMessage() == null ? failure : failure.getMessage()), failure);
        }
        if (processed == null || processed.getMessage().getBody() == null) {
            throw failed("gave back nothing (its body is null); where there is nothing to write, give back an empty list",
                    null);
        }
        try {
            return reading.apply(processed);
        } catch (AtprotoException e) {
            throw failed("gave back what cannot be written: " + e.getMessage(), e);
        }
    }

    private RebaseException failed(String how, @Nullable Throwable cause) {
        return new RebaseException("The rebase " + target + " " + how, cause);
    }
}
