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

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.camelatproto.component.AtprotoConstants;
import io.github.camelatproto.component.commit.NamedWrite;
import io.github.camelatproto.component.commit.Outcome;
import io.github.camelatproto.component.commit.WriteResult;
import io.github.camelatproto.component.exception.AtprotoException;
import io.github.camelatproto.component.exception.PartialWriteException;
import io.github.camelatproto.component.exception.WriteOutcome;
import io.github.camelatproto.component.exception.WriteOutcome.Status;
import io.github.camelatproto.repo.CommitMeta;
import io.github.camelatproto.syntax.AtUri;
import io.github.camelatproto.syntax.Did;
import org.jspecify.annotations.Nullable;

/** What became of each item of a list; holds no records. Not thread-safe. */
final class ListOutcomes {

    /** By the items' places; null for those of which nothing is known yet. */
    private final List<@Nullable Told> told = new ArrayList<>();
    private @Nullable CommitMeta commit;
    private int attempts;
    private boolean reconciled;

    /**
     * @param kind as the lexicon calls it: create, update or delete
     */
    private record Told(WriteOutcome outcome, String kind, @Nullable String validationStatus) {

        Map<String, Object> result() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("$type", "com.atproto.repo.applyWrites#" + kind + "Result");
            if (outcome.cid() != null) {
                json.put("uri", String.valueOf(outcome.uri()));
                json.put("cid", outcome.cid().toString());
            }
            if (validationStatus != null) {
                json.put("validationStatus", validationStatus);
            }
            return json;
        }
    }

    /** Takes in the outcome of a unit whose first write is the item at that place. */
    void add(int firstPlace, Sent sent) {
        Outcome outcome = sent.outcome();
        List<WriteResult> results = Results.resultsOf(outcome);
        CommitMeta by = Results.commitOf(outcome);
        for (int i = 0; i < results.size(); i++) {
            WriteResult result = results.get(i);
            WriteOutcome one = new WriteOutcome(
                    sent.uris().get(i), Results.statusOf(outcome), result.cid(), by,
                    i < sent.writes().size() ? sent.writes().get(i).key() : null, null);
            tell(firstPlace + i, new Told(one, kind(result.write()), result.validationStatus()));
        }
        commit = by == null ? commit : by;
        attempts = Math.max(attempts, outcome.attempts());
        reconciled |= outcome instanceof Outcome.Existing;
    }

    void addFailed(int place, @Nullable AtUri uri, @Nullable String key, AtprotoException error) {
        tell(place, new Told(new WriteOutcome(uri, Status.FAILED, null, null, key, error), "", null));
    }

    /** Takes over what an earlier delivery brought. */
    private void addExisting(int place, Told earlier) {
        WriteOutcome was = earlier.outcome();
        WriteOutcome now = new WriteOutcome(
                was.uri(), Status.EXISTING, was.cid(), was.commit(), was.idempotencyKey(), null);
        tell(place, new Told(now, earlier.kind(), earlier.validationStatus()));
        reconciled = true;
    }

    /** Takes over all that an earlier delivery brought. */
    void addPresent(ListOutcomes earlier) {
        for (int place = 0; place < earlier.told.size(); place++) {
            Told one = earlier.at(place);
            if (one != null && one.outcome().isPresent()) {
                addExisting(place, one);
            }
        }
    }

    /** Takes over this item, if an earlier delivery brought just this write. */
    boolean addIfPresent(ListOutcomes earlier, int place, Did repo, NamedWrite write) {
        Told one = earlier.at(place);
        boolean isSame = one != null && one.outcome().isPresent()
                && AtUri.of(repo, write.collection(), write.rkey()).equals(one.outcome().uri())
                && Objects.equals(write.after(), one.outcome().cid());
        if (isSame) {
            addExisting(place, one);
        }
        return isSame;
    }

    /** Whether an item at that place, or after it, has an outcome. */
    boolean reaches(int place) {
        return told.size() > place;
    }

    boolean isEmpty() {
        return told.isEmpty();
    }

    boolean isAnyPresent() {
        return known().stream().anyMatch(one -> one.outcome().isPresent());
    }

    private @Nullable Told at(int place) {
        return place < told.size() ? told.get(place) : null;
    }

    private void tell(int place, Told one) {
        while (told.size() <= place) {
            told.add(null);
        }
        told.set(place, one);
    }

    private List<Told> known() {
        return told.stream().filter(Objects::nonNull).toList();
    }

    private static String kind(NamedWrite write) {
        return write.isCreate() ? "create" : write.json() == null ? "delete" : "update";
    }

    /**
     * What the message becomes.
     *
     * @throws PartialWriteException if an item failed
     */
    Reply reply() {
        List<Told> all = known();
        List<WriteOutcome> outcomes = all.stream().map(Told::outcome).toList();
        long failed = outcomes.stream().filter(outcome -> !outcome.isPresent()).count();
        if (failed > 0) {
            AtprotoException first = outcomes.stream().map(WriteOutcome::error).filter(Objects::nonNull).findFirst()
                    .orElseThrow();
            throw new PartialWriteException(
                    failed + " of " + outcomes.size() + " writes failed"
                                            + (failed == outcomes.size() ? "" : ", the others are in the repo")
                                            + "; the first: "
                                            + first.getMessage(),
                    outcomes);
        }
        Map<String, Object> body = new LinkedHashMap<>();
        if (commit != null) {
            body.put("commit", Results.commit(commit));
        }
        body.put("results", results(all));
        Map<String, @Nullable Object> headers = Results.headers(commit, attempts, reconciled);
        headers.put(AtprotoConstants.OUTCOMES, outcomes);
        return new Reply(body, headers);
    }

    /** Made when they are looked at: a long list has many. */
    private static List<Map<String, Object>> results(List<Told> all) {
        return new AbstractList<>() {
            @Override
            public Map<String, Object> get(int index) {
                return all.get(index).result();
            }

            @Override
            public int size() {
                return all.size();
            }
        };
    }
}
