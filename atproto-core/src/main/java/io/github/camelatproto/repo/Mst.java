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

import java.util.Map;
import java.util.SortedMap;
import java.util.function.BiConsumer;

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
