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
import java.util.Locale;
import java.util.Map;

import io.github.camelatproto.pds.account.Account;
import io.github.camelatproto.pds.error.XrpcError;
import io.github.camelatproto.pds.xrpc.Answer;
import io.github.camelatproto.pds.xrpc.Call;
import io.github.camelatproto.pds.xrpc.XrpcMethod;
import org.jspecify.annotations.Nullable;

/** com.atproto.identity.resolveHandle: of the accounts here; no other server is asked. */
final class ResolveHandle implements XrpcMethod {

    private final RepoOwners owners;

    ResolveHandle(RepoOwners owners) {
        this.owners = owners;
    }

    @Override
    public String nsid() {
        return "com.atproto.identity.resolveHandle";
    }

    @Override
    public Answer answer(Call call) {
        String handle = call.param("handle").toLowerCase(Locale.ROOT);
        Account account = owners.visible(handle)
                .orElseThrow(() -> new XrpcError(
                        400, handle.endsWith(NewAccount.DOMAIN) ? "HandleNotFound" : "InvalidRequest",
                        "Unable to resolve handle"));
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("did", account.did().value());
        return new Answer.Json(answer);
    }
}
