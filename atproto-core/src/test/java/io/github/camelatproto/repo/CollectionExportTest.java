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

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

import io.github.camelatproto.data.Cid;
import io.github.camelatproto.data.DagCbor;
import io.github.camelatproto.syntax.Did;
import io.github.camelatproto.syntax.Nsid;
import io.github.camelatproto.syntax.Tid;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CollectionExportTest {

    private static final Did ALICE = new Did("did:plc:alice");
    private static final Nsid THING = new Nsid("com.example.thing");

    private final Map<Cid, byte[]> blocks = new LinkedHashMap<>();
    private final Map<String, Cid> things = new TreeMap<>();
    private final Mst tree = tree();
    private final Commit commit = Commit.sign(ALICE, tree.root(), new Tid("3jqfcqzm3fo2j"), SigningKey.generate());

    private Mst tree() {
        TreeMap<String, Cid> entries = new TreeMap<>();
        for (int i = 0; i < 300; i++) {
            byte[] block = DagCbor.encode(Map.of("$type", "x", "n", (long) i));
            Cid cid = Cid.ofDagCbor(block);
            blocks.put(cid, block);
            things.put("k" + i, cid);
            entries.put("com.example.thing/k" + i, cid);
            entries.put("com.example.other/k" + i, cid);
            entries.put("com.example.thing2/k" + i, cid);
        }
        return Mst.of(entries);
    }

    private CollectionExport read(Did did) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CarWriter car = new CarWriter(out, commit.cid());
        blocks.forEach(car::write);
        return CollectionExport.read(new ByteArrayInputStream(out.toByteArray()), did, THING);
    }

    @Test
    void givesTheRecordsOfOneCollection() throws Exception {
        tree.blocks(blocks::put);
        blocks.put(commit.cid(), commit.block());

        CollectionExport export = read(ALICE);

        assertThat(export.commit()).isEqualTo(commit);
        assertThat(export.records()).isEqualTo(things);
    }

    @Test
    void refusesATreeThatIsNotWhole() {
        Map<Cid, byte[]> nodes = new HashMap<>();
        tree.blocks(nodes::put);
        nodes.keySet().removeIf(cid -> !cid.equals(tree.root()));
        blocks.putAll(nodes);
        blocks.put(commit.cid(), commit.block());

        assertThatExceptionOfType(InvalidRepoException.class).isThrownBy(() -> read(ALICE))
                .withMessageContaining("is not there");
    }

    @Test
    void refusesAnExportWithoutItsCommit() {
        tree.blocks(blocks::put);

        assertThatExceptionOfType(InvalidRepoException.class).isThrownBy(() -> read(ALICE))
                .withMessageContaining("its root " + commit.cid() + " is not in it");
    }

    @Test
    void refusesTheRepoOfAnother() {
        tree.blocks(blocks::put);
        blocks.put(commit.cid(), commit.block());

        assertThatExceptionOfType(InvalidRepoException.class).isThrownBy(() -> read(new Did("did:plc:bob")))
                .withMessageContaining("the repo is that of did:plc:alice, not of did:plc:bob");
    }
}
