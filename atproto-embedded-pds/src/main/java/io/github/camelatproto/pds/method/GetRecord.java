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

import io.github.camelatproto.pds.account.Account;
import io.github.camelatproto.pds.error.XrpcError;
import io.github.camelatproto.pds.repo.Repos;
import io.github.camelatproto.pds.repo.StoredRecord;
import io.github.camelatproto.pds.xrpc.Answer;
import io.github.camelatproto.pds.xrpc.Call;
import io.github.camelatproto.pds.xrpc.XrpcMethod;
import io.github.camelatproto.syntax.Did;
import io.github.camelatproto.syntax.Nsid;
import io.github.camelatproto.syntax.RecordKey;

/** com.atproto.repo.getRecord. */
final class GetRecord implements XrpcMethod {

    private final RepoOwners owners;
    private final Repos repos;

    GetRecord(RepoOwners owners, Repos repos) {
        this.owners = owners;
        this.repos = repos;
    }

    @Override
    public String nsid() {
        return "com.atproto.repo.getRecord";
    }

    @Override
    public Answer answer(Call call) {
        Did did = owners.visible(call.param("repo")).map(Account::did)
                .orElseThrow(() -> XrpcError.invalidRequest("Could not locate record"));
        String collection = call.param("collection");
        String rkey = call.param("rkey");
        String cid = call.optionalParam("cid");
        StoredRecord record = repos.of(did).record(new Nsid(collection), new RecordKey(rkey))
                .filter(found -> cid == null || found.cid().toString().equals(cid))
                .orElseThrow(() -> new XrpcError(
                        400, "RecordNotFound",
                        "Could not locate record: " + RecordView.uri(did, collection, rkey)));
        return new Answer.Json(RecordView.of(did, record));
    }
}
