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
package io.github.camelatproto.pds.repo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.camelatproto.data.Cid;
import io.github.camelatproto.pds.blob.BlobRef;
import io.github.camelatproto.pds.error.XrpcError;
import io.github.camelatproto.pds.repo.LoggedCommit.Change;
import io.github.camelatproto.pds.repo.RequestedWrite.Action;
import io.github.camelatproto.repo.Commit;
import io.github.camelatproto.repo.Mst;
import org.pcollections.TreePMap;

/** A commit in the making: writes carried out one after another on a snapshot. For one thread. */
final class Draft {

    private final Snapshot before;
    private Mst tree;
    private TreePMap<String, TreePMap<String, StoredRecord>> records;
    private final List<Change> changes = new ArrayList<>();
    /** The last write of each record, by its path. */
    private final Map<String, PreparedWrite> last = new LinkedHashMap<>();

    Draft(Snapshot before) {
        this.before = before;
        this.tree = before.tree();
        this.records = before.records();
    }

    /** @throws XrpcError 500, where the tree of the reference PDS throws: the record is there, or is not */
    void write(PreparedWrite write) {
        String collection = write.collection().value();
        String rkey = write.rkey().value();
        TreePMap<String, StoredRecord> siblings = records.getOrDefault(collection, TreePMap.empty());
        StoredRecord present = siblings.get(rkey);
        if (write.action() != Action.UPSERT && (write.action() == Action.CREATE) != (present == null)) {
            throw XrpcError.internal();
        }
        StoredRecord record = write.record();
        if (record == null) {
            tree = tree.without(write.path());
            siblings = siblings.minus(rkey);
        } else {
            tree = tree.with(write.path(), record.cid());
            siblings = siblings.plus(rkey, record);
        }
        records = siblings.isEmpty() ? records.minus(collection) : records.plus(collection, siblings);
        changes.add(new Change(collection, rkey, write.cid(), present == null ? null : present.cid()));
        last.put(write.path(), write);
    }

    Cid root() {
        return tree.root();
    }

    /** What the writes have changed, in their order. */
    List<Change> changes() {
        return List.copyOf(changes);
    }

    Snapshot after(Commit commit) {
        return new Snapshot(commit, tree, records);
    }

    /** The records that are there in the end and were written. */
    List<StoredRecord> put() {
        List<StoredRecord> put = new ArrayList<>();
        for (PreparedWrite write : last.values()) {
            if (write.record() != null) {
                put.add(write.record());
            }
        }
        return put;
    }

    /** The records that were there before and were written over or deleted. */
    List<StoredRecord> removed() {
        List<StoredRecord> removed = new ArrayList<>();
        for (PreparedWrite write : last.values()) {
            StoredRecord old = before.record(write.collection().value(), write.rkey().value());
            if (old != null) {
                removed.add(old);
            }
        }
        return removed;
    }

    /** The blobs that the records put refer to, once for each record. */
    List<Cid> gained() {
        return last.values().stream()
                .flatMap(write -> write.blobs().stream().map(BlobRef::cid).distinct())
                .toList();
    }

    /** How many bytes of blocks the commit brings: records, nodes of the tree, and itself. */
    long size(Commit commit) {
        Map<Cid, Integer> sizes = new HashMap<>();
        put().forEach(record -> sizes.put(record.cid(), record.block().length));
        tree.newBlocks(before.tree(), (cid, block) -> sizes.put(cid, block.length));
        sizes.put(commit.cid(), commit.block().length);
        return sizes.values().stream().mapToLong(Integer::longValue).sum();
    }
}
