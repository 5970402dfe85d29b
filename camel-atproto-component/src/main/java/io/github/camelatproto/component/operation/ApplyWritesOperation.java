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

import io.github.camelatproto.component.commit.Swap;
import io.github.camelatproto.component.exception.InvalidInputException;
import org.apache.camel.Exchange;

/**
 * {@code com.atproto.repo.applyWrites}: the message is a list of writes, one transaction unless {@code atomic=false}.
 */
public final class ApplyWritesOperation implements Operation {

    private final WriteStep step;
    private final OneUnit atomic;

    public ApplyWritesOperation(WriteStep step) {
        this.step = step;
        this.atomic = new OneUnit(step, new AtomicList(step));
    }

    @Override
    public CompletionStage<Reply> start(Exchange exchange) {
        return step.isAtomic() ? atomic.send(exchange, ApplyWritesOperation::whole) : each(exchange);
    }

    private static Reply whole(Sent sent) {
        ListOutcomes told = new ListOutcomes();
        told.add(0, sent);
        return told.reply();
    }

    private CompletionStage<Reply> each(Exchange exchange) {
        StepBody body = step.body(exchange);
        ListSource source = ListSource.open(exchange, step.bodies(), body);
        try {
            return each(exchange, body, source).whenComplete((reply, failure) -> source.closeIfDone());
        } catch (RuntimeException e) {
            source.closeIfDone();
            throw e;
        }
    }

    private CompletionStage<Reply> each(Exchange exchange, StepBody body, ListSource source) {
        Input input = source.input();
        if (step.rebase() != null || !(step.options().swap(exchange, input) instanceof Swap.None)) {
            throw new InvalidInputException("swapCommit and rebase speak of one commit, and atomic=false may make several");
        }
        ListMemory memory = step.memory(exchange);
        ListOutcomes earlier = memory.earlier();
        if (source.items().isEmpty() && !earlier.isAnyPresent()) {
            body.forget();
            return CompletableFuture.completedFuture(whole(Sent.NOTHING));
        }
        StepKeys keys = step.keys(exchange);
        ListReader reader
                = new ListReader(step, exchange, input, source.isList(), Naming.ofRecords(step.options(), keys));
        Boolean validate = step.options().validate(exchange, input);
        keys.keep();
        ListDelivery delivery = new ListDelivery(step, exchange, source, reader, validate, keys, earlier);
        // here, so that the list keeps its place among the messages of its caller, who sends more while it waits
        delivery.readAhead();
        return CompletableFuture.completedFuture(null).thenCompose(read -> step.open(exchange, input)).whenComplete(
                (repo, failure) -> {
                    if (failure != null) {
                        delivery.giveBack();
                    }
                }).thenCompose(delivery::run).thenApply(told -> {
                    memory.keep(told);
                    Reply reply = told.reply();
                    memory.forget();
                    keys.forget();
                    body.forget();
                    return reply;
                });
    }

    static void refuseSwapRecord(Input input) {
        if (input.swapRecord() != null) {
            throw new InvalidInputException(
                    "The input object has swapRecord, which applyWrites does not know; give it to the single writes");
        }
    }
}
