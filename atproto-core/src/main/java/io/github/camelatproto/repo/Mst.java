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

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

import io.github.camelatproto.data.Cid;
import org.jspecify.annotations.Nullable;

/**
 * The tree in which a repo keeps the CIDs of its records, a Merkle search tree: whoever has the same records has the
 * same tree, in whatever order they came, and its root names them all. Keys are {@code <collection>/<rkey>}; how many
 * leading zero bits a key's SHA-256 has decides on which layer it stands, so that a node has four entries on average
 * and a path through 50,000 records eight nodes.
 * <p>
 * Immutable: a change gives another tree that shares all it has not changed, so it costs one path, and the CIDs of
 * nodes are computed once and when they are asked for. Safe for use by any thread.
 *
 * @see <a href="https://atproto.com/specs/repository#mst-structure">Repository, MST structure</a>
 */
public final class Mst {

    private static final Mst EMPTY = new Mst(MstNode.EMPTY);

    private final MstNode root;

    private Mst(MstNode root) {
        this.root = root;
    }

    /** Gives the tree without records. */
    public static Mst empty() {
        return EMPTY;
    }

    /**
     * Builds a tree in one go.
     *
     * @param  entries                  the records' CIDs by {@code <collection>/<rkey>}, in the natural order of
     *                                  strings
     * @throws IllegalArgumentException if a key is none of a repo, or the order is another
     */
    public static Mst of(SortedMap<String, Cid> entries) {
        if (entries.isEmpty()) {
            return EMPTY;
        }
        String[] keys = new String[entries.size()];
        Cid[] values = new Cid[keys.length];
        int[] layers = new int[keys.length];
        int count = 0;
        int top = 0;
        for (Map.Entry<String, Cid> entry : entries.entrySet()) {
            keys[count] = MstKey.checked(entry.getKey());
            if (count > 0 && keys[count - 1].compareTo(keys[count]) >= 0) {
                throw new IllegalArgumentException("Keys that are not in the natural order of strings");
            }
            values[count] = entry.getValue();
            layers[count] = MstKey.layer(keys[count]);
            top = Math.max(top, layers[count]);
            count++;
        }
        MstNode root = MstNode.of(top, keys, values, layers, 0, count);
        return root == null ? EMPTY : new Mst(root);
    }

    /**
     * Gives the tree that blocks hold. Each node is read when it is looked into, so that a few blocks of a large tree
     * are enough for what needs no others; the methods of this tree, and of those that are made of it, throw
     * {@link InvalidRepoException} where a block is not there or is no node of such a tree.
     *
     * @param  root                 the {@code data} of a commit
     * @param  blocks               gives the block of a CID, or {@code null} if it is not there; called by whoever uses
     *                              the tree, and more than once for a block where several threads do
     * @throws InvalidRepoException if the root is not there or is none
     */
    public static Mst load(Cid root, Function<Cid, byte @Nullable []> blocks) {
        return new Mst(new MstReader(blocks).root(root));
    }

    /** Gives the CID of a record, or {@code null} if there is none under the key. */
    public @Nullable Cid get(String key) {
        return root.get(key);
    }

    /**
     * Gives the tree with a record added or replaced.
     *
     * @param  key                      {@code <collection>/<rkey>}
     * @throws IllegalArgumentException if the key is none of a repo
     */
    public Mst with(String key, Cid value) {
        MstNode changed = root.with(MstKey.checked(key), value);
        return changed == root ? this : new Mst(changed);
    }

    /**
     * Gives the tree with a record removed.
     *
     * @throws IllegalArgumentException if there is none under the key
     */
    public Mst without(String key) {
        if (root.get(key) == null) {
            throw new IllegalArgumentException("No record under the key");
        }
        return new Mst(root.without(key));
    }

    /** Gives the CID of the topmost node, which is the {@code data} of a commit. */
    public Cid root() {
        return root.cid();
    }

    /** Gives every node in DAG-CBOR with its CID, the root first. */
    public void blocks(BiConsumer<Cid, byte[]> consumer) {
        root.blocks(consumer);
    }

    /**
     * Gives the nodes, in DAG-CBOR with their CIDs, that another tree has not, the root first. The cost grows with the
     * difference only.
     */
    public void newBlocks(Mst older, BiConsumer<Cid, byte[]> consumer) {
        root.newBlocks(older.root, consumer);
    }

    /**
     * Gives what became of records since an older tree, in the order of keys. The cost grows with the difference only.
     */
    public List<RecordChange> changesSince(Mst older) {
        return new MstDiff(older.root, root).changes();
    }

    /**
     * Gives the tree before the changes. One that is loaded of {@link #proof} is enough for it, and by the root that
     * comes out anybody can tell whether these changes, and no others, lie between two commits.
     *
     * @throws InvalidRepoException if the tree is not as the changes say
     */
    public Mst before(List<RecordChange> changes) {
        Mst tree = this;
        for (int i = changes.size() - 1; i >= 0; i--) {
            RecordChange change = changes.get(i);
            if (!Objects.equals(tree.get(change.key()), change.after())) {
                throw new InvalidRepoException("Invalid change: the record is not in the tree as it says");
            }
            if (change.before() != null) {
                tree = tree.with(change.key(), change.before());
            } else if (change.after() != null) {
                tree = tree.without(change.key());
            }
        }
        return tree;
    }

    /**
     * Gives the nodes, in DAG-CBOR with their CIDs and each once, that show whether records are in this tree, and with
     * which what was changed about them can be taken back: those on the ways to the keys and to their neighbours.
     *
     * @param keys of records, be they in the tree or not
     * @see        <a href="https://atproto.com/specs/sync#commit-validation-mst-operation-inversion">Sync, operation
     *             inversion</a>
     */
    public void proof(Collection<String> keys, BiConsumer<Cid, byte[]> consumer) {
        Map<Cid, byte[]> seen = new LinkedHashMap<>();
        MstNode traced = root.traced(seen::put);
        for (String key : keys) {
            MstKey.checked(key);
            traced.get(key);
            traced.lower(key);
            traced.higher(key);
        }
        seen.forEach(consumer);
    }

    /** Gives every record's key and CID in the order of keys. */
    public void entries(BiConsumer<String, Cid> consumer) {
        root.entries(consumer);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Mst that && root().equals(that.root());
    }

    @Override
    public int hashCode() {
        return root().hashCode();
    }

    @Override
    public String toString() {
        return root().toString();
    }
}
