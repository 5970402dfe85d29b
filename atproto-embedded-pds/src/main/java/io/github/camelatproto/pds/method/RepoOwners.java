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

import java.util.Optional;

import io.github.camelatproto.pds.account.Account;
import io.github.camelatproto.pds.account.AccountStatus;
import io.github.camelatproto.pds.account.Accounts;
import io.github.camelatproto.pds.error.XrpcError;
import io.github.camelatproto.pds.xrpc.Call;

/** The accounts to which the calls' repos belong, for what they may be used at the moment. */
final class RepoOwners {

    private final Accounts accounts;

    RepoOwners(Accounts accounts) {
        this.accounts = accounts;
    }

    /** The owner of the input's {@code repo}, who has to be the caller and may write. */
    Account writer(Call call) {
        Account account = accounts.find(call.text("repo"))
                .orElseThrow(() -> new XrpcError(403, "AccountNotFound", "Account not found"));
        refuseTakenDown(account);
        if (account.status() == AccountStatus.DEACTIVATED) {
            throw new XrpcError(401, "AccountDeactivated", "Account is deactivated");
        }
        if (!call.isBy(account.did())) {
            throw new XrpcError(401, "AuthenticationRequired", "Authentication Required");
        }
        return account;
    }

    /** The caller, who may upload even where he may not write. */
    Account uploader(Call call) {
        Account account = accounts.find(call.caller().value())
                .orElseThrow(() -> new XrpcError(403, "AccountNotFound", "Account not found"));
        refuseTakenDown(account);
        return account;
    }

    static void refuseTakenDown(Account account) {
        if (account.status() == AccountStatus.TAKENDOWN) {
            throw new XrpcError(401, "AccountTakedown", "Account has been taken down");
        }
    }

    /** The owner of a repo, empty where the world is not to see it. */
    Optional<Account> visible(String didOrHandle) {
        return accounts.find(didOrHandle).filter(account -> account.status() == AccountStatus.ACTIVE);
    }

    /** The owner of a repo that is there for the caller; errors tell more than {@link #visible} does. */
    Account available(String didOrHandle, Call call) {
        Account account = accounts.find(didOrHandle)
                .orElseThrow(() -> new XrpcError(
                        400, "RepoNotFound", "Could not find repo for DID: " + didOrHandle));
        if (account.status() == AccountStatus.ACTIVE || call.isBy(account.did())) {
            return account;
        }
        throw account.status() == AccountStatus.TAKENDOWN
                ? new XrpcError(400, "RepoTakendown", "Repo has been takendown: " + didOrHandle)
                : new XrpcError(400, "RepoDeactivated", "Repo has been deactivated: " + didOrHandle);
    }
}
