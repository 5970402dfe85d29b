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
package io.github.camelatproto.component.session;

import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

import javax.sql.DataSource;

import io.github.camelatproto.syntax.Did;

/**
 * Keeps sessions in a table of a database, which processes may share. The table is made where there is none:
 *
 * <pre>
 * CREATE TABLE IF NOT EXISTS ATPROTO_SESSION (account VARCHAR(64) PRIMARY KEY, did VARCHAR(2048) NOT NULL,
 *     handle VARCHAR(255) NOT NULL, pds VARCHAR(2048) NOT NULL, access_jwt TEXT NOT NULL, refresh_jwt TEXT NOT NULL)
 * </pre>
 *
 * {@code account} is the CID of the account's identifier and service as text. Tried on H2; the statements are
 * PostgreSQL's too. Thread-safe.
 */
public final class JdbcSessionStore implements SessionStore {

    private static final String COLUMNS = "did, handle, pds, access_jwt, refresh_jwt";

    private final DataSource dataSource;
    private final String table;
    private volatile boolean isThere;

    /** With the table {@code ATPROTO_SESSION}. */
    public JdbcSessionStore(DataSource dataSource) {
        this(dataSource, "ATPROTO_SESSION");
    }

    /**
     * @param  table                    a name, or a schema and a name with a dot between
     * @throws IllegalArgumentException if it is no such name
     */
    public JdbcSessionStore(DataSource dataSource, String table) {
        if (!table.matches("[A-Za-z_]\\w*([.][A-Za-z_]\\w*)?")) {
            throw new IllegalArgumentException("The table of sessions has no name that can be used: " + table);
        }
        this.dataSource = dataSource;
        this.table = table;
    }

    @Override
    public Optional<Session> load(String account) {
        try (Connection connection = open();
             PreparedStatement select = connection.prepareStatement(
                     "SELECT " + COLUMNS + " FROM " + table + " WHERE account = ?")) {
            select.setString(1, SessionText.name(account));
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(session(row)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The table " + table + " cannot be read: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("A row of the table " + table + " is no session", e);
        }
    }

    private static Session session(ResultSet row) throws SQLException {
        return new Session(
                Did.parse(row.getString(1)), row.getString(2), URI.create(row.getString(3)), row.getString(4),
                row.getString(5));
    }

    @Override
    public void save(String account, Session session) {
        String update
                = "UPDATE " + table + " SET did = ?, handle = ?, pds = ?, access_jwt = ?, refresh_jwt = ? WHERE account = ?";
        String insert = "INSERT INTO " + table + " (" + COLUMNS + ", account) VALUES (?, ?, ?, ?, ?, ?)";
        try (Connection connection = open()) {
            if (write(connection, update, account, session) > 0) {
                return;
            }
            try {
                write(connection, insert, account, session);
            } catch (SQLException e) {
                // another process was first
                if (write(connection, update, account, session) == 0) {
                    throw e;
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The table " + table + " cannot be written: " + e.getMessage(), e);
        }
    }

    private static int write(Connection connection, String sql, String account, Session session) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, session.did().toString());
            statement.setString(2, session.handle());
            statement.setString(3, session.pds().toString());
            statement.setString(4, session.accessJwt());
            statement.setString(5, session.refreshJwt());
            statement.setString(6, SessionText.name(account));
            return statement.executeUpdate();
        }
    }

    private Connection open() throws SQLException {
        Connection connection = dataSource.getConnection();
        try {
            // each statement is whole by itself, and a failed one must not take the next with it
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

    private void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS " + table
                              + " (account VARCHAR(64) PRIMARY KEY, did VARCHAR(2048) NOT NULL, handle VARCHAR(255) NOT NULL,"
                              + " pds VARCHAR(2048) NOT NULL, access_jwt TEXT NOT NULL, refresh_jwt TEXT NOT NULL)");
        } catch (SQLException e) {
            // whoever may not make tables has one made for him
            if (!exists(connection)) {
                throw e;
            }
        }
    }

    private boolean exists(Connection connection) {
        try (Statement statement = connection.createStatement();
             ResultSet row = statement.executeQuery("SELECT account FROM " + table + " WHERE 1 = 0")) {
            return !row.next();
        } catch (SQLException e) {
            return false;
        }
    }
}
