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

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import io.github.camelatproto.component.exception.PartialWriteException;
import io.github.camelatproto.component.exception.PayloadTooLargeException;
import io.github.camelatproto.component.exception.RecordValidationException;
import io.github.camelatproto.component.exception.WriteOutcome;
import io.github.camelatproto.data.Cid;
import io.github.camelatproto.data.DagCbor;
import io.github.camelatproto.social.web.PlainText;
import io.github.camelatproto.social.web.WebVersion;
import io.github.camelatproto.syntax.AtUri;
import io.github.camelatproto.syntax.Did;
import io.github.camelatproto.syntax.Nsid;
import io.github.camelatproto.syntax.RecordKey;
import io.github.camelatproto.syntax.Tid;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the records of a collection in step with a feed, in three steps of a route: {@link #read}, {@link #plan} and
 * {@link #done}, between which the route lists the collection and lets {@code atproto:syncRecords} write. An entry
 * keeps its record for life, wherever in the feed it stands, whenever it says it was published and whatever its address
 * has for a query. What is written is remembered after it is in the repo, so that nothing is lost; what is not
 * remembered is looked for in the repo first, so that nothing is written twice. The setters are to be called before it
 * is used; then it is thread-safe.
 */
public final class FeedSync {

    /** Feeds date their entries anew, but seldom by more. */
    private static final Duration LOOK_BACK = Duration.ofDays(35);
    private static final int LONGEST_REASON = 500;

    private final FeedReader reader;
    private final FeedMemory memory;
    private final EntryRecords records;
    private final Clock clock;
    private String account = "";
    private String name = "";
    private int initialEntries;
    private @Nullable SimpleText filter;
    private boolean isBackdating = true;
    private boolean isDeleting;
    private double maxDeleteRatio = 0.2;

    public FeedSync(FeedReader reader, FeedMemory memory, EntryRecords records) {
        this(reader, memory, records, Clock.systemUTC());
    }

    FeedSync(FeedReader reader, FeedMemory memory, EntryRecords records, Clock clock) {
        this.reader = reader;
        this.memory = memory;
        this.records = records;
        this.clock = clock;
    }

    /**
     * Whose records they are: what one account has is no news of another.
     *
     * @param account its name in the configuration
     */
    public void setAccount(String account) {
        this.account = account;
    }

    /**
     * How the feed is called, and remembered when its address changes.
     *
     * @param name its address unless set
     */
    public void setName(String name) {
        this.name = name;
    }

    /**
     * How many of the entries that the feed has at the first run are written, the newest of them; the others are passed
     * over for good.
     *
     * @param  initialEntries           a number, or {@code all}; 0 unless set
     * @throws IllegalArgumentException if it is neither
     */
    public void setInitialEntries(String initialEntries) {
        String given = initialEntries.strip();
        if (given.equalsIgnoreCase("all")) {
            this.initialEntries = Integer.MAX_VALUE;
        } else if (given.matches("\\d{1,9}")) {
            this.initialEntries = Integer.parseInt(given);
        } else {
            throw new IllegalArgumentException(
                    "initialEntries is '" + PlainText.shown(given, 40) + "'; it must be a number, or all");
        }
    }

    /**
     * Which entries are written, as a predicate in the Simple language, where {@code ${body}} is the {@link FeedEntry}.
     * What it has out once stays out.
     *
     * @param filter empty for all
     */
    public void setFilter(String filter) {
        this.filter = filter.isBlank() ? null : new SimpleText(filter);
    }

    /**
     * Whether a record is as old as its entry, or as old as the run that wrote it first.
     *
     * @param isBackdating true unless set
     */
    public void setBackdate(boolean isBackdating) {
        this.isBackdating = isBackdating;
    }

    /**
     * Whether records go whose entries are gone from the midst of the feed; those that fell off its end stay.
     *
     * @param isDeleting false unless set
     */
    public void setDeleteMissing(boolean isDeleting) {
        this.isDeleting = isDeleting;
    }

    /**
     * The most records that may go at once, of those whose entries the feed could have.
     *
     * @param maxDeleteRatio 0 to 1; 0.2 unless set
     */
    public void setMaxDeleteRatio(double maxDeleteRatio) {
        this.maxDeleteRatio = maxDeleteRatio;
    }

    /**
     * Begins a run: reads the feed, if it has changed.
     *
     * @throws FeedException         if it cannot be used; nothing is written then
     * @throws IllegalStateException if the memory cannot be read
     */
    public FeedRun read() {
        FeedState state = memory.load(identity());
        return FeedRun.of(reader.read(state.version()), state);
    }

    private String identity() {
        return FeedEntry.sha256(String.join("\n", account, records.collection(), title()));
    }

    private String title() {
        return name.isBlank() ? reader.name() : name;
    }

    /**
     * Says what is to be written. Fetches what belongs to new entries, such as the pages for their cards.
     *
     * @param repo     the output of {@code atproto:resolveHandle}: whose records they are
     * @param listed   of the collection, if {@link FeedRun#isLookingUp} asks for it
     * @param exchange of the route
     */
    public FeedRun plan(
            @Variable("run") FeedRun run, @Variable("repo") Map<String, Object> repo,
            @Variable("records") @Nullable Iterator<Map<String, Object>> listed, Exchange exchange) {
        Feed feed = run.getFeed();
        Did did = Did.parse(String.valueOf(repo.get("did")));
        EntryRecords.Place place = new EntryRecords.Place(feed, did, exchange);
        RepoRecords found = new RepoRecords(listed, unknown(run), oldest(unknown(run)), record -> records.link(record, feed));
        FeedRules rules = new FeedRules(
                initialEntries, entry -> filter == null || filter.matches(entry, exchange.getContext()), isDeleting,
                maxDeleteRatio);
        FeedPlan plan = new FeedPlanner(run.state(), records, found, rules, place).plan(feed.entries());
        List<FeedPlan.Planned> dated = dated(plan.created());
        Map<String, @Nullable Object> wanted = new LinkedHashMap<>();
        Stream.concat(dated.stream(), plan.changed().stream()).forEach(planned -> wanted.put(
                String.valueOf(planned.memory().rkey()),
                records.record(planned.entry(), createdAt(planned), place)));
        plan.gone().forEach(gone -> wanted.put(String.valueOf(gone.rkey()), null));
        return run.planned(did, plan.created(dated), wanted);
    }

    private static List<FeedEntry> unknown(FeedRun run) {
        return run.getFeed().entries().stream()
                .filter(entry -> !run.state().entries().containsKey(entry.keyHash())).toList();
    }

    /**
     * Where the looking back in the repo ends, null if it does not: an entry without a date may have its record
     * anywhere.
     */
    private static @Nullable String oldest(List<FeedEntry> unknown) {
        if (unknown.stream().anyMatch(entry -> entry.published() == null)) {
            return null;
        }
        return unknown.stream().map(FeedEntry::published).filter(Objects::nonNull).min(Instant::compareTo)
                .map(first -> first.minus(LOOK_BACK))
                .filter(first -> first.isAfter(Instant.EPOCH))
                .map(first -> Tid.of(ChronoUnit.MICROS.between(Instant.EPOCH, first), 0).toString()).orElse(null);
    }

    /** Gives each new record its date, later than that of the one before: readers drop posts of one time. */
    private List<FeedPlan.Planned> dated(List<FeedPlan.Planned> created) {
        List<FeedPlan.Planned> dated = new ArrayList<>(created.size());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant last = Instant.MIN;
        for (FeedPlan.Planned planned : created) {
            Instant own = isBackdating ? date(planned.entry()) : now;
            Instant date = own.isAfter(last) || last.minusSeconds(1).isAfter(own) ? own : last.plusMillis(1);
            last = date;
            dated.add(new FeedPlan.Planned(planned.entry(), planned.memory().createdAt(date)));
        }
        return dated;
    }

    private static Instant createdAt(FeedPlan.Planned planned) {
        Instant created = planned.memory().createdAt();
        return created == null ? date(planned.entry()) : created;
    }

    /** Its own, else one that is derived from its key: never the current time. */
    private static Instant date(FeedEntry entry) {
        Instant own = entry.date();
        if (own != null) {
            return own.truncatedTo(ChronoUnit.MILLIS);
        }
        Instant derived = Tid.ofKey(entry.key()).instant().truncatedTo(ChronoUnit.MILLIS);
        Instant feed = entry.feedPublished();
        return feed == null
                ? derived : feed.with(ChronoField.NANO_OF_SECOND, derived.get(ChronoField.NANO_OF_SECOND));
    }

    /**
     * Ends a run: remembers what is in the repo now, and reports.
     *
     * @param run     null where the feed could not be read
     * @param output  of {@code atproto:syncRecords}, if it was called and succeeded
     * @param failure what {@code atproto:syncRecords} or a step before it threw, if anything
     */
    public FeedReport done(
            @Variable("run") @Nullable FeedRun run, @Body @Nullable Object output,
            // not @ExchangeException, which gives the innermost cause
            @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) @Nullable Exception failure) {
        boolean isPartial = failure instanceof PartialWriteException;
        if (failure != null && (run == null || run.plan() == null || !isPartial)) {
            String again = failure instanceof FeedException ? "" : ". Nothing is lost: the feed is read again at the next run";
            return FeedReport.failed(PlainText.shown(reason(failure), LONGEST_REASON) + again);
        }
        if (run == null || run.plan() == null || run.repo() == null) {
            int entries = run == null ? 0 : run.state().entries().size();
            return new FeedReport(List.of(), List.of(), 0, 0, entries, 0, 0, List.of(), List.of(), null);
        }
        return new Ending(run, run.plan(), run.repo(), isPartial ? (PartialWriteException) failure : null)
                .report(output instanceof Map<?, ?> map && map.get("commits") instanceof Integer commits ? commits : 0);
    }

    private static String reason(Throwable failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    /** Sorts what was planned into what was written and what was not. */
    private final class Ending {

        private final FeedRun run;
        private final FeedPlan plan;
        private final Did repo;
        private final Map<String, Throwable> refused = new HashMap<>();
        private final List<KnownEntry> learnt;
        private final List<FeedReport.Result> failures = new ArrayList<>();
        private boolean isToRepeat;

        Ending(FeedRun run, FeedPlan plan, Did repo, @Nullable PartialWriteException failure) {
            this.run = run;
            this.plan = plan;
            this.repo = repo;
            this.learnt = new ArrayList<>(plan.learnt());
            for (WriteOutcome outcome : failure == null ? List.<WriteOutcome> of() : failure.getOutcomes()) {
                if (outcome.uri() != null && outcome.error() != null) {
                    refused.put(String.valueOf(outcome.uri().rkey()), outcome.error());
                }
            }
        }

        FeedReport report(int commits) {
            List<FeedReport.Result> written = sorted(plan.created());
            List<FeedReport.Result> changed = sorted(plan.changed());
            List<String> forgotten = new ArrayList<>(plan.forgotten());
            plan.gone().forEach(gone -> forgotten.add(gone.keyHash()));
            memory.save(identity(), title(), isToRepeat ? WebVersion.NONE : run.getFeed().version(), learnt, forgotten);
            int passed = (int) learnt.stream().filter(entry -> entry.state() == KnownEntry.State.PASSED
                    && !run.state().entries().containsKey(entry.keyHash())).count();
            List<String> warnings = new ArrayList<>(plan.warnings());
            if (run.getFeed().entries().isEmpty() && !run.state().entries().isEmpty()) {
                warnings.add("The feed " + title() + " has no entry any more; the records stay");
            }
            return new FeedReport(
                    written, changed, plan.gone().size(), plan.existing(), plan.known(), passed, commits, failures, warnings,
                    null);
        }

        private List<FeedReport.Result> sorted(List<FeedPlan.Planned> planned) {
            List<FeedReport.Result> done = new ArrayList<>();
            for (FeedPlan.Planned each : planned) {
                String rkey = String.valueOf(each.memory().rkey());
                AtUri uri = AtUri.of(repo, Nsid.parse(records.collection()), RecordKey.parse(rkey));
                Cid cid = Cid.ofDagCbor(DagCbor.encode(run.getWanted().get(rkey)));
                Throwable error = refused.get(rkey);
                if (error == null) {
                    learnt.add(each.memory());
                    done.add(new FeedReport.Result(each.entry(), uri, cid, null));
                    continue;
                }
                failures.add(new FeedReport.Result(each.entry(), uri, cid, PlainText.shown(reason(error), LONGEST_REASON)));
                if (error instanceof RecordValidationException || error instanceof PayloadTooLargeException) {
                    // what it is does not change by trying again
                    learnt.add(each.memory().refused());
                } else {
                    isToRepeat = true;
                }
            }
            return done;
        }
    }
}
