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
package io.github.camelatproto.repo;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

import io.github.camelatproto.data.Cid;
import io.github.camelatproto.data.DagCbor;
import io.github.camelatproto.syntax.Did;
import org.jspecify.annotations.Nullable;

/**
 * A whole repo as {@code com.atproto.sync.getRepo} exports it, of which everything has been checked: that the commit is
 * of this account and signed with this key, that its tree is whole and the only one of its records, and that each
 * record is that of its CID. Its blocks are held in memory, the rest is not. Immutable and safe for use by any thread.
 *
 * @see <a href="https://atproto.com/specs/repository">Repository</a>
 */
public final class RepoExport {

    private final Commit commit;
    private final Mst tree;
    private final Map<Cid, byte[]> blocks;

    private RepoExport(Commit commit, Mst tree, Map<Cid, byte[]> blocks) {
        this.commit = commit;
        this.tree = tree;
        this.blocks = blocks;
    }

    /**
     * Reads an export to its end.
     *
     * @param  car                  stays open
     * @param  did                  whose repo it has to be
     * @param  key                  the account's, as its DID document has it
     * @throws IOException          if the stream cannot be read
     * @throws InvalidRepoException if it is not that repo, whole and signed
     */
    public static RepoExport read(InputStream car, Did did, VerifyingKey key) throws IOException {
        CarReader reader = new CarReader(new BufferedInputStream(car));
        if (reader.roots().size() != 1) {
            throw new InvalidRepoException("Invalid export: " + reader.roots().size() + " roots instead of one");
        }
        Map<Cid, byte[]> blocks = new HashMap<>();
        for (CarReader.Block block = reader.next(); block != null; block = reader.next()) {
            blocks.put(block.cid(), block.bytes());
        }
        Cid root = reader.roots().get(0);
        Commit commit = commit(root, blocks.get(root));
        checkOwner(commit, did);
        if (!commit.isSignedBy(key)) {
            throw new InvalidRepoException("Invalid export: " + commit + " is not signed with the key " + key);
        }
        Mst tree = Mst.load(commit.data(), blocks::get);
        tree.entries((path, cid) -> check(blocks.get(cid), path, cid));
        return new RepoExport(commit, tree, blocks);
    }

    static void checkOwner(Commit commit, Did did) {
        if (!commit.did().equals(did)) {
            throw new InvalidRepoException("Invalid export: the repo is that of " + commit.did() + ", not of " + did);
        }
    }

    static Commit commit(Cid root, byte @Nullable [] block) {
        if (block == null) {
            throw new InvalidRepoException("Invalid export: its root " + root + " is not in it");
        }
        try {
            return Commit.of(block);
        } catch (IllegalArgumentException e) {
            throw new InvalidRepoException("Invalid export: its root " + root + ": " + e.getMessage(), e);
        }
    }

    private static void check(byte @Nullable [] block, String path, Cid cid) {
        if (block == null) {
            throw new InvalidRepoException("Invalid export: the record " + path + " (" + cid + ") is not in it");
        }
        Object record;
        try {
            record = DagCbor.decode(block);
        } catch (IllegalArgumentException e) {
            throw new InvalidRepoException("Invalid export: the record " + path + ": " + e.getMessage(), e);
        }
        if (!(record instanceof Map)) {
            throw new InvalidRepoException("Invalid export: the record " + path + " is no map");
        }
    }

    /** Gives the commit at which the repo was exported. */
    public Commit commit() {
        return commit;
    }

    /** Gives the tree, whole. */
    public Mst tree() {
        return tree;
    }

    /**
     * Gives a record as a tree of the data model, or {@code null} if there is none.
     *
     * @param key {@code <collection>/<rkey>}
     */
    @SuppressWarnings("unchecked") // checked when it was read
    public @Nullable Map<String, @Nullable Object> record(String key) {
        Cid cid = tree.get(key);
        byte[] block = cid == null ? null : blocks.get(cid);
        return block == null ? null : (Map<String, @Nullable Object>) DagCbor.decode(block);
    }

    /** Gives each record's key and content in DAG-CBOR, in the order of keys; not copies. */
    public void records(BiConsumer<String, byte[]> consumer) {
        tree.entries((path, cid) -> {
            byte[] block = blocks.get(cid);
            if (block != null) {
                consumer.accept(path, block);
            }
        });
    }
}
