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

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import io.github.camelatproto.data.Cid;
import io.github.camelatproto.data.DagCbor;
import org.jspecify.annotations.Nullable;

/**
 * Makes nodes of their blocks, each when it is looked into. A block is taken only if it is that of its CID, and is as a
 * node has to be: keys in order and on their layer, between those that lead to the node, written in the one form.
 */
final class MstReader {

    private static final Set<String> NODE = Set.of("e", "l");
    private static final Set<String> ENTRY = Set.of("k", "p", "t", "v");

    private final Function<Cid, byte @Nullable []> blocks;

    MstReader(Function<Cid, byte @Nullable []> blocks) {
        this.blocks = blocks;
    }

    MstNode root(Cid cid) {
        Node node = node(cid);
        if (node.keys.length == 0) {
            if (node.links[0] != null) {
                throw invalid(cid, "no key in the root");
            }
            return MstNode.EMPTY;
        }
        int layer = MstKey.layer(node.keys[0]);
        return new MstNode(layer, cid, () -> parts(cid, node, layer, null, null));
    }

    /** @param after, before the keys between which those of the subtree lie; null where there is none */
    private MstNode subtree(Cid cid, int layer, @Nullable String after, @Nullable String before) {
        return new MstNode(layer, cid, () -> parts(cid, node(cid), layer, after, before));
    }

    private MstNode.Parts parts(Cid cid, Node node, int layer, @Nullable String after, @Nullable String before) {
        String[] keys = node.keys;
        String last = after;
        for (String key : keys) {
            if (last != null && last.compareTo(key) >= 0) {
                throw invalid(cid, "keys that are not in order");
            }
            if (MstKey.layer(key) != layer) {
                throw invalid(cid, "a key that does not stand on this layer");
            }
            last = key;
        }
        if (last != null && before != null && last.compareTo(before) >= 0) {
            throw invalid(cid, "a key behind that which leads here");
        }
        if (keys.length == 0 && node.links[0] == null) {
            throw invalid(cid, "nothing in it");
        }
        @Nullable
        MstNode[] subtrees = new @Nullable MstNode[node.links.length];
        for (int i = 0; i < subtrees.length; i++) {
            Cid link = node.links[i];
            if (link != null) {
                if (layer == 0) {
                    throw invalid(cid, "a subtree below the lowest layer");
                }
                subtrees[i] = subtree(
                        link, layer - 1, i == 0 ? after : keys[i - 1], i == keys.length ? before : keys[i]);
            }
        }
        return new MstNode.Parts(keys, node.values, subtrees);
    }

    private Node node(Cid cid) {
        byte[] block = blocks.apply(cid);
        if (block == null) {
            throw new InvalidRepoException("Incomplete tree: the block " + cid + " is not there");
        }
        if (!Cid.ofDagCbor(block).equals(cid)) {
            throw invalid(cid, "another block than that of the CID");
        }
        try {
            return decoded(cid, DagCbor.decode(block));
        } catch (InvalidRepoException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new InvalidRepoException("Invalid tree: node " + cid + ": " + e.getMessage(), e);
        }
    }

    private static Node decoded(Cid cid, @Nullable Object tree) {
        if (!(tree instanceof Map<?, ?> map) || !map.keySet().equals(NODE) || !(map.get("e") instanceof List<?> entries)) {
            throw invalid(cid, "no map of e and l");
        }
        Node node = new Node(entries.size());
        node.links[0] = link(cid, map.get("l"));
        String previous = "";
        int index = 0;
        for (Object item : entries) {
            if (!(item instanceof Map<?, ?> entry) || !entry.keySet().equals(ENTRY)
                    || !(entry.get("p") instanceof Long prefix) || !(entry.get("k") instanceof byte[] rest)
                    || !(entry.get("v") instanceof Cid value) || prefix < 0 || prefix > previous.length()) {
                throw invalid(cid, "an entry that is no map of k, p, t and v");
            }
            String key = MstKey.checked(
                    previous.substring(0, prefix.intValue()) + new String(rest, StandardCharsets.ISO_8859_1));
            if (MstKey.commonPrefix(previous, key) != prefix) {
                throw invalid(cid, "a prefix that is not as long as it can be");
            }
            node.keys[index] = key;
            node.values[index] = value;
            node.links[++index] = link(cid, entry.get("t"));
            previous = key;
        }
        return node;
    }

    private static @Nullable Cid link(Cid cid, @Nullable Object value) {
        if (value == null || (value instanceof Cid link && link.codec() == Cid.DAG_CBOR)) {
            return (Cid) value;
        }
        throw invalid(cid, "a subtree that is no CID of DAG-CBOR");
    }

    private static InvalidRepoException invalid(Cid cid, String what) {
        return new InvalidRepoException("Invalid tree: node " + cid + " has " + what);
    }

    /** What a block says. */
    private static final class Node {
        private final String[] keys;
        private final Cid[] values;
        private final @Nullable Cid[] links;

        Node(int size) {
            keys = new String[size];
            values = new Cid[size];
            links = new @Nullable Cid[size + 1];
        }
    }
}
