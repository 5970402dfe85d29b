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

import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import io.github.camelatproto.data.Blob;
import io.github.camelatproto.data.Cid;
import io.github.camelatproto.pds.account.Account;
import io.github.camelatproto.pds.account.AccountStatus;
import io.github.camelatproto.pds.account.AccountStore;
import io.github.camelatproto.pds.account.SessionStore;
import io.github.camelatproto.pds.blob.BlobStore;
import io.github.camelatproto.pds.repo.LoggedCommit;
import io.github.camelatproto.pds.repo.RepoStore;
import io.github.camelatproto.syntax.Did;
import io.github.camelatproto.syntax.Tid;
import org.jspecify.annotations.Nullable;

/**
 * A store that forgets all with the process: it has only what the others do not hold themselves, the bytes of blobs and
 * the last commits. Thread-safe.
 */
final class MemoryStore implements AccountStore, SessionStore, BlobStore, RepoStore {

    private static final int LOG = 1000;

    private final byte[] secret = new byte[SECRET_BYTES];
    private final Map<Did, Map<Cid, byte[]>> blobs = new ConcurrentHashMap<>();
    private final Map<Did, Deque<LoggedCommit>> logs = new ConcurrentHashMap<>();

    MemoryStore() {
        new SecureRandom().nextBytes(secret);
    }

    @Override
    public List<Account> accounts() {
        return List.of();
    }

    @Override
    public void add(Account account) {
        // Accounts has it
    }

    @Override
    public void setStatus(Did did, AccountStatus status) {
        // Accounts has it
    }

    @Override
    public byte[] secret() {
        return secret.clone();
    }

    @Override
    public List<RefreshToken> refreshTokens() {
        return List.of();
    }

    @Override
    public void change(Collection<RefreshToken> ended, Collection<RefreshToken> kept) {
        // Sessions has them
    }

    @Override
    public List<Blob> blobs(Did did) {
        return List.of();
    }

    @Override
    public void put(Did did, Blob blob, byte[] bytes) {
        blobs.computeIfAbsent(did, account -> new ConcurrentHashMap<>()).put(blob.ref(), bytes);
    }

    @Override
    public byte[] bytes(Did did, Cid cid) {
        return Objects.requireNonNull(blobs.getOrDefault(did, Map.of()).get(cid));
    }

    @Override
    public Map<Did, Saved> load() {
        return Map.of();
    }

    @Override
    public void commit(Did did, Change change) {
        Deque<LoggedCommit> log = logs.computeIfAbsent(did, account -> new ArrayDeque<>());
        synchronized (log) {
            log.addFirst(change.entry());
            if (log.size() > LOG) {
                log.removeLast();
            }
        }
        if (!change.droppedBlobs().isEmpty()) {
            blobs.getOrDefault(did, Map.of()).keySet().removeAll(change.droppedBlobs());
        }
    }

    @Override
    public List<LoggedCommit> log(Did did, int limit, @Nullable Tid before) {
        Deque<LoggedCommit> log = Objects.requireNonNull(logs.get(did));
        synchronized (log) {
            return log.stream()
                    .filter(commit -> before == null || commit.rev().compareTo(before) < 0)
                    .limit(limit)
                    .toList();
        }
    }
}
