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

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import io.github.camelatproto.data.Cid;
import io.github.camelatproto.pds.repo.LoggedCommit.Change;
import io.github.camelatproto.repo.CarWriter;
import io.github.camelatproto.repo.Mst;
import io.github.camelatproto.syntax.Tid;
import org.jspecify.annotations.Nullable;

/** A repo as a CAR file, whole or from a revision on. */
final class CarExport {

    /** How many commits are read from the log at a time. */
    static final int PAGE = 100;

    private static final int MAX_COMMITS = 1000;

    private final Snapshot now;
    private final Function<@Nullable Tid, List<LoggedCommit>> log;

    /** @param log gives the commits before a revision, newest first */
    CarExport(Snapshot now, Function<@Nullable Tid, List<LoggedCommit>> log) {
        this.now = now;
        this.log = log;
    }

    void write(OutputStream out, @Nullable Tid since) throws IOException {
        BufferedOutputStream buffered = new BufferedOutputStream(out);
        try {
            write(new CarWriter(buffered, now.head().cid()), since);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        buffered.flush();
    }

    private void write(CarWriter car, @Nullable Tid since) {
        if (since != null && since.compareTo(now.head().rev()) >= 0) {
            return;
        }
        car.write(now.head().cid(), now.head().block());
        Past past = since == null ? null : past(since);
        if (past == null) {
            now.tree().blocks(car::write);
            allRecords().forEach(car::write);
        } else {
            now.tree().newBlocks(past.tree(), car::write);
            newRecords(past).forEach(car::write);
        }
    }

    private Map<Cid, byte[]> allRecords() {
        Map<Cid, byte[]> blocks = new LinkedHashMap<>();
        now.records().values().forEach(
                records -> records.values().forEach(record -> blocks.put(record.cid(), record.block())));
        return blocks;
    }

    private Map<Cid, byte[]> newRecords(Past past) {
        Map<Cid, byte[]> blocks = new LinkedHashMap<>();
        for (Key key : past.changed()) {
            StoredRecord record = now.record(key.collection(), key.rkey());
            if (record != null) {
                blocks.put(record.cid(), record.block());
            }
        }
        past.tree().entries((path, cid) -> blocks.remove(cid)); // the same content may have been there elsewhere
        return blocks;
    }

    /** The tree at a revision, by taking back what the log says has changed since; null where the log is too short. */
    private @Nullable Past past(Tid since) {
        Mst tree = now.tree();
        Set<Key> changed = new LinkedHashSet<>();
        Tid before = null;
        for (int read = 0; read < MAX_COMMITS; read += PAGE) {
            List<LoggedCommit> page = log.apply(before);
            for (LoggedCommit commit : page) {
                if (commit.rev().compareTo(since) <= 0) {
                    return new Past(tree, changed);
                }
                if (commit.rev().compareTo(now.head().rev()) <= 0) {
                    tree = takenBack(tree, commit.changes(), changed);
                }
                before = commit.rev();
            }
            if (page.isEmpty()) {
                return null;
            }
        }
        return null;
    }

    private static Mst takenBack(Mst newer, List<Change> changes, Set<Key> changed) {
        Mst tree = newer;
        for (int i = changes.size() - 1; i >= 0; i--) {
            Change change = changes.get(i);
            Key key = new Key(change.collection(), change.rkey());
            changed.add(key);
            if (change.prev() != null) {
                tree = tree.with(key.path(), change.prev());
            } else {
                tree = tree.without(key.path());
            }
        }
        return tree;
    }

    private record Past(Mst tree, Set<Key> changed) {
    }

    private record Key(String collection, String rkey) {

        String path() {
            return collection + "/" + rkey;
        }
    }
}
