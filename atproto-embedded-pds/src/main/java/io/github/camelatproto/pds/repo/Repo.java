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

import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import io.github.camelatproto.data.Cid;
import io.github.camelatproto.pds.blob.AccountBlobs;
import io.github.camelatproto.pds.blob.BlobRef;
import io.github.camelatproto.pds.error.XrpcError;
import io.github.camelatproto.pds.repo.RepoStore.Change;
import io.github.camelatproto.pds.repo.RequestedWrite.Action;
import io.github.camelatproto.repo.Commit;
import io.github.camelatproto.repo.CommitMeta;
import io.github.camelatproto.repo.SigningKey;
import io.github.camelatproto.syntax.Did;
import io.github.camelatproto.syntax.Nsid;
import io.github.camelatproto.syntax.RecordKey;
import io.github.camelatproto.syntax.Tid;
import io.github.camelatproto.syntax.TidClock;
import org.jspecify.annotations.Nullable;

/**
 * The repo of one account. Its writes are carried out one after another; reads see the last commit and wait for
 * nothing. A write that has returned is kept, as its store keeps it. Thread-safe.
 * <p>
 * The writes check in the order of the reference PDS, and throw {@link XrpcError} with its statuses, names and
 * messages; nothing has been written then. {@code validate} is {@code null} where the caller did not give it.
 * {@code swapCommit} is the commit that must be the head, null = any.
 */
public final class Repo {

    private static final int MAX_WRITES = 200;
    private static final int MAX_COMMIT_BYTES = 2_000_000;

    private final Did did;
    private final SigningKey key;
    private final RecordRules rules;
    private final AccountBlobs blobs;
    private final RepoStore store;
    private final TidClock tids;
    private final Clock clock;
    private final Consumer<LoggedCommit> listener;
    private final Lock writing = new ReentrantLock();
    private final Backlinks backlinks = new Backlinks();
    private volatile Snapshot snapshot;

    /** @param saved what its store has of it, checked */
    Repo(Did did, SigningKey key, Repos.Parts parts, AccountBlobs blobs, Snapshot saved, Consumer<LoggedCommit> listener) {
        this.did = did;
        this.key = key;
        this.rules = parts.rules();
        this.store = parts.store();
        this.tids = parts.tids();
        this.clock = parts.clock();
        this.blobs = blobs;
        this.snapshot = saved;
        this.listener = listener;
        saved.records().values().forEach(collection -> collection.values().forEach(this::index));
    }

    public Did did() {
        return did;
    }

    public CommitMeta head() {
        Commit head = snapshot.head();
        return new CommitMeta(head.cid(), head.rev());
    }

    /**
     * Deletes an older like, repost, follow or block of the same subject in the same commit (unless validate=false).
     */
    public Written createRecord(
            Nsid collection, @Nullable RecordKey rkey, Map<String, @Nullable Object> record, @Nullable Boolean validate,
            @Nullable Cid swapCommit) {
        PreparedWrite create = rules.prepare(
                Action.CREATE, collection, rkey, record, validate, "$.record", "$.record");
        writing.lock();
        try {
            List<PreparedWrite> writes = new ArrayList<>();
            if (!Boolean.FALSE.equals(validate)) {
                for (String older : backlinks.sameSubject(create.requireRecord())) {
                    writes.add(PreparedWrite.delete(collection, new RecordKey(older)));
                }
            }
            writes.add(create);
            return new Written(List.of(create.result(did)), commit(writes, null, swapCommit));
        } finally {
            writing.unlock();
        }
    }

    /** The same content again is no write: no commit, and the swaps are not looked at. */
    public Written putRecord(
            Nsid collection, RecordKey rkey, Map<String, @Nullable Object> record, @Nullable Boolean validate,
            @Nullable Expected swapRecord, @Nullable Cid swapCommit) {
        PreparedWrite create = rules.prepare(
                Action.CREATE, collection, rkey, record, validate, "$.record", "$.record");
        writing.lock();
        try {
            StoredRecord present = snapshot.record(collection.value(), rkey.value());
            PreparedWrite put = present == null ? create : create.as(Action.UPDATE);
            boolean same = present != null && present.cid().equals(put.cid());
            return new Written(List.of(put.result(did)), same ? null : commit(List.of(put), swapRecord, swapCommit));
        } finally {
            writing.unlock();
        }
    }

    /** Of a record that is not there: no commit, and the swaps are not looked at. */
    public Written deleteRecord(
            Nsid collection, RecordKey rkey, @Nullable Expected swapRecord, @Nullable Cid swapCommit) {
        PreparedWrite delete = PreparedWrite.delete(collection, rkey);
        writing.lock();
        try {
            boolean absent = snapshot.record(collection.value(), rkey.value()) == null;
            return new Written(
                    List.of(delete.result(did)), absent ? null : commit(List.of(delete), swapRecord, swapCommit));
        } finally {
            writing.unlock();
        }
    }

    /** All in one commit or nothing; no writes give an empty commit. */
    public Written applyWrites(List<RequestedWrite> writes, @Nullable Boolean validate, @Nullable Cid swapCommit) {
        checkCount(writes.size());
        List<PreparedWrite> prepared = new ArrayList<>(writes.size());
        for (RequestedWrite write : writes) {
            prepared.add(prepare(write, prepared.size(), validate));
        }
        writing.lock();
        try {
            CommitMeta commit = commit(prepared, null, swapCommit);
            return new Written(prepared.stream().map(write -> write.result(did)).toList(), commit);
        } finally {
            writing.unlock();
        }
    }

    public Optional<StoredRecord> record(Nsid collection, RecordKey rkey) {
        return Optional.ofNullable(snapshot.record(collection.value(), rkey.value()));
    }

    /**
     * The records of a collection, ordered by rkey.
     *
     * @param after   the text after which the page begins, in the direction of the listing, be it an rkey or not; null
     *                = from its start
     * @param reverse false = descending, as listRecords has it by default
     */
    public List<StoredRecord> records(Nsid collection, int limit, @Nullable String after, boolean reverse) {
        return snapshot.page(collection.value(), limit, after, reverse);
    }

    /** The collections that have records, sorted. */
    public List<String> collections() {
        return List.copyOf(snapshot.records().keySet());
    }

    /** How many records a collection has. */
    public int size(Nsid collection) {
        return snapshot.collection(collection.value()).size();
    }

    /**
     * Writes the repo as a CAR v1 whose root is the head commit.
     *
     * @param since leave out blocks that were there at this revision already; null = everything. A revision that is no
     *              longer remembered gives everything
     */
    public void exportCar(OutputStream out, @Nullable Tid since) throws IOException {
        new CarExport(snapshot, before -> store.log(did, CarExport.PAGE, before)).write(out, since);
    }

    /**
     * The last commits, newest first; in memory the last 1,000 are remembered.
     *
     * @param before leave out this revision and what is newer; null = from the head
     */
    public List<LoggedCommit> log(int limit, @Nullable Tid before) {
        return store.log(did, limit, before);
    }

    private PreparedWrite prepare(RequestedWrite write, int index, @Nullable Boolean validate) {
        Map<String, @Nullable Object> record = write.record();
        RecordKey rkey = write.rkey();
        if (record == null) {
            if (rkey == null) {
                throw new IllegalArgumentException("A delete without an rkey");
            }
            return PreparedWrite.delete(write.collection(), rkey);
        }
        String path = "$.writes[" + index + "]";
        return rules.prepare(write.action(), write.collection(), rkey, record, validate, path + ".value", path + ".record");
    }

    /** Called with the lock held. */
    private CommitMeta commit(List<PreparedWrite> writes, @Nullable Expected swapRecord, @Nullable Cid swapCommit) {
        checkCount(writes.size());
        Snapshot before = snapshot;
        if (swapCommit != null && !swapCommit.equals(before.head().cid())) {
            throw XrpcError.invalidSwap("Commit was at " + before.head().cid());
        }
        if (swapRecord != null) {
            writes.forEach(write -> checkSwap(before, write, swapRecord));
        }
        Draft draft = new Draft(before);
        writes.forEach(draft::write);
        Commit commit = Commit.sign(did, draft.root(), nextRev(before.head().rev()), key);
        if (draft.size(commit) > MAX_COMMIT_BYTES) {
            throw XrpcError.invalidRequest("Too many writes. Max event size: 2MB");
        }
        keep(draft, commit, writes);
        return head();
    }

    private void keep(Draft draft, Commit commit, List<PreparedWrite> writes) {
        LoggedCommit entry = new LoggedCommit(
                commit.cid(), commit.rev(), clock.instant().truncatedTo(ChronoUnit.MILLIS), draft.changes());
        List<BlobRef> demanded = writes.stream().flatMap(write -> write.blobs().stream()).toList();
        List<StoredRecord> removed = draft.removed();
        List<StoredRecord> put = draft.put();
        blobs.relink(
                demanded, draft.gained(), removed.stream().flatMap(old -> blobs(old).stream()).toList(),
                dropped -> store.commit(did, new Change(commit, entry, put, removed, dropped)));
        removed.forEach(backlinks::remove);
        put.forEach(backlinks::add);
        snapshot = draft.after(commit);
        listener.accept(entry);
    }

    private static void checkSwap(Snapshot before, PreparedWrite write, Expected expected) {
        StoredRecord present = before.record(write.collection().value(), write.rkey().value());
        Cid current = present == null ? null : present.cid();
        boolean asExpected = current == null ? expected.cid() == null : current.equals(expected.cid());
        if (!asExpected) {
            throw XrpcError.invalidSwap("Record was at " + current);
        }
    }

    private static void checkCount(int writes) {
        if (writes > MAX_WRITES) {
            throw XrpcError.invalidRequest("Too many writes. Max: " + MAX_WRITES);
        }
    }

    private Tid nextRev(Tid rev) {
        Tid next = tids.next();
        // the clock may have been set back since the last commit, over a restart too
        return next.compareTo(rev) > 0 ? next : Tid.of(rev.micros() + 1, next.clockId());
    }

    private void index(StoredRecord record) {
        backlinks.add(record);
        blobs.count(blobs(record));
    }

    private static List<Cid> blobs(StoredRecord record) {
        return BlobRef.in(record.value()).stream().map(BlobRef::cid).distinct().toList();
    }
}
