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
package io.github.camelatproto.component.commit;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import io.github.camelatproto.component.exception.AtprotoException;
import io.github.camelatproto.component.exception.RebaseException;
import io.github.camelatproto.data.Cid;

/** Lets a rebase compute its writes, for so long as a call may take. Thread-safe. */
final class Rebasing {

    private final WriterContext context;
    private final WriterSettings settings;

    Rebasing(WriterContext context, WriterSettings settings) {
        this.context = context;
        this.settings = settings;
    }

    /**
     * The writes for that head; fails with {@link RebaseException} where it throws or gives nothing in time. What it
     * gives later is cancelled: the unit has gone on.
     */
    CompletionStage<List<NamedWrite>> compute(Rebase rebase, Cid head) {
        CompletableFuture<List<NamedWrite>> computed = start(rebase, head);
        return context.within(settings.requestTimeout(), computed, this::late)
                .handle((writes, failure) -> {
                    computed.cancel(false);
                    return failure == null
                            ? CompletableFuture.completedFuture(writes)
                            : CompletableFuture.<List<NamedWrite>> failedFuture(failed(Stages.error(failure)));
                })
                .thenCompose(Function.identity());
    }

    private static CompletableFuture<List<NamedWrite>> start(Rebase rebase, Cid head) {
        try {
            return rebase.onto(head).toCompletableFuture();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private RebaseException late() {
        return new RebaseException(
                "The rebase of a message for " + context.repo() + " gave nothing within requestTimeout ("
                                   + settings.requestTimeout().toSeconds() + " s)",
                null);
    }

    private AtprotoException failed(AtprotoException cause) {
        return cause instanceof RebaseException
                ? cause
                : new RebaseException(
                        "The rebase of a message for " + context.repo() + " failed: " + cause.getMessage(), cause);
    }
}
