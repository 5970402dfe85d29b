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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.camelatproto.component.AtprotoConstants;
import io.github.camelatproto.component.commit.Outcome;
import io.github.camelatproto.component.commit.WriteResult;
import io.github.camelatproto.component.exception.WriteOutcome;
import io.github.camelatproto.repo.CommitMeta;
import io.github.camelatproto.syntax.AtUri;
import io.github.camelatproto.syntax.Did;
import org.jspecify.annotations.Nullable;

/** Says outcomes in the words of the lexicon and of the headers. */
final class Results {

    private Results() {
    }

    /** The result headers that every write sets; those that do not apply are removed. */
    static Map<String, @Nullable Object> headers(@Nullable CommitMeta commit, int attempts, boolean reconciled) {
        Map<String, @Nullable Object> headers = new LinkedHashMap<>();
        headers.put(AtprotoConstants.COMMIT_CID, commit == null ? null : commit.cid().toString());
        headers.put(AtprotoConstants.COMMIT_REV, commit == null ? null : commit.rev().toString());
        headers.put(AtprotoConstants.ATTEMPTS, attempts);
        headers.put(AtprotoConstants.RECONCILED, reconciled);
        return headers;
    }

    static Map<String, Object> commit(CommitMeta commit) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("cid", commit.cid().toString());
        json.put("rev", commit.rev().toString());
        return json;
    }

    /** {@code uri}, {@code cid} and {@code validationStatus} as createRecord and applyWrites give them. */
    static Map<String, Object> record(Did repo, WriteResult result) {
        Map<String, Object> json = new LinkedHashMap<>();
        if (result.cid() != null) {
            json.put("uri", uri(repo, result).toString());
            json.put("cid", result.cid().toString());
        }
        if (result.validationStatus() != null) {
            json.put("validationStatus", result.validationStatus());
        }
        return json;
    }

    static AtUri uri(Did repo, WriteResult result) {
        return AtUri.of(repo, result.write().collection(), result.write().rkey());
    }

    /** The commit that brought it, null where nobody knows. */
    static @Nullable CommitMeta commitOf(Outcome outcome) {
        return outcome instanceof Outcome.Written written ? written.commit() : null;
    }

    static List<WriteResult> resultsOf(Outcome outcome) {
        if (outcome instanceof Outcome.Written written) {
            return written.results();
        }
        return outcome instanceof Outcome.Existing existing ? existing.results() : List.of();
    }

    static WriteOutcome.Status statusOf(Outcome outcome) {
        if (outcome instanceof Outcome.Written) {
            return WriteOutcome.Status.WRITTEN;
        }
        return outcome instanceof Outcome.Existing ? WriteOutcome.Status.EXISTING : WriteOutcome.Status.FAILED;
    }
}
