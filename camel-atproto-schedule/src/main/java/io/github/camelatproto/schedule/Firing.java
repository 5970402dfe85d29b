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
package io.github.camelatproto.schedule;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import io.github.camelatproto.schedule.Happening.Kind;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what is due, and writes down what became of it. An entry is first taken, so that nobody changes it any more,
 * then written under a record key that comes of its id and its time, and then written off. Whoever finds one that was
 * taken and not written off writes it again, which gives the same record: so nothing is written twice, whenever the
 * process ends. Thread-safe.
 */
final class Firing {

    private static final Logger LOG = LoggerFactory.getLogger(Firing.class);
    private static final int BATCH = 500;
    /** Of an account, at once: what the component's queue for a repo takes with ease. */
    private static final int MOST_IN_FLIGHT = 400;
    /** After which another process may take what this one has taken. */
    private static final Duration LEASE = Duration.ofSeconds(10);
    /** After which an entry has not been looked at, as it should have been in its second. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final Entries entries;
    private final Function<Entry, CompletionStage<String>> publisher;
    private final Lateness lateness;
    private final Clock clock;
    private final Executor bookkeeper;
    private final Map<String, Entry> inFlight = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> inFlightOf = new ConcurrentHashMap<>();
    private final Queue<Result> results = new ConcurrentLinkedQueue<>();
    private final Slots slots;
    private boolean isFirst;
    private volatile Instant looked;

    /** What became of one. */
    private record Result(Entry entry, @Nullable String uri, @Nullable Throwable failure) {
    }

    /**
     * Makes one.
     *
     * @param publisher  writes an entry and gives the URI of the record
     * @param isAlone    whether no other process writes this schedule, so that what is found taken at the start was
     *                   taken by one that has ended
     * @param bookkeeper a single thread, which may wait for the database
     */
    Firing(
           Entries entries, Function<Entry, CompletionStage<String>> publisher, Lateness lateness, Clock clock, boolean isAlone,
           Executor bookkeeper) {
        this.entries = entries;
        this.publisher = publisher;
        this.lateness = lateness;
        this.clock = clock;
        this.bookkeeper = bookkeeper;
        this.slots = new Slots(entries, lateness.spacing());
        this.isFirst = isAlone;
        this.looked = clock.instant();
    }

    /** When it was looked last what is due, by whomever of this process; the start, before. */
    Instant looked() {
        return looked;
    }

    /**
     * The same, if something has waited for longer than it should, because whoever is to look every second does not.
     * What several look at is written once all the same.
     */
    void fireWhatWaits() {
        Instant now = clock.instant();
        List<Entry> waiting = entries.due(EntryState.SCHEDULED, now.minus(LONGEST_WAIT), 1, full());
        if (!waiting.isEmpty()) {
            LOG.warn("The entry {} has waited since {}: nobody has looked at the schedule for a while, so it is looked at now",
                    waiting.get(0).id(), waiting.get(0).notBefore());
            fire();
        }
        looked = clock.instant();
    }

    /** Looks what is due, and begins to write it. */
    synchronized void fire() {
        Instant now = clock.instant();
        goOn(isFirst ? Instant.ofEpochMilli(Long.MAX_VALUE) : now, now);
        isFirst = false;
        List<Entry> due;
        do {
            due = entries.due(EntryState.SCHEDULED, now, BATCH, full());
            List<Entries.Change> changes = new ArrayList<>();
            List<Entry> ready = new ArrayList<>();
            for (Entry entry : due) {
                Entries.Change change = missed(entry, now);
                if (change == null) {
                    ready.add(entry);
                } else {
                    changes.add(change);
                }
            }
            entries.change(changes);
            entries.claim(ready, now.plus(LEASE)).forEach(this::publish);
            looked = clock.instant();
        } while (due.size() == BATCH);
    }

    /** Writes again what was taken and not written off. */
    private void goOn(Instant until, Instant now) {
        List<Entry> left = entries.due(EntryState.PUBLISHING, until, BATCH, Set.of()).stream()
                .filter(entry -> !inFlight.containsKey(entry.id())).toList();
        List<Entry> taken = entries.claim(left, now.plus(LEASE));
        if (!taken.isEmpty()) {
            LOG.info(
                    "{} entries were being written by a process that has ended, or could not be settled; they are written again, the"
                     + " first is {}",
                    taken.size(), taken.get(0).id());
        }
        taken.forEach(this::publish);
    }

    private Set<String> full() {
        Set<String> full = new HashSet<>();
        inFlightOf.forEach((account, count) -> {
            if (count.get() >= MOST_IN_FLIGHT) {
                full.add(account);
            }
        });
        return full;
    }

    /** What is done with an entry instead of writing it now; null if it is to be written. */
    private Entries.@Nullable Change missed(Entry entry, Instant now) {
        Instant due = due(entry);
        Duration late = Duration.between(due, now);
        if (late.compareTo(lateness.grace()) <= 0) {
            return null;
        }
        Instant latest = entry.draft().timing().isRecurring() && entry.tries() == 0
                ? entry.draft().timing().latest(due, now) : due;
        if (latest.isAfter(due)) {
            return change(entry, entry.comingAt(latest), Kind.SKIPPED, now,
                    "Missed by " + shown(late) + ", and it has come again since");
        }
        Missed missed = entry.draft().missed();
        boolean hasWaited = entry.notBefore().isAfter(due) && entry.tries() == 0;
        if (missed.policy() == Missed.Policy.SKIP) {
            return change(entry, done(entry, EntryState.SKIPPED, now), Kind.SKIPPED, now, "Missed by " + shown(late));
        }
        if (missed.policy() == Missed.Policy.HOLD || (!hasWaited && late.compareTo(missed.window()) > 0)) {
            return change(entry, entry.in(EntryState.HELD), Kind.HELD, now,
                    "Missed by " + shown(late) + "; publish it now, give it another time, or cancel it");
        }
        Instant slot = slots.of(entry, hasWaited, now);
        return slot.isAfter(now)
                ? change(entry, entry.waitingUntil(slot), Kind.WAITING, now,
                        "Missed by " + shown(late) + "; comes at " + slot + ", apart from others")
                : null;
    }

    private void publish(Entry entry) {
        AtomicInteger count = inFlightOf.computeIfAbsent(entry.draft().account(), account -> new AtomicInteger());
        count.incrementAndGet();
        inFlight.put(entry.id(), entry);
        CompletableFuture.completedStage(entry).thenCompose(publisher).whenComplete((uri, failure) -> {
            results.add(new Result(entry, uri, cause(failure)));
            bookkeeper.execute(this::writeOff);
        });
    }

    /** A stage wraps what went wrong. */
    private static @Nullable Throwable cause(@Nullable Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** Writes down what became of all that has ended since. */
    private void writeOff() {
        List<Result> ended = new ArrayList<>();
        for (Result result = results.poll(); result != null; result = results.poll()) {
            ended.add(result);
        }
        try {
            Instant now = clock.instant();
            entries.change(ended.stream().map(result -> outcome(result, now)).toList());
        } catch (RuntimeException e) {
            LOG.error(
                    "What became of {} entries cannot be written down, so they are written again, which gives the same records: {}",
                    ended.size(), e.getMessage());
        } finally {
            for (Result result : ended) {
                inFlight.remove(result.entry.id());
                inFlightOf.get(result.entry.draft().account()).decrementAndGet();
            }
        }
    }

    private Entries.Change outcome(Result result, Instant now) {
        Entry entry = result.entry;
        if (result.failure == null) {
            Happening happening = new Happening(entry.id(), now, Kind.PUBLISHED, entry.due(), result.uri, "");
            return new Entries.Change(entry, done(entry, EntryState.PUBLISHED, now), happening);
        }
        Failure failure = Failure.of(result.failure, entry.tries(), now);
        Entry next = failure.again() == null
                ? entry.in(EntryState.FAILED)
                : entry.in(failure.isUnknown() ? EntryState.PUBLISHING : EntryState.SCHEDULED).triedAgainAt(failure.again());
        LOG.warn("The entry {} of {} {}: {}", entry.id(), entry.draft().account(),
                failure.again() == null
                        ? "cannot be written, and a person has to change it" : "is tried again at " + failure.again(),
                failure.reason());
        return change(entry, next, failure.again() == null ? Kind.FAILED : Kind.WAITING, now, failure.reason());
    }

    private static Entries.Change change(Entry before, Entry after, Kind kind, Instant now, String detail) {
        return new Entries.Change(before, after, new Happening(before.id(), now, kind, before.due(), null, detail));
    }

    /** The entry behind one of its times: it comes again, or it is done. */
    private static Entry done(Entry entry, EntryState end, Instant now) {
        Instant due = due(entry);
        Instant next = entry.draft().timing().isRecurring()
                ? entry.draft().timing().after(due.isAfter(now) ? due : now) : null;
        return next == null ? entry.in(end).comingAt(null) : entry.in(EntryState.SCHEDULED).comingAt(next);
    }

    private static Instant due(Entry entry) {
        Instant due = entry.due();
        return due == null ? entry.notBefore() : due;
    }

    private static String shown(Duration late) {
        long minutes = late.toMinutes();
        return minutes < 120 ? minutes + " minutes" : minutes < 2_880 ? late.toHours() + " hours" : late.toDays() + " days";
    }

    /** When those that were missed may come: each account's with a space between them. */
    private static final class Slots {

        private final Entries entries;
        private final Duration spacing;
        private final Map<String, Instant> taken = new HashMap<>();
        private final Map<String, Instant> given = new HashMap<>();

        Slots(Entries entries, Duration spacing) {
            this.entries = entries;
            this.spacing = spacing;
        }

        /** @param hasWaited for a slot that it was given */
        Instant of(Entry entry, boolean hasWaited, Instant now) {
            String account = entry.draft().account();
            Instant free = later(
                    entries.lastPublication(account).map(last -> last.plus(spacing)).orElse(Instant.MIN),
                    taken.containsKey(account) ? taken.get(account).plus(spacing) : Instant.MIN);
            Instant last = given.getOrDefault(account, Instant.MIN);
            if (!free.isAfter(now) && (hasWaited || last.isBefore(now))) {
                taken.put(account, now);
                return now;
            }
            Instant slot = last.isBefore(now) ? free : later(free, last.plus(spacing));
            given.put(account, slot);
            return slot;
        }

        private static Instant later(Instant one, Instant other) {
            return one.isAfter(other) ? one : other;
        }
    }
}
