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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.camelatproto.data.Cid;
import io.github.camelatproto.pds.repo.Expected;
import io.github.camelatproto.pds.repo.Repos;
import io.github.camelatproto.pds.repo.Written;
import io.github.camelatproto.pds.xrpc.Access;
import io.github.camelatproto.pds.xrpc.Answer;
import io.github.camelatproto.pds.xrpc.Call;
import io.github.camelatproto.pds.xrpc.Charge;
import io.github.camelatproto.pds.xrpc.XrpcMethod;
import org.jspecify.annotations.Nullable;

/** com.atproto.repo.deleteRecord. */
final class DeleteRecord implements XrpcMethod {

    private final RepoOwners owners;
    private final Repos repos;

    DeleteRecord(RepoOwners owners, Repos repos) {
        this.owners = owners;
        this.repos = repos;
    }

    @Override
    public String nsid() {
        return "com.atproto.repo.deleteRecord";
    }

    @Override
    public Access access() {
        return Access.ACCESS;
    }

    @Override
    public List<Charge> charges(Call call) {
        return Write.charges(call, Write.DELETE_POINTS);
    }

    @Override
    public Answer answer(Call call) {
        String swapRecord = call.optionalText("swapRecord");
        Written written = repos.of(owners.writer(call).did()).deleteRecord(
                Write.collection(call.input()), Write.rkey(call.input()),
                swapRecord == null ? null : new Expected(Cid.parse(swapRecord)), Write.swapCommit(call));
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        Write.addCommit(answer, written.commit());
        return new Answer.Json(answer);
    }
}
