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

import java.util.Map;
import java.util.concurrent.CompletionStage;

import io.github.camelatproto.syntax.AtIdentifier;
import org.apache.camel.Exchange;

/**
 * {@code com.atproto.repo.describeRepo}: the body becomes {@code {handle, did, didDoc, collections, handleIsCorrect}}.
 * Needs no login.
 */
public final class DescribeRepoOperation implements Operation {

    private final Reads reads;

    public DescribeRepoOperation(Reads reads) {
        this.reads = reads;
    }

    @Override
    public CompletionStage<Reply> start(Exchange exchange) {
        AtIdentifier repo = reads.repo(exchange);
        return reads.ask(repo, "com.atproto.repo.describeRepo", Map.of("repo", repo.toString()), "describeRepo of " + repo)
                .thenApply(description -> new Reply(description, Map.of()));
    }
}
