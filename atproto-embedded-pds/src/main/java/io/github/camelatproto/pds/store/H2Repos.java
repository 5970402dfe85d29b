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
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import io.github.camelatproto.data.Cid;
import io.github.camelatproto.data.DagCbor;
import io.github.camelatproto.pds.repo.LoggedCommit;
import io.github.camelatproto.pds.repo.RepoStore;
import io.github.camelatproto.pds.repo.StoredRecord;
import io.github.camelatproto.pds.store.H2File.Statements;
import io.github.camelatproto.repo.Commit;
import io.github.camelatproto.syntax.Did;
import io.github.camelatproto.syntax.Tid;
import org.jspecify.annotations.Nullable;

/**
 * The repos in a file of H2. Records and commits are only added at the end of their tables, which is what H2 does
 * cheaply; the rows of the records that are there are known here, for the day on which they go. Thread-safe.
 */
final class H2Repos implements RepoStore {

    private final H2File file;
    private final AtomicLong lastRow = new AtomicLong();
    private final AtomicLong lastCommit = new AtomicLong();
    private final Map<Did, Map<StoredRecord, Long>> rows = new ConcurrentHashMap<>();

    H2Repos(H2File file) {
        this.file = file;
    }

    @Override
    public Map<Did, Saved> load() {
        return file.transaction(statements -> {
            Map<Did, Commit> heads = heads(statements);
            readRecords(statements);
            Map<Did, Saved> repos = new HashMap<>();
            heads.forEach((did, head) -> repos.put(did, new Saved(head, List.copyOf(rowsOf(did).keySet()))));
            return repos;
        });
    }

    private Map<Did, Commit> heads(Statements statements) throws SQLException {
        Map<Did, Commit> heads = new HashMap<>();
        PreparedStatement select = statements.of(
                "SELECT id, did, block FROM repo_commit WHERE id IN (SELECT MAX(id) FROM repo_commit GROUP BY did)");
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                lastCommit.accumulateAndGet(row.getLong(1), Math::max);
                heads.put(Did.parse(row.getString(2)), Commit.of(row.getBytes(3)));
            }
        }
        return heads;
    }

    private void readRecords(Statements statements) throws SQLException {
        try (ResultSet row = statements.of("SELECT id, did, collection, rkey, block FROM record").executeQuery()) {
            while (row.next()) {
                lastRow.accumulateAndGet(row.getLong(1), Math::max);
                rowsOf(Did.parse(row.getString(2)))
                        .put(new StoredRecord(row.getString(3), row.getString(4), row.getBytes(5)), row.getLong(1));
            }
        }
    }

    @Override
    public void commit(Did did, Change change) {
        Map<StoredRecord, Long> present = rowsOf(did);
        Map<StoredRecord, Long> added = new HashMap<>();
        change.put().forEach(record -> added.put(record, lastRow.incrementAndGet()));
        file.change(statements -> {
            insertCommit(statements, did, change);
            delete(statements, change.removed().stream().map(record -> Objects.requireNonNull(present.get(record))).toList());
            insert(statements, did, added);
            dropBlobs(statements, did, change.droppedBlobs());
        });
        present.keySet().removeAll(Set.copyOf(change.removed()));
        present.putAll(added);
    }

    private void insertCommit(Statements statements, Did did, Change change) throws SQLException {
        PreparedStatement insert = statements.of("""
                INSERT INTO repo_commit(id, did, rev, block, time, changes) VALUES(?, ?, ?, ?, ?, ?)""");
        insert.setLong(1, lastCommit.incrementAndGet());
        insert.setString(2, did.value());
        insert.setString(3, change.commit().rev().value());
        insert.setBytes(4, change.commit().block());
        insert.setObject(5, change.entry().time());
        insert.setBytes(6, encode(change.entry().changes()));
        insert.executeUpdate();
    }

    private static void delete(Statements statements, List<Long> rows) throws SQLException {
        PreparedStatement delete = statements.of("DELETE FROM record WHERE id = ?");
        for (long row : rows) {
            delete.setLong(1, row);
            delete.executeUpdate();
        }
    }

    private static void insert(Statements statements, Did did, Map<StoredRecord, Long> records) throws SQLException {
        PreparedStatement insert = statements.of("""
                INSERT INTO record(id, did, collection, rkey, block) VALUES(?, ?, ?, ?, ?)""");
        for (Map.Entry<StoredRecord, Long> entry : records.entrySet()) {
            insert.setLong(1, entry.getValue());
            insert.setString(2, did.value());
            insert.setString(3, entry.getKey().collection());
            insert.setString(4, entry.getKey().rkey());
            insert.setBytes(5, entry.getKey().block());
            insert.executeUpdate();
        }
    }

    private static void dropBlobs(Statements statements, Did did, Collection<Cid> blobs) throws SQLException {
        PreparedStatement delete = statements.of("DELETE FROM blob WHERE did = ? AND cid = ?");
        for (Cid blob : blobs) {
            delete.setString(1, did.value());
            delete.setString(2, blob.toString());
            delete.executeUpdate();
        }
    }

    @Override
    public List<LoggedCommit> log(Did did, int limit, @Nullable Tid before) {
        return file.transaction(statements -> {
            PreparedStatement select = statements.of("""
                    SELECT rev, block, time, changes FROM repo_commit WHERE did = ? AND rev < ?
                    ORDER BY id DESC FETCH FIRST ? ROWS ONLY""");
            select.setString(1, did.value());
            select.setString(2, before == null ? "~" : before.value()); // no TID is greater
            select.setInt(3, limit);
            List<LoggedCommit> commits = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    commits.add(new LoggedCommit(
                            Cid.ofDagCbor(row.getBytes(2)), Tid.parse(row.getString(1)), row.getObject(3, Instant.class),
                            decode(row.getBytes(4))));
                }
            }
            return commits;
        });
    }

    private Map<StoredRecord, Long> rowsOf(Did did) {
        return rows.computeIfAbsent(did, repo -> new HashMap<>());
    }

    /** As DAG-CBOR, each change a list of its four parts. */
    private static byte[] encode(List<LoggedCommit.Change> changes) {
        return DagCbor.encode(changes.stream()
                .map(change -> Arrays.asList(change.collection(), change.rkey(), change.cid(), change.prev()))
                .toList());
    }

    private static List<LoggedCommit.Change> decode(byte[] changes) {
        return ((List<?>) Objects.requireNonNull(DagCbor.decode(changes))).stream()
                .map(List.class::cast)
                .map(parts -> new LoggedCommit.Change(
                        (String) parts.get(0), (String) parts.get(1), (Cid) parts.get(2), (Cid) parts.get(3)))
                .toList();
    }
}
