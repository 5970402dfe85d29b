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
package io.github.camelatproto.pds.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.github.camelatproto.pds.account.Account;
import io.github.camelatproto.pds.account.AccountStatus;
import io.github.camelatproto.pds.account.AccountStore;
import io.github.camelatproto.repo.SigningKey;
import io.github.camelatproto.syntax.Did;
import io.github.camelatproto.syntax.Handle;

/** The accounts in a file of H2. Thread-safe. */
final class H2Accounts implements AccountStore {

    private final H2File file;

    H2Accounts(H2File file) {
        this.file = file;
    }

    @Override
    public List<Account> accounts() {
        return file.transaction(statements -> {
            List<Account> accounts = new ArrayList<>();
            try (ResultSet row = statements.of("SELECT * FROM account ORDER BY id").executeQuery()) {
                while (row.next()) {
                    accounts.add(account(row));
                }
            }
            return accounts;
        });
    }

    @Override
    public void add(Account account) {
        file.change(statements -> {
            PreparedStatement insert = statements.of("""
                    INSERT INTO account(did, handle, email, password_hash, signing_key, status, created_at)
                    VALUES(?, ?, ?, ?, ?, ?, ?)""");
            insert.setString(1, account.did().value());
            insert.setString(2, account.handle().value());
            insert.setString(3, account.email());
            insert.setString(4, account.passwordHash());
            insert.setBytes(5, account.key().secret());
            insert.setString(6, account.status().name());
            insert.setObject(7, account.createdAt());
            insert.executeUpdate();
        });
    }

    @Override
    public void setStatus(Did did, AccountStatus status) {
        file.change(statements -> {
            PreparedStatement update = statements.of("UPDATE account SET status = ? WHERE did = ?");
            update.setString(1, status.name());
            update.setString(2, did.value());
            update.executeUpdate();
        });
    }

    private static Account account(ResultSet row) throws SQLException {
        return new Account(
                Did.parse(row.getString("did")), Handle.parse(row.getString("handle")), row.getString("email"),
                row.getString("password_hash"), SigningKey.of(row.getBytes("signing_key")),
                AccountStatus.valueOf(row.getString("status")), row.getObject("created_at", Instant.class));
    }
}
