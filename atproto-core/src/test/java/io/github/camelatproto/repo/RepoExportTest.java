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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.camelatproto.data.Cid;
import io.github.camelatproto.data.DagCbor;
import io.github.camelatproto.syntax.Did;
import io.github.camelatproto.syntax.Tid;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What is believed of an exported repo, and what is not. */
class RepoExportTest {

    private static final Did ALICE = new Did("did:plc:ewvi7nxzyoun6zhxrhs64oiz");
    private static final SigningKey KEY = SigningKey.generate();
    private static final String PATH = "com.example.thing/a";

    private final Map<Cid, byte[]> blocks = new LinkedHashMap<>();
    private final TreeMap<String, Cid> entries = new TreeMap<>();

    private Cid record(String path, Object record) {
        byte[] block = DagCbor.encode(record);
        Cid cid = Cid.ofDagCbor(block);
        blocks.put(cid, block);
        entries.put(path, cid);
        return cid;
    }

    private Commit commit(SigningKey signer) {
        Mst tree = Mst.of(entries);
        tree.blocks(blocks::put);
        Commit commit = Commit.sign(ALICE, tree.root(), new Tid("3jqfcqzm3fo2j"), signer);
        blocks.put(commit.cid(), commit.block());
        return commit;
    }

    private byte[] car(Cid root) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CarWriter car = new CarWriter(out, root);
        blocks.forEach(car::write);
        return out.toByteArray();
    }

    private RepoExport read(Cid root) throws Exception {
        return RepoExport.read(new ByteArrayInputStream(car(root)), ALICE, VerifyingKey.ofDidKey(KEY.didKey()));
    }

    private void assertRefused(Cid root, String message) {
        assertThatExceptionOfType(InvalidRepoException.class).isThrownBy(() -> read(root)).withMessageContaining(message);
    }

    @Test
    void givesTheRecordsOfARepoThatIsWholeAndSigned() throws Exception {
        for (int i = 0; i < 500; i++) {
            record("com.example.thing/" + i, Map.of("n", (long) i));
        }
        Commit commit = commit(KEY);

        RepoExport repo = read(commit.cid());

        assertThat(repo.commit()).isEqualTo(commit);
        assertThat(repo.tree()).isEqualTo(Mst.of(entries));
        assertThat(repo.record("com.example.thing/42")).isEqualTo(Map.of("n", 42L));
        assertThat(repo.record("com.example.thing/none")).isNull();
        Map<String, Cid> given = new TreeMap<>();
        repo.records((path, block) -> given.put(path, Cid.ofDagCbor(block)));
        assertThat(given).isEqualTo(entries);
    }

    @Test
    void aRepoWithoutRecordsIsOne() throws Exception {
        assertThat(read(commit(KEY).cid()).tree()).isEqualTo(Mst.empty());
    }

    @Test
    void refusesARepoThatAnotherHasSigned() {
        record(PATH, Map.of());

        assertRefused(commit(SigningKey.generate()).cid(), "is not signed with the key " + KEY.didKey());
    }

    @Test
    void refusesTheRepoOfAnother() {
        Mst.empty().blocks(blocks::put);
        Commit commit = Commit.sign(new Did("did:plc:other"), Mst.empty().root(), new Tid("3jqfcqzm3fo2j"), KEY);
        blocks.put(commit.cid(), commit.block());

        assertRefused(commit.cid(), "is that of did:plc:other, not of " + ALICE);
    }

    @Test
    void refusesARepoThatLacksSomething() {
        Cid record = record(PATH, Map.of());
        Commit commit = commit(KEY);
        Map<Cid, byte[]> all = new LinkedHashMap<>(blocks);
        for (Cid lost : List.of(record, commit.data(), commit.cid())) {
            blocks.clear();
            blocks.putAll(all);
            blocks.remove(lost);

            assertRefused(commit.cid(), lost.toString());
        }
    }

    @Test
    void refusesARecordThatIsNone() {
        record(PATH, "text");

        assertRefused(commit(KEY).cid(), "the record " + PATH + " is no map");
    }

    @Test
    void refusesACommitThatIsNone() {
        assertRefused(record(PATH, Map.of()), "Invalid commit");
    }
}
