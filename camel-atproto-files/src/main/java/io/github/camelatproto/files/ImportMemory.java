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
package io.github.camelatproto.files;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

/**
 * Remembers in a database how far the imports of files have got. It makes its table where it is not there. What it
 * loses costs reads: the records are found again in the repo. Tried on H2 and PostgreSQL. Thread-safe; blocks.
 */
public final class ImportMemory {

    private static final String TABLE
            = "CREATE TABLE IF NOT EXISTS ATPROTO_IMPORT (import VARCHAR(255) NOT NULL, file VARCHAR(1024) NOT NULL,"
              + " fingerprint VARCHAR(64) NOT NULL, started VARCHAR(40) NOT NULL, stage VARCHAR(10) NOT NULL,"
              + " entries BIGINT NOT NULL, sent BIGINT NOT NULL, earlier BOOLEAN NOT NULL, written BIGINT NOT NULL,"
              + " unchanged BIGINT NOT NULL, failed BIGINT NOT NULL, kept_bytes BIGINT NOT NULL, reason_bytes BIGINT NOT NULL,"
              + " PRIMARY KEY (import, file))";
    private static final List<String> COLUMNS = List.of(
            "fingerprint", "started", "stage", "entries", "sent", "earlier", "written", "unchanged", "failed", "kept_bytes",
            "reason_bytes");
    private static final String SELECT
            = "SELECT " + String.join(", ", COLUMNS) + " FROM ATPROTO_IMPORT WHERE import = ? AND file = ?";
    private static final String UPDATE
            = "UPDATE ATPROTO_IMPORT SET " + String.join(" = ?, ", COLUMNS) + " = ? WHERE import = ? AND file = ?";
    private static final String INSERT = "INSERT INTO ATPROTO_IMPORT (" + String.join(", ", COLUMNS)
                                         + ", import, file) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final DataSource dataSource;
    private volatile boolean isThere;

    public ImportMemory(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * How far a file of that name had got.
     *
     * @param  name                  of the import
     * @throws IllegalStateException if the database fails, with its reason
     */
    Optional<ImportState> load(String name, String file) {
        try (Connection connection = open(); PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setString(1, name);
            select.setString(2, file);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(state(row)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("How far it has got cannot be read, so nothing is written: " + e.getMessage(), e);
        }
    }

    private static ImportState state(ResultSet row) throws SQLException {
        return new ImportState(
                new Fingerprint(row.getString(1)), Instant.parse(row.getString(2)),
                ImportState.Stage.valueOf(row.getString(3)), row.getLong(4), row.getLong(5), row.getBoolean(6),
                new ImportState.Counts(row.getLong(7), row.getLong(8), row.getLong(9)),
                new FailedEntries.Lengths(row.getLong(10), row.getLong(11)));
    }

    /**
     * Remembers.
     *
     * @param  name                  of the import
     * @throws IllegalStateException if the database fails, with its reason
     */
    void save(String name, String file, ImportState state) {
        try (Connection connection = open()) {
            if (execute(connection, UPDATE, name, file, state) == 0) {
                execute(connection, INSERT, name, file, state);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("How far it has got cannot be remembered: " + e.getMessage(), e);
        }
    }

    private static int execute(Connection connection, String sql, String name, String file, ImportState state)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, state.fingerprint().hex());
            statement.setString(2, state.started().toString());
            statement.setString(3, state.stage().name());
            statement.setLong(4, state.entries());
            statement.setLong(5, state.sent());
            statement.setBoolean(6, state.earlier());
            statement.setLong(7, state.counts().written());
            statement.setLong(8, state.counts().unchanged());
            statement.setLong(9, state.counts().failed());
            statement.setLong(10, state.kept().entries());
            statement.setLong(11, state.kept().reasons());
            statement.setString(12, name);
            statement.setString(13, file);
            return statement.executeUpdate();
        }
    }

    private Connection open() throws SQLException {
        Connection connection = dataSource.getConnection();
        if (isThere) {
            return connection;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(TABLE);
            isThere = true;
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }
}
