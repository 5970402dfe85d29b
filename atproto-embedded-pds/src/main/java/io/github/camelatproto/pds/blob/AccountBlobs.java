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
package io.github.camelatproto.pds.blob;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import io.github.camelatproto.data.Blob;
import io.github.camelatproto.data.Cid;
import io.github.camelatproto.pds.error.XrpcError;
import io.github.camelatproto.syntax.Did;

/**
 * The blobs of one account, and how many of its records refer to each. One that none refers to is temporary.
 * Thread-safe.
 */
public final class AccountBlobs {

    private final Did did;
    private final BlobStore store;
    /** In the order in which they were uploaded. */
    private final Map<Cid, Blob> blobs = new LinkedHashMap<>();
    private final Map<Cid, Integer> references = new HashMap<>();

    AccountBlobs(Did did, BlobStore store) {
        this.did = did;
        this.store = store;
        store.blobs(did).forEach(blob -> blobs.put(blob.ref(), blob));
    }

    /** Counts the references of a record that is there already. */
    public synchronized void count(Collection<Cid> referred) {
        referred.forEach(cid -> references.merge(cid, 1, Integer::sum));
    }

    /**
     * Carries out a commit that changes which records refer to which blobs.
     *
     * @param  demanded  every reference in what is written; each must be there and, while it is temporary, as it says
     * @param  gained    the blobs that each written record refers to, once for each record
     * @param  lost      the blobs that each record replaced or deleted has referred to, once for each record
     * @param  commit    is given the blobs to which no record refers any more, and keeps the commit without them; if it
     *                   throws, nothing has changed
     * @throws XrpcError 400 BlobNotFound, InvalidMimeType or InvalidSize, before the commit
     */
    public void relink(
            Collection<BlobRef> demanded, Collection<Cid> gained, Collection<Cid> lost, Consumer<Set<Cid>> commit) {
        if (demanded.isEmpty() && lost.isEmpty()) {
            commit.accept(Set.of()); // an upload need not wait for it
            return;
        }
        synchronized (this) {
            demanded.forEach(this::check);
            Map<Cid, Integer> changes = new HashMap<>();
            gained.forEach(cid -> changes.merge(cid, 1, Integer::sum));
            lost.forEach(cid -> changes.merge(cid, -1, Integer::sum));
            Set<Cid> dropped = new HashSet<>();
            changes.forEach((cid, change) -> {
                if (change < 0 && references(cid) + change == 0) {
                    dropped.add(cid);
                }
            });
            commit.accept(dropped);
            changes.forEach((cid, change) -> references.merge(cid, change, Integer::sum));
            references.keySet().removeAll(dropped);
            blobs.keySet().removeAll(dropped);
        }
    }

    /** Bytes that are there already stay as they are, with the type that they were uploaded with first. */
    synchronized void add(Blob blob, byte[] bytes) {
        if (!blobs.containsKey(blob.ref())) {
            store.put(did, blob, bytes);
            blobs.put(blob.ref(), blob);
        }
    }

    synchronized Optional<StoredBlob> find(Cid cid) {
        Blob blob = blobs.get(cid);
        if (blob == null || references(cid) == 0) {
            return Optional.empty();
        }
        return Optional.of(new StoredBlob(blob, store.bytes(did, cid)));
    }

    synchronized List<Blob> list(int limit) {
        List<Blob> permanent = new ArrayList<>();
        for (Blob blob : blobs.values()) {
            if (references(blob.ref()) > 0) {
                permanent.add(blob);
            }
        }
        Collections.reverse(permanent);
        return List.copyOf(permanent.subList(0, Math.min(limit, permanent.size())));
    }

    private void check(BlobRef ref) {
        Blob blob = blobs.get(ref.cid());
        if (blob == null) {
            throw new XrpcError(400, "BlobNotFound", "Could not find blob: " + ref.cid());
        }
        if (references(ref.cid()) > 0) {
            return; // once it is permanent the reference PDS does not look at these any more
        }
        if (!blob.mimeType().equals(ref.mimeType())) {
            throw new XrpcError(
                    400, "InvalidMimeType", "Referenced Mimetype does not match stored blob. Expected: " + blob.mimeType()
                                            + ", Got: " + ref.mimeType());
        }
        if (blob.size() != ref.size()) {
            throw new XrpcError(
                    400, "InvalidSize", "Referenced Size does not match stored blob. Expected: " + blob.size() + ", Got: "
                                        + ref.size());
        }
    }

    private int references(Cid cid) {
        return references.getOrDefault(cid, 0);
    }
}
