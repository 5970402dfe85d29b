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
package io.github.camelatproto.component.trial;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import io.github.camelatproto.data.AtJson;
import io.github.camelatproto.data.Cid;
import io.github.camelatproto.repo.Write;
import io.github.camelatproto.syntax.Tid;
import org.jspecify.annotations.Nullable;

/** Reads calls that write, as they go over the wire. */
final class WriteCalls {

    private static final String PREFIX = "com.atproto.repo.";
    private static final Set<String> NSIDS = Set.of(
            PREFIX + "createRecord", PREFIX + "applyWrites", PREFIX + "putRecord", PREFIX + "deleteRecord");
    /** Errors that the PDS answers before it counts points. */
    private static final Set<String> UNPAID = Set.of(
            "RateLimitExceeded", "ExpiredToken", "InvalidToken", "AuthMissing", "AuthenticationRequired",
            "PayloadTooLargeError", EmbeddedTrialPds.ORDERED);

    private WriteCalls() {
    }

    static boolean isWrite(ProxiedCall call) {
        return NSIDS.contains(call.nsid());
    }

    /** A write as it was sent. */
    record Sent(Intent.Kind kind, String path, @Nullable Cid after) {
    }

    static List<Sent> writes(String nsid, Map<String, @Nullable Object> input) {
        return switch (nsid.substring(PREFIX.length())) {
            case "createRecord" -> List.of(sent(Intent.Kind.CREATE, input, input.get("record")));
            case "putRecord" -> List.of(sent(Intent.Kind.UPDATE, input, input.get("record")));
            case "deleteRecord" -> List.of(sent(Intent.Kind.DELETE, input, null));
            default -> ((List<?>) Objects.requireNonNull(input.get("writes"))).stream().map(WriteCalls::item).toList();
        };
    }

    private static Sent item(@Nullable Object json) {
        Map<String, @Nullable Object> item = FaultProxy.object(json);
        String type = String.valueOf(item.get("$type"));
        return sent(
                Intent.Kind.valueOf(type.substring(type.indexOf('#') + 1).toUpperCase(Locale.ROOT)), item, item.get("value"));
    }

    private static Sent sent(Intent.Kind kind, Map<String, @Nullable Object> item, @Nullable Object value) {
        String collection = String.valueOf(item.get("collection"));
        Cid after = value == null ? null : Write.create(collection, FaultProxy.object(value)).cid();
        return new Sent(kind, collection + "/" + item.get("rkey"), after);
    }

    /** Whether a call carries writes of the unit. */
    static boolean carries(ProxiedCall call, Wanted unit) {
        return call.writes().stream().anyMatch(sent -> sent.after() == null
                ? unit.isDelete() && unit.paths().contains(sent.path()) : unit.values().contains(sent.after()));
    }

    /** The points that the PDS took for a call. */
    static int points(ProxiedCall call) {
        PdsAnswer answer = call.answer();
        boolean isPaid = call.isForwarded() && answer != null
                && (!answer.isWhole() || isByHandler(answer));
        return isPaid ? call.writes().stream().mapToInt(sent -> sent.kind().points()).sum() : 0;
    }

    private static boolean isByHandler(PdsAnswer answer) {
        return answer.headers().getOrDefault("Content-Type", "").contains("json")
                && !UNPAID.contains(String.valueOf(FaultProxy.object(AtJson.parse(answer.body().getBytes())).get("error")));
    }

    /** The commit that a call was answered with; empty where there was nothing to do. */
    static Optional<Commit> commit(ProxiedCall call) {
        PdsAnswer answer = call.answer();
        return answer == null || !answer.isSuccess()
                ? Optional.empty()
                : commit(call.nsid(), call.input(), FaultProxy.object(AtJson.parse(answer.body().getBytes())), false,
                        call.answered());
    }

    static Optional<Commit> commit(
            String nsid, Map<String, @Nullable Object> input, Map<String, @Nullable Object> output, boolean isTheirs,
            Instant answered) {
        if (output.get("commit") == null) {
            return Optional.empty();
        }
        List<Object> results = new ArrayList<>(output.get("results") instanceof List<?> list ? list : List.of(output));
        Map<String, Optional<Cid>> changes = new LinkedHashMap<>();
        List<Sent> writes = writes(nsid, input);
        for (int i = 0; i < writes.size(); i++) {
            Object cid = FaultProxy.object(results.get(i)).get("cid");
            boolean isDelete = writes.get(i).after() == null;
            changes.put(writes.get(i).path(), isDelete ? Optional.empty() : Optional.of(Cid.parse(String.valueOf(cid))));
        }
        Map<String, @Nullable Object> commit = FaultProxy.object(output.get("commit"));
        Tid rev = Tid.parse(String.valueOf(commit.get("rev")));
        return Optional.of(
                new Commit(String.valueOf(commit.get("cid")), rev, changes, isTheirs, Commit.time(rev, answered)));
    }
}
