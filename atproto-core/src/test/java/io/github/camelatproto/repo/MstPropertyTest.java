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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import io.github.camelatproto.data.Cid;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever happened to a tree, it is the one that is built of the same records in one go. */
class MstPropertyTest {

    private record Step(String key, boolean remove, Cid value) {
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void historyDoesNotShow(@ForAll("steps") List<Step> steps) {
        SortedMap<String, Cid> entries = new TreeMap<>();
        Mst tree = Mst.empty();
        for (Step step : steps) {
            Mst before = tree;
            Cid rootBefore = before.root();
            tree = applied(step, tree, entries);

            assertThat(tree.root()).isEqualTo(Mst.of(entries).root());
            assertThat(before.root()).isEqualTo(rootBefore);
            assertThat(newBlocks(tree, before)).isEqualTo(difference(tree, before));
        }
        assertThat(entriesOf(tree)).isEqualTo(entries);
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void theNewNodesOfManyStepsAreTheDifferenceToo(@ForAll("steps") List<Step> first, @ForAll("steps") List<Step> second) {
        SortedMap<String, Cid> entries = new TreeMap<>();
        Mst older = Mst.empty();
        for (Step step : first) {
            older = applied(step, older, entries);
        }
        Mst newer = older;
        for (Step step : second) {
            newer = applied(step, newer, entries);
        }

        assertThat(newBlocks(newer, older)).isEqualTo(difference(newer, older));
        assertThat(newBlocks(Mst.of(entries), older)).isEqualTo(difference(newer, older));
    }

    private static Mst applied(Step step, Mst tree, SortedMap<String, Cid> entries) {
        if (!step.remove) {
            entries.put(step.key, step.value);
            return tree.with(step.key, step.value);
        }
        return entries.remove(step.key) == null ? tree : tree.without(step.key);
    }

    /** Few keys, so that many steps meet; half of them stand above the lowest layer. */
    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<String> key = Arbitraries.integers().between(0, 400).map(number -> "com.example.record/" + number)
                .filter(candidate -> MstKey.layer(candidate) > 0 || candidate.hashCode() % 3 == 0);
        Arbitrary<Cid> value = Arbitraries.integers().between(0, 2)
                .map(number -> Cid.ofDagCbor(Integer.toString(number).getBytes(StandardCharsets.US_ASCII)));
        return Combinators.combine(key, Arbitraries.of(true, false, false), value).as(Step::new).list().ofMaxSize(60);
    }

    private static Map<String, Cid> entriesOf(Mst tree) {
        Map<String, Cid> entries = new LinkedHashMap<>();
        tree.entries(entries::put);
        return entries;
    }

    private static Map<Cid, List<Byte>> newBlocks(Mst newer, Mst older) {
        Map<Cid, List<Byte>> blocks = new LinkedHashMap<>();
        newer.newBlocks(older, (cid, block) -> blocks.put(cid, boxed(block)));
        return blocks;
    }

    private static Map<Cid, List<Byte>> difference(Mst newer, Mst older) {
        Map<Cid, List<Byte>> blocks = new LinkedHashMap<>();
        newer.blocks((cid, block) -> blocks.put(cid, boxed(block)));
        older.blocks((cid, block) -> blocks.remove(cid));
        return blocks;
    }

    private static List<Byte> boxed(byte[] block) {
        Byte[] boxed = new Byte[block.length];
        for (int i = 0; i < block.length; i++) {
            boxed[i] = block[i];
        }
        return List.of(boxed);
    }
}
