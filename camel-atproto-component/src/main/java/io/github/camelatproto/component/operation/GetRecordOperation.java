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

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import io.github.camelatproto.component.AtprotoConstants;
import io.github.camelatproto.component.exception.InvalidInputException;
import io.github.camelatproto.syntax.AtIdentifier;
import io.github.camelatproto.syntax.RecordKey;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** {@code com.atproto.repo.getRecord}: the body becomes {@code {uri, cid, value}}. Needs no login. */
public final class GetRecordOperation implements Operation {

    private final Reads reads;

    public GetRecordOperation(Reads reads) {
        this.reads = reads;
    }

    @Override
    public CompletionStage<Reply> start(Exchange exchange) {
        RecordKey rkey = reads.options().rkey(exchange, Input.NONE);
        AtIdentifier repo = reads.repo(exchange);
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("repo", repo.toString());
        if (rkey == null) {
            throw new InvalidInputException("No record key: set the option rkey, or the header " + AtprotoConstants.RKEY);
        }
        parameters.put("collection", reads.options().collection(exchange, Input.NONE).toString());
        parameters.put("rkey", rkey.toString());
        String subject = "getRecord of at://" + String.join("/", parameters.values());
        return reads.ask(repo, "com.atproto.repo.getRecord", parameters, subject).thenApply(record -> {
            Map<String, @Nullable Object> headers = new HashMap<>();
            headers.put(AtprotoConstants.URI, record.get("uri"));
            headers.put(AtprotoConstants.CID, record.get("cid"));
            return new Reply(record, headers);
        });
    }
}
