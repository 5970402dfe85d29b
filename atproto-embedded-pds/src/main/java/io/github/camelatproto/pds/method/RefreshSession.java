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

import java.util.Objects;

import io.github.camelatproto.pds.account.Account;
import io.github.camelatproto.pds.account.Accounts;
import io.github.camelatproto.pds.account.Sessions;
import io.github.camelatproto.pds.error.XrpcError;
import io.github.camelatproto.pds.xrpc.Access;
import io.github.camelatproto.pds.xrpc.Answer;
import io.github.camelatproto.pds.xrpc.Call;
import io.github.camelatproto.pds.xrpc.XrpcMethod;

/** com.atproto.server.refreshSession: new tokens for a refresh token. */
final class RefreshSession implements XrpcMethod {

    private final Accounts accounts;
    private final Sessions sessions;

    RefreshSession(Accounts accounts, Sessions sessions) {
        this.accounts = accounts;
        this.sessions = sessions;
    }

    @Override
    public String nsid() {
        return "com.atproto.server.refreshSession";
    }

    @Override
    public Access access() {
        return Access.REFRESH;
    }

    @Override
    public Answer answer(Call call) {
        Account account = accounts.find(call.caller().value())
                .orElseThrow(() -> XrpcError.invalidRequest(
                        "Could not find user info for account: " + call.caller()));
        // a takedown has revoked the token, but is what the caller is told
        RepoOwners.refuseTakenDown(account);
        return CreateSession.session(sessions.refresh(Objects.requireNonNull(call.credentials()).token()), account);
    }
}
