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

import java.time.Instant;

import io.github.camelatproto.repo.SigningKey;
import io.github.camelatproto.syntax.Did;
import io.github.camelatproto.syntax.Handle;
import org.jspecify.annotations.Nullable;

/**
 * An account of this PDS. Immutable.
 *
 * @param email        in lower case
 * @param passwordHash salted; in a form that only {@link Accounts} reads
 * @param key          signs the commits of its repo
 * @param createdAt    to the millisecond
 */
public record Account(
        Did did, Handle handle, @Nullable String email, String passwordHash, SigningKey key, AccountStatus status,
        Instant createdAt) {

    Account withStatus(AccountStatus changed) {
        return new Account(did, handle, email, passwordHash, key, changed, createdAt);
    }

    /** Names the account, without its secrets. */
    @Override
    public String toString() {
        return handle + " (" + did + ")";
    }
}
