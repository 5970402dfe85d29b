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
package io.github.camelatproto.files;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * What became of a file. Immutable.
 *
 * @param file      its name
 * @param written   how many of its entries this import wrote
 * @param unchanged how many were in the repo before
 * @param failed    how many could not be read or written
 * @param failures  the first of them, with their places and why
 * @param failure   why it was not imported, or no further; null if it was
 * @param movedTo   where the file is now; null if it is where it was, and is to be tried again
 * @param mendable  the file with the entries that failed; null where there is none
 * @param time      that this run took
 */
public record FileReport(
        String file, long written, long unchanged, long failed, List<String> failures, @Nullable String failure,
        @Nullable Path movedTo, @Nullable Path mendable, Duration time) {

    /** So many failures are told one by one. */
    static final int MOST_FAILURES = 20;

    public FileReport {
        failures = List.copyOf(failures);
    }

    /** Whether all of the file is in the repo. */
    public boolean isSuccess() {
        return failure == null && failed == 0;
    }

    /** For the log: what went wrong, a line each; of more than twenty the number. */
    public List<String> getProblems() {
        List<String> problems = new ArrayList<>();
        failures.forEach(each -> problems.add(file + ", " + each));
        if (failed > failures.size()) {
            problems.add(file + ": " + (failed - failures.size()) + " more entries were not written");
        }
        if (mendable != null) {
            problems.add("Those of " + file + " that were not written are in " + mendable
                         + ", and why beside it: mend them and drop that file");
        }
        if (failure != null) {
            problems.add(file + ": " + failure + (movedTo == null ? " (the file stays, and is tried again)" : ""));
        }
        return List.copyOf(problems);
    }

    /** Such as {@code things.jsonl: 998 written, 0 unchanged, 2 failed in 3.1 s, now in inbox/failed/things.jsonl}. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%s: %d written, %d unchanged, %d failed in %.1f s%s", file, written, unchanged, failed,
                time.toMillis() / 1000.0, movedTo == null ? "" : ", now in " + movedTo);
    }
}
