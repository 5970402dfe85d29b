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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import io.github.camelatproto.data.Cid;
import io.github.camelatproto.data.DagCbor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** The roots here were computed by the library of the reference PDS. */
class MstTest {

    private static final Cid VALUE = Cid.parse("bafyreie5cvv4h45feadgeuwhbcutmh6t2ceseocckahdoe6uat64zmz454");
    private static final Cid OTHER = Cid.ofDagCbor(new byte[] { 1 });

    @Test
    void theEmptyTreeIsOneNodeWithoutEntries() {
        assertThat(Mst.empty().root())
                .hasToString("bafyreie5737gdxlw5i64vzichcalba3z2v5n6icifvx5xytvske7mr3hpm");
        assertThat(blocks(Mst.empty())).hasSize(1);
        assertThat(Mst.of(new TreeMap<>())).isEqualTo(Mst.empty());
    }

    /** Keys by layer: a layer 0, another layer 1 or 2, and pairs between which layers are skipped. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "com.example.record/3jqfcqzm3fo2j"
                                          + " | bafyreibj4lsc3aqnrvphp5xmrnfoorvru4wynt6lwidqbm2623a6tatzdu",
            "com.example.record/3jqfcqzm3fx2j"
                                                                                                              + " | bafyreih7wfei65pxzhauoibu3ls7jgmkju4bspy4t2ha2qdjnzqvoy33ai",
            "com.example.record/3jqfcqzm3fp2j com.example.record/3jqfcqzm3fr2j "
                                                                                                                                                                                  + "com.example.record/3jqfcqzm3fs2j com.example.record/3jqfcqzm3ft2j "
                                                                                                                                                                                  + "com.example.record/3jqfcqzm4fc2j"
                                                                                                                                                                                  + " | bafyreicmahysq4n6wfuxo522m6dpiy7z7qzym3dzs756t5n7nfdgccwq7m",
            "com.example.record/3jqfcqzm3fx2j com.example.record/3jqfcqzm3fo2j "
                                                                                                                                                                                                                                                      + "app.bsky.feed.post/454397e440ec"
                                                                                                                                                                                                                                                      + " | bafyreihmffqmjj2bwzfkqygrax7kooqnptccjkqjuw5uughhsn3ehrubka",
            "app.bsky.feed.post/9adeb165882c com.example.record/3jqfcqzm3fo2j A0/374913 "
                                                                                                                                                                                                                                                                                                                          + "A1/076595 Z5/977983"
                                                                                                                                                                                                                                                                                                                          + " | bafyreibvubldym4bfebcxyqryfpok3k6dypqpqwahvahnml27ypdbxiy4m" })
    void hasTheRootOfTheReferenceImplementation(String keys, String root) {
        SortedMap<String, Cid> entries = new TreeMap<>();
        Mst grown = Mst.empty();
        for (String key : keys.split(" ", -1)) {
            entries.put(key, VALUE);
            grown = grown.with(key, VALUE);
        }

        assertThat(Mst.of(entries).root()).hasToString(root);
        assertThat(grown.root()).hasToString(root);
    }

    @Test
    void findsWhatItHolds() {
        Mst tree = Mst.empty().with("a.b.c/1", VALUE).with("a.b.c/2", OTHER);

        assertThat(tree.get("a.b.c/1")).isEqualTo(VALUE);
        assertThat(tree.get("a.b.c/2")).isEqualTo(OTHER);
        assertThat(tree.get("a.b.c/3")).isNull();
        assertThat(Mst.empty().get("a.b.c/1")).isNull();
    }

    @Test
    void replacesARecord() {
        Mst tree = Mst.empty().with("a.b.c/1", VALUE);
        Mst changed = tree.with("a.b.c/1", OTHER);

        assertThat(changed.get("a.b.c/1")).isEqualTo(OTHER);
        assertThat(tree.get("a.b.c/1")).isEqualTo(VALUE);
        assertThat(changed.with("a.b.c/1", OTHER)).isSameAs(changed);
    }

    @Test
    void isEmptyAgainWithoutItsLastRecord() {
        assertThat(Mst.empty().with("com.example.record/3jqfcqzm4fc2j", VALUE).without("com.example.record/3jqfcqzm4fc2j"))
                .isEqualTo(Mst.empty());
    }

    @Test
    void refusesToRemoveWhatIsNotThere() {
        assertThatIllegalArgumentException().isThrownBy(() -> Mst.empty().without("a.b.c/1"))
                .withMessage("No record under the key");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "a", "/", "a/", "/a", "a/b/c", "a/b c", "a/é", "a/b\u0000", "a@/b" })
    void refusesKeysThatNoRepoHas(String key) {
        assertThatIllegalArgumentException().isThrownBy(() -> Mst.empty().with(key, VALUE))
                .withMessageStartingWith("Invalid key: ");
        assertThatIllegalArgumentException().isThrownBy(() -> Mst.of(new TreeMap<>(Map.of(key, VALUE))))
                .withMessageStartingWith("Invalid key: ");
    }

    @Test
    void takesKeysOf1024Characters() {
        String longest = "a/" + "b".repeat(1022);

        assertThat(Mst.empty().with(longest, VALUE).get(longest)).isEqualTo(VALUE);
        assertThatIllegalArgumentException().isThrownBy(() -> Mst.empty().with(longest + "b", VALUE));
    }

    @Test
    void refusesAMapInAnotherOrder() {
        SortedMap<String, Cid> backwards = new TreeMap<>(Comparator.reverseOrder());
        backwards.put("a.b.c/1", VALUE);
        backwards.put("a.b.c/2", VALUE);

        assertThatIllegalArgumentException().isThrownBy(() -> Mst.of(backwards))
                .withMessage("Keys that are not in the natural order of strings");
    }

    @Test
    void givesItsEntriesInTheOrderOfKeys() {
        SortedMap<String, Cid> entries = entries(500, new Random(1));
        List<String> keys = new ArrayList<>();
        Map<String, Cid> given = new HashMap<>();
        Mst.of(entries).entries((key, cid) -> {
            keys.add(key);
            given.put(key, cid);
        });

        assertThat(keys).containsExactlyElementsOf(entries.keySet());
        assertThat(given).isEqualTo(entries);
    }

    @Test
    void givesEveryNodeUnderItsCid() {
        Mst tree = Mst.of(entries(500, new Random(2)));
        Map<Cid, byte[]> blocks = blocks(tree);

        assertThat(blocks.keySet()).first().isEqualTo(tree.root());
        assertThat(blocks).allSatisfy((cid, block) -> assertThat(Cid.ofDagCbor(block)).isEqualTo(cid));
        assertThat(reachable(tree.root(), blocks)).isEqualTo(blocks.keySet());
    }

    @Test
    void compressesKeysThatBeginAlike() {
        Mst tree = Mst.empty().with("a.b.c/1", VALUE).with("a.b.c/2", VALUE);

        assertThat(DagCbor.decode(blocks(tree).get(tree.root()))).asString()
                .contains("p=0").contains("p=6");
    }

    @Test
    void givesOnlyTheNodesThatAnOlderTreeHasNot() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        SortedMap<String, Cid> entries = entries(2_000, random);
        Mst older = Mst.of(entries);
        Mst newer = older.with("com.example.record/new", VALUE).without(entries.firstKey());

        Map<Cid, byte[]> expected = blocks(newer);
        expected.keySet().removeAll(blocks(older).keySet());
        assertThat(newBlocks(newer, older)).as("seed %d", seed).containsOnlyKeys(expected.keySet());
        assertThat(expected).hasSizeBetween(1, 30);
    }

    @Test
    void hasNoNewNodesBesideItself() {
        Mst tree = Mst.of(entries(100, new Random(3)));
        Mst same = Mst.of(entries(100, new Random(3)));

        assertThat(newBlocks(tree, tree)).isEmpty();
        assertThat(newBlocks(same, tree)).isEmpty();
        assertThat(newBlocks(Mst.empty(), Mst.empty())).isEmpty();
        assertThat(newBlocks(Mst.empty(), tree)).containsOnlyKeys(Mst.empty().root());
        assertThat(newBlocks(tree, Mst.empty())).containsOnlyKeys(blocks(tree).keySet());
    }

    private static SortedMap<String, Cid> entries(int count, Random random) {
        SortedMap<String, Cid> entries = new TreeMap<>();
        while (entries.size() < count) {
            String key = "com.example.record/" + Long.toString(random.nextLong() >>> 1, 36);
            entries.put(key, Cid.ofDagCbor(key.getBytes(StandardCharsets.US_ASCII)));
        }
        return entries;
    }

    private static Map<Cid, byte[]> blocks(Mst tree) {
        Map<Cid, byte[]> blocks = new LinkedHashMap<>();
        tree.blocks(blocks::put);
        return blocks;
    }

    private static Map<Cid, byte[]> newBlocks(Mst newer, Mst older) {
        Map<Cid, byte[]> blocks = new LinkedHashMap<>();
        newer.newBlocks(older, blocks::put);
        return blocks;
    }

    private static Set<Cid> reachable(Cid root, Map<Cid, byte[]> blocks) {
        Set<Cid> reached = new HashSet<>(Set.of(root));
        Map<?, ?> node = (Map<?, ?>) DagCbor.decode(blocks.get(root));
        List<Object> links = new ArrayList<>();
        links.add(node.get("l"));
        ((List<?>) node.get("e")).forEach(entry -> links.add(((Map<?, ?>) entry).get("t")));
        for (Object link : links) {
            if (link instanceof Cid cid) {
                reached.addAll(reachable(cid, blocks));
            }
        }
        return reached;
    }
}
