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
import java.util.Iterator;
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
import io.github.camelatproto.syntax.RecordKey;
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

    /** An item of the list: its write, or why there is none. */
    private record Item(@Nullable Named named, @Nullable String key, @Nullable AtprotoException error) {
    }

    @Override
    public CompletionStage<Reply> start(Exchange exchange) {
        StepBody body = StepBody.of(exchange, step);
        Input input = Input.of(bodies.objects(exchange, body));
        StepKeys keys = StepKeys.of(exchange, step, repos.tids());
        List<Item> items = items(exchange, input, keys);
        List<Named> named = items.stream().map(Item::named).filter(Objects::nonNull).toList();
        if (items.isEmpty()) {
            body.forget();
            return CompletableFuture.completedStage(reply(List.of(), List.of(), List.of()));
        }
        if (named.isEmpty()) {
            return CompletableFuture.failedStage(noneReadable(items));
        }
        List<Unit> units = units(exchange, input, named, keys.isKept() || Redelivery.of(exchange));
        keys.keep();
        return repos.open(options.repo(exchange, input)).thenCompose(repo -> repo.writer()
                .submit(repo.client(), settings, units)
                .thenApply(outcomes -> {
                    Reply reply = atomic
                            ? whole(repo.session().did(), named, outcomes.get(0))
                            : each(repo.session().did(), items, outcomes);
                    keys.forget();
                    body.forget();
                    return reply;
                }));
    }

    private List<Item> items(Exchange exchange, Input input, StepKeys keys) {
        String collection = options.optionalCollection(exchange, input);
        String messageKey = options.idempotencyKey(exchange);
        Instant messageInstant = options.idempotencyInstant(exchange);
        Naming naming = new Naming(options, keys);
        boolean isList = input.content() instanceof List<?>;
        List<?> contents = input.content() instanceof List<?> list ? list : List.of(input.content());
        List<Item> items = new ArrayList<>(contents.size());
        for (int i = 0; i < contents.size(); i++) {
            String path = input.isWrites() || isList ? "$.writes[" + i + "]" : "$.record";
            // a list has one name; its items have it with their place
            String placeKey = messageKey != null && isList ? messageKey + "#" + i : messageKey;
            try {
                ListItem item = ListItem.of(bodies.item(exchange, contents.get(i)), collection, path);
                boolean ownKey = item.idempotencyKey() != null;
                String key = ownKey ? item.idempotencyKey() : placeKey;
                Instant instant = ownKey || key == null || item.idempotencyInstant() != null
                        ? item.idempotencyInstant() : messageInstant;
                items.add(
                        new Item(
                                new Named(naming.name(withRkey(exchange, input, item.write(), isList), key, instant, i), key),
                                key, null));
            } catch (AtprotoException e) {
                if (atomic) {
                    throw e;
                }
                String ownKey = ListItem.idempotencyKeyOf(contents.get(i));
                items.add(new Item(null, ownKey != null ? ownKey : placeKey, e));
            }
        }
        return items;
    }

    /** A single record may have its rkey beside it, as in createRecord. */
    private Write withRkey(Exchange exchange, Input input, Write write, boolean isList) {
        if (isList || !(write instanceof Write.Create create) || create.rkey() != null) {
            return write;
        }
        RecordKey rkey = options.rkey(exchange, input);
        return rkey == null ? create : create.withRkey(rkey);
    }

    private List<Unit> units(Exchange exchange, Input input, List<Named> named, boolean redelivered) {
        Boolean validate = options.validate(exchange, input);
        Swap swap = options.swap(exchange, input);
        if (!atomic) {
            if (!(swap instanceof Swap.None)) {
                throw new InvalidInputException("swapCommit speaks of one commit, and atomic=false may make several");
            }
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
                            Results.commitOf(outcome), named.get(i).key(), null));
        }
        return reply(List.of(outcome), results.stream().map(result -> result(repo, result)).toList(), outcomes);
    }

    /** The outcomes are those of the items that could be sent, in their order. */
    private static Reply each(Did repo, List<Item> items, List<Outcome> outcomes) {
        List<WriteOutcome> told = new ArrayList<>();
        List<Map<String, Object>> results = new ArrayList<>();
        Iterator<Outcome> sent = outcomes.iterator();
        for (Item item : items) {
            Named named = item.named();
            if (named == null) {
                told.add(unreadable(item));
                continue;
            }
            Outcome outcome = sent.next();
            AtprotoException error = outcome instanceof Outcome.Failed failed ? failed.error() : null;
            WriteResult result = error == null ? Results.resultsOf(outcome).get(0) : null;
            told.add(
                    new WriteOutcome(
                            AtUri.of(repo, named.write().collection(), named.write().rkey()), Results.statusOf(outcome),
                            result == null ? null : result.cid(), Results.commitOf(outcome), named.key(), error));
            if (result != null) {
                results.add(result(repo, result));
            }
        }
        AtprotoException first = told.stream().map(WriteOutcome::error).filter(Objects::nonNull).findFirst().orElse(null);
        if (first != null) {
            long failed = told.stream().filter(outcome -> !outcome.isPresent()).count();
            throw new PartialWriteException(
                    failed + " of " + told.size() + " writes to " + repo + " failed, the others are in the repo; the first: "
                                            + first.getMessage(),
                    told);
        }
        return reply(outcomes, results, told);
    }

    private static WriteOutcome unreadable(Item item) {
        return new WriteOutcome(null, WriteOutcome.Status.FAILED, null, null, item.key(), item.error());
    }

    private static PartialWriteException noneReadable(List<Item> items) {
        List<WriteOutcome> told = items.stream().map(ApplyWritesOperation::unreadable).toList();
        AtprotoException first = Objects.requireNonNull(items.get(0).error());
        return new PartialWriteException(
                "None of " + told.size() + " writes could be sent; the first: " + first.getMessage(), told);
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
