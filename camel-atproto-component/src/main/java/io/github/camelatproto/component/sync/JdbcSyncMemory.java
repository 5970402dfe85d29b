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
package io.github.camelatproto.component.sync;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import io.github.camelatproto.data.Cid;
import io.github.camelatproto.syntax.Did;
import io.github.camelatproto.syntax.Nsid;

/**
 * Remembers in a table of a database, which it makes where it is not there, so that a restart reads nothing that has
 * not changed. A row for each collection; its records are lines of text, a key, a blank and a CID. Tried on H2.
 * Thread-safe.
 *
 * <pre>
 * CREATE TABLE IF NOT EXISTS ATPROTO_SYNC (repo VARCHAR(2048) NOT NULL, collection VARCHAR(317) NOT NULL,
 *     head VARCHAR(64) NOT NULL, records TEXT NOT NULL, PRIMARY KEY (repo, collection))
 * </pre>
 */
public final class JdbcSyncMemory implements SyncMemory {

    private final DataSource dataSource;
    private volatile boolean isThere;

    public JdbcSyncMemory(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public Optional<CollectionState> load(Did repo, Nsid collection) {
        try (Connection connection = open();
             PreparedStatement select = connection.prepareStatement(
                     "SELECT head, records FROM ATPROTO_SYNC WHERE repo = ? AND collection = ?")) {
            select.setString(1, repo.value());
            select.setString(2, collection.value());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(state(row.getString(1), row.getString(2))) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The table ATPROTO_SYNC cannot be read: " + e.getMessage(), e);
        }
    }

    private static CollectionState state(String head, String lines) {
        Map<String, Cid> records = new TreeMap<>();
        lines.lines().forEach(line -> {
            int blank = line.indexOf(' ');
            records.put(line.substring(0, blank), Cid.parse(line.substring(blank + 1)));
        });
        return new CollectionState(Cid.parse(head), records, true);
    }

    @Override
    public void save(Did repo, Nsid collection, CollectionState state) {
        String lines = state.records().entrySet().stream().map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining("\n"));
        String update = "UPDATE ATPROTO_SYNC SET head = ?, records = ? WHERE repo = ? AND collection = ?";
        String insert = "INSERT INTO ATPROTO_SYNC (head, records, repo, collection) VALUES (?, ?, ?, ?)";
        try (Connection connection = open()) {
            if (write(connection, update, state.head(), lines, repo, collection) > 0) {
                return;
            }
            try {
                write(connection, insert, state.head(), lines, repo, collection);
            } catch (SQLException e) {
                // another process was first
                if (write(connection, update, state.head(), lines, repo, collection) == 0) {
                    throw e;
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The table ATPROTO_SYNC cannot be written: " + e.getMessage(), e);
        }
    }

    private static int write(Connection connection, String sql, Cid head, String lines, Did repo, Nsid collection)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, head.toString());
            statement.setString(2, lines);
            statement.setString(3, repo.value());
            statement.setString(4, collection.value());
            return statement.executeUpdate();
        }
    }

    private Connection open() throws SQLException {
        Connection connection = dataSource.getConnection();
        try {
            // each statement is whole by itself
            connection.setAutoCommit(true);
            if (!isThere) {
                create(connection);
                isThere = true;
            }
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS ATPROTO_SYNC (repo VARCHAR(2048) NOT NULL,"
                              + " collection VARCHAR(317) NOT NULL, head VARCHAR(64) NOT NULL, records TEXT NOT NULL,"
                              + " PRIMARY KEY (repo, collection))");
        }
    }
}
