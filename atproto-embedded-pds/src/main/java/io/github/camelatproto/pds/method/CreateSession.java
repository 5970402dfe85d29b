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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.camelatproto.pds.account.Account;
import io.github.camelatproto.pds.account.Accounts;
import io.github.camelatproto.pds.account.Sessions;
import io.github.camelatproto.pds.account.Tokens;
import io.github.camelatproto.pds.error.XrpcError;
import io.github.camelatproto.pds.xrpc.Answer;
import io.github.camelatproto.pds.xrpc.Call;
import io.github.camelatproto.pds.xrpc.Charge;
import io.github.camelatproto.pds.xrpc.Limit;
import io.github.camelatproto.pds.xrpc.XrpcMethod;
import org.jspecify.annotations.Nullable;

/** com.atproto.server.createSession: logs in with handle, DID or email. */
final class CreateSession implements XrpcMethod {

    private static final Limit OF_A_DAY = new Limit("createSession-day", 300, Duration.ofDays(1));
    private static final Limit OF_FIVE_MINUTES = new Limit("createSession", 30, Duration.ofMinutes(5));
    private static final int LONGEST_PASSWORD = 512;

    private final Accounts accounts;
    private final Sessions sessions;

    CreateSession(Accounts accounts, Sessions sessions) {
        this.accounts = accounts;
        this.sessions = sessions;
    }

    @Override
    public String nsid() {
        return "com.atproto.server.createSession";
    }

    @Override
    public List<Charge> charges(Call call) {
        String key = call.text("identifier") + "-" + call.address();
        return List.of(new Charge(OF_A_DAY, key, 1), new Charge(OF_FIVE_MINUTES, key, 1));
    }

    @Override
    public Answer answer(Call call) {
        String password = call.text("password");
        if (password.length() > LONGEST_PASSWORD) {
            throw refused("Password too long. Consider resetting your password.");
        }
        Account account = accounts.findLogin(call.text("identifier").toLowerCase(Locale.ROOT)).orElse(null);
        if (!accounts.isPasswordOf(account, password) || account == null) {
            throw refused("Invalid identifier or password");
        }
        if (!Boolean.TRUE.equals(call.optionalFlag("allowTakendown"))) {
            RepoOwners.refuseTakenDown(account);
        }
        return session(sessions.open(account.did()), account);
    }

    static Answer session(Tokens tokens, Account account) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("accessJwt", tokens.accessJwt());
        answer.put("refreshJwt", tokens.refreshJwt());
        AccountView.addTo(answer, account);
        return new Answer.Json(answer);
    }

    private static XrpcError refused(String message) {
        return new XrpcError(401, "AuthenticationRequired", message);
    }
}
