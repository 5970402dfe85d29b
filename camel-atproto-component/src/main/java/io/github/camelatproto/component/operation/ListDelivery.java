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

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.camelatproto.component.commit.NamedWrite;
import io.github.camelatproto.component.commit.Outcome;
import io.github.camelatproto.component.commit.Stages;
import io.github.camelatproto.component.commit.Swap;
import io.github.camelatproto.component.commit.Unit;
import io.github.camelatproto.component.exception.AtprotoException;
import io.github.camelatproto.component.exception.AuthenticationException;
import io.github.camelatproto.component.exception.PdsUnreachableException;
import io.github.camelatproto.component.exception.RateLimitExceededException;
import io.github.camelatproto.component.exception.UnknownOutcomeException;
import io.github.camelatproto.component.exception.WriteRejectedException;
import io.github.camelatproto.syntax.AtUri;
import io.github.camelatproto.syntax.Did;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * One delivery of a list whose writes need not land together. Items are pulled in windows, of which two are under way:
 * one that is being written, and the next, so that the writer never waits. So a list of any length is held in small
 * parts.
 *
 * <p>
 * An item that is refused fails alone. What would fail all others too (no PDS, no points, no room in the queue) ends
 * the delivery: the rest is not sent. Its steps follow one another; not thread-safe.
 */
final class ListDelivery {

    private final WriteStep step;
    private final ListSource source;
    private final ListReader reader;
    private final @Nullable Boolean validate;
    private final StepKeys keys;
    private final boolean isRedelivered;
    private final boolean isOfBroker;
    private final ListOutcomes earlier;

    private final int width;
    private final int lanes;
    private final ListOutcomes told = new ListOutcomes();
    private final Deque<Window> flight = new ArrayDeque<>();
    /** What a body that can be read only once has to give again. */
    private final List<RawItem> again = new ArrayList<>();
    private final Deque<List<Pulled>> ahead = new ArrayDeque<>();
    private final CompletableFuture<ListOutcomes> end = new CompletableFuture<>();
    private boolean accepted;
    /** What is to be uploaded before its item, and all that come after it, are sent. */
    private @Nullable Blobs blobs;
    private @Nullable AtprotoException stop;
    private Repos.@Nullable Writable opened;

    /**
     * @param earlier what earlier deliveries brought
     */
    ListDelivery(
                 WriteStep step, Exchange exchange, ListSource source, ListReader reader, @Nullable Boolean validate,
                 StepKeys keys, ListOutcomes earlier) {
        this.step = step;
        this.source = source;
        this.reader = reader;
        this.validate = validate;
        this.keys = keys;
        this.isRedelivered = Redelivery.of(exchange);
        this.isOfBroker = Redelivery.byBroker(exchange);
        this.earlier = earlier;
        int maxQueued = step.settings().maxQueued();
        this.lanes = maxQueued > 1 ? 2 : 1;
        this.width = Math.min(step.settings().maxWritesPerCommit(), Math.max(1, maxQueued / 2));
    }

    /** An item that is sent; {@code raw} is null where the body gives it again. */
    private record Pulled(int place, @Nullable RawItem raw, Named named) {
    }

    private record Blobs(RawItem item, RecordBlobs.Reading values) {
    }

    private record Window(List<Pulled> items, CompletionStage<List<Outcome>> outcomes) {
    }

    /** Reads what is sent first. */
    void readAhead() {
        while (ahead.size() < lanes && stop == null && blobs == null) {
            List<Pulled> items = pull();
            if (items.isEmpty()) {
                return;
            }
            ahead.add(items);
        }
    }

    /** Nothing is sent: what was read ahead is there to be read again. */
    void giveBack() {
        ahead.stream().flatMap(List::stream).map(Pulled::raw).filter(Objects::nonNull).forEach(again::add);
        ahead.clear();
        if (blobs != null && !source.items().canBeReadAgain()) {
            again.add(blobs.item());
        }
        putBack();
    }

    private void putBack() {
        again.sort(Comparator.comparingInt(RawItem::place));
        source.items().putBack(again);
    }

    /**
     * Sends the list, what was read of it before this returns. Completes with what became of each item; exceptionally
     * with {@link WriteRejectedException} where the queue had no room for the first of them.
     */
    CompletionStage<ListOutcomes> run(Repos.Writable repo) {
        opened = repo;
        try {
            if (!source.items().canBeReadAgain()) {
                told.addPresent(earlier);
            }
            while (stop == null && !ahead.isEmpty()) {
                send(ahead.remove());
            }
        } catch (RuntimeException | Error e) {
            end.completeExceptionally(e);
            return end;
        }
        // who opened the repo is not held up by the reading of more
        step.repos().results().execute(this::advance);
        return end;
    }

    private void upload(Blobs waiting) {
        CompletionStage<?> unused = waiting.values().upload(repo().blobs()).whenCompleteAsync((content, failure) -> {
            blobs = null;
            RawItem item = waiting.item();
            if (content != null) {
                waiting.values().forget();
                source.items().putBack(List.of(new RawItem(item.place(), content, null)));
            } else {
                AtprotoException error = error(failure);
                failed(item.place(), item, null, reader.keyOf(item.content(), item.place()), error);
                stop = stopsAll(error) ? error : stop;
            }
            advance();
        }, step.repos().results());
    }

    private Repos.Writable repo() {
        return Objects.requireNonNull(opened);
    }

    /** Sends as much as may be under way, and goes on when the oldest of it has its answer. */
    private void advance() {
        try {
            while (flight.size() < lanes && stop == null && blobs == null) {
                List<Pulled> items = pull();
                if (items.isEmpty()) {
                    break;
                }
                send(items);
            }
            if (blobs != null && stop == null) {
                upload(blobs);
                return;
            }
            Window oldest = flight.poll();
            if (oldest == null) {
                finish();
                return;
            }
            CompletionStage<?> unused = oldest.outcomes().whenCompleteAsync((outcomes, failure) -> {
                settle(oldest, outcomes, failure);
                advance();
            }, step.repos().results());
        } catch (RuntimeException | Error e) {
            end.completeExceptionally(e);
        }
    }

    private List<Pulled> pull() {
        List<Pulled> items = new ArrayList<>();
        while (items.size() < width && stop == null && blobs == null) {
            try {
                RawItem raw = source.items().next();
                if (raw == null) {
                    break;
                }
                Pulled pulled = read(raw);
                if (pulled != null) {
                    items.add(pulled);
                }
            } catch (RuntimeException e) {
                // what is under way still has its answers
                stop = e instanceof AtprotoException known ? known : new AtprotoException("The list broke off: " + e, e);
            }
        }
        return items;
    }

    /** The item as it is to be sent; null where that is not possible. */
    private @Nullable Pulled read(RawItem raw) {
        try {
            if (raw.error() != null) {
                throw raw.error();
            }
            Named named = reader.read(raw.content(), raw.place());
            UnitSize.check(List.of(named.write()));
            return new Pulled(raw.place(), source.items().canBeReadAgain() ? null : raw, named);
        } catch (AtprotoException e) {
            RecordBlobs.Reading values = reader.blobs(raw.content(), raw.place(), e);
            if (values == null) {
                failed(raw.place(), raw, null, reader.keyOf(raw.content(), raw.place()), e);
            } else {
                blobs = new Blobs(raw, values);
            }
            return null;
        }
    }

    private boolean isDone(Pulled item) {
        return told.addIfPresent(earlier, item.place(), repo().session().did(), item.named().write());
    }

    private void send(List<Pulled> pulled) {
        List<Pulled> items = pulled.stream().filter(item -> !isDone(item)).toList();
        if (items.isEmpty()) {
            return;
        }
        List<Unit> units = items.stream().map(this::unit).toList();
        CompletionStage<List<Outcome>> outcomes = step.submit(repo(), units);
        flight.add(new Window(items, outcomes));
        if (outcomes.toCompletableFuture().isCompletedExceptionally()) {
            // what comes after it must not go before it
            stop = new WriteRejectedException("The queue has no room for more");
        } else {
            accepted = true;
        }
    }

    private Unit unit(Pulled item) {
        NamedWrite write = item.named().write();
        boolean saves = step.options().isPointSaving() && write.isCreate();
        return new Unit(
                saves ? Unit.Method.PUT_RECORD : Unit.Method.APPLY_WRITES, List.of(saves ? PointSaving.of(write) : write),
                validate, new Swap.None(), mayHaveBeenSent(item.place()));
    }

    /** What this exchange has not come to yet was sent by it neither; it is not looked for. */
    private boolean mayHaveBeenSent(int place) {
        return isOfBroker || keys.isKept(place) || (isRedelivered && (earlier.isEmpty() || earlier.reaches(place)));
    }

    private void settle(Window window, @Nullable List<Outcome> outcomes, @Nullable Throwable failure) {
        Did did = repo().session().did();
        for (int i = 0; i < window.items().size(); i++) {
            Pulled item = window.items().get(i);
            Outcome outcome = outcomes == null ? new Outcome.Failed(error(failure), 0) : outcomes.get(i);
            if (outcome instanceof Outcome.Failed failed) {
                NamedWrite write = item.named().write();
                failed(item.place(), item.raw(), AtUri.of(did, write.collection(), write.rkey()), item.named().key(),
                        failed.error());
                if (stopsAll(failed.error())) {
                    stop = failed.error();
                }
            } else {
                told.add(item.place(), Sent.of(did, List.of(item.named()), outcome));
            }
        }
    }

    private static AtprotoException error(@Nullable Throwable failure) {
        Throwable cause = Stages.cause(failure);
        return cause instanceof AtprotoException known ? known : new AtprotoException("Not sent: " + cause, cause);
    }

    private void failed(
            int place, @Nullable RawItem raw, @Nullable AtUri uri, @Nullable String key, AtprotoException error) {
        told.addFailed(place, uri, key, error);
        if (raw != null && !source.items().canBeReadAgain()) {
            again.add(raw);
            if (stop == null && again.size() >= step.settings().maxQueued()) {
                stop = new WriteRejectedException(again.size() + " items failed, which is as many as are kept");
            }
        }
    }

    private static boolean stopsAll(AtprotoException error) {
        return error instanceof PdsUnreachableException || error instanceof RateLimitExceededException
                || error instanceof AuthenticationException || error instanceof WriteRejectedException
                || error instanceof UnknownOutcomeException;
    }

    private void finish() {
        if (stop != null) {
            leaveRest(stop);
        }
        putBack();
        if (stop != null && !accepted && !told.isAnyPresent()) {
            end.completeExceptionally(stop);
        } else {
            end.complete(told);
        }
    }

    /** Each of the rest has its outcome where the body gives it again; where it does not, it stays there unread. */
    private void leaveRest(AtprotoException why) {
        ahead.stream().flatMap(List::stream).filter(item -> !isDone(item)).forEach(item -> {
            NamedWrite write = item.named().write();
            failed(item.place(), item.raw(), AtUri.of(repo().session().did(), write.collection(), write.rkey()),
                    item.named().key(), notSent(item.place(), why));
        });
        ahead.clear();
        leaveBlobs(why);
        RawItem next = source.items().next();
        if (next == null) {
            return;
        }
        WriteRejectedException notSent = notSent(next.place(), why);
        if (!source.items().canBeReadAgain()) {
            source.items().putBack(List.of(next));
            told.addFailed(next.place(), null, null, notSent);
            return;
        }
        for (RawItem rest = next; rest != null; rest = source.items().next()) {
            Pulled pulled = read(rest);
            leaveBlobs(why);
            if (pulled != null && !isDone(pulled)) {
                NamedWrite write = pulled.named().write();
                told.addFailed(rest.place(), AtUri.of(repo().session().did(), write.collection(), write.rkey()),
                        pulled.named().key(), notSent);
            }
        }
    }

    private void leaveBlobs(AtprotoException why) {
        if (blobs != null) {
            RawItem item = blobs.item();
            blobs = null;
            failed(item.place(), item, null, reader.keyOf(item.content(), item.place()), notSent(item.place(), why));
        }
    }

    private static WriteRejectedException notSent(int place, AtprotoException why) {
        return new WriteRejectedException(
                "Not sent: the list was given up before item " + place + " because: " + why.getMessage());
    }
}
