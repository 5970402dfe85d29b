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
package io.github.camelatproto.pds.xrpc;

import java.util.Optional;

import io.github.camelatproto.pds.account.Account;
import io.github.camelatproto.pds.account.AccountStatus;
import io.github.camelatproto.pds.account.Accounts;
import io.vertx.core.buffer.Buffer;

/** Tells the DID of the handle by whose name the server was asked. */
final class WellKnown {

    static final String PATH = "/.well-known/atproto-did";

    private final Accounts accounts;

    WellKnown(Accounts accounts) {
        this.accounts = accounts;
    }

    /** Blocks. */
    Reply reply(Head head) {
        Optional<Account> account
                = accounts.find(hostName(head)).filter(found -> found.status() == AccountStatus.ACTIVE);
        return account.isPresent()
                ? text(200, "text/plain; charset=utf-8", account.get().did().value())
                : text(404, "text/html; charset=utf-8", "User not found");
    }

    private static String hostName(Head head) {
        String host = String.valueOf(head.header("Host"));
        int colon = host.indexOf(':');
        return colon < 0 ? host : host.substring(0, colon);
    }

    private static Reply text(int status, String contentType, String text) {
        return Replies.tagged(status, contentType, Buffer.buffer(text), Calls.headers(false));
    }
}
