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
package io.github.camelatproto.pds.method;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

import io.github.camelatproto.data.Cid;
import io.github.camelatproto.pds.blob.Blobs;
import io.github.camelatproto.pds.blob.StoredBlob;
import io.github.camelatproto.pds.error.XrpcError;
import io.github.camelatproto.pds.xrpc.Access;
import io.github.camelatproto.pds.xrpc.Answer;
import io.github.camelatproto.pds.xrpc.Call;
import io.github.camelatproto.pds.xrpc.XrpcMethod;
import io.github.camelatproto.syntax.Did;
import io.vertx.core.buffer.Buffer;

/** com.atproto.sync.getBlob: bytes of a stranger, with headers that keep a browser from running them. */
final class GetBlob implements XrpcMethod {

    private static final Pattern TEXT = Pattern.compile("text/.*|application/(?:javascript|json).*");

    private final RepoOwners owners;
    private final Blobs blobs;

    GetBlob(RepoOwners owners, Blobs blobs) {
        this.owners = owners;
        this.blobs = blobs;
    }

    @Override
    public String nsid() {
        return "com.atproto.sync.getBlob";
    }

    @Override
    public Access access() {
        return Access.OPTIONAL;
    }

    @Override
    public Answer answer(Call call) {
        Did did = owners.available(call.param("did"), call).did();
        Cid cid = Cid.parse(call.param("cid"));
        StoredBlob stored = blobs.find(did, cid).orElseThrow(() -> XrpcError.invalidRequest("Blob not found"));
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Content-Disposition", "attachment; filename=\"" + cid + "\"");
        headers.put("Content-Security-Policy", "default-src 'none'; sandbox");
        return new Answer.Bytes(contentType(stored.blob().mimeType()), headers, Buffer.buffer(stored.bytes()));
    }

    /** As Express has it, which holds all text to be UTF-8. */
    private static String contentType(String mimeType) {
        return TEXT.matcher(mimeType).matches() ? mimeType + "; charset=utf-8" : mimeType;
    }
}
