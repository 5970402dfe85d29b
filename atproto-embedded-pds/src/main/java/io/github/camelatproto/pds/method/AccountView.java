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

import java.util.Locale;
import java.util.Map;

import io.github.camelatproto.pds.account.Account;
import io.github.camelatproto.pds.account.AccountStatus;
import org.jspecify.annotations.Nullable;

/** What an account is told about itself. */
final class AccountView {

    private AccountView() {
    }

    static void addTo(Map<String, @Nullable Object> answer, Account account) {
        answer.put("did", account.did().value());
        answer.put("handle", account.handle().value());
        String email = account.email();
        if (email != null) {
            answer.put("email", email);
        }
        answer.put("emailConfirmed", false);
        answer.put("active", account.status() == AccountStatus.ACTIVE);
        if (account.status() != AccountStatus.ACTIVE) {
            answer.put("status", account.status().name().toLowerCase(Locale.ROOT));
        }
    }
}
