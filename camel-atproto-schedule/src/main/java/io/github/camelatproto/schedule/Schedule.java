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

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import io.github.camelatproto.schedule.Happening.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The schedule as people and programs change it. What is refused changes nothing. Thread-safe, also between processes;
 * blocks.
 */
public final class Schedule {

    private final Entries entries;
    private final Draft.Defaults defaults;
    private final Supplier<Set<String>> accounts;
    private final Path pictures;
    private final Clock clock;

    /**
     * Makes one.
     *
     * @param defaults what is taken where a draft does not say it
     * @param accounts the names of those whose repos there are
     * @param pictures the folder in which pictures are looked for
     */
    public Schedule(
                    Entries entries, Draft.Defaults defaults, Supplier<Set<String>> accounts, Path pictures, Clock clock) {
        this.entries = entries;
        this.defaults = defaults;
        this.accounts = accounts;
        this.pictures = pictures;
        this.clock = clock;
    }

    /**
     * Adds an entry, or changes the one of the same id where that may be changed.
     *
     * @param  given                  as {@link Draft#of} takes it
     * @return                        the entry as it is now
     * @throws InvalidEntryException  if it cannot be taken, saying why
     * @throws EntryConflictException if it can no longer be changed
     */
    public Entry put(Map<String, ?> given) {
        Draft draft = Draft.of(given, defaults);
        if (!accounts.get().contains(draft.account())) {
            throw new InvalidEntryException(
                    "account: there is no " + Shown.text(draft.account()) + " among the component's accounts, which are "
                                            + String.join(", ", accounts.get().stream().sorted().toList()));
        }
        if (draft.content() instanceof PostContent post) {
            for (PictureFile picture : post.pictures()) {
                if (!picture.isIn(pictures)) {
                    throw new InvalidEntryException(
                            "pictures: there is no " + Shown.text(picture.file()) + " in the folder of pictures");
                }
            }
        }
        Entry before = entries.find(draft.id()).orElse(null);
        if (before != null && before.draft().source().equals(draft.source()) && before.state() != EntryState.FAILED
                && before.state() != EntryState.CANCELLED) {
            return before;
        }
        Instant now = clock.instant();
        Instant due = due(draft, now);
        EntryState state = draft.isHeld() ? EntryState.HELD : EntryState.SCHEDULED;
        String detail = draft.isTwiceOnTheClock()
                ? "The clock shows this time twice on that day; it comes at the first" : "";
        if (before == null) {
            Entry added = new Entry(draft, state, due, due, 0, 1);
            if (entries.add(added, new Happening(draft.id(), now, Kind.ADDED, due, null, detail))) {
                return added;
            }
            before = entry(draft.id());
        }
        checkOpen(before, "changed");
        return changed(before, new Entry(draft, state, due, due, 0, before.version()), Kind.EDITED, now, detail);
    }

    private static Instant due(Draft draft, Instant now) {
        Instant due = draft.timing().after(now);
        if (due == null) {
            throw new InvalidEntryException(
                    draft.timing().at() == null
                            ? "cron: it never comes again" : "at: " + draft.timing().at() + " is in the past");
        }
        return due;
    }

    /** Puts an entry off until a person releases it. */
    public Entry hold(String id) {
        Entry entry = entry(id);
        checkOpen(entry, "held");
        return changed(entry, entry.in(EntryState.HELD), Kind.HELD, clock.instant(), "");
    }

    /** Lets an entry that is held come at its time, which has to be in the future. */
    public Entry release(String id) {
        Entry entry = entry(id);
        if (entry.state() != EntryState.HELD) {
            throw conflict(entry, "released");
        }
        Instant now = clock.instant();
        return changed(
                entry, entry.in(EntryState.SCHEDULED).comingAt(due(entry.draft(), now)), Kind.RELEASED, now, "");
    }

    /** Lets an entry come now; one that recurs comes at its next time as well. */
    public Entry publishNow(String id) {
        Entry entry = entry(id);
        checkOpen(entry, "published");
        Instant now = clock.instant();
        return changed(entry, entry.in(EntryState.SCHEDULED).comingAt(now), Kind.BROUGHT_FORWARD, now, "");
    }

    /** Calls an entry off. */
    public Entry cancel(String id) {
        Entry entry = entry(id);
        checkOpen(entry, "cancelled");
        return changed(entry, entry.in(EntryState.CANCELLED), Kind.CANCELLED, clock.instant(), "");
    }

    /**
     * Gives an entry.
     *
     * @throws NoSuchEntryException if there is none
     */
    public Entry entry(String id) {
        return entries.find(id).orElseThrow(() -> new NoSuchEntryException(id));
    }

    /** Gives the entries in a state, the next first. */
    public List<Entry> in(EntryState state, int most) {
        return entries.in(state, most);
    }

    /** Gives what happened to an entry, in its order. */
    public List<Happening> history(String id) {
        return entries.history(id);
    }

    /** Gives what happened of a kind, the latest first. */
    public List<Happening> latest(Kind kind, int most) {
        return entries.latest(kind, most);
    }

    private Entry changed(Entry before, Entry after, Kind kind, Instant now, String detail) {
        @Nullable
        Instant due = after.due();
        List<Entry> changed = entries.change(
                List.of(new Entries.Change(before, after, new Happening(before.id(), now, kind, due, null, detail))));
        if (changed.isEmpty()) {
            throw conflict(entry(before.id()), "changed: somebody else has just changed it, or its time has come");
        }
        return changed.get(0);
    }

    private static void checkOpen(Entry entry, String what) {
        if (!entry.state().isOpen()) {
            throw conflict(entry, what);
        }
    }

    private static EntryConflictException conflict(Entry entry, String what) {
        String state = entry.state().name().toLowerCase(Locale.ROOT);
        return new EntryConflictException("The entry " + entry.id() + " is " + state + " and cannot be " + what);
    }
}
