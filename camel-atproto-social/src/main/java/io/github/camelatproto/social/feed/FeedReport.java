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

import io.github.camelatproto.data.Cid;
import io.github.camelatproto.social.web.PlainText;
import io.github.camelatproto.syntax.AtUri;
import org.jspecify.annotations.Nullable;

/**
 * What became of a poll of a feed. Immutable.
 *
 * @param written  entries that got a record
 * @param changed  entries whose record was changed
 * @param deleted  how many records went
 * @param existing how many entries were not remembered and found in the repo
 * @param known    how many entries were as they are remembered
 * @param passed   how many entries are passed over from now on: by the first run or the filter
 * @param failures entries that could not be written
 * @param warnings what else the operator should know
 * @param failure  why the poll failed as a whole, null if it did not
 */
public record FeedReport(
        List<Result> written, List<Result> changed, int deleted, int existing, int known, int passed, int commits,
        List<Result> failures,
        List<String> warnings, @Nullable String failure) {

    private static final int MOST_PROBLEMS = 10;
    private static final int MOST_LINES = 25;
    private static final int LONGEST_TITLE = 80;

    /**
     * What became of an entry.
     *
     * @param uri    where its record is, or would be
     * @param cid    of the record
     * @param reason why it could not be written, null if it was
     */
    public record Result(FeedEntry entry, AtUri uri, Cid cid, @Nullable String reason) {
    }

    public FeedReport {
        written = List.copyOf(written);
        changed = List.copyOf(changed);
        failures = List.copyOf(failures);
        warnings = List.copyOf(warnings);
    }

    static FeedReport failed(String reason) {
        return new FeedReport(List.of(), List.of(), 0, 0, 0, 0, 0, List.of(), List.of(), reason);
    }

    /** Whether all is in the repo as it is to be. */
    public boolean isSuccess() {
        return failure == null && failures.isEmpty();
    }

    /** For the log: what went wrong or is held back, a line each; of more than ten the number. */
    public List<String> getProblems() {
        List<String> problems = new ArrayList<>(warnings);
        failures.stream().limit(MOST_PROBLEMS).forEach(result -> problems.add(
                "Entry " + result.entry().name() + " was not written to " + result.uri() + ": " + result.reason()));
        if (failures.size() > MOST_PROBLEMS) {
            problems.add(failures.size() - MOST_PROBLEMS + " more entries were not written");
        }
        if (failure != null) {
            problems.add(failure);
        }
        return List.copyOf(problems);
    }

    /** For the log: what was done, a line each; the last sums it up. */
    public List<String> getLines() {
        List<String> lines = new ArrayList<>();
        lines("new", written, lines);
        lines("changed", changed, lines);
        lines.add(toString());
        return List.copyOf(lines);
    }

    private static void lines(String what, List<Result> results, List<String> lines) {
        results.stream().limit(MOST_LINES).forEach(result -> lines.add(
                what + ": " + result.uri() + " " + PlainText.shown(name(result.entry()), LONGEST_TITLE)));
        if (results.size() > MOST_LINES) {
            lines.add(what + ": " + (results.size() - MOST_LINES) + " more");
        }
    }

    private static String name(FeedEntry entry) {
        return entry.title().isEmpty() ? entry.name() : entry.title();
    }

    /** Such as {@code synced: 28 new, 0 existing, 3 known, 0 failed}, and what else there was. */
    @Override
    public String toString() {
        return "synced: " + written.size() + " new, " + existing + " existing, " + known + " known, " + failures.size()
               + " failed" + more(changed.size(), "changed") + more(deleted, "deleted") + more(passed, "passed over")
               + more(commits, commits == 1 ? "commit" : "commits");
    }

    private static String more(int count, String what) {
        return count == 0 ? "" : ", " + count + " " + what;
    }
}
