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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.camelatproto.component.AtprotoConstants;
import io.github.camelatproto.component.exception.PartialWriteException;
import io.github.camelatproto.component.exception.WriteOutcome;
import io.github.camelatproto.social.web.PlainText;
import io.github.camelatproto.syntax.AtUri;
import org.apache.camel.ExchangeException;
import org.apache.camel.Header;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/**
 * What became of the entries of a feed in one run of the route {@code feed-to-repo}. Immutable.
 *
 * @param known   how many entries the memory knew: they were written by an earlier run, and were not sent
 * @param unsent  how many were to be written and have no outcome, since the run failed as a whole
 * @param results the others, oldest first
 */
public record SyncReport(int known, int unsent, List<Result> results) {

    private static final int MOST_PROBLEMS = 10;
    /** Well inside the column that holds it. */
    private static final int LONGEST_GUID = 2_000;
    private static final int LONGEST_PROBLEM = 500;

    public SyncReport {
        results = List.copyOf(results);
    }

    /**
     * What became of an entry.
     *
     * @param entry   the entry
     * @param outcome where its post is, and whether it is there
     */
    public record Result(FeedEntry entry, WriteOutcome outcome) {
    }

    /** Makes reports out of what the route has in its exchange. Stateless and safe for use by several threads. */
    public static final class Maker {

        /**
         * Makes a report. Outcomes that are not as many as the entries are not those of this run, and are not heeded.
         *
         * @param read     the entries of the feed
         * @param fresh    those that were to be written
         * @param outcomes the outcome of each of them, in the same order, if all could be written
         * @param failure  else has them
         */
        public SyncReport report(
                @Variable("entries") List<FeedEntry> read, @Variable("fresh") List<FeedEntry> fresh,
                @Header(AtprotoConstants.OUTCOMES) @Nullable List<WriteOutcome> outcomes,
                @ExchangeException @Nullable PartialWriteException failure) {
            List<WriteOutcome> told = told(fresh.size(), outcomes, failure);
            List<Result> results = new ArrayList<>(told.size());
            for (int i = 0; i < told.size(); i++) {
                results.add(new Result(fresh.get(i), told.get(i)));
            }
            return new SyncReport(read.size() - fresh.size(), fresh.size() - results.size(), results);
        }

        /** The route clears the header at its start, but an exchange keeps the exception that its caller has caught. */
        private static List<WriteOutcome> told(
                int writes, @Nullable List<WriteOutcome> outcomes, @Nullable PartialWriteException failure) {
            if (outcomes != null && outcomes.size() == writes) {
                return outcomes;
            }
            return failure != null && failure.getOutcomes().size() == writes ? failure.getOutcomes() : List.of();
        }
    }

    /** How many entries were written by this run. */
    public int written() {
        return count(WriteOutcome.Status.WRITTEN);
    }

    /** How many entries were in the repo already, though the memory did not know them. */
    public int existing() {
        return count(WriteOutcome.Status.EXISTING);
    }

    /** How many entries could not be written; they are tried again by the next run. */
    public int failed() {
        return count(WriteOutcome.Status.FAILED) + unsent;
    }

    /**
     * The rows for the memory, with {@code keyHash}, {@code guid} and {@code uri}: the entries that are in the repo.
     */
    public List<Map<String, Object>> memories() {
        List<Map<String, Object>> memories = new ArrayList<>();
        for (Result result : results) {
            AtUri uri = result.outcome().uri();
            if (result.outcome().isPresent() && uri != null) {
                memories.add(Map.of(
                        "keyHash", result.entry().keyHash(), "guid", PlainText.shown(result.entry().key(), LONGEST_GUID),
                        "uri", uri.toString()));
            }
        }
        return List.copyOf(memories);
    }

    /** For the log: which entries failed and why, one a line; of more than ten the number. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        List<Result> failures = results.stream().filter(result -> !result.outcome().isPresent()).toList();
        failures.stream().limit(MOST_PROBLEMS).map(SyncReport::problem).forEach(problems::add);
        if (failures.size() > MOST_PROBLEMS) {
            problems.add((failures.size() - MOST_PROBLEMS) + " more entries were not written, and are tried again next time");
        }
        return List.copyOf(problems);
    }

    private static String problem(Result result) {
        Throwable error = result.outcome().error();
        String reason = error == null ? "no reason is known" : String.valueOf(error.getMessage());
        return "Entry " + result.entry().name() + " was not written, and is tried again next time: "
               + PlainText.shown(reason, LONGEST_PROBLEM);
    }

    private int count(WriteOutcome.Status status) {
        return (int) results.stream().filter(result -> result.outcome().status() == status).count();
    }

    /** Such as {@code synced: 28 new, 0 existing, 0 known, 0 failed}. */
    @Override
    public String toString() {
        return "synced: " + written() + " new, " + existing() + " existing, " + known + " known, " + failed() + " failed";
    }
}
