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

import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

import io.github.camelatproto.data.Cid;
import io.github.camelatproto.data.DagCbor;
import io.github.camelatproto.syntax.Did;
import io.github.camelatproto.syntax.Tid;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** The block here was made by the library of the reference PDS. */
class CommitTest {

    private static final String BLOCK
            = "a66364696478206469643a706c633a65777669376e787a796f756e367a687872687336346f697a637265766d336a716663717a6d33666f32"
              + "6a63736967584008fcd65053ac011af66dcb84821bcfa3b31af01f3c7e8a57790514d96e12b6f267569c7032795b29e745644d70738b"
              + "a5e1fe30174bc2f1a59ee976d58c6815f36464617461d82a582500017112209dfefe61dd76ea3dcae5023880b08379d57adf20482d6f"
              + "dbe2759289f647677b6470726576f66776657273696f6e03";
    private static final String CID = "bafyreigjzcf5xest33huh7ndftnqqnrr4cboo7eynlnad7m5vt4ifdntea";

    private final SigningKey key = SigningKey.of(
            HexFormat.of().parseHex("9085d2bef69286a6cbb51623c8fa258629945cd55ca705cc4e66700396894e0c"));
    private final VerifyingKey verifyingKey = VerifyingKey.ofDidKey(key.didKey());
    private final Commit commit = Commit.sign(
            new Did("did:plc:ewvi7nxzyoun6zhxrhs64oiz"), Mst.empty().root(), new Tid("3jqfcqzm3fo2j"), key);

    @Test
    void isTheBlockOfTheReferenceImplementation() {
        assertThat(HexFormat.of().formatHex(commit.block())).isEqualTo(BLOCK);
        assertThat(commit.cid()).hasToString(CID);
        assertThat(commit).hasToString("commit 3jqfcqzm3fo2j of did:plc:ewvi7nxzyoun6zhxrhs64oiz (" + CID + ")");
    }

    @Test
    void isReadBackFromItsBlock() {
        Commit read = Commit.of(HexFormat.of().parseHex(BLOCK));

        assertThat(read).isEqualTo(commit).hasSameHashCodeAs(commit);
        assertThat(read.did()).isEqualTo(commit.did());
        assertThat(read.data()).isEqualTo(Mst.empty().root());
        assertThat(read.rev()).isEqualTo(commit.rev());
        assertThat(read.sig()).isEqualTo(commit.sig()).hasSize(64);
        assertThat(read.block()).isEqualTo(commit.block());
    }

    @Test
    void knowsWhoSignedIt() {
        assertThat(commit.isSignedBy(verifyingKey)).isTrue();
        assertThat(Commit.of(commit.block()).isSignedBy(verifyingKey)).isTrue();
        assertThat(commit.isSignedBy(VerifyingKey.ofDidKey(SigningKey.generate().didKey()))).isFalse();
    }

    @Test
    void isNotSignedAnyMoreOnceItIsChanged() {
        assertThat(Commit.of(changed("rev", "3jqfcqzm3fp2j")).isSignedBy(verifyingKey)).isFalse();
        assertThat(Commit.of(changed("did", "did:plc:other")).isSignedBy(verifyingKey)).isFalse();
        assertThat(Commit.of(changed("data", Cid.ofDagCbor(new byte[0]))).isSignedBy(verifyingKey)).isFalse();
        assertThat(Commit.of(changed("sig", new byte[64])).isSignedBy(verifyingKey)).isFalse();
        assertThat(Commit.of(changed("sig", new byte[0])).isSignedBy(verifyingKey)).isFalse();
    }

    @Test
    void refusesBlocksThatAreNoCommits() {
        assertRefused(new byte[0], "Invalid DAG-CBOR: ");
        assertRefused(DagCbor.encode(Map.of()), "Invalid commit: not a map of");
        assertRefused(DagCbor.encode("commit"), "Invalid commit: not a map of");
        assertRefused(changed("extra", 1), "Invalid commit: not a map of");
        assertRefused(changed("version", 2), "Invalid commit: the version is not 3");
        assertRefused(changed("version", "3"), "Invalid commit: the version is not 3");
        assertRefused(changed("did", 1), "Invalid commit: a field is of another type");
        assertRefused(changed("did", "alice"), "Invalid DID: ");
        assertRefused(changed("rev", "now"), "Invalid TID: ");
        assertRefused(changed("data", Cid.ofRaw(new byte[0])), "Invalid commit: a field is of another type");
        assertRefused(changed("data", null), "Invalid commit: a field is of another type");
        assertRefused(changed("sig", "x"), "Invalid commit: a field is of another type");
        assertRefused(changed("prev", Mst.empty().root()), "Invalid commit: prev is not null");
    }

    @Test
    void cannotBeChangedFromOutside() {
        commit.block()[0] = 0;
        commit.sig()[0] ^= 1;

        assertThat(commit.isSignedBy(verifyingKey)).isTrue();
        assertThat(HexFormat.of().formatHex(commit.block())).isEqualTo(BLOCK);
    }

    private static void assertRefused(byte[] block, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> Commit.of(block)).withMessageStartingWith(message);
    }

    private byte[] changed(String name, @Nullable Object value) {
        Map<Object, @Nullable Object> fields = new HashMap<>((Map<?, ?>) DagCbor.decode(commit.block()));
        fields.put(name, value);
        return DagCbor.encode(fields);
    }
}
