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
import io.github.camelatproto.pds.account.AccountStatus;
import io.github.camelatproto.pds.account.Accounts;
import io.github.camelatproto.pds.error.XrpcError;
import io.github.camelatproto.pds.xrpc.Access;
import io.github.camelatproto.pds.xrpc.Answer;
import io.github.camelatproto.pds.xrpc.Call;
import io.github.camelatproto.pds.xrpc.XrpcMethod;
import org.jspecify.annotations.Nullable;

/** com.atproto.server.getSession: whose token it is. */
final class GetSession implements XrpcMethod {

    private final Accounts accounts;

    GetSession(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public String nsid() {
        return "com.atproto.server.getSession";
    }

    @Override
    public Access access() {
        return Access.ACCESS;
    }

    @Override
    public Answer answer(Call call) {
        Account account = accounts.find(call.caller().value())
                .filter(found -> found.status() != AccountStatus.TAKENDOWN)
                .orElseThrow(() -> XrpcError.invalidRequest(
                        "Could not find user info for account: " + call.caller()));
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        AccountView.addTo(answer, account);
        return new Answer.Json(answer);
    }
}
