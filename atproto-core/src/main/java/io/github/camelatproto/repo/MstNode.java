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

import java.util.Arrays;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import io.github.camelatproto.data.Cid;
import org.jspecify.annotations.Nullable;

/**
 * A node and all that lies below it. Its keys, all of one layer, lie between its subtrees, which are nodes of the next
 * lower layer: subtree, key, subtree, ..., key, subtree, where a subtree may be missing. A node without keys stands
 * where a layer is skipped and has exactly one subtree; only an empty tree's root has none. Immutable.
 */
final class MstNode {

    static final MstNode EMPTY = new MstNode(0, new String[0], new Cid[0], new @Nullable MstNode[1]);

    private final int layer;
    private final @Nullable Supplier<Parts> source;
    // both are made when they are asked for; a race makes them twice, and either is right
    private @Nullable Parts parts;
    private @Nullable Cid cid;
    private byte @Nullable [] block;
    /** The block of this node before one subtree became another, which saves making it anew. */
    private byte @Nullable [] former;
    private int changed;

    MstNode(int layer, String[] keys, Cid[] values, @Nullable MstNode[] subtrees) {
        this.layer = layer;
        this.source = null;
        this.parts = new Parts(keys, values, subtrees);
    }

    /** A node of which only the name is known until it is looked into. */
    MstNode(int layer, Cid cid, Supplier<Parts> source) {
        this.layer = layer;
        this.source = source;
        this.cid = cid;
    }

    /** What a node holds. */
    static final class Parts {
        private final String[] keys;
        private final Cid[] values;
        private final @Nullable MstNode[] subtrees;

        Parts(String[] keys, Cid[] values, @Nullable MstNode[] subtrees) {
            this.keys = keys;
            this.values = values;
            this.subtrees = subtrees;
        }
    }

    private Parts parts() {
        Parts known = parts;
        if (known == null) {
            known = Objects.requireNonNull(source).get();
            parts = known;
        }
        return known;
    }

    private String[] keys() {
        return parts().keys;
    }

    private Cid[] values() {
        return parts().values;
    }

    private @Nullable MstNode[] subtrees() {
        return parts().subtrees;
    }

    /** Builds the subtree of a layer over some of the sorted keys; none of them stands on a higher layer. */
    static @Nullable MstNode of(int layer, String[] keys, Cid[] values, int[] layers, int from, int to) {
        if (from == to) {
            return null;
        }
        int count = 0;
        for (int i = from; i < to; i++) {
            if (layers[i] == layer) {
                count++;
            }
        }
        String[] ownKeys = new String[count];
        Cid[] ownValues = new Cid[count];
        @Nullable
        MstNode[] subtrees = new @Nullable MstNode[count + 1];
        int start = from;
        int own = 0;
        for (int i = from; i < to; i++) {
            if (layers[i] == layer) {
                ownKeys[own] = keys[i];
                ownValues[own] = values[i];
                subtrees[own++] = of(layer - 1, keys, values, layers, start, i);
                start = i + 1;
            }
        }
        subtrees[own] = of(layer - 1, keys, values, layers, start, to);
        return new MstNode(layer, ownKeys, ownValues, subtrees);
    }

    @Nullable
    Cid get(String key) {
        MstNode node = this;
        while (node != null) {
            int index = Arrays.binarySearch(node.keys(), key);
            if (index >= 0) {
                return node.values()[index];
            }
            node = node.subtrees()[-1 - index];
        }
        return null;
    }

    /** Adds or replaces below this node, which is a root; the root of the result may be of a higher layer. */
    MstNode with(String key, Cid value) {
        int keyLayer = MstKey.layer(key);
        if (isEmpty()) {
            return new MstNode(keyLayer, new String[0], new Cid[0], new @Nullable MstNode[1]).put(keyLayer, key, value);
        }
        if (keyLayer <= layer) {
            return put(keyLayer, key, value);
        }
        return new MstNode(
                keyLayer, new String[] { key }, new Cid[] { value },
                new @Nullable MstNode[] {
                        raised(before(this, key), keyLayer - 1),
                        raised(after(this, key), keyLayer - 1) });
    }

    /** Removes a key that is there below this node, which is a root; the result may be of a lower layer. */
    MstNode without(String key) {
        MstNode root = remove(key);
        while (root != null && root.keys().length == 0) {
            root = root.subtrees()[0];
        }
        return root == null ? EMPTY : root;
    }

    private MstNode put(int keyLayer, String key, Cid value) {
        int index = Arrays.binarySearch(keys(), key);
        if (index >= 0) {
            return values()[index].equals(value) ? this : replaced(index, value);
        }
        int gap = -1 - index;
        MstNode subtree = subtrees()[gap];
        if (keyLayer == layer) {
            return inserted(gap, key, value, before(subtree, key), after(subtree, key));
        }
        MstNode below = subtree == null
                ? new MstNode(layer - 1, new String[0], new Cid[0], new @Nullable MstNode[1])
                : subtree;
        MstNode changed = below.put(keyLayer, key, value);
        return changed == subtree ? this : withSubtree(gap, changed);
    }

    private @Nullable MstNode remove(String key) {
        int index = Arrays.binarySearch(keys(), key);
        if (index >= 0) {
            return removed(index, joined(subtrees()[index], subtrees()[index + 1]));
        }
        int gap = -1 - index;
        MstNode changed = Objects.requireNonNull(subtrees()[gap]).remove(key);
        return changed == null && keys().length == 0 ? null : withSubtree(gap, changed);
    }

    /** What of a subtree lies before a key that is not in it. */
    private static @Nullable MstNode before(@Nullable MstNode node, String key) {
        if (node == null) {
            return null;
        }
        int gap = -1 - Arrays.binarySearch(node.keys(), key);
        MstNode subtree = node.subtrees()[gap];
        MstNode last = before(subtree, key);
        if (gap == node.keys().length && last == subtree) {
            return node;
        }
        if (gap == 0 && last == null) {
            return null;
        }
        @Nullable
        MstNode[] subtrees = Arrays.copyOf(node.subtrees(), gap + 1);
        subtrees[gap] = last;
        return new MstNode(node.layer, Arrays.copyOf(node.keys(), gap), Arrays.copyOf(node.values(), gap), subtrees);
    }

    /** What of a subtree lies after a key that is not in it. */
    private static @Nullable MstNode after(@Nullable MstNode node, String key) {
        if (node == null) {
            return null;
        }
        int gap = -1 - Arrays.binarySearch(node.keys(), key);
        int size = node.keys().length;
        MstNode subtree = node.subtrees()[gap];
        MstNode first = after(subtree, key);
        if (gap == 0 && first == subtree) {
            return node;
        }
        if (gap == size && first == null) {
            return null;
        }
        @Nullable
        MstNode[] subtrees = Arrays.copyOfRange(node.subtrees(), gap, size + 1);
        subtrees[0] = first;
        return new MstNode(
                node.layer, Arrays.copyOfRange(node.keys(), gap, size), Arrays.copyOfRange(node.values(), gap, size),
                subtrees);
    }

    /** Makes one subtree of two neighbours of one layer, between which there is no key any more. */
    private static @Nullable MstNode joined(@Nullable MstNode left, @Nullable MstNode right) {
        if (left == null) {
            return right;
        }
        if (right == null) {
            return left;
        }
        int leftSize = left.keys().length;
        @Nullable
        MstNode[] subtrees = concat(left.subtrees(), right.subtrees(), leftSize);
        subtrees[leftSize] = joined(left.subtrees()[leftSize], right.subtrees()[0]);
        return new MstNode(
                left.layer, concat(left.keys(), right.keys(), leftSize), concat(left.values(), right.values(), leftSize),
                subtrees);
    }

    /** Puts nodes without keys above a subtree until it is of the layer. */
    private static @Nullable MstNode raised(@Nullable MstNode subtree, int layer) {
        MstNode node = subtree;
        while (node != null && node.layer < layer) {
            node = new MstNode(node.layer + 1, new String[0], new Cid[0], new @Nullable MstNode[] { node });
        }
        return node;
    }

    private MstNode replaced(int index, Cid value) {
        Cid[] changed = values().clone();
        changed[index] = value;
        return new MstNode(layer, keys(), changed, subtrees());
    }

    private MstNode withSubtree(int gap, @Nullable MstNode subtree) {
        @Nullable
        MstNode[] changed = subtrees().clone();
        changed[gap] = subtree;
        MstNode node = new MstNode(layer, keys(), values(), changed);
        if (block != null && subtree != null && subtrees()[gap] != null) {
            node.former = block;
            node.changed = gap;
        }
        return node;
    }

    private MstNode inserted(int gap, String key, Cid value, @Nullable MstNode left, @Nullable MstNode right) {
        String[] newKeys = opened(keys(), gap);
        Cid[] newValues = opened(values(), gap);
        @Nullable
        MstNode[] newSubtrees = opened(subtrees(), gap);
        newKeys[gap] = key;
        newValues[gap] = value;
        newSubtrees[gap] = left;
        newSubtrees[gap + 1] = right;
        return new MstNode(layer, newKeys, newValues, newSubtrees);
    }

    private @Nullable MstNode removed(int index, @Nullable MstNode subtree) {
        if (keys().length == 1 && subtree == null) {
            return null;
        }
        @Nullable
        MstNode[] newSubtrees = closed(subtrees(), index);
        newSubtrees[index] = subtree;
        return new MstNode(layer, closed(keys(), index), closed(values(), index), newSubtrees);
    }

    /** The array with room for one more at the index. */
    private static <T> T[] opened(T[] array, int index) {
        T[] opened = Arrays.copyOf(array, array.length + 1);
        System.arraycopy(array, index, opened, index + 1, array.length - index);
        return opened;
    }

    private static <T> T[] closed(T[] array, int index) {
        T[] closed = Arrays.copyOf(array, array.length - 1);
        System.arraycopy(array, index + 1, closed, index, closed.length - index);
        return closed;
    }

    /** All of {@code right} after as much of {@code left}. */
    private static <T> T[] concat(T[] left, T[] right, int leftLength) {
        T[] both = Arrays.copyOf(left, leftLength + right.length);
        System.arraycopy(right, 0, both, leftLength, right.length);
        return both;
    }

    boolean isEmpty() {
        return keys().length == 0 && subtrees()[0] == null;
    }

    Cid cid() {
        Cid known = cid;
        if (known == null) {
            known = Cid.ofDagCbor(block());
            cid = known;
        }
        return known;
    }

    /** The node in DAG-CBOR; not to be changed. */
    byte[] block() {
        byte[] known = block;
        if (known == null) {
            byte[] before = former;
            known = before == null
                    ? encoded() : MstBlock.withSubtree(before, changed, Objects.requireNonNull(cidOf(subtrees()[changed])));
            block = known;
            former = null;
        }
        return known;
    }

    private byte[] encoded() {
        Parts held = parts();
        int characters = 0;
        for (String key : held.keys) {
            characters += key.length();
        }
        MstBlock block = new MstBlock(held.keys.length, characters);
        String previous = "";
        for (int i = 0; i < held.keys.length; i++) {
            String key = held.keys[i];
            block.entry(key, MstKey.commonPrefix(previous, key), held.values[i], cidOf(held.subtrees[i + 1]));
            previous = key;
        }
        return block.end(cidOf(held.subtrees[0]));
    }

    private static @Nullable Cid cidOf(@Nullable MstNode node) {
        return node == null ? null : node.cid();
    }

    void entries(BiConsumer<String, Cid> consumer) {
        for (int i = 0; i < subtrees().length; i++) {
            MstNode subtree = subtrees()[i];
            if (subtree != null) {
                subtree.entries(consumer);
            }
            if (i < keys().length) {
                consumer.accept(keys()[i], values()[i]);
            }
        }
    }

    void blocks(BiConsumer<Cid, byte[]> consumer) {
        consumer.accept(cid(), block());
        for (MstNode subtree : subtrees()) {
            if (subtree != null) {
                subtree.blocks(consumer);
            }
        }
    }

    /** Gives the blocks that are not below an older root. */
    void newBlocks(MstNode older, BiConsumer<Cid, byte[]> consumer) {
        if (older.has(this)) {
            return;
        }
        consumer.accept(cid(), block());
        for (MstNode subtree : subtrees()) {
            if (subtree != null) {
                subtree.newBlocks(older, consumer);
            }
        }
    }

    /** Whether the node is this one or below it. If so, it is where its least key leads to on its layer. */
    private boolean has(MstNode other) {
        if (isEmpty() || other.isEmpty()) {
            return isEmpty() && other.isEmpty();
        }
        String key = other.leastKey();
        MstNode node = this;
        while (node != null && node.layer > other.layer) {
            int index = Arrays.binarySearch(node.keys(), key);
            node = index >= 0 ? null : node.subtrees()[-1 - index];
        }
        return node != null
                && (node == other || (node.layer == other.layer && node.cid().equals(other.cid())));
    }

    private String leastKey() {
        MstNode node = this;
        for (MstNode first = node.subtrees()[0]; first != null; first = node.subtrees()[0]) {
            node = first;
        }
        return node.keys()[0];
    }

    /** The same node, which tells of itself and of every node below that is looked into. */
    MstNode traced(BiConsumer<Cid, byte[]> seen) {
        return new MstNode(layer, cid(), () -> {
            seen.accept(cid(), block());
            @Nullable
            MstNode[] traced = subtrees().clone();
            for (int i = 0; i < traced.length; i++) {
                MstNode subtree = traced[i];
                traced[i] = subtree == null ? null : subtree.traced(seen);
            }
            return new Parts(keys(), values(), traced);
        });
    }

    /** The greatest key that is less. */
    @Nullable
    String lower(String key) {
        int index = Arrays.binarySearch(keys(), key);
        int gap = index >= 0 ? index : -1 - index;
        MstNode subtree = subtrees()[gap];
        String below = subtree == null ? null : subtree.lower(key);
        return below != null || gap == 0 ? below : keys()[gap - 1];
    }

    /** The least key that is greater. */
    @Nullable
    String higher(String key) {
        int index = Arrays.binarySearch(keys(), key);
        int gap = index >= 0 ? index + 1 : -1 - index;
        MstNode subtree = subtrees()[gap];
        String below = subtree == null ? null : subtree.higher(key);
        return below != null || gap == keys().length ? below : keys()[gap];
    }

    int layer() {
        return layer;
    }

    int size() {
        return keys().length;
    }

    String key(int index) {
        return keys()[index];
    }

    Cid value(int index) {
        return values()[index];
    }

    @Nullable
    MstNode subtree(int index) {
        return subtrees()[index];
    }
}
