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

import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.camelatproto.pds.account.Account;
import io.github.camelatproto.pds.account.Accounts;
import io.github.camelatproto.pds.account.Sessions;
import io.github.camelatproto.pds.account.Tokens;
import io.github.camelatproto.pds.error.XrpcError;
import io.github.camelatproto.pds.xrpc.Access;
import io.github.camelatproto.pds.xrpc.Answer;
import io.github.camelatproto.pds.xrpc.Call;
import io.github.camelatproto.pds.xrpc.Charge;
import io.github.camelatproto.pds.xrpc.Limit;
import io.github.camelatproto.pds.xrpc.XrpcMethod;
import io.github.camelatproto.syntax.Handle;
import org.jspecify.annotations.Nullable;

/** com.atproto.server.createAccount: an account with a DID of its own and an empty repo. */
final class CreateAccount implements XrpcMethod {

    private static final Limit LIMIT = new Limit("createAccount", 100, Duration.ofMinutes(5));

    private final Accounts accounts;
    private final Sessions sessions;
    private final DidDocuments documents;

    CreateAccount(Accounts accounts, Sessions sessions, DidDocuments documents) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.documents = documents;
    }

    @Override
    public String nsid() {
        return "com.atproto.server.createAccount";
    }

    @Override
    public Access access() {
        return Access.ANONYMOUS;
    }

    @Override
    public List<Charge> charges(Call call) {
        return List.of(new Charge(LIMIT, call.address(), 1));
    }

    @Override
    public Answer answer(Call call) {
        if (call.input().containsKey("plcOp")) {
            throw XrpcError.invalidRequest("Unsupported input: \"plcOp\"");
        }
        String password = password(call);
        String email = Objects.requireNonNullElse(call.optionalText("email"), "");
        NewAccount.checkEmail(email);
        Handle handle = NewAccount.handle(call.text("handle"));
        if (call.optionalText("did") != null) {
            throw new XrpcError(
                    401, "AuthenticationRequired",
                    "Missing auth to create account with did: " + call.optionalText("did"));
        }
        Account account = accounts.create(handle, email, password);
        Tokens tokens = sessions.open(account.did());
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("handle", account.handle().value());
        answer.put("did", account.did().value());
        answer.put("didDoc", documents.of(account));
        answer.put("accessJwt", tokens.accessJwt());
        answer.put("refreshJwt", tokens.refreshJwt());
        return new Answer.Json(answer);
    }

    private static String password(Call call) {
        String password = call.optionalText("password");
        if (password != null) {
            NewAccount.checkPassword(password);
            return password;
        }
        // an account without one: nobody can log in
        byte[] unknown = new byte[32];
        new SecureRandom().nextBytes(unknown);
        return HexFormat.of().formatHex(unknown);
    }
}
