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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import io.github.camelatproto.component.commit.NamedWrite;
import io.github.camelatproto.component.commit.Outcome;
import io.github.camelatproto.component.commit.Rebase;
import io.github.camelatproto.component.commit.Swap;
import io.github.camelatproto.component.commit.Unit;
import io.github.camelatproto.component.exception.InvalidInputException;
import io.github.camelatproto.component.exception.RecordValidationException;
import org.apache.camel.Exchange;

/**
 * Sends all that a message asks for as one unit: one write, or a list that lands as a whole. The message brings its
 * writes, or the endpoint's rebase computes them in the writer's turn.
 */
final class OneUnit {

    private final WriteStep step;
    private final Reading reading;

    OneUnit(WriteStep step, Reading reading) {
        this.step = step;
        this.reading = reading;
    }

    /**
     * @param reply says in the operation's words what became of it
     */
    CompletionStage<Reply> send(Exchange exchange, Function<Sent, Reply> reply) {
        StepBody body = step.body(exchange);
        StepKeys keys = step.keys(exchange);
        RebaseTarget rebase = step.rebase();
        CompletionStage<Sent> sending
                = rebase == null ? brought(exchange, body, keys) : computed(exchange, body, keys, rebase);
        return sending.thenApply(sent -> {
            if (sent.outcome() instanceof Outcome.Failed failed) {
                throw failed.error();
            }
            Reply done = reply.apply(sent);
            keys.forget();
            body.forget();
            return done;
        });
    }

    private CompletionStage<Sent> brought(Exchange exchange, StepBody body, StepKeys keys) {
        Input input = reading.input(exchange, body);
        try {
            return brought(exchange, body, keys, input);
        } catch (RecordValidationException e) {
            // only now, because few records have blobs in them and a search would cost all of them
            RecordBlobs.Reading blobs = RecordBlobs.mayCause(e) ? blobs(exchange, input) : null;
            if (blobs == null || blobs.isEmpty()) {
                throw e;
            }
            return step.open(exchange, input)
                    .thenCompose(repo -> blobs.upload(repo.blobs()))
                    .thenComposeAsync(
                            content -> brought(exchange, body, keys, input.with(content)), step.repos().results())
                    .thenApply(sent -> {
                        if (!(sent.outcome() instanceof Outcome.Failed)) {
                            blobs.forget();
                        }
                        return sent;
                    });
        }
    }

    private RecordBlobs.Reading blobs(Exchange exchange, Input input) {
        return step.blobs(exchange).read(
                input.content(), "$.record", step.options().optionalCollection(exchange, input));
    }

    private CompletionStage<Sent> brought(Exchange exchange, StepBody body, StepKeys keys, Input input) {
        List<Named> named = reading.writes(exchange, input, Naming.ofRecords(step.options(), keys));
        if (named.isEmpty()) {
            body.forget();
            return CompletableFuture.completedFuture(Sent.NOTHING);
        }
        List<NamedWrite> writes = writes(named);
        Unit unit = new Unit(
                reading.method(writes), writes, step.options().validate(exchange, input), step.options().swap(exchange, input),
                keys.isKept() || Redelivery.of(exchange));
        keys.keep();
        return step.open(exchange, input)
                .thenCompose(repo -> step.submit(repo, List.of(unit))
                        .thenApply(outcomes -> Sent.of(repo.session().did(), named, outcomes.get(0))));
    }

    private CompletionStage<Sent> computed(Exchange exchange, StepBody body, StepKeys keys, RebaseTarget target) {
        Object given = exchange.getMessage().getBody();
        // a key stays with its place in the message; and another message on the same exchange has other keys
        Object message = given == null ? "" : given;
        boolean redelivered = keys.isKeptFor(message) || Redelivery.of(exchange);
        Naming naming = Naming.ofPlaces(step.options(), keys, message);
        Boolean validate = step.options().validate(exchange, Input.NONE);
        Object readable = step.bodies().readable(exchange, body);
        return step.open(exchange, Input.NONE).thenCompose(repo -> {
            AtomicReference<List<Named>> last = new AtomicReference<>(List.of());
            Rebase rebase = new MessageRebase(
                    exchange, readable, target, repo.session().did(), step.repos().results(),
                    processed -> {
                        last.set(result(exchange, processed, naming, repo));
                        return writes(last.get());
                    });
            Swap.Latest swap = step.options().rebased(exchange, rebase);
            Unit unit = new Unit(reading.method(List.of()), List.of(), validate, swap, redelivered);
            keys.keep();
            return step.submit(repo, List.of(unit))
                    .thenApply(outcomes -> Sent.of(repo.session().did(), last.get(), outcomes.get(0)));
        });
    }

    /** Reads what a rebase gave back as a body of the operation; all but the content stays as the message has it. */
    private List<Named> result(Exchange exchange, Exchange processed, Naming naming, Repos.Writable repo) {
        Input input = reading.input(processed, step.body(processed));
        if (input.repo() != null && !input.repo().equals(repo.session().did().toString())
                && !input.repo().equalsIgnoreCase(repo.session().handle())) {
            throw new InvalidInputException("The input object is for another repo than " + repo.session().did());
        }
        if (input.validate() != null || input.swapCommit() != null) {
            throw new InvalidInputException("validate and swapCommit belong to the endpoint or the message, not to the result");
        }
        return reading.writes(exchange, input, naming);
    }

    private static List<NamedWrite> writes(List<Named> named) {
        List<NamedWrite> writes = new ArrayList<>(named.size());
        for (Named each : named) {
            writes.add(each.write());
        }
        UnitSize.check(writes);
        return writes;
    }
}
