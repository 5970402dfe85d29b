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
package io.github.camelatproto.social.feed;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import javax.sql.DataSource;

import io.github.camelatproto.social.web.WebVersion;
import org.jspecify.annotations.Nullable;

/**
 * Remembers in a database what became of the entries of feeds, and which version of a feed was read last. It makes its
 * two tables where they are not there. What it loses is found again in the repo. Tried on H2 and PostgreSQL.
 * Thread-safe; blocks.
 */
public final class FeedMemory {

    private static final String FEEDS = "CREATE TABLE IF NOT EXISTS ATPROTO_FEED (feed VARCHAR(64) NOT NULL PRIMARY KEY,"
                                        + " name VARCHAR(2048) NOT NULL, entity_tag VARCHAR(2048), last_modified VARCHAR(255))";
    private static final String ENTRIES
            = "CREATE TABLE IF NOT EXISTS ATPROTO_FEED_ENTRY (feed VARCHAR(64) NOT NULL, entry VARCHAR(64) NOT NULL,"
              + " guid VARCHAR(2048) NOT NULL, rkey VARCHAR(512), link VARCHAR(2048), title VARCHAR(64) NOT NULL,"
              + " published VARCHAR(40), digest VARCHAR(64) NOT NULL, created_at VARCHAR(40), state VARCHAR(10) NOT NULL,"
              + " PRIMARY KEY (feed, entry))";
    private static final int LONGEST = 2048;

    private final DataSource dataSource;
    private volatile boolean isThere;

    public FeedMemory(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Reads what is remembered.
     *
     * @param  feed                  the feed's identity: 64 hex digits
     * @throws IllegalStateException if the database fails, with its reason
     */
    public FeedState load(String feed) {
        try (Connection connection = open()) {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT entity_tag, last_modified FROM ATPROTO_FEED WHERE feed = ?")) {
                select.setString(1, feed);
                try (ResultSet row = select.executeQuery()) {
                    boolean isKnown = row.next();
                    WebVersion version = isKnown ? new WebVersion(row.getString(1), row.getString(2)) : WebVersion.NONE;
                    return new FeedState(!isKnown, version, entries(connection, feed));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "The memory of the feed cannot be read, so nothing is written: " + e.getMessage(), e);
        }
    }

    private static Map<String, KnownEntry> entries(Connection connection, String feed) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT entry, guid, rkey, link, title, published, digest, created_at, state FROM ATPROTO_FEED_ENTRY"
                                                                    + " WHERE feed = ?")) {
            select.setString(1, feed);
            Map<String, KnownEntry> entries = new HashMap<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    entries.put(row.getString(1), new KnownEntry(
                            row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5),
                            instant(row.getString(6)), row.getString(7), instant(row.getString(8)),
                            KnownEntry.State.valueOf(row.getString(9))));
                }
            }
            return entries;
        }
    }

    /**
     * Remembers, all of it or nothing.
     *
     * @param  name                  of the feed, for people
     * @param  version               which version was read
     * @param  changed               entries of which something new is known
     * @param  forgotten             the key hashes of entries that are no more
     * @throws IllegalStateException if the database fails, with its reason
     */
    public void save(
            String feed, String name, WebVersion version, Collection<KnownEntry> changed, Collection<String> forgotten) {
        try (Connection connection = open()) {
            connection.setAutoCommit(false);
            try {
                delete(connection, feed, forgotten);
                for (KnownEntry entry : changed) {
                    save(connection, feed, entry);
                }
                save(connection, feed, name, version);
                connection.commit();
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "What was written of the feed cannot be remembered; the next run will find it in the repo: "
                                            + e.getMessage(),
                    e);
        }
    }

    private static void delete(Connection connection, String feed, Collection<String> entries) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(
                "DELETE FROM ATPROTO_FEED_ENTRY WHERE feed = ? AND entry = ?")) {
            for (String entry : entries) {
                delete.setString(1, feed);
                delete.setString(2, entry);
                delete.addBatch();
            }
            delete.executeBatch();
        }
    }

    private static void save(Connection connection, String feed, KnownEntry entry) throws SQLException {
        String[] values = {
                entry.guid(), entry.rkey(), cut(entry.link()), entry.title(), text(entry.published()), entry.digest(),
                text(entry.createdAt()), entry.state().name(), feed, entry.keyHash() };
        upsert(connection,
                "UPDATE ATPROTO_FEED_ENTRY SET guid = ?, rkey = ?, link = ?, title = ?, published = ?, digest = ?,"
                           + " created_at = ?, state = ? WHERE feed = ? AND entry = ?",
                "INSERT INTO ATPROTO_FEED_ENTRY (guid, rkey, link, title, published, digest, created_at, state, feed, entry)"
                                                                                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                values);
    }

    private static void save(Connection connection, String feed, String name, WebVersion version) throws SQLException {
        upsert(connection, "UPDATE ATPROTO_FEED SET name = ?, entity_tag = ?, last_modified = ? WHERE feed = ?",
                "INSERT INTO ATPROTO_FEED (name, entity_tag, last_modified, feed) VALUES (?, ?, ?, ?)",
                String.valueOf(cut(name)), cut(version.entityTag()), version.lastModified(), feed);
    }

    private static void upsert(Connection connection, String update, String insert, @Nullable String... values)
            throws SQLException {
        if (execute(connection, update, values) == 0) {
            execute(connection, insert, values);
        }
    }

    private static int execute(Connection connection, String sql, @Nullable String... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            return statement.executeUpdate();
        }
    }

    /** What is too long to be kept is worth nothing in parts. */
    private static @Nullable String cut(@Nullable String text) {
        return text == null || text.length() > LONGEST ? null : text;
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }

    private static @Nullable Instant instant(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }

    private Connection open() throws SQLException {
        Connection connection = dataSource.getConnection();
        if (isThere) {
            return connection;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(FEEDS);
            statement.execute(ENTRIES);
            isThere = true;
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }
}
