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

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.camelatproto.data.Cid;
import io.github.camelatproto.repo.Commit;
import io.github.camelatproto.syntax.Did;
import io.github.camelatproto.syntax.Tid;
import org.jspecify.annotations.Nullable;

/** Where repos outlive the process, or do not. Calls for one repo come one after another, but for {@link #log}. */
public interface RepoStore {

    /**
     * Reads the last commit and all records of every repo.
     *
     * @throws IllegalStateException if they cannot be read
     */
    Map<Did, Saved> load();

    /** Keeps a commit and all that comes with it, or nothing. What has returned is kept. */
    void commit(Did did, Change change);

    /**
     * The last commits, newest first, so far as they are remembered.
     *
     * @param before leave out this revision and what is newer; null = from the head
     */
    List<LoggedCommit> log(Did did, int limit, @Nullable Tid before);

    /**
     * A repo as it was kept.
     *
     * @param records in any order
     */
    record Saved(Commit head, List<StoredRecord> records) {
    }

    /**
     * A commit and all that comes with it.
     *
     * @param put          the records that are there now where they were not, or others were
     * @param removed      the records that are not there any more, or have others in their place
     * @param droppedBlobs those to which no record refers any more
     */
    record Change(
            Commit commit, LoggedCommit entry, List<StoredRecord> put, List<StoredRecord> removed,
            Set<Cid> droppedBlobs) {
    }
}
