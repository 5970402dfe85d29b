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
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import org.h2.api.ErrorCode;
import org.h2.jdbcx.JdbcDataSource;

/**
 * A database of H2 in one file, which this object has for itself. A transaction that has returned is with the operating
 * system, so it outlives the process however that ends; nothing is forced to the disk, so a power failure may cost the
 * whole file. Thread-safe.
 */
final class H2File implements AutoCloseable {

    private static final String SUFFIX = ".mv.db";
    private static final int VERSION = 1;

    /**
     * WRITE_DELAY: a commit writes before it returns. RETENTION_TIME: space is used again at once, or each commit would
     * make the file some 20 KB longer; what it guards against is power failure. The file system "retry": a thread that
     * is interrupted does not close the file. CACHE_SIZE, in KB: what is read often is in memory anyway.
     */
    private static final String URL
            = "jdbc:h2:retry:%s;WRITE_DELAY=0;RETENTION_TIME=0;CACHE_SIZE=8192;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0";

    /** No index besides the ids, but where writes are rare: each would double what a commit writes. */
    private static final String SCHEMA = """
            SET EXCLUSIVE 1;
            CREATE TABLE IF NOT EXISTS pds(version INT NOT NULL);
            CREATE TABLE IF NOT EXISTS secret(secret VARBINARY NOT NULL);
            CREATE TABLE IF NOT EXISTS account(
                id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, did VARCHAR NOT NULL, handle VARCHAR NOT NULL,
                email VARCHAR, password_hash VARCHAR NOT NULL, signing_key VARBINARY NOT NULL, status VARCHAR NOT NULL,
                created_at TIMESTAMP(3) WITH TIME ZONE NOT NULL);
            CREATE TABLE IF NOT EXISTS refresh_token(
                id VARCHAR PRIMARY KEY, did VARCHAR NOT NULL, expires_at TIMESTAMP(9) WITH TIME ZONE NOT NULL,
                next_id VARCHAR);
            CREATE TABLE IF NOT EXISTS record(
                id BIGINT PRIMARY KEY, did VARCHAR NOT NULL, collection VARCHAR NOT NULL, rkey VARCHAR NOT NULL,
                block VARBINARY NOT NULL);
            CREATE TABLE IF NOT EXISTS repo_commit(
                id BIGINT PRIMARY KEY, did VARCHAR NOT NULL, rev VARCHAR NOT NULL, block VARBINARY NOT NULL,
                time TIMESTAMP(3) WITH TIME ZONE NOT NULL, changes VARBINARY NOT NULL);
            CREATE TABLE IF NOT EXISTS blob(
                id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, did VARCHAR NOT NULL, cid VARCHAR NOT NULL,
                mime_type VARCHAR NOT NULL, size BIGINT NOT NULL, bytes BLOB NOT NULL, UNIQUE(did, cid))
            """;

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    private final Lock lock = new ReentrantLock();

    private H2File(Connection connection) {
        this.connection = connection;
    }

    /**
     * Opens a file, or makes it.
     *
     * @param  file                     with or without the {@code .mv.db} that its name ends with
     * @throws IllegalArgumentException if its path has a semicolon, which H2 cannot have
     * @throws IllegalStateException    if somebody else has it open, it is of another version, or it cannot be read
     */
    static H2File open(Path file) {
        String path = file.toAbsolutePath().toString();
        if (path.indexOf(';') >= 0) {
            throw new IllegalArgumentException("H2 takes no path with a semicolon: " + path);
        }
        String name = path.endsWith(SUFFIX) ? path.substring(0, path.length() - SUFFIX.length()) : path;
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(URL.formatted(name));
        try {
            Connection connection = source.getConnection();
            try {
                prepare(connection, name + SUFFIX);
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
            return new H2File(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(
                    isOpenElsewhere(e)
                            ? "The file of the PDS is in use, by another process or another PDS in this one: " + name + SUFFIX
                            : "The file of the PDS cannot be opened: " + name + SUFFIX + ": " + e.getMessage(),
                    e);
        }
    }

    private static void prepare(Connection connection, String file) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(SCHEMA);
            statement.executeUpdate("INSERT INTO pds SELECT " + VERSION + " WHERE NOT EXISTS (SELECT * FROM pds)");
            try (ResultSet result = statement.executeQuery("SELECT version FROM pds")) {
                result.next();
                int version = result.getInt(1);
                if (version != VERSION) {
                    throw new IllegalStateException(
                            "The file of the PDS is of version " + version + ", and this PDS reads version " + VERSION
                                                    + ": " + file);
                }
            }
        }
        connection.commit();
    }

    private static boolean isOpenElsewhere(SQLException e) {
        return e.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1
                || e.getErrorCode() == ErrorCode.DATABASE_IS_IN_EXCLUSIVE_MODE;
    }

    /** Carries out some statements, all or none, and nobody else's between them. */
    <T> T transaction(Work<T> work) {
        lock.lock();
        boolean interrupted = Thread.interrupted(); // or H2 would open the file anew, and forget of it
        try {
            T result = work.run(this::statement);
            connection.commit();
            return result;
        } catch (SQLException e) {
            rollback(e);
            throw new IllegalStateException("H2 failed with error " + e.getErrorCode(), e);
        } catch (RuntimeException | Error e) {
            rollback(e); // or the next transaction would keep the half of this one
            throw e;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            lock.unlock();
        }
    }

    /** See {@link #transaction}. */
    void change(Change change) {
        transaction(statements -> {
            change.run(statements);
            return true;
        });
    }

    private PreparedStatement statement(String sql) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        return statement;
    }

    private void rollback(Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("The file of the PDS could not be closed", e);
        } finally {
            lock.unlock();
        }
    }

    /** Gives the prepared statement of an SQL text; it is used again, and not closed. */
    @FunctionalInterface
    interface Statements {
        PreparedStatement of(String sql) throws SQLException;
    }

    @FunctionalInterface
    interface Work<T> {
        T run(Statements statements) throws SQLException;
    }

    @FunctionalInterface
    interface Change {
        void run(Statements statements) throws SQLException;
    }
}
