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

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.camelatproto.data.Cid;
import io.github.camelatproto.lexicon.Lexicons;
import io.github.camelatproto.pds.blob.Blobs;
import io.github.camelatproto.pds.repo.RepoStore.Change;
import io.github.camelatproto.pds.repo.RepoStore.Saved;
import io.github.camelatproto.repo.Commit;
import io.github.camelatproto.repo.Mst;
import io.github.camelatproto.repo.SigningKey;
import io.github.camelatproto.syntax.Did;
import io.github.camelatproto.syntax.TidClock;

/** The repos of the accounts. Thread-safe. */
public final class Repos {

    private final Parts parts;
    private final Blobs blobs;
    private final Map<Did, Repo> repos = new ConcurrentHashMap<>();
    private final List<CommitListener> listeners = new CopyOnWriteArrayList<>();

    /**
     * Begins without any repo.
     *
     * @param lexicons of the records that are checked
     */
    public Repos(RepoStore store, Blobs blobs, Lexicons lexicons, Clock clock) {
        TidClock tids = new TidClock(clock);
        this.parts = new Parts(store, new RecordRules(lexicons, tids), tids, clock);
        this.blobs = blobs;
    }

    /**
     * Gives the repo of an account.
     *
     * @param  did                      of an account of this PDS
     * @throws IllegalArgumentException if it is not
     */
    public Repo of(Did did) {
        Repo repo = repos.get(did);
        if (repo == null) {
            throw new IllegalArgumentException("No repo of " + did);
        }
        return repo;
    }

    /** Makes an empty repo. */
    public void create(Did did, SigningKey key) {
        Commit first = Commit.sign(did, Mst.empty().root(), parts.tids().next(), key);
        LoggedCommit entry = new LoggedCommit(
                first.cid(), first.rev(), parts.clock().instant().truncatedTo(ChronoUnit.MILLIS), List.of());
        parts.store().commit(did, new Change(first, entry, List.of(), List.of(), Set.of()));
        add(did, key, Snapshot.of(first, List.of()));
        tell(did, entry);
    }

    /**
     * Opens the repos that are in the store, and checks that the records of each are those that its last commit has
     * signed.
     *
     * @param  keys                  of the accounts whose repos they are
     * @throws IllegalStateException if they are not, or cannot be read
     */
    public void open(Map<Did, SigningKey> keys) {
        Map<Did, Saved> saved = parts.store().load();
        keys.forEach((did, key) -> {
            Saved repo = saved.get(did);
            if (repo == null) {
                throw new IllegalStateException("The repo of " + did + " is not there");
            }
            add(did, key, checked(did, repo));
        });
    }

    /**
     * Tells of every commit from now on, after it is kept and before its writer is answered, in the thread that wrote
     * it.
     *
     * @return takes the listener off again
     */
    public Runnable onCommit(CommitListener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private static Snapshot checked(Did did, Saved saved) {
        Snapshot snapshot = Snapshot.of(saved.head(), saved.records());
        Cid root = snapshot.tree().root();
        if (!root.equals(saved.head().data())) {
            throw new IllegalStateException(
                    "The records of " + did + " are not those of its " + saved.head() + ": the root of their tree is " + root
                                            + " instead of " + saved.head().data());
        }
        return snapshot;
    }

    private void add(Did did, SigningKey key, Snapshot snapshot) {
        repos.put(did, new Repo(did, key, parts, blobs.of(did), snapshot, entry -> tell(did, entry)));
    }

    private void tell(Did did, LoggedCommit entry) {
        listeners.forEach(listener -> listener.committed(did, entry));
    }

    /** Must return at once and throw nothing. */
    @FunctionalInterface
    public interface CommitListener {
        void committed(Did repo, LoggedCommit commit);
    }

    /** What all repos share. */
    record Parts(RepoStore store, RecordRules rules, TidClock tids, Clock clock) {
    }
}
