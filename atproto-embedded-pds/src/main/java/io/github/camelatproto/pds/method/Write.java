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
package io.github.camelatproto.pds.method;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.camelatproto.data.Cid;
import io.github.camelatproto.pds.repo.WriteResult;
import io.github.camelatproto.pds.repo.Written;
import io.github.camelatproto.pds.xrpc.Call;
import io.github.camelatproto.pds.xrpc.Charge;
import io.github.camelatproto.pds.xrpc.Limit;
import io.github.camelatproto.repo.CommitMeta;
import io.github.camelatproto.syntax.Nsid;
import io.github.camelatproto.syntax.RecordKey;
import org.jspecify.annotations.Nullable;

/** What the four methods that write have in common: limits, input and answer. */
final class Write {

    static final int BODY_LIMIT = 1_000_000;
    static final int CREATE_POINTS = 3;
    static final int UPDATE_POINTS = 2;
    static final int DELETE_POINTS = 1;

    private static final Limit OF_AN_HOUR = new Limit("repo-write-hour", 5_000, Duration.ofHours(1));
    private static final Limit OF_A_DAY = new Limit("repo-write-day", 35_000, Duration.ofDays(1));

    private Write() {
    }

    static List<Charge> charges(Call call, int points) {
        String did = call.caller().value();
        return List.of(new Charge(OF_AN_HOUR, did, points), new Charge(OF_A_DAY, did, points));
    }

    static Nsid collection(Map<String, @Nullable Object> input) {
        return new Nsid((String) Objects.requireNonNull(input.get("collection")));
    }

    static RecordKey rkey(Map<String, @Nullable Object> input) {
        return Objects.requireNonNull(optionalRkey(input));
    }

    static @Nullable RecordKey optionalRkey(Map<String, @Nullable Object> input) {
        return input.get("rkey") instanceof String rkey ? new RecordKey(rkey) : null;
    }

    @SuppressWarnings("unchecked") // the lexicon wants an object
    static Map<String, @Nullable Object> object(Map<String, @Nullable Object> input, String name) {
        return (Map<String, @Nullable Object>) Objects.requireNonNull(input.get(name));
    }

    static @Nullable Cid swapCommit(Call call) {
        String cid = call.optionalText("swapCommit");
        return cid == null ? null : Cid.parse(cid);
    }

    /** The answer of createRecord and putRecord. */
    static Map<String, @Nullable Object> answer(Written written) {
        WriteResult result = written.results().get(written.results().size() - 1);
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("uri", result.uri().value());
        answer.put("cid", String.valueOf(result.cid()));
        addCommit(answer, written.commit());
        addStatus(answer, result);
        return answer;
    }

    static void addCommit(Map<String, @Nullable Object> answer, @Nullable CommitMeta commit) {
        if (commit != null) {
            Map<String, String> meta = new LinkedHashMap<>();
            meta.put("cid", commit.cid().toString());
            meta.put("rev", commit.rev().value());
            answer.put("commit", meta);
        }
    }

    static void addStatus(Map<String, @Nullable Object> answer, WriteResult result) {
        if (result.validationStatus() != null) {
            answer.put("validationStatus", result.validationStatus());
        }
    }
}
