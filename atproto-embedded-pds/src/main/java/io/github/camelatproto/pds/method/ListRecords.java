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

import io.github.camelatproto.pds.account.Account;
import io.github.camelatproto.pds.error.XrpcError;
import io.github.camelatproto.pds.repo.Repos;
import io.github.camelatproto.pds.repo.StoredRecord;
import io.github.camelatproto.pds.xrpc.Answer;
import io.github.camelatproto.pds.xrpc.Call;
import io.github.camelatproto.pds.xrpc.XrpcMethod;
import io.github.camelatproto.syntax.Did;
import io.github.camelatproto.syntax.Nsid;
import org.jspecify.annotations.Nullable;

/**
 * com.atproto.repo.listRecords: the cursor is the rkey of the last record of the page before, even of the last page.
 */
final class ListRecords implements XrpcMethod {

    private static final long DEFAULT_LIMIT = 50;

    private final RepoOwners owners;
    private final Repos repos;

    ListRecords(RepoOwners owners, Repos repos) {
        this.owners = owners;
        this.repos = repos;
    }

    @Override
    public String nsid() {
        return "com.atproto.repo.listRecords";
    }

    @Override
    public Answer answer(Call call) {
        Did did = owners.visible(call.param("repo")).map(Account::did)
                .orElseThrow(() -> XrpcError.invalidRequest("Could not find repo: " + call.param("repo")));
        long limit = (Long) call.params().getOrDefault("limit", DEFAULT_LIMIT);
        boolean reverse = (Boolean) call.params().getOrDefault("reverse", false);
        List<StoredRecord> page = repos.of(did).records(
                new Nsid(call.param("collection")), (int) limit, call.optionalParam("cursor"), reverse);
        List<Map<String, @Nullable Object>> records = new ArrayList<>(page.size());
        page.forEach(record -> records.add(RecordView.of(did, record)));
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("records", records);
        if (!page.isEmpty()) {
            answer.put("cursor", page.get(page.size() - 1).rkey());
        }
        return new Answer.Json(answer);
    }
}
