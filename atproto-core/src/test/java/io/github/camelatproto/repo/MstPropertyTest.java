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
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

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

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void theChangesAreThoseOfTheRecords(@ForAll("steps") List<Step> first, @ForAll("steps") List<Step> second) {
        SortedMap<String, Cid> entries = new TreeMap<>();
        Mst older = applied(first, Mst.empty(), entries);
        SortedMap<String, Cid> before = new TreeMap<>(entries);
        Mst newer = applied(second, older, entries);

        List<RecordChange> changes = newer.changesSince(older);

        assertThat(changes).isEqualTo(changes(before, entries));
        assertThat(loaded(newer).changesSince(loaded(older))).isEqualTo(changes);
        assertThat(newer.before(changes)).isEqualTo(older);
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void theProofIsEnoughToTakeChangesBackInAnyOrder(
            @ForAll("steps") List<Step> first, @ForAll("steps") List<Step> second, @ForAll Random random) {
        Mst older = applied(first, Mst.empty(), new TreeMap<>());
        Mst newer = applied(second, older, entriesOf(older));
        List<RecordChange> changes = new ArrayList<>(newer.changesSince(older));
        Collections.shuffle(changes, random);
        Map<Cid, byte[]> proof = new HashMap<>();
        newer.proof(changes.stream().map(RecordChange::key).toList(), proof::put);
        // the root is there even where nothing is asked of it
        newer.blocks((cid, block) -> {
            if (cid.equals(newer.root())) {
                proof.put(cid, block);
            }
        });

        Mst part = Mst.load(newer.root(), proof::get);

        assertThat(part.before(changes).root()).isEqualTo(older.root());
        assertThat(changes).allSatisfy(change -> assertThat(part.get(change.key())).isEqualTo(change.after()));
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void aTreeThatWasLoadedIsChangedLikeTheOneThatWasBuilt(
            @ForAll("steps") List<Step> first, @ForAll("steps") List<Step> second) {
        Mst built = applied(first, Mst.empty(), new TreeMap<>());
        Mst loaded = loaded(built);

        assertThat(entriesOf(loaded)).isEqualTo(entriesOf(built));
        assertThat(applied(second, loaded, entriesOf(built))).isEqualTo(applied(second, built, entriesOf(built)));
    }

    private static Mst loaded(Mst tree) {
        Map<Cid, byte[]> blocks = new HashMap<>();
        tree.blocks(blocks::put);
        return Mst.load(tree.root(), blocks::get);
    }

    private static List<RecordChange> changes(SortedMap<String, Cid> before, SortedMap<String, Cid> after) {
        SortedSet<String> keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        return keys.stream().filter(key -> !Objects.equals(before.get(key), after.get(key)))
                .map(key -> new RecordChange(key, before.get(key), after.get(key))).toList();
    }

    private static Mst applied(List<Step> steps, Mst tree, SortedMap<String, Cid> entries) {
        Mst changed = tree;
        for (Step step : steps) {
            changed = applied(step, changed, entries);
        }
        return changed;
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

    private static NavigableMap<String, Cid> entriesOf(Mst tree) {
        NavigableMap<String, Cid> entries = new TreeMap<>();
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
