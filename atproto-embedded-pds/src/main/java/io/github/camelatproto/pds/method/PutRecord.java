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

import io.github.camelatproto.data.Cid;
import io.github.camelatproto.pds.repo.Expected;
import io.github.camelatproto.pds.repo.Repos;
import io.github.camelatproto.pds.xrpc.Access;
import io.github.camelatproto.pds.xrpc.Answer;
import io.github.camelatproto.pds.xrpc.Call;
import io.github.camelatproto.pds.xrpc.Charge;
import io.github.camelatproto.pds.xrpc.XrpcMethod;
import org.jspecify.annotations.Nullable;

/** com.atproto.repo.putRecord. */
final class PutRecord implements XrpcMethod {

    private final RepoOwners owners;
    private final Repos repos;

    PutRecord(RepoOwners owners, Repos repos) {
        this.owners = owners;
        this.repos = repos;
    }

    @Override
    public String nsid() {
        return "com.atproto.repo.putRecord";
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
        return Write.charges(call, Write.UPDATE_POINTS);
    }

    @Override
    public Answer answer(Call call) {
        return new Answer.Json(
                Write.answer(repos.of(owners.writer(call).did()).putRecord(
                        Write.collection(call.input()), Write.rkey(call.input()), Write.object(call.input(), "record"),
                        call.optionalFlag("validate"), expected(call), Write.swapCommit(call))));
    }

    /** {@code null} in the input means that there must be no record. */
    private static @Nullable Expected expected(Call call) {
        if (!call.input().containsKey("swapRecord")) {
            return null;
        }
        String cid = call.optionalText("swapRecord");
        return new Expected(cid == null ? null : Cid.parse(cid));
    }
}
