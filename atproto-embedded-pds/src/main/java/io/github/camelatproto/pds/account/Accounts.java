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
package io.github.camelatproto.pds.account;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.github.camelatproto.pds.error.XrpcError;
import io.github.camelatproto.pds.repo.Repos;
import io.github.camelatproto.repo.SigningKey;
import io.github.camelatproto.syntax.Did;
import io.github.camelatproto.syntax.Handle;
import org.jspecify.annotations.Nullable;

/** The accounts of this PDS. Thread-safe. */
public final class Accounts {

    private final AccountStore store;
    private final Repos repos;
    private final Clock clock;
    private final Passwords passwords = new Passwords();
    private final Map<Did, Account> byDid = new LinkedHashMap<>();
    private final Map<String, Did> byHandle = new HashMap<>();
    private final Map<String, Did> byEmail = new HashMap<>();

    /**
     * Opens the accounts that the store has, and their repos.
     *
     * @throws IllegalStateException if one of them is damaged
     */
    public Accounts(AccountStore store, Repos repos, Clock clock) {
        this.store = store;
        this.repos = repos;
        this.clock = clock;
        store.accounts().forEach(this::remember);
        Map<Did, SigningKey> keys = new HashMap<>();
        byDid.forEach((did, account) -> keys.put(did, account.key()));
        repos.open(keys);
    }

    /**
     * Creates an account with a new DID, a new key and an empty repo. Any handle will do.
     *
     * @param  email     kept in lower case
     * @throws XrpcError 400 InvalidRequest "Handle already taken: alice.test" or "Email already taken: a@test.com"
     */
    public Account create(Handle handle, @Nullable String email, String password) {
        String address = email == null ? null : email.toLowerCase(Locale.ROOT);
        checkFree(handle, address);
        return add(handle, address, passwords.hash(password));
    }

    /** By DID or handle, compared exactly: what is not lower case is not found. Whatever the account's status. */
    public synchronized Optional<Account> find(String didOrHandle) {
        Did did = didOrHandle.startsWith("did:")
                ? (Did.isValid(didOrHandle) ? Did.parse(didOrHandle) : null)
                : byHandle.get(didOrHandle);
        return Optional.ofNullable(did).map(byDid::get);
    }

    /** By DID, handle or email, in any case: what createSession takes. */
    public synchronized Optional<Account> findLogin(String identifier) {
        String normal = identifier.toLowerCase(Locale.ROOT);
        return normal.indexOf('@') < 0 ? find(normal) : Optional.ofNullable(byEmail.get(normal)).map(byDid::get);
    }

    /** Takes the time of a real check whatever it says. */
    public boolean isPasswordOf(@Nullable Account account, String password) {
        if (account == null) {
            passwords.matchNobody(password);
            return false;
        }
        return passwords.matches(password, account.passwordHash());
    }

    /**
     * Changes whether the account may be used.
     *
     * @throws IllegalArgumentException if there is no such account
     */
    public synchronized void setStatus(Did did, AccountStatus status) {
        Account account = byDid.get(did);
        if (account == null) {
            throw new IllegalArgumentException("No account " + did);
        }
        store.setStatus(did, status);
        byDid.put(did, account.withStatus(status));
    }

    /** In the order in which they were created. */
    public synchronized List<Account> all() {
        return List.copyOf(byDid.values());
    }

    private synchronized Account add(Handle handle, @Nullable String email, String passwordHash) {
        checkFree(handle, email); // again: somebody may have been quicker while the password was hashed
        SigningKey key = SigningKey.generate();
        Account account = new Account(
                Genesis.did(handle, key), handle, email, passwordHash, key, AccountStatus.ACTIVE,
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        // the repo first: without its account nobody sees it, but an account without its repo could not be opened
        repos.create(account.did(), key);
        store.add(account);
        remember(account);
        return account;
    }

    private synchronized void checkFree(Handle handle, @Nullable String email) {
        if (byHandle.containsKey(handle.value())) {
            throw XrpcError.invalidRequest("Handle already taken: " + handle);
        }
        if (email != null && byEmail.containsKey(email)) {
            throw XrpcError.invalidRequest("Email already taken: " + email);
        }
    }

    private void remember(Account account) {
        byDid.put(account.did(), account);
        byHandle.put(account.handle().value(), account.did());
        if (account.email() != null) {
            byEmail.put(account.email(), account.did());
        }
    }
}
