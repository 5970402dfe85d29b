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
package io.github.camelatproto.contract;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelatproto.data.Cid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.camelatproto.contract.Records.thing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;

/** From uploadBlob over the record that refers to the blob to sync.getBlob. */
abstract class BlobContract extends Contract {
    private static final int MOST_BYTES = 5 * 1024 * 1024;
    private static final byte[] TEXT = "hello".getBytes(StandardCharsets.UTF_8);
    private static final byte[] PNG = Base64.getDecoder().decode(
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

    BlobContract(Pds pds, Xrpc anonymous) {
        super(pds, anonymous);
    }

    @Test
    void theAnswerIsTheBlobAsARecordHasIt() {
        assertThatObject(upload("text/plain", TEXT)).isEqualTo(Json.object("{'$type': 'blob', 'mimeType': 'text/plain'}")
                .put("size", 5).set("ref", Json.object("{}").put("$link", Cid.ofRaw(TEXT).toString())));
    }

    @Test
    void whatTheBytesSayGoesBeforeTheHeader() {
        assertThat(upload("text/plain", PNG).required("mimeType").textValue()).isEqualTo("image/png");
    }

    @ParameterizedTest
    @CsvSource({ "text/html; charset=utf-8, text/html", "Text/HTML, Text/HTML", "x/y, x/y" })
    void theHeaderCountsWithoutItsParametersWhereTheBytesSayNothing(String contentType, String expected) {
        assertThat(upload(contentType, TEXT).required("mimeType").textValue()).isEqualTo(expected);
    }

    @Test
    void theSameBytesAreTheSameBlob() {
        assertThatObject(upload("text/plain", TEXT)).isEqualTo(upload("text/plain", TEXT));
    }

    @Test
    void itMayBeEmpty() {
        assertThat(upload("text/plain", new byte[0]).required("size").intValue()).isZero();
    }

    @Test
    void itMayHaveFiveMebibytesAndNotAByteMore() {
        assertThat(upload("application/octet-stream", new byte[MOST_BYTES]).required("size").intValue())
                .isEqualTo(MOST_BYTES);
        assertThat(alice.xrpc().upload("application/octet-stream", new byte[MOST_BYTES + 1]))
                .isRefused(413, "PayloadTooLarge").withMessage("request entity too large");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "junk" })
    void theHeaderIsRequired(String contentType) {
        assertThat(alice.xrpc().upload(contentType, TEXT)).isRefused(400, "InvalidRequest")
                .withMessage("Request encoding (Content-Type) required but not provided");
    }

    @Test
    void withoutATokenNobodyMayUpload() {
        assertThat(anonymous.upload("text/plain", TEXT)).isRefused(401, "AuthMissing");
    }

    @Test
    void aTokenThatIsNoJwtIsNotForeseen() {
        assertThat(anonymous.bearing("undefined").upload("text/plain", TEXT)).isRefused(500, "InternalServerError");
    }

    @Test
    void deactivatedAnAccountMayUpload() {
        pds.deactivate(alice.account());

        assertThat(alice.xrpc().upload("text/plain", TEXT)).isSuccess();
    }

    @Test
    void takenDownAnAccountMayNotUpload() {
        pds.takeDown(alice.account());

        assertThat(alice.xrpc().upload("text/plain", TEXT)).isRefused(401, "AccountTakedown");
    }

    @Test
    void anyoneGetsABlobThatARecordRefersTo() {
        write("k1", upload("text/plain", TEXT)).success();

        HttpResponse<byte[]> response = get(alice.did(), Cid.ofRaw(TEXT));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(TEXT);
        assertThat(response.headers().firstValue("Content-Type")).hasValueSatisfying(
                type -> assertThat(type).startsWith("text/plain"));
        assertThat(response.headers().firstValue("Content-Security-Policy")).contains("default-src 'none'; sandbox");
        assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(response.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"" + Cid.ofRaw(TEXT) + "\"");
    }

    @Test
    void nobodyGetsABlobThatNoRecordRefersTo() {
        upload("text/plain", TEXT);

        assertThat(Answer.of(get(alice.did(), Cid.ofRaw(TEXT))))
                .isRefused(400, "InvalidRequest").withMessage("Blob not found");
    }

    @Test
    void theBlobGoesWithTheLastRecordThatRefersToIt() {
        JsonNode blob = upload("text/plain", TEXT);
        write("k1", blob).success();
        write("k2", blob).success();

        alice.applyWrites(alice.batch(Writes.delete("k1"))).success();
        assertThat(get(alice.did(), Cid.ofRaw(TEXT)).statusCode()).isEqualTo(200);

        alice.applyWrites(alice.batch(Writes.delete("k2"))).success();
        assertThat(Answer.of(get(alice.did(), Cid.ofRaw(TEXT)))).isRefused(400, "InvalidRequest");
    }

    @Test
    void aRecordMayNotReferToWhatWasNotUploaded() {
        JsonNode blob = upload("text/plain", TEXT);
        Cid other = Cid.ofRaw(PNG);
        ((ObjectNode) blob.required("ref")).put("$link", other.toString());

        assertThat(write("k1", blob))
                .isRefused(400, "BlobNotFound").withMessage("Could not find blob: " + other);
    }

    @Test
    void aRecordMayNotSayAnotherType() {
        ObjectNode blob = (ObjectNode) upload("text/plain", TEXT);

        assertThat(write("k1", blob.put("mimeType", "image/png"))).isRefused(400, "InvalidMimeType").withMessage(
                "Referenced Mimetype does not match stored blob. Expected: text/plain, Got: image/png");
    }

    @Test
    void aRecordMayNotSayAnotherSize() {
        ObjectNode blob = (ObjectNode) upload("text/plain", TEXT);

        assertThat(write("k1", blob.put("size", 1))).isRefused(400, "InvalidSize")
                .withMessage("Referenced Size does not match stored blob. Expected: 5, Got: 1");
    }

    @Test
    void whatNobodyHasIsNotFound() {
        assertThat(Answer.of(get(alice.did(), Cid.ofRaw(TEXT))))
                .isRefused(400, "InvalidRequest").withMessage("Blob not found");
        assertThat(Answer.of(get("did:plc:aaaaaaaaaaaaaaaaaaaaaaaa", Cid.ofRaw(TEXT)))).isRefused(400, "RepoNotFound");
    }

    private JsonNode upload(String contentType, byte[] bytes) {
        return alice.xrpc().upload(contentType, bytes).success().body().required("blob");
    }

    private Answer write(String rkey, JsonNode blob) {
        return alice.createRecord(alice.creation(rkey, thing(1).set("blob", blob)));
    }

    private HttpResponse<byte[]> get(String did, Cid cid) {
        return anonymous.download(Calls.GET_BLOB, Map.of("did", did, "cid", cid.toString()));
    }
}
