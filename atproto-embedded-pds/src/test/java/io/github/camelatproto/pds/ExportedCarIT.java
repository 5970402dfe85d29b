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
package io.github.camelatproto.pds;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import io.github.camelatproto.data.Cid;
import io.github.camelatproto.data.DagCbor;
import io.github.camelatproto.reference.CarVerifier;
import io.github.camelatproto.reference.ReferencePds;
import io.github.camelatproto.repo.CarWriter;
import io.github.camelatproto.repo.Commit;
import io.github.camelatproto.repo.Mst;
import io.github.camelatproto.repo.SigningKey;
import io.github.camelatproto.syntax.Did;
import io.github.camelatproto.syntax.Tid;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** What the library of the reference PDS says of repos that are made here. */
class ExportedCarIT {

    private static final Did ALICE = new Did("did:plc:ewvi7nxzyoun6zhxrhs64oiz");
    private static final Tid REV = new Tid("3jqfcqzm3fo2j");

    private final SigningKey key = SigningKey.generate();
    private final Map<Cid, byte[]> records = new HashMap<>();
    private final TreeMap<String, Cid> entries = new TreeMap<>();

    @BeforeAll
    static void needsNode() {
        assumeTrue("true".equals(System.getenv("CI")) || ReferencePds.missing().isEmpty(),
                () -> "Repos cannot be verified here: " + ReferencePds.missing().orElseThrow());
    }

    @Test
    void anEmptyRepoIsGood() {
        CarVerifier.Result result = verified(car(Mst.empty()));

        assertThat(result.problem()).isNull();
        assertThat(result.records()).isEmpty();
        assertThat(result.data()).isEqualTo(Mst.empty().root().toString());
        assertThat(result.rev()).isEqualTo(REV.value());
    }

    @Test
    void aRepoThatGrewAndShrankIsGood() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Mst tree = Mst.empty();
        for (int i = 0; i < 2_000; i++) {
            tree = random.nextInt(4) == 0 && !entries.isEmpty() ? withoutFirst(tree) : withRecord(tree, random);
        }
        Map<String, String> expected = new HashMap<>();
        entries.forEach((path, cid) -> expected.put(path, cid.toString()));
        CarVerifier.Result result = verified(car(tree));

        assertThat(result.problem()).as("seed %d", seed).isNull();
        assertThat(result.records()).as("seed %d", seed).isEqualTo(expected);
        assertThat(result.commit()).isEqualTo(commit(tree).cid().toString());
    }

    @Test
    void aRepoOfAnotherAccountIsBad() {
        byte[] car = car(Mst.empty());

        assertThat(CarVerifier.verify(car, "did:plc:other", key.didKey()).problem()).startsWith("Invalid repo did");
    }

    @Test
    void aRepoThatAnotherHasSignedIsBad() {
        byte[] car = car(Mst.empty());

        assertThat(CarVerifier.verify(car, ALICE.value(), SigningKey.generate().didKey()).problem())
                .startsWith("Invalid signature on commit");
    }

    @Test
    void aRepoWithAChangedRecordIsBad() {
        Mst tree = withRecord(Mst.empty(), new Random(1));
        byte[] car = car(tree);
        car[car.length - 1] ^= 1; // the record is the last block

        assertThat(verified(car).problem()).startsWith("Not a valid CID for bytes");
    }

    @Test
    void aRepoThatLacksARecordIsBad() {
        Mst tree = withRecord(Mst.empty(), new Random(1)).with("com.example.thing/missing", Cid.ofDagCbor(new byte[0]));

        assertThat(verified(car(tree)).problem()).startsWith("missing leaf blocks");
    }

    @Test
    void aRepoWithATreeOfAnotherShapeIsBad() {
        Mst tree = withRecord(Mst.empty(), new Random(1));
        byte[] superfluous = DagCbor.encode(Map.of("l", tree.root(), "e", List.of()));
        Cid root = Cid.ofDagCbor(superfluous);
        records.put(root, superfluous);

        assertThat(verified(car(tree, Commit.sign(ALICE, root, REV, key))).problem())
                .isEqualTo("The tree of these records is " + tree.root() + ", not " + root);
    }

    private CarVerifier.Result verified(byte[] car) {
        return CarVerifier.verify(car, ALICE.value(), key.didKey());
    }

    private Commit commit(Mst tree) {
        return Commit.sign(ALICE, tree.root(), REV, key);
    }

    private byte[] car(Mst tree) {
        return car(tree, commit(tree));
    }

    private byte[] car(Mst tree, Commit commit) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CarWriter car = new CarWriter(out, commit.cid());
        car.write(commit.cid(), commit.block());
        tree.blocks(car::write);
        records.forEach(car::write);
        return out.toByteArray();
    }

    private Mst withRecord(Mst tree, Random random) {
        String path = "com.example.thing/" + Long.toString(random.nextLong() >>> 1, 36);
        byte[] record = DagCbor.encode(Map.of("$type", "com.example.thing", "path", path));
        Cid cid = Cid.ofDagCbor(record);
        records.put(cid, record);
        entries.put(path, cid);
        return tree.with(path, cid);
    }

    private Mst withoutFirst(Mst tree) {
        Map.Entry<String, Cid> first = entries.pollFirstEntry();
        records.remove(first.getValue());
        return tree.without(first.getKey());
    }
}
