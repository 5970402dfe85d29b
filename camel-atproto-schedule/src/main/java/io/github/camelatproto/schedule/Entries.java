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
package io.github.camelatproto.schedule;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import javax.sql.DataSource;

import io.github.camelatproto.data.AtJson;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The entries of a schedule and what happened to them, in a database (H2 or PostgreSQL). Its tables are made where they
 * are not there. Thread-safe, also between processes; blocks.
 */
public final class Entries {

    private static final Logger LOG = LoggerFactory.getLogger(Entries.class);
    private static final String COLUMNS = "draft, state, due, not_before, tries, version";
    private static final int LONGEST_DETAIL = 2_000;

    private final DataSource database;
    private final Draft.Defaults defaults;

    /** What is changed together. */
    record Change(Entry before, Entry after, Happening happening) {
    }

    /**
     * Opens them.
     *
     * @param  defaults              what was taken where a draft does not say it
     * @throws IllegalStateException if the database cannot be opened
     */
    public Entries(DataSource database, Draft.Defaults defaults) {
        this.database = database;
        this.defaults = defaults;
        Migrations.run(database);
    }

    private interface Work<T> {
        T in(Connection connection) throws SQLException;
    }

    private <T> T transaction(Work<T> work) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.in(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The database of the schedule fails: " + e.getMessage(), e);
        }
    }

    Optional<Entry> find(String id) {
        return transaction(connection -> entries(connection, "WHERE id = ?", statement -> statement.setString(1, id)))
                .stream().findFirst();
    }

    /**
     * Those that are to be looked at now, the longest due first.
     *
     * @param without accounts whose entries are left out
     */
    List<Entry> due(EntryState state, Instant now, int most, Set<String> without) {
        String others = without.isEmpty()
                ? "" : " AND account NOT IN (" + String.join(", ", Collections.nCopies(without.size(), "?")) + ")";
        return transaction(connection -> entries(
                connection, "WHERE state = ? AND not_before <= ?" + others + " ORDER BY not_before, id LIMIT " + most,
                statement -> {
                    statement.setString(1, state.name());
                    statement.setLong(2, now.toEpochMilli());
                    int index = 3;
                    for (String account : without) {
                        statement.setString(index++, account);
                    }
                }));
    }

    /** Those in a state, the next first. */
    List<Entry> in(EntryState state, int most) {
        return due(state, Instant.ofEpochMilli(Long.MAX_VALUE), most, Set.of());
    }

    /** What happened to an entry, in its order. */
    List<Happening> history(String id) {
        return transaction(connection -> happenings(
                connection, "WHERE entry = ? ORDER BY number", statement -> statement.setString(1, id)));
    }

    /** What happened of a kind, the latest first. */
    List<Happening> latest(Happening.Kind kind, int most) {
        return transaction(connection -> happenings(
                connection, "WHERE kind = ? ORDER BY number DESC LIMIT " + most,
                statement -> statement.setString(1, kind.name())));
    }

    /** When an account's last entry was written. */
    Optional<Instant> lastPublication(String account) {
        return transaction(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT MAX(happened) FROM atproto_schedule_history WHERE kind = ? AND account = ?")) {
                select.setString(1, Happening.Kind.PUBLISHED.name());
                select.setString(2, account);
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    return Optional.ofNullable(instant(row, 1));
                }
            }
        });
    }

    /**
     * Adds an entry.
     *
     * @return whether it was not there
     */
    boolean add(Entry entry, Happening happening) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO atproto_schedule (draft, state, due, not_before, tries, version, account, id)"
                                                                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
                set(insert, entry);
                insert.setString(8, entry.id());
                insert.executeUpdate();
                record(connection, entry, happening);
                connection.commit();
                return true;
            } catch (SQLException e) {
                connection.rollback();
                // 23: a constraint, which is that of the key
                if (e.getSQLState() != null && e.getSQLState().startsWith("23")) {
                    return false;
                }
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The database of the schedule fails: " + e.getMessage(), e);
        }
    }

    /**
     * Changes entries that nobody has changed since they were read; each by itself, all in one transaction.
     *
     * @return those that were changed, as they are now
     */
    List<Entry> change(List<Change> changes) {
        if (changes.isEmpty()) {
            return List.of();
        }
        return transaction(connection -> {
            List<Entry> changed = new ArrayList<>();
            try (PreparedStatement update = connection.prepareStatement(
                    "UPDATE atproto_schedule SET draft = ?, state = ?, due = ?, not_before = ?, tries = ?, version = ?, account = ?"
                                                                        + " WHERE id = ? AND version = ?")) {
                for (Change change : inOrder(changes, change -> change.before.id())) {
                    Entry after = change.after;
                    Entry entry = new Entry(
                            after.draft(), after.state(), after.due(), after.notBefore(), after.tries(),
                            change.before.version() + 1);
                    set(update, entry);
                    update.setString(8, entry.id());
                    update.setLong(9, change.before.version());
                    if (update.executeUpdate() == 1) {
                        changed.add(entry);
                        record(connection, entry, change.happening);
                    }
                }
            }
            return changed;
        });
    }

    /**
     * Takes entries for writing, so that nobody else changes them; those that somebody has changed before are left.
     *
     * @return those that were taken, the longest due first
     */
    List<Entry> claim(List<Entry> entries, Instant lease) {
        if (entries.isEmpty()) {
            return List.of();
        }
        return transaction(connection -> {
            List<Entry> claimed = new ArrayList<>();
            try (PreparedStatement update = connection.prepareStatement(
                    "UPDATE atproto_schedule SET state = ?, not_before = ?, version = ? WHERE id = ? AND version = ?")) {
                for (Entry entry : inOrder(entries, Entry::id)) {
                    update.setString(1, EntryState.PUBLISHING.name());
                    update.setLong(2, lease.toEpochMilli());
                    update.setLong(3, entry.version() + 1);
                    update.setString(4, entry.id());
                    update.setLong(5, entry.version());
                    if (update.executeUpdate() == 1) {
                        claimed.add(new Entry(
                                entry.draft(), EntryState.PUBLISHING, entry.due(), lease, entry.tries(), entry.version() + 1));
                    }
                }
            }
            claimed.sort(Comparator.comparing(Entry::due, Comparator.nullsLast(Comparator.naturalOrder())));
            return claimed;
        });
    }

    /** Two processes that lock rows in the same order do not wait for each other for ever. */
    private static <T> List<T> inOrder(List<T> changed, Function<T, String> id) {
        return changed.stream().sorted(Comparator.comparing(id)).toList();
    }

    private static void set(PreparedStatement statement, Entry entry) throws SQLException {
        statement.setString(1, AtJson.write(entry.draft().source()));
        statement.setString(2, entry.state().name());
        set(statement, 3, entry.due());
        statement.setLong(4, entry.notBefore().toEpochMilli());
        statement.setInt(5, entry.tries());
        statement.setLong(6, entry.version());
        statement.setString(7, entry.draft().account());
    }

    private static void record(Connection connection, Entry entry, Happening happening) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO atproto_schedule_history (entry, account, happened, kind, occurrence, uri, detail)"
                                                                    + " VALUES (?, ?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, entry.id());
            insert.setString(2, entry.draft().account());
            insert.setLong(3, happening.at().toEpochMilli());
            insert.setString(4, happening.kind().name());
            set(insert, 5, happening.occurrence());
            insert.setString(6, happening.uri());
            String detail = happening.detail();
            insert.setString(7, detail.substring(0, Math.min(detail.length(), LONGEST_DETAIL)));
            insert.executeUpdate();
        }
    }

    private interface Parameters {
        void set(PreparedStatement statement) throws SQLException;
    }

    private List<Entry> entries(Connection connection, String which, Parameters parameters) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT " + COLUMNS + " FROM atproto_schedule " + which)) {
            parameters.set(select);
            List<Entry> entries = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    entry(row).ifPresent(entries::add);
                }
            }
            return entries;
        }
    }

    /**
     * One that can no longer be read, because a zone is gone or a rule is new, does not keep the others from coming.
     */
    private Optional<Entry> entry(ResultSet row) throws SQLException {
        try {
            return Optional.of(new Entry(
                    Draft.of(source(row.getString(1)), defaults), EntryState.valueOf(row.getString(2)), instant(row, 3),
                    Instant.ofEpochMilli(row.getLong(4)), row.getInt(5), row.getLong(6)));
        } catch (InvalidEntryException e) {
            LOG.error("An entry cannot be read any more, and does not come until its draft is given again: {}", e.getMessage());
            return Optional.empty();
        }
    }

    @SuppressWarnings("unchecked") // what set() has written
    private static Map<String, Object> source(String json) {
        return (Map<String, Object>) AtJson.parse(json);
    }

    private static List<Happening> happenings(Connection connection, String which, Parameters parameters)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT entry, happened, kind, occurrence, uri, detail FROM atproto_schedule_history " + which)) {
            parameters.set(select);
            List<Happening> happenings = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    happenings.add(new Happening(
                            row.getString(1), Instant.ofEpochMilli(row.getLong(2)),
                            Happening.Kind.valueOf(row.getString(3)), instant(row, 4), row.getString(5), row.getString(6)));
                }
            }
            return happenings;
        }
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    private static void set(PreparedStatement statement, int index, @Nullable Instant instant) throws SQLException {
        if (instant == null) {
            statement.setNull(index, Types.BIGINT);
        } else {
            statement.setLong(index, instant.toEpochMilli());
        }
    }
}
