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
package io.github.camelatproto.pds.blob;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.camelatproto.data.Blob;
import io.github.camelatproto.data.Cid;
import io.github.camelatproto.pds.TestPds;
import io.github.camelatproto.pds.repo.Repo;
import io.github.camelatproto.pds.repo.RequestedWrite;
import io.github.camelatproto.pds.repo.RequestedWrite.Action;
import io.github.camelatproto.pds.repo.Written;
import io.github.camelatproto.pds.store.PdsState;
import io.github.camelatproto.syntax.Nsid;
import io.github.camelatproto.syntax.RecordKey;
import org.junit.jupiter.api.Test;

import static io.github.camelatproto.pds.TestPds.refusal;
import static org.assertj.core.api.Assertions.assertThat;

class BlobsTest {

    private static final Nsid THING = Nsid.parse("com.example.thing");
    private static final byte[] PNG = Base64.getDecoder().decode(
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private final PdsState state = PdsState.inMemory(Clock.systemUTC());
    private final Repo repo = TestPds.repo(state);
    private final Blobs blobs = state.blobs();

    @Test
    void readsTheTypeOffTheBytes() {
        assertThat(blobs.upload(repo.did(), PNG, "text/plain").mimeType()).isEqualTo("image/png");
    }

    @Test
    void believesWhatItIsToldOfTextAndOfNothing() {
        assertThat(upload("hello").mimeType()).isEqualTo("text/plain");
        assertThat(blobs.upload(repo.did(), bytes("{}"), "application/json; charset=utf-8").mimeType())
                .isEqualTo("application/json");
        assertThat(blobs.upload(repo.did(), new byte[0], "image/png").mimeType()).isEqualTo("image/png");
        assertThat(blobs.upload(repo.did(), bytes("?"), "nonsense").mimeType()).isEqualTo("application/octet-stream");
    }

    @Test
    void namesABlobByItsBytes() {
        Blob blob = upload("hello world");
        assertThat(blob.ref()).hasToString("bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e");
        assertThat(blob.size()).isEqualTo(11);
    }

    @Test
    void showsABlobOnceARecordRefersToIt() {
        Blob blob = upload("hello");
        assertThat(blobs.find(repo.did(), blob.ref())).isEmpty();
        assertThat(blobs.list(repo.did(), 10)).isEmpty();
        put("a", blob);
        StoredBlob found = blobs.find(repo.did(), blob.ref()).orElseThrow();
        assertThat(found.blob()).isEqualTo(blob);
        assertThat(found.bytes()).isEqualTo(bytes("hello"));
    }

    @Test
    void listsTheNewestFirst() {
        List<Blob> uploaded = List.of(upload("1"), upload("2"), upload("3"));
        uploaded.forEach(blob -> put("r" + blob.ref(), blob));
        assertThat(blobs.list(repo.did(), 2)).containsExactly(uploaded.get(2), uploaded.get(1));
    }

    @Test
    void refusesARecordWhoseBlobIsNotThere() {
        Blob missing = new Blob(Cid.ofRaw(bytes("missing")), "text/plain", 7);
        Cid head = repo.head().cid();
        assertThat(refusal(() -> put("a", missing))).isEqualTo("400 BlobNotFound: Could not find blob: " + missing.ref());
        assertThat(repo.head().cid()).isEqualTo(head);
        Cid cbor = Cid.ofDagCbor(bytes("x"));
        Map<String, Object> reference = reference(upload("x"));
        reference.put("ref", cbor);
        assertThat(refusal(() -> put("a", reference))).isEqualTo("400 BlobNotFound: Could not find blob: " + cbor);
    }

    @Test
    void refusesATemporaryBlobThatIsNotAsTheRecordSays() {
        Blob blob = upload("hello");
        Map<String, Object> type = reference(blob);
        type.put("mimeType", "image/png");
        assertThat(refusal(() -> put("a", type))).isEqualTo(
                "400 InvalidMimeType: Referenced Mimetype does not match stored blob. Expected: text/plain, Got: image/png");
        Map<String, Object> size = reference(blob);
        size.put("size", 1L);
        assertThat(refusal(() -> put("a", size)))
                .isEqualTo("400 InvalidSize: Referenced Size does not match stored blob. Expected: 5, Got: 1");
        put("a", blob);
        put("b", size); // once it is permanent nobody looks
    }

    @Test
    void looksAtBlobsAfterTheTree() {
        Blob missing = new Blob(Cid.ofRaw(bytes("missing")), "text/plain", 7);
        repo.createRecord(THING, new RecordKey("a"), Map.of(), null, null);
        assertThat(refusal(() -> repo.createRecord(THING, new RecordKey("a"), Map.of("b", missing.toMap()), null, null)))
                .isEqualTo("500 InternalServerError: Internal Server Error");
    }

    @Test
    void dropsABlobWithTheLastRecordThatRefersToIt() {
        Blob blob = upload("hello");
        put("a", blob);
        put("b", Map.of("twice", List.of(blob.toMap(), blob.toMap())));
        repo.deleteRecord(THING, new RecordKey("a"), null, null);
        assertThat(blobs.find(repo.did(), blob.ref())).isPresent();
        put("b", Map.of());
        assertThat(blobs.find(repo.did(), blob.ref())).isEmpty();
        assertThat(refusal(() -> put("c", blob))).startsWith("400 BlobNotFound");
    }

    @Test
    void keepsABlobThatMovesInOneCommit() {
        Blob blob = upload("hello");
        put("a", blob);
        repo.applyWrites(
                List.of(new RequestedWrite(Action.DELETE, THING, new RecordKey("a"), null),
                        new RequestedWrite(Action.CREATE, THING, new RecordKey("b"), Map.of("x", blob.toMap()))),
                null, null);
        assertThat(blobs.find(repo.did(), blob.ref())).isPresent();
    }

    @Test
    void uploadingAgainChangesNothing() {
        Blob blob = upload("hello");
        blobs.upload(repo.did(), bytes("hello"), "text/html");
        put("a", blob);
        upload("hello");
        assertThat(blobs.find(repo.did(), blob.ref()).orElseThrow().blob()).isEqualTo(blob);
    }

    private Blob upload(String text) {
        return blobs.upload(repo.did(), bytes(text), "text/plain");
    }

    private static Map<String, Object> reference(Blob blob) {
        return new HashMap<>(blob.toMap());
    }

    private Written put(String rkey, Blob blob) {
        return put(rkey, reference(blob));
    }

    private Written put(String rkey, Map<String, Object> content) {
        return repo.putRecord(THING, new RecordKey(rkey), Map.of("content", content), null, null, null);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
