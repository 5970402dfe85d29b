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
import java.util.Map;
import java.util.concurrent.CompletionStage;

import io.github.camelatproto.component.AtprotoConstants;
import io.github.camelatproto.syntax.AtIdentifier;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * {@code com.atproto.sync.getLatestCommit}: the body becomes {@code {cid, rev}}. The method takes a DID only, so that a
 * handle is resolved first, by the endpoint's service if it has one. Needs no login.
 */
public final class GetLatestCommitOperation implements Operation {

    private final Reads reads;
    private final ResolveHandleOperation handles;

    public GetLatestCommitOperation(Reads reads) {
        this.reads = reads;
        this.handles = new ResolveHandleOperation(reads);
    }

    @Override
    public CompletionStage<Reply> start(Exchange exchange) {
        AtIdentifier repo = reads.repo(exchange);
        return reads.source(repo)
                .thenCompose(source -> handles.did(repo, source).thenCompose(did -> reads.ask(
                        source, "com.atproto.sync.getLatestCommit", Map.of("did", did), "getLatestCommit of " + did)))
                .thenApply(commit -> {
                    Map<String, @Nullable Object> headers = new HashMap<>();
                    headers.put(AtprotoConstants.COMMIT_CID, commit.get("cid"));
                    headers.put(AtprotoConstants.COMMIT_REV, commit.get("rev"));
                    return new Reply(commit, headers);
                });
    }
}
