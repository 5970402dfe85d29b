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
import java.util.Map;

import io.github.camelatproto.pds.repo.Repos;
import io.github.camelatproto.pds.xrpc.Access;
import io.github.camelatproto.pds.xrpc.Answer;
import io.github.camelatproto.pds.xrpc.Call;
import io.github.camelatproto.pds.xrpc.XrpcMethod;
import io.github.camelatproto.repo.CommitMeta;
import org.jspecify.annotations.Nullable;

/** com.atproto.sync.getLatestCommit. */
final class GetLatestCommit implements XrpcMethod {

    private final RepoOwners owners;
    private final Repos repos;

    GetLatestCommit(RepoOwners owners, Repos repos) {
        this.owners = owners;
        this.repos = repos;
    }

    @Override
    public String nsid() {
        return "com.atproto.sync.getLatestCommit";
    }

    @Override
    public Access access() {
        return Access.OPTIONAL;
    }

    @Override
    public Answer answer(Call call) {
        CommitMeta head = repos.of(owners.available(call.param("did"), call).did()).head();
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("cid", head.cid().toString());
        answer.put("rev", head.rev().value());
        return new Answer.Json(answer);
    }
}
