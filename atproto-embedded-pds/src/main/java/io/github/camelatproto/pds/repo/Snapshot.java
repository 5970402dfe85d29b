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

import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

import io.github.camelatproto.data.Cid;
import io.github.camelatproto.repo.Commit;
import io.github.camelatproto.repo.Mst;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/**
 * A repo after a commit. Immutable; the next one shares all that the commit between them has not changed.
 *
 * @param records by collection and rkey
 */
record Snapshot(Commit head, Mst tree, TreePMap<String, TreePMap<String, StoredRecord>> records) {

    static Snapshot of(Commit head, Collection<StoredRecord> saved) {
        TreeMap<String, Cid> cids = new TreeMap<>();
        TreeMap<String, TreeMap<String, StoredRecord>> sorted = new TreeMap<>();
        for (StoredRecord record : saved) {
            cids.put(record.path(), record.cid());
            sorted.computeIfAbsent(record.collection(), name -> new TreeMap<>()).put(record.rkey(), record);
        }
        TreeMap<String, TreePMap<String, StoredRecord>> records = new TreeMap<>();
        sorted.forEach((collection, ofIt) -> records.put(collection, TreePMap.fromSortedMap(ofIt)));
        return new Snapshot(head, Mst.of(cids), TreePMap.fromSortedMap(records));
    }

    TreePMap<String, StoredRecord> collection(String name) {
        TreePMap<String, StoredRecord> records = records().get(name);
        return records == null ? TreePMap.empty() : records;
    }

    @Nullable
    StoredRecord record(String collection, String rkey) {
        return collection(collection).get(rkey);
    }

    /** See {@link Repo#records}. */
    List<StoredRecord> page(String collection, int limit, @Nullable String after, boolean reverse) {
        TreePMap<String, StoredRecord> records = collection(collection);
        if (after != null) {
            records = reverse ? records.tailMap(after, false) : records.headMap(after, false);
        }
        return (reverse ? records : records.descendingMap()).values().stream().limit(limit).toList();
    }
}
