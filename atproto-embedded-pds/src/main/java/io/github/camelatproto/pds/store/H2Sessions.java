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

import java.security.SecureRandom;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.github.camelatproto.pds.account.SessionStore;
import io.github.camelatproto.syntax.Did;

/** The sessions in a file of H2. Thread-safe. */
final class H2Sessions implements SessionStore {

    private final H2File file;

    H2Sessions(H2File file) {
        this.file = file;
    }

    @Override
    public byte[] secret() {
        return file.transaction(statements -> {
            try (ResultSet row = statements.of("SELECT secret FROM secret").executeQuery()) {
                if (row.next()) {
                    return row.getBytes(1);
                }
            }
            byte[] secret = new byte[SECRET_BYTES];
            new SecureRandom().nextBytes(secret);
            PreparedStatement insert = statements.of("INSERT INTO secret VALUES(?)");
            insert.setBytes(1, secret);
            insert.executeUpdate();
            return secret;
        });
    }

    @Override
    public List<RefreshToken> refreshTokens() {
        return file.transaction(statements -> {
            List<RefreshToken> tokens = new ArrayList<>();
            try (ResultSet row = statements.of("SELECT * FROM refresh_token").executeQuery()) {
                while (row.next()) {
                    tokens.add(new RefreshToken(
                            row.getString("id"), Did.parse(row.getString("did")),
                            row.getObject("expires_at", Instant.class), row.getString("next_id")));
                }
            }
            return tokens;
        });
    }

    @Override
    public void change(Collection<RefreshToken> ended, Collection<RefreshToken> kept) {
        file.change(statements -> {
            PreparedStatement delete = statements.of("DELETE FROM refresh_token WHERE id = ?");
            for (RefreshToken token : ended) {
                delete.setString(1, token.id());
                delete.executeUpdate();
            }
            PreparedStatement merge
                    = statements.of("MERGE INTO refresh_token(id, did, expires_at, next_id) VALUES(?, ?, ?, ?)");
            for (RefreshToken token : kept) {
                merge.setString(1, token.id());
                merge.setString(2, token.did().value());
                merge.setObject(3, token.expiresAt());
                merge.setString(4, token.nextId());
                merge.executeUpdate();
            }
        });
    }
}
