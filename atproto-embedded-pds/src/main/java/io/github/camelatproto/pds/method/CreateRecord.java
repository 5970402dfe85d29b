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

import java.util.List;
import java.util.Map;

import io.github.camelatproto.pds.repo.Repo;
import io.github.camelatproto.pds.repo.Repos;
import io.github.camelatproto.pds.repo.RequestedWrite;
import io.github.camelatproto.pds.repo.Written;
import io.github.camelatproto.pds.xrpc.Access;
import io.github.camelatproto.pds.xrpc.Answer;
import io.github.camelatproto.pds.xrpc.Call;
import io.github.camelatproto.pds.xrpc.Charge;
import io.github.camelatproto.pds.xrpc.XrpcMethod;
import io.github.camelatproto.syntax.Nsid;
import io.github.camelatproto.syntax.RecordKey;
import org.jspecify.annotations.Nullable;

/** com.atproto.repo.createRecord. */
final class CreateRecord implements XrpcMethod {

    private final RepoOwners owners;
    private final Repos repos;

    CreateRecord(RepoOwners owners, Repos repos) {
        this.owners = owners;
        this.repos = repos;
    }

    @Override
    public String nsid() {
        return "com.atproto.repo.createRecord";
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
        return Write.charges(call, Write.CREATE_POINTS);
    }

    @Override
    public Answer answer(Call call) {
        Repo repo = repos.of(owners.writer(call).did());
        Nsid collection = Write.collection(call.input());
        RecordKey rkey = Write.optionalRkey(call.input());
        Map<String, @Nullable Object> record = Write.object(call.input(), "record");
        Boolean validate = call.optionalFlag("validate");
        Written written = call.createsOverwrite()
                ? repo.applyWrites(
                        List.of(new RequestedWrite(RequestedWrite.Action.UPSERT, collection, rkey, record)),
                        validate, Write.swapCommit(call))
                : repo.createRecord(collection, rkey, record, validate, Write.swapCommit(call));
        return new Answer.Json(Write.answer(written));
    }
}
