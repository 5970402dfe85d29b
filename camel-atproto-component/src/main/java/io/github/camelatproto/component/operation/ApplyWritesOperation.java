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

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.camelatproto.component.AtprotoConfiguration;
import io.github.camelatproto.component.AtprotoConstants;
import io.github.camelatproto.component.commit.NamedWrite;
import io.github.camelatproto.component.commit.Outcome;
import io.github.camelatproto.component.commit.Swap;
import io.github.camelatproto.component.commit.Unit;
import io.github.camelatproto.component.commit.WriteResult;
import io.github.camelatproto.component.commit.WriterSettings;
import io.github.camelatproto.component.exception.AtprotoException;
import io.github.camelatproto.component.exception.InvalidInputException;
import io.github.camelatproto.component.exception.PartialWriteException;
import io.github.camelatproto.component.exception.PayloadTooLargeException;
import io.github.camelatproto.component.exception.WriteOutcome;
import io.github.camelatproto.repo.CommitMeta;
import io.github.camelatproto.repo.Write;
import io.github.camelatproto.syntax.AtUri;
import io.github.camelatproto.syntax.Did;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * {@code com.atproto.repo.applyWrites}: the message is a list of writes, one transaction unless {@code atomic=false}.
 */
public final class ApplyWritesOperation implements Operation {

    private final Bodies bodies;
    private final MessageOptions options;
    private final WriterSettings settings;
    private final boolean atomic;
    private final Repos repos;
    private final String step;

    /**
     * @param step names the endpoint, for exchanges that are in no route
     */
    public ApplyWritesOperation(AtprotoConfiguration configuration, CamelContext context, Repos repos, String step) {
        this.bodies = new Bodies(context);
        this.options = new MessageOptions(configuration, context);
        this.settings = Settings.of(configuration);
        this.atomic = configuration.isAtomic();
        this.repos = repos;
        this.step = step;
    }

    /** A write of the list, with the name its item carried. */
    private record Named(NamedWrite write, @Nullable String key) {
    }

    @Override
    public CompletionStage<Reply> start(Exchange exchange) {
        Input input = Input.of(bodies.objects(exchange));
        StepKeys keys = StepKeys.of(exchange, step, repos.tids());
        List<Named> named = name(exchange, input, keys);
        if (named.isEmpty()) {
            return CompletableFuture.completedStage(reply(List.of(), List.of(), List.of()));
        }
        List<Unit> units = units(exchange, input, named, keys.isKept() || Redelivery.of(exchange));
        keys.keep();
        return repos.open(options.repo(exchange, input)).thenCompose(repo -> repo.writer()
                .submit(repo.client(), settings, units)
                .thenApply(outcomes -> {
                    Reply reply = atomic
                            ? whole(repo.session().did(), named, outcomes.get(0))
                            : each(repo.session().did(), named, outcomes);
                    keys.forget();
                    return reply;
                }));
    }

    private List<Named> name(Exchange exchange, Input input, StepKeys keys) {
        String collection = options.optionalCollection(exchange, input);
        String messageKey = options.idempotencyKey(exchange);
        Instant messageInstant = options.idempotencyInstant(exchange);
        Naming naming = new Naming(options, keys);
        List<?> items = input.content() instanceof List<?> list ? list : List.of(input.content());
        boolean isList = input.content() instanceof List<?>;
        List<Named> named = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            String path = input.isWrites() || isList ? "$.writes[" + i + "]" : "$.record";
            ListItem item = ListItem.of(bodies.item(exchange, items.get(i)), collection, path);
            String key = item.idempotencyKey();
            Instant instant = item.idempotencyInstant();
            if (key == null && messageKey != null) {
                // a list has one name; its items have it with their place
                key = isList ? messageKey + "#" + i : messageKey;
                instant = instant == null ? messageInstant : instant;
            }
            named.add(new Named(naming.name(withRkey(exchange, input, item.write(), isList), key, instant, i), key));
        }
        return named;
    }

    /** A single record may have its rkey beside it, as in createRecord. */
    private Write withRkey(Exchange exchange, Input input, Write write, boolean isList) {
        return !isList && write instanceof Write.Create create && create.rkey() == null
                && options.rkey(exchange, input) != null
                        ? create.withRkey(Objects.requireNonNull(options.rkey(exchange, input))) : write;
    }

    private List<Unit> units(Exchange exchange, Input input, List<Named> named, boolean redelivered) {
        Boolean validate = options.validate(exchange, input);
        Swap swap = options.swap(exchange, input);
        if (!atomic) {
            return named.stream()
                    .map(one -> new Unit(Unit.Method.APPLY_WRITES, List.of(one.write()), validate, swap, redelivered))
                    .toList();
        }
        if (named.size() > settings.maxWritesPerCommit()) {
            throw new PayloadTooLargeException(
                    "The list holds " + named.size() + " writes, and one transaction holds at most "
                                               + settings.maxWritesPerCommit()
                                               + "; send less at once, or set atomic=false where they need not land together");
        }
        refuseTwins(named);
        return List.of(
                new Unit(
                        Unit.Method.APPLY_WRITES, named.stream().map(Named::write).toList(), validate, swap, redelivered));
    }

    private static void refuseTwins(List<Named> named) {
        Set<String> present = new HashSet<>();
        for (Named one : named) {
            if (one.write().isCreate()) {
                if (!present.add(one.write().path())) {
                    throw new InvalidInputException(
                            "The list creates " + one.write().path() + " twice; a transaction can create a record once");
                }
            } else if (one.write().record() == null) {
                present.remove(one.write().path());
            }
        }
    }

    private static Reply whole(Did repo, List<Named> named, Outcome outcome) {
        if (outcome instanceof Outcome.Failed failed) {
            throw failed.error();
        }
        List<WriteResult> results = Results.resultsOf(outcome);
        List<WriteOutcome> outcomes = new ArrayList<>();
        for (int i = 0; i < named.size(); i++) {
            outcomes.add(
                    new WriteOutcome(
                            Results.uri(repo, results.get(i)), Results.statusOf(outcome), results.get(i).cid(),
                            named.get(i).key(), null));
        }
        return reply(List.of(outcome), results.stream().map(result -> result(repo, result)).toList(), outcomes);
    }

    private static Reply each(Did repo, List<Named> named, List<Outcome> outcomes) {
        List<WriteOutcome> told = new ArrayList<>();
        List<Map<String, Object>> results = new ArrayList<>();
        AtprotoException first = null;
        for (int i = 0; i < named.size(); i++) {
            Outcome outcome = outcomes.get(i);
            NamedWrite write = named.get(i).write();
            AtprotoException error = outcome instanceof Outcome.Failed failed ? failed.error() : null;
            WriteResult result = error == null ? Results.resultsOf(outcome).get(0) : null;
            told.add(
                    new WriteOutcome(
                            AtUri.of(repo, write.collection(), write.rkey()), Results.statusOf(outcome),
                            result == null ? null : result.cid(), named.get(i).key(), error));
            if (result != null) {
                results.add(result(repo, result));
            }
            first = first == null ? error : first;
        }
        if (first != null) {
            long failed = told.stream().filter(outcome -> !outcome.isPresent()).count();
            throw new PartialWriteException(
                    failed + " of " + told.size() + " writes to " + repo + " failed, the others are in the repo; the first: "
                                            + first.getMessage(),
                    told);
        }
        return reply(outcomes, results, told);
    }

    private static Map<String, Object> result(Did repo, WriteResult result) {
        Map<String, Object> json = new LinkedHashMap<>();
        String kind = result.write().isCreate() ? "create" : result.write().record() == null ? "delete" : "update";
        json.put("$type", "com.atproto.repo.applyWrites#" + kind + "Result");
        json.putAll(Results.record(repo, result));
        return json;
    }

    private static Reply reply(List<Outcome> outcomes, List<Map<String, Object>> results, List<WriteOutcome> told) {
        CommitMeta commit = null;
        int attempts = 0;
        boolean reconciled = false;
        for (Outcome outcome : outcomes) {
            commit = Results.commitOf(outcome) == null ? commit : Results.commitOf(outcome);
            attempts = Math.max(attempts, outcome.attempts());
            reconciled |= outcome instanceof Outcome.Existing;
        }
        Map<String, Object> body = new LinkedHashMap<>();
        if (commit != null) {
            body.put("commit", Results.commit(commit));
        }
        body.put("results", results);
        Map<String, @Nullable Object> headers = Results.headers(commit, attempts, reconciled);
        headers.put(AtprotoConstants.OUTCOMES, told);
        return new Reply(body, headers);
    }
}
