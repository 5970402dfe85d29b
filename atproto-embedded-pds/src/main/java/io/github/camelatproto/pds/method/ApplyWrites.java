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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.camelatproto.data.Cid;
import io.github.camelatproto.pds.account.Account;
import io.github.camelatproto.pds.repo.Repos;
import io.github.camelatproto.pds.repo.RequestedWrite;
import io.github.camelatproto.pds.repo.RequestedWrite.Action;
import io.github.camelatproto.pds.repo.WriteResult;
import io.github.camelatproto.pds.repo.Written;
import io.github.camelatproto.pds.xrpc.Access;
import io.github.camelatproto.pds.xrpc.Answer;
import io.github.camelatproto.pds.xrpc.Call;
import io.github.camelatproto.pds.xrpc.Charge;
import io.github.camelatproto.pds.xrpc.XrpcMethod;
import org.jspecify.annotations.Nullable;

/** com.atproto.repo.applyWrites. */
final class ApplyWrites implements XrpcMethod {

    private static final String NSID = "com.atproto.repo.applyWrites";

    private final RepoOwners owners;
    private final Repos repos;

    ApplyWrites(RepoOwners owners, Repos repos) {
        this.owners = owners;
        this.repos = repos;
    }

    @Override
    public String nsid() {
        return NSID;
    }

    @Override
    public Access access() {
        return Access.ACCESS;
    }

    @Override
    public int bodyLimit() {
        return Write.BODY_LIMIT;
    }

    @Override
    public List<Charge> charges(Call call) {
        int points = 0;
        for (Map<String, @Nullable Object> write : writes(call)) {
            points += switch (action(write)) {
                case CREATE, UPSERT -> Write.CREATE_POINTS;
                case UPDATE -> Write.UPDATE_POINTS;
                case DELETE -> Write.DELETE_POINTS;
            };
        }
        return Write.charges(call, points);
    }

    @Override
    public Answer answer(Call call) {
        Account account = owners.writer(call);
        List<Map<String, @Nullable Object>> writes = writes(call);
        List<RequestedWrite> requested = new ArrayList<>(writes.size());
        for (Map<String, @Nullable Object> write : writes) {
            requested.add(requested(write, call.createsOverwrite()));
        }
        return answer(repos.of(account.did()).applyWrites(
                requested, call.optionalFlag("validate"), Write.swapCommit(call)));
    }

    @SuppressWarnings("unchecked") // the lexicon wants a list of objects
    private static List<Map<String, @Nullable Object>> writes(Call call) {
        return (List<Map<String, @Nullable Object>>) Objects.requireNonNull(call.input().get("writes"));
    }

    private static Action action(Map<String, @Nullable Object> write) {
        String type = String.valueOf(write.get("$type"));
        return switch (type.substring(type.indexOf('#') + 1)) {
            case "create" -> Action.CREATE;
            case "update" -> Action.UPDATE;
            case "delete" -> Action.DELETE;
            default -> throw new IllegalStateException("The lexicon has no " + type);
        };
    }

    private static RequestedWrite requested(Map<String, @Nullable Object> write, boolean createsOverwrite) {
        Action action = action(write);
        return new RequestedWrite(
                action == Action.CREATE && createsOverwrite ? Action.UPSERT : action,
                Write.collection(write), Write.optionalRkey(write),
                action == Action.DELETE ? null : Write.object(write, "value"));
    }

    private static Answer answer(Written written) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        Write.addCommit(answer, written.commit());
        List<Map<String, @Nullable Object>> results = new ArrayList<>(written.results().size());
        for (WriteResult result : written.results()) {
            results.add(result(result));
        }
        answer.put("results", results);
        return new Answer.Json(answer);
    }

    private static Map<String, @Nullable Object> result(WriteResult result) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        Cid cid = result.cid();
        if (cid != null) {
            map.put("cid", cid.toString());
            map.put("uri", result.uri().value());
            Write.addStatus(map, result);
        }
        map.put("$type", NSID + "#" + switch (result.action()) {
            case CREATE, UPSERT -> "createResult";
            case UPDATE -> "updateResult";
            case DELETE -> "deleteResult";
        });
        return map;
    }
}
