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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.camelatproto.social.feed.KnownEntry.State;
import io.github.camelatproto.social.web.WebLinks;
import io.github.camelatproto.syntax.Tid;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done for a feed: told by what it says, what is remembered and what is in the repo. Nothing is written
 * twice: an entry that is not remembered under its key is looked for by the page that it leads to, then in the repo by
 * the key that its record would have, and by where records lead.
 *
 * @param created   entries that get a record, oldest first
 * @param changed   entries that were edited
 * @param gone      entries whose records go
 * @param learnt    what else is to be remembered of entries, with nothing to be written
 * @param forgotten keys under which nothing is remembered any more
 * @param existing  how many entries were not remembered and are in the repo
 * @param known     how many are as they are remembered
 * @param warnings  for the operator
 */
record FeedPlan(
        List<Planned> created, List<Planned> changed, List<KnownEntry> gone, List<KnownEntry> learnt, List<String> forgotten,
        int existing, int known, List<String> warnings) {

    /**
     * An entry to be written.
     *
     * @param memory how it is remembered when it is written
     */
    record Planned(FeedEntry entry, KnownEntry memory) {
    }

    /** The same with the dates of new records. */
    FeedPlan created(List<Planned> dated) {
        return new FeedPlan(dated, changed, gone, learnt, forgotten, existing, known, warnings);
    }

    /** Makes a plan; used once. */
    static final class Maker {

        private final FeedState state;
        private final EntryRecords records;
        private final RepoRecords repo;
        private final FeedRules rules;
        private final EntryRecords.Place place;
        private final List<Planned> created = new ArrayList<>();
        private final List<Planned> changed = new ArrayList<>();
        private final List<KnownEntry> learnt = new ArrayList<>();
        private final List<String> forgotten = new ArrayList<>();
        private final List<String> warnings = new ArrayList<>();
        private final Set<String> rkeys = new HashSet<>();
        private int existing;
        private int known;

        Maker(FeedState state, EntryRecords records, RepoRecords repo, FeedRules rules, EntryRecords.Place place) {
            this.state = state;
            this.records = records;
            this.repo = repo;
            this.rules = rules;
            this.place = place;
            state.entries().values().forEach(entry -> rkeys.add(String.valueOf(entry.rkey())));
        }

        FeedPlan plan(List<FeedEntry> entries) {
            Moved moved = new Moved(entries, state);
            List<FeedEntry> fresh = new ArrayList<>();
            Instant newestFound = null;
            for (FeedEntry entry : entries) {
                KnownEntry remembered = state.entries().get(entry.keyHash());
                KnownEntry former = remembered == null ? moved.former(entry) : null;
                if (remembered != null) {
                    remembered(entry, remembered);
                } else if (former != null) {
                    forgotten.add(former.keyHash());
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
                changed.add(new Planned(entry, remembered.as(entry, digest, State.WRITTEN)));
            } else {
                known++;
            }
        }

        /** The same entry under another key, which its site has changed. */
        private void moved(FeedEntry entry, KnownEntry former) {
            String digest = records.digest(entry);
            boolean isEdited = former.state() == State.WRITTEN && !former.digest().equals(digest);
            KnownEntry memory = former.as(entry, digest, former.state());
            if (isEdited) {
                changed.add(new Planned(entry, memory));
            } else {
                learnt.add(memory);
                known++;
            }
        }

        private boolean isFound(FeedEntry entry, Moved moved) {
            String own = rkey(entry, 0);
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
                changed.add(new Planned(entry, memory));
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
                    created.add(new Planned(entry, memory(entry, newRkey(entry), null, State.WRITTEN)));
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
            while (!rkeys.add(rkey(entry, attempt))) {
                attempt++;
            }
            return rkey(entry, attempt);
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

    /** The key that an entry's record gets: in the UTC day of its publication, and the same for ever. */
    static String rkey(FeedEntry entry, int attempt) {
        String name = attempt == 0 ? entry.key() : entry.key() + "#" + attempt;
        Instant published = entry.published();
        return (published == null ? Tid.ofKey(name) : Tid.ofKey(name, published)).toString();
    }

    /** Entries that are known under another key: sites change what a query says, and take that for a guid. */
    private static final class Moved {

        private final Map<String, Integer> pages = new HashMap<>();
        private final Map<String, KnownEntry> formers = new HashMap<>();
        private final Set<String> ambiguous = new HashSet<>();

        Moved(List<FeedEntry> entries, FeedState state) {
            Set<String> present = entries.stream().map(FeedEntry::keyHash).collect(Collectors.toSet());
            entries.stream().filter(entry -> entry.link() != null).forEach(entry -> pages.merge(page(entry), 1, Integer::sum));
            for (KnownEntry known : state.entries().values()) {
                if (known.link() != null && !present.contains(known.keyHash())
                        && formers.put(WebLinks.page(known.link()), known) != null) {
                    ambiguous.add(WebLinks.page(known.link()));
                }
            }
        }

        private static String page(FeedEntry entry) {
            return WebLinks.page(String.valueOf(entry.link()));
        }

        /** Whether another entry of the feed leads to the same page. */
        boolean isShared(FeedEntry entry) {
            return pages.getOrDefault(page(entry), 0) > 1;
        }

        /** The entry that is gone from the feed, led to the same page and had the same title or date. */
        @Nullable
        KnownEntry former(FeedEntry entry) {
            if (entry.link() == null || isShared(entry) || ambiguous.contains(page(entry))) {
                return null;
            }
            KnownEntry former = formers.get(page(entry));
            boolean isSame = former != null && (former.title().equals(FeedEntry.sha256(entry.title()))
                    || (former.published() != null && former.published().equals(entry.published())));
            return isSame ? former : null;
        }
    }
}
