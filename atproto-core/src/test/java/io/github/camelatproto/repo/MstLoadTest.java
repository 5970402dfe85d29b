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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

import io.github.camelatproto.data.Cid;
import io.github.camelatproto.data.DagCbor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Trees that are made of blocks which anybody may have written. */
class MstLoadTest {

    private static final Cid RECORD = Cid.ofDagCbor(new byte[] { 1 });
    /** Keys by the layer on which they stand. */
    private static final String LAYER_0 = key(0, "a");
    private static final String LAYER_1 = key(1, "b");

    private final Map<Cid, byte[]> blocks = new HashMap<>();

    private static String key(int layer, String prefix) {
        return IntStream.range(0, 1_000).mapToObj(i -> "com.example.thing/" + prefix + i)
                .filter(key -> MstKey.layer(key) == layer).findFirst().orElseThrow();
    }

    private Cid node(@Nullable Cid left, Object... entries) {
        Map<String, @Nullable Object> node = new HashMap<>();
        node.put("l", left);
        node.put("e", List.of(entries));
        byte[] block = DagCbor.encode(node);
        Cid cid = Cid.ofDagCbor(block);
        blocks.put(cid, block);
        return cid;
    }

    private static Map<String, @Nullable Object> entry(int prefix, String rest, @Nullable Cid right) {
        Map<String, @Nullable Object> entry = new HashMap<>();
        entry.put("p", prefix);
        entry.put("k", rest.getBytes(StandardCharsets.US_ASCII));
        entry.put("v", RECORD);
        entry.put("t", right);
        return entry;
    }

    private void assertRefused(Cid root, String message) {
        assertThatExceptionOfType(InvalidRepoException.class)
                .isThrownBy(() -> Mst.load(root, blocks::get).entries((key, cid) -> {
                })).withMessageContaining(message);
    }

    private static NavigableMap<String, Cid> many() {
        NavigableMap<String, Cid> entries = new TreeMap<>();
        IntStream.range(0, 1_000).forEach(i -> entries.put("com.example.thing/" + i, RECORD));
        return entries;
    }

    @Test
    void isTheTreeOfItsBlocks() {
        Mst tree = Mst.of(many());
        tree.blocks(blocks::put);

        Mst loaded = Mst.load(tree.root(), blocks::get);

        TreeMap<String, Cid> entries = new TreeMap<>();
        loaded.entries(entries::put);
        assertThat(entries).isEqualTo(many());
        assertThat(loaded.get("com.example.thing/7")).isEqualTo(RECORD);
    }

    @Test
    void readsOnlyTheNodesOnItsWay() {
        Mst tree = Mst.of(many());
        tree.blocks(blocks::put);
        Map<Cid, Integer> read = new HashMap<>();
        Mst loaded = Mst.load(tree.root(), cid -> {
            read.merge(cid, 1, Integer::sum);
            return blocks.get(cid);
        });

        loaded.with("com.example.thing/7", Cid.ofDagCbor(new byte[] { 2 })).root();

        assertThat(read).hasSizeLessThan(8);
        assertThat(read.values()).containsOnly(1);
    }

    @Test
    void theEmptyTreeIsOneNode() {
        Mst.empty().blocks(blocks::put);

        assertThat(Mst.load(Mst.empty().root(), blocks::get)).isEqualTo(Mst.empty());
    }

    @Test
    void namesTheBlockThatIsNotThere() {
        Mst tree = Mst.of(many());
        tree.blocks(blocks::put);
        Cid lost = blocks.keySet().stream().filter(cid -> !cid.equals(tree.root())).findFirst().orElseThrow();
        blocks.remove(lost);

        assertRefused(tree.root(), "the block " + lost + " is not there");
    }

    @Test
    void refusesAnotherBlockThanThatOfTheCid() {
        Cid root = node(null, entry(0, LAYER_0, null));
        blocks.put(root, new byte[] { 0 });

        assertRefused(root, "another block than that of the CID");
    }

    @Test
    void refusesWhatIsNoNode() {
        Cid text = Cid.ofDagCbor(DagCbor.encode("node"));
        blocks.put(text, DagCbor.encode("node"));
        Cid garbage = Cid.ofDagCbor(new byte[] { 0x1c });
        blocks.put(garbage, new byte[] { 0x1c });

        assertRefused(text, "no map of e and l");
        assertRefused(garbage, "Invalid DAG-CBOR");
        assertRefused(node(null, "entry"), "an entry that is no map");
        assertRefused(node(null, entry(1, LAYER_0, null)), "an entry that is no map of k, p, t and v");
        assertRefused(node(null, entry(0, "no key", null)), "Invalid key");
        assertRefused(node(Cid.ofRaw(new byte[0]), entry(0, LAYER_1, null)), "no CID of DAG-CBOR");
    }

    @Test
    void refusesATreeOfAnotherShape() {
        Cid leaf = node(null, entry(0, LAYER_0, null));
        String next = key(0, "aa");

        assertRefused(node(leaf), "no key in the root");
        assertRefused(node(null, entry(0, next, null), entry(0, LAYER_0, null)), "a prefix that is not as long as it can be");
        assertRefused(node(leaf, entry(0, next, null)), "a subtree below the lowest layer");
        assertRefused(node(node(null), entry(0, LAYER_1, null)), "nothing in it");
        assertRefused(node(node(null, entry(0, LAYER_1, null)), entry(0, key(1, "c"), null)), "does not stand on this layer");
        assertRefused(node(null, entry(0, LAYER_1, leaf)), "keys that are not in order");
        assertRefused(
                node(node(null, entry(0, key(0, "c"), null)), entry(0, LAYER_1, null)), "a key behind that which leads here");
    }

    @Test
    void refusesKeysThatAreNotInOrder() {
        String first = key(0, "x");
        String second = key(0, "y");
        int prefix = MstKey.commonPrefix(first, second);

        assertRefused(
                node(null, entry(0, second, null), entry(prefix, first.substring(prefix), null)), "keys that are not in order");
        assertRefused(
                node(null, entry(0, first, null), entry(first.length() - 1, first.substring(first.length() - 1), null)),
                "a prefix that is not as long as it can be");
    }

    @Test
    void refusesToTakeBackWhatIsNotInIt() {
        Mst tree = Mst.of(many());

        assertThatExceptionOfType(InvalidRepoException.class).isThrownBy(
                () -> tree.before(List.of(new RecordChange("com.example.thing/7", null, Cid.ofDagCbor(new byte[] { 9 })))));
    }
}
