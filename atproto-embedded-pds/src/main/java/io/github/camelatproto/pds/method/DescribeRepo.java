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

import io.github.camelatproto.pds.account.Account;
import io.github.camelatproto.pds.repo.Repos;
import io.github.camelatproto.pds.xrpc.Answer;
import io.github.camelatproto.pds.xrpc.Call;
import io.github.camelatproto.pds.xrpc.XrpcMethod;
import org.jspecify.annotations.Nullable;

/** com.atproto.repo.describeRepo: whose it is, and which collections have records. */
final class DescribeRepo implements XrpcMethod {

    private final RepoOwners owners;
    private final Repos repos;
    private final DidDocuments documents;

    DescribeRepo(RepoOwners owners, Repos repos, DidDocuments documents) {
        this.owners = owners;
        this.repos = repos;
        this.documents = documents;
    }

    @Override
    public String nsid() {
        return "com.atproto.repo.describeRepo";
    }

    @Override
    public Answer answer(Call call) {
        Account account = owners.available(call.param("repo"), call);
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("handle", account.handle().value());
        answer.put("did", account.did().value());
        answer.put("didDoc", documents.of(account));
        answer.put("collections", repos.of(account.did()).collections());
        answer.put("handleIsCorrect", true);
        return new Answer.Json(answer);
    }
}
