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
import java.util.List;

import io.github.camelatproto.pds.repo.Repo;
import io.github.camelatproto.pds.repo.Repos;
import io.github.camelatproto.pds.xrpc.Access;
import io.github.camelatproto.pds.xrpc.Answer;
import io.github.camelatproto.pds.xrpc.Call;
import io.github.camelatproto.pds.xrpc.Charge;
import io.github.camelatproto.pds.xrpc.Limit;
import io.github.camelatproto.pds.xrpc.XrpcMethod;
import io.github.camelatproto.syntax.Tid;

/** com.atproto.sync.getRepo: a whole repo, or what is new in it. */
final class GetRepo implements XrpcMethod {

    private static final Limit LIMIT = new Limit("getRepo", 6_000, Duration.ofMinutes(5));

    private final RepoOwners owners;
    private final Repos repos;

    GetRepo(RepoOwners owners, Repos repos) {
        this.owners = owners;
        this.repos = repos;
    }

    @Override
    public String nsid() {
        return "com.atproto.sync.getRepo";
    }

    @Override
    public Access access() {
        return Access.OPTIONAL;
    }

    @Override
    public List<Charge> charges(Call call) {
        return List.of(new Charge(LIMIT, call.address(), 1));
    }

    @Override
    public boolean countsAsCall() {
        return false;
    }

    @Override
    public Answer answer(Call call) {
        Repo repo = repos.of(owners.available(call.param("did"), call).did());
        String since = call.optionalParam("since");
        Tid rev = since == null ? null : Tid.parse(since);
        return new Answer.Streamed("application/vnd.ipld.car", out -> repo.exportCar(out, rev));
    }
}
