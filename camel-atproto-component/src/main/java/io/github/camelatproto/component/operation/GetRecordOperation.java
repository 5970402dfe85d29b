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
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import io.github.camelatproto.component.AtprotoConfiguration;
import io.github.camelatproto.component.AtprotoConstants;
import io.github.camelatproto.component.exception.InvalidInputException;
import io.github.camelatproto.component.exception.PdsUnreachableException;
import io.github.camelatproto.component.xrpc.TransportException;
import io.github.camelatproto.component.xrpc.XrpcErrors;
import io.github.camelatproto.component.xrpc.XrpcRequest;
import io.github.camelatproto.component.xrpc.XrpcResponse;
import io.github.camelatproto.syntax.AtIdentifier;
import io.github.camelatproto.syntax.RecordKey;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** {@code com.atproto.repo.getRecord}: the body becomes {@code {uri, cid, value}}. Needs no login. */
public final class GetRecordOperation implements Operation {

    private final MessageOptions options;
    private final Repos repos;

    public GetRecordOperation(AtprotoConfiguration configuration, CamelContext context, Repos repos) {
        this.options = new MessageOptions(configuration, context);
        this.repos = repos;
    }

    @Override
    public CompletionStage<Reply> start(Exchange exchange) {
        String from = repos.readable(options.repo(exchange, Input.NONE));
        RecordKey rkey = options.rkey(exchange, Input.NONE);
        if (from == null) {
            throw new InvalidInputException("No repo: set the option repo, a handle or a DID");
        }
        if (rkey == null) {
            throw new InvalidInputException("No record key: set the option rkey, or the header " + AtprotoConstants.RKEY);
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("repo", MessageOptions.parse("repo", from, AtIdentifier::parse).toString());
        parameters.put("collection", options.collection(exchange, Input.NONE).toString());
        parameters.put("rkey", rkey.toString());
        String subject = "getRecord of at://" + String.join("/", parameters.get("repo"), parameters.get("collection"),
                parameters.get("rkey"));
        return repos.client().call(XrpcRequest.query(repos.service(), "com.atproto.repo.getRecord", parameters))
                .handle((response, failure) -> {
                    if (failure != null) {
                        throw unreachable(subject, failure);
                    }
                    return reply(response, subject);
                });
    }

    private Reply reply(XrpcResponse response, String subject) {
        if (!response.isSuccess() || !response.isJson()) {
            throw XrpcErrors.of(response, subject, repos.clock());
        }
        Map<String, @Nullable Object> headers = new LinkedHashMap<>();
        headers.put(AtprotoConstants.URI, response.json().get("uri"));
        headers.put(AtprotoConstants.CID, response.json().get("cid"));
        return new Reply(response.json(), headers);
    }

    private static PdsUnreachableException unreachable(String subject, Throwable failure) {
        Throwable cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        String why = cause instanceof TransportException ? cause.getMessage() : cause.toString();
        return new PdsUnreachableException(subject + ": " + why + "; check the option service, and that the PDS runs", cause);
    }
}
