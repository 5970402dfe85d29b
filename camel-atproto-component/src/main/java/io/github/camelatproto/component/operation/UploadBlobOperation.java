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
package io.github.camelatproto.component.operation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import io.github.camelatproto.component.AtprotoConstants;
import io.github.camelatproto.data.Blob;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** {@code com.atproto.repo.uploadBlob}: the body is the bytes of a blob, and becomes the reference for records. */
public final class UploadBlobOperation implements Operation {

    private static final String BODY = "the body";

    private final WriteStep step;

    public UploadBlobOperation(WriteStep step) {
        this.step = step;
    }

    @Override
    public CompletionStage<Reply> start(Exchange exchange) {
        StepBody kept = step.body(exchange);
        Object body = exchange.getMessage().getBody();
        BlobContent blob = BlobReader.isOneShot(body)
                ? kept.once(body, BlobContent.class, () -> read(exchange, body)) : read(exchange, body);
        return step.repos().open(step.options().repo(exchange, Input.NONE))
                .thenCompose(repo -> repo.blobs().upload(blob, BODY))
                .thenApply(uploaded -> {
                    kept.forget();
                    return reply(uploaded);
                });
    }

    private BlobContent read(Exchange exchange, @Nullable Object body) {
        String type = exchange.getMessage().getHeader(Exchange.CONTENT_TYPE, String.class);
        return step.blobReader(exchange).read(
                body, type == null ? null : BlobType.told(type, "The header " + Exchange.CONTENT_TYPE),
                exchange.getMessage().getHeader(Exchange.FILE_NAME, String.class), BODY);
    }

    private static Reply reply(Blob blob) {
        Map<String, @Nullable Object> headers = new LinkedHashMap<>();
        headers.put(AtprotoConstants.CID, blob.ref().toString());
        return new Reply(json(blob), headers);
    }

    /** As it stands in JSON, for records and for whoever sends it elsewhere. */
    static Map<String, Object> json(Blob blob) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("$type", "blob");
        json.put("ref", Map.of("$link", blob.ref().toString()));
        json.put("mimeType", blob.mimeType());
        json.put("size", blob.size());
        return json;
    }
}
