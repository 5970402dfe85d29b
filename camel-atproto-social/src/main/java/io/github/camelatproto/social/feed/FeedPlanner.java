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
package io.github.camelatproto.social.feed;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.camelatproto.social.feed.KnownEntry.State;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what is to be done for a feed. Nothing is written twice: an entry that is not remembered under its key is
 * looked for by the page that it leads to, then in the repo by the key that its record would have, and by where records
 * lead. Used once.
 */
final class FeedPlanner {

    private final FeedState state;
    private final EntryRecords records;
    private final RepoRecords repo;
    private final FeedRules rules;
    private final EntryRecords.Place place;
    private final List<FeedPlan.Planned> created = new ArrayList<>();
    private final List<FeedPlan.Planned> changed = new ArrayList<>();
    private final List<KnownEntry> learnt = new ArrayList<>();
    private final List<String> forgotten = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final Set<String> rkeys = new HashSet<>();
    private int existing;
    private int known;

    FeedPlanner(FeedState state, EntryRecords records, RepoRecords repo, FeedRules rules, EntryRecords.Place place) {
        this.state = state;
        this.records = records;
        this.repo = repo;
        this.rules = rules;
        this.place = place;
        state.entries().values().forEach(entry -> rkeys.add(String.valueOf(entry.rkey())));
    }

    FeedPlan plan(List<FeedEntry> entries) {
        MovedEntries moved = new MovedEntries(entries, state);
        List<FeedEntry> fresh = new ArrayList<>();
        Instant newestFound = null;
        for (FeedEntry entry : entries) {
            KnownEntry remembered = state.entries().get(entry.keyHash());
            KnownEntry former = remembered == null ? moved.former(entry) : null;
            if (remembered != null) {
                remembered(entry, remembered);
            } else if (former != null) {
                moved(entry, former);
            } else if (isFound(entry, moved)) {
                existing++;
                newestFound = entry.date() == null ? newestFound : entry.date();
            } else {
                fresh.add(entry);
            }
        }
        fresh(fresh, newestFound);
        List<KnownEntry> gone = gone(entries);
        return new FeedPlan(created, changed, gone, learnt, forgotten, existing, known, warnings);
    }

    private void remembered(FeedEntry entry, KnownEntry remembered) {
        String digest = records.digest(entry);
        boolean isEdited = !remembered.digest().equals(digest);
        if (isEdited && (remembered.state() == State.WRITTEN || remembered.state() == State.REFUSED)) {
            changed.add(new FeedPlan.Planned(entry, remembered.as(entry, digest, State.WRITTEN)));
        } else {
            known++;
        }
    }

    /** The same entry under another key, which its site has changed; that is remembered whatever becomes of an edit. */
    private void moved(FeedEntry entry, KnownEntry former) {
        KnownEntry memory = former.as(entry, former.digest(), former.state());
        forgotten.add(former.keyHash());
        learnt.add(memory);
        remembered(entry, memory);
    }

    private boolean isFound(FeedEntry entry, MovedEntries moved) {
        String own = FeedPlan.rkey(entry, 0);
        Map<?, ?> record = repo.at(own);
        if (record != null) {
            found(entry, own, record, true);
            return true;
        }
        String link = entry.link() == null || moved.isShared(entry) ? null : entry.link().toString();
        String rkey = link == null ? null : repo.leadingTo(link);
        if (rkey == null && link != null) {
            rkey = repo.leadingToPage(link);
            record = rkey == null ? null : repo.at(rkey);
            rkey = record != null && records.tellsOf(entry, record) ? rkey : null;
        }
        // one record is not two entries
        if (rkey == null || !rkeys.add(rkey)) {
            return false;
        }
        record = Objects.requireNonNull(repo.at(rkey));
        found(entry, rkey, record, records.isOwn(record, place));
        return true;
    }

    private void found(FeedEntry entry, String rkey, Map<?, ?> record, boolean isOwn) {
        rkeys.add(rkey);
        KnownEntry memory = memory(
                entry, rkey, createdAt(record, entry), isOwn ? State.WRITTEN : State.FOREIGN);
        if (isOwn && !records.isUpToDate(entry, record, place)) {
            changed.add(new FeedPlan.Planned(entry, memory));
        } else {
            learnt.add(memory);
        }
    }

    private static @Nullable Instant createdAt(Map<?, ?> record, FeedEntry entry) {
        Object text = record.containsKey("createdAt") ? record.get("createdAt") : record.get("publishedAt");
        try {
            return Instant.parse(String.valueOf(text));
        } catch (DateTimeParseException e) {
            return entry.date();
        }
    }

    private void fresh(List<FeedEntry> fresh, @Nullable Instant newestFound) {
        List<FeedEntry> wanted = fresh.stream().filter(rules.filter()).toList();
        int first = state.isNew() ? Math.max(0, wanted.size() - rules.initialEntries()) : 0;
        for (int i = 0; i < wanted.size(); i++) {
            FeedEntry entry = wanted.get(i);
            boolean isLater = newestFound != null && entry.date() != null && entry.date().isAfter(newestFound);
            if (i >= first || isLater) {
                created.add(new FeedPlan.Planned(entry, memory(entry, newRkey(entry), null, State.WRITTEN)));
            } else {
                learnt.add(memory(entry, null, null, State.PASSED));
            }
        }
        Set<FeedEntry> out = new HashSet<>(fresh);
        wanted.forEach(out::remove);
        out.forEach(entry -> learnt.add(memory(entry, null, null, State.PASSED)));
    }

    private KnownEntry memory(FeedEntry entry, @Nullable String rkey, @Nullable Instant createdAt, State state) {
        return new KnownEntry(
                entry.keyHash(), entry.name(), rkey, entry.link() == null ? null : entry.link().toString(),
                FeedEntry.sha256(entry.title()), entry.published(), records.digest(entry), createdAt, state);
    }

    private String newRkey(FeedEntry entry) {
        int attempt = 0;
        while (!rkeys.add(FeedPlan.rkey(entry, attempt))) {
            attempt++;
        }
        return FeedPlan.rkey(entry, attempt);
    }

    private List<KnownEntry> gone(List<FeedEntry> entries) {
        if (!rules.isDeleting()) {
            return List.of();
        }
        Instant oldest = entries.stream().map(FeedEntry::published).filter(Objects::nonNull)
                .min(Instant::compareTo).orElse(null);
        Set<String> present = entries.stream().map(FeedEntry::keyHash).collect(Collectors.toSet());
        present.addAll(forgotten);
        // what is older than all that the feed has fell off its end
        List<KnownEntry> expected = state.entries().values().stream()
                .filter(entry -> entry.state() == State.WRITTEN && entry.published() != null && oldest != null
                        && entry.published().isAfter(oldest))
                .toList();
        List<KnownEntry> gone = expected.stream().filter(entry -> !present.contains(entry.keyHash())).toList();
        if (gone.size() > Math.max(1, rules.maxDeleteRatio() * expected.size())) {
            warnings.add(gone.size() + " of " + expected.size() + " entries are gone from the feed at once, more than"
                         + " maxDeleteRatio=" + rules.maxDeleteRatio() + " allows; their records stay. If that is meant,"
                         + " raise maxDeleteRatio");
            return List.of();
        }
        return gone;
    }
}
