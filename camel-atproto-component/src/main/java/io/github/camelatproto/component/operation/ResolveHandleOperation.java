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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.camelatproto.component.exception.PdsUnreachableException;
import io.github.camelatproto.syntax.AtIdentifier;
import io.github.camelatproto.syntax.Did;
import org.apache.camel.Exchange;

/**
 * {@code com.atproto.identity.resolveHandle}: the body, a handle as text, becomes {@code {did}}; where it is no text,
 * the endpoint's repo is resolved. Without a service to ask, DNS and the handle's host say it. Needs no login.
 */
public final class ResolveHandleOperation implements Operation {

    private final Reads reads;

    public ResolveHandleOperation(Reads reads) {
        this.reads = reads;
    }

    @Override
    public CompletionStage<Reply> start(Exchange exchange) {
        String body = exchange.getMessage().getBody() instanceof CharSequence text ? text.toString().strip() : "";
        AtIdentifier asked = body.isEmpty() ? reads.repo(exchange) : handle(body);
        return reads.source(asked).thenCompose(source -> did(asked, source))
                .thenApply(did -> new Reply(Map.of("did", did), Map.of()));
    }

    private static AtIdentifier handle(String text) {
        // people write handles with the @
        return MessageOptions.parse("handle", text.startsWith("@") ? text.substring(1) : text, AtIdentifier::parse);
    }

    /** A DID stands for itself, and what had to be found has been resolved. */
    CompletionStage<String> did(AtIdentifier identifier, Repos.Source source) {
        String text = identifier.toString();
        if (source.did() != null || Did.isValid(text)) {
            return CompletableFuture.completedFuture(source.did() == null ? text : source.did().toString());
        }
        String subject = "resolveHandle of " + text;
        return reads.ask(source, "com.atproto.identity.resolveHandle", Map.of("handle", text), subject).thenApply(answer -> {
            if (answer.get("did") instanceof String did && Did.isValid(did)) {
                return did;
            }
            throw new PdsUnreachableException(
                    subject + ": the answer holds no DID; is the option service the address of a PDS?");
        });
    }
}
