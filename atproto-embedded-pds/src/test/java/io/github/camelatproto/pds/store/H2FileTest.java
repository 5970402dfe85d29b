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

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class H2FileTest {

    @TempDir
    private Path folder;
    private H2File file;

    @BeforeEach
    void open() {
        file = H2File.open(folder.resolve("pds"));
    }

    @AfterEach
    void close() {
        file.close();
    }

    @Test
    void keepsNothingOfATransactionThatEndedInAnException() {
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> file.change(statements -> {
            insert(statements);
            throw new IllegalArgumentException("in the middle");
        }));
        assertThat(secrets()).isZero();
    }

    @Test
    void keepsNothingOfATransactionThatEndedInAnError() {
        assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> file.change(statements -> {
            insert(statements);
            throw new OutOfMemoryError("in the middle");
        }));
        assertThat(secrets()).isZero();
    }

    private static void insert(H2File.Statements statements) throws SQLException {
        PreparedStatement insert = statements.of("INSERT INTO secret VALUES(?)");
        insert.setBytes(1, new byte[32]);
        insert.executeUpdate();
    }

    private int secrets() {
        return file.transaction(statements -> {
            try (ResultSet row = statements.of("SELECT COUNT(*) FROM secret").executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        });
    }
}
