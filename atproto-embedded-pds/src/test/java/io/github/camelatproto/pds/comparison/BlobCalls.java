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
package io.github.camelatproto.pds.comparison;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import io.github.camelatproto.data.Cid;

import static io.github.camelatproto.pds.comparison.Case.call;
import static io.github.camelatproto.pds.comparison.Inputs.POST;
import static io.github.camelatproto.pds.comparison.Inputs.THING;
import static io.github.camelatproto.pds.comparison.Inputs.createRecord;
import static io.github.camelatproto.pds.comparison.Inputs.deleteRecord;
import static io.github.camelatproto.pds.comparison.Inputs.rkey;
import static io.github.camelatproto.pds.comparison.Request.procedure;
import static io.github.camelatproto.pds.comparison.Request.query;

/** uploadBlob, the records that refer to blobs, and sync.getBlob. */
final class BlobCalls {
    private static final int MOST_BYTES = 5 * 1024 * 1024;
    private static final byte[] TEXT = "hello world".getBytes(StandardCharsets.UTF_8);
    private static final byte[] PNG = Base64.getDecoder().decode(
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");
    private static final String TEXT_CID = Cid.ofRaw(TEXT).toString();
    private static final String PNG_BLOB = blob(PNG, "image/png", PNG.length);

    private BlobCalls() {
    }

    static Scenario scenario() {
        return Scenario.ofTwo("blobs",
                call("png", upload("image/png", PNG)),
                call("png declared as text/plain", upload("text/plain", PNG)),
                call("text", upload("text/plain", TEXT)),
                call("text with charset", upload("text/plain; charset=utf-8", TEXT)),
                call("no content-type", upload("text/plain", TEXT).without("Content-Type")),
                call("content-type of no form", upload("junk", TEXT)),
                call("no auth", upload("text/plain", TEXT).without("Authorization")),
                call("garbage token", upload("text/plain", TEXT).bearing("undefined")),
                call("empty", upload("image/png", new byte[0])),
                call("5MiB+1", upload("application/octet-stream", new byte[MOST_BYTES + 1])),
                call("5MiB", upload("application/octet-stream", new byte[MOST_BYTES])),
                call("getBlob not yet permanent", getBlob("${alice}", Cid.ofRaw(PNG).toString())),
                call("post w/ image", createRecord(POST, post(PNG_BLOB))),
                call("record with wrong mimeType", thing("t1", blob(TEXT, "image/png", TEXT.length))),
                call("record with wrong size", thing("t1", blob(TEXT, "text/plain", 1))),
                call("record right", thing("t1", blob(TEXT, "text/plain", TEXT.length))),
                call("after permanent, wrong size", thing("t2", blob(TEXT, "text/plain", 1))),
                call("after permanent, wrong mimeType", thing("t3", blob(TEXT, "image/png", TEXT.length))),
                call("post image with text blob", createRecord(POST, post(blob(TEXT, "text/plain", TEXT.length)))),
                call("getBlob", getBlob("${alice}", Cid.ofRaw(PNG).toString())),
                call("getBlob text", getBlob("${alice}", TEXT_CID)),
                call("getBlob missing", getBlob("${alice}", Cid.ofRaw(new byte[] { 1 }).toString())),
                call("getBlob of another", getBlob("${bob}", TEXT_CID)),
                call("getBlob unknown did", getBlob("did:plc:aaaaaaaaaaaaaaaaaaaaaaaa", TEXT_CID)),
                call("getBlob bad cid", getBlob("${alice}", "zzz")),
                call("getBlob no cid", query("com.atproto.sync.getBlob", "did=${alice}")),
                call("same blob in several records: delete one", deleteRecord(THING, rkey("t1"))),
                call("... keeps blob", getBlob("${alice}", TEXT_CID)),
                call("delete another", deleteRecord(THING, rkey("t2"))),
                call("delete the last", deleteRecord(THING, rkey("t3"))),
                call("... deletes blob", getBlob("${alice}", TEXT_CID)));
    }

    static Request upload(String contentType, byte[] bytes) {
        return procedure("com.atproto.repo.uploadBlob").as("alice").with("Content-Type", contentType).carrying(bytes);
    }

    private static String blob(byte[] bytes, String mimeType, int size) {
        return "{'$type': 'blob', 'ref': {'$link': '" + Cid.ofRaw(bytes) + "'}, 'mimeType': '" + mimeType + "', 'size': "
               + size + "}";
    }

    private static String post(String image) {
        return "'record': {'text': 'x', 'createdAt': '2026-11-22T12:00:00.000Z', 'embed': "
               + "{'$type': 'app.bsky.embed.images', 'images': [{'alt': '', 'image': " + image + "}]}}";
    }

    private static Request thing(String rkey, String blob) {
        return createRecord(THING, rkey(rkey), "'record': {'blob': " + blob + "}");
    }

    private static Request getBlob(String did, String cid) {
        return query("com.atproto.sync.getBlob", "did=" + did, "cid=" + cid);
    }
}
