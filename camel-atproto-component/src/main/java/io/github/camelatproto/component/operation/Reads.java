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
import java.util.Objects;
import java.util.concurrent.CompletionStage;

import io.github.camelatproto.component.AtprotoConfiguration;
import io.github.camelatproto.component.commit.Stages;
import io.github.camelatproto.component.exception.InvalidInputException;
import io.github.camelatproto.component.exception.PdsUnreachableException;
import io.github.camelatproto.component.xrpc.TransportException;
import io.github.camelatproto.component.xrpc.XrpcContent;
import io.github.camelatproto.component.xrpc.XrpcErrors;
import io.github.camelatproto.component.xrpc.XrpcOutput;
import io.github.camelatproto.component.xrpc.XrpcRequest;
import io.github.camelatproto.component.xrpc.XrpcResponse;
import io.github.camelatproto.syntax.AtIdentifier;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;

/** What the reading operations of one endpoint have in common: which repo, and one query to its PDS. Thread-safe. */
public final class Reads {

    private final MessageOptions options;
    private final Repos repos;

    public Reads(AtprotoConfiguration configuration, CamelContext context, Repos repos) {
        this.options = new MessageOptions(configuration, context);
        this.repos = repos;
    }

    MessageOptions options() {
        return options;
    }

    /** The repo that the message reads. */
    AtIdentifier repo(Exchange exchange) {
        String repo = repos.readable(options.repo(exchange, Input.NONE));
        if (repo == null) {
            throw new InvalidInputException("No repo: set the option repo, a handle or a DID");
        }
        return MessageOptions.parse("repo", repo, AtIdentifier::parse);
    }

    /** Where the repo is read. */
    CompletionStage<Repos.Source> source(AtIdentifier repo) {
        return repos.source(repo);
    }

    /**
     * Asks the PDS of a repo once.
     *
     * @param  subject what is asked, for errors
     * @return         a success, which is a JSON object; else completes exceptionally with an AtprotoException
     */
    CompletionStage<Map<String, Object>> ask(AtIdentifier repo, String nsid, Map<String, String> parameters, String subject) {
        return source(repo).thenCompose(source -> ask(source, nsid, parameters, subject));
    }

    CompletionStage<Map<String, Object>> ask(
            Repos.Source source, String nsid, Map<String, String> parameters, String subject) {
        return answer(source, XrpcRequest.query(source.pds(), nsid, parameters), subject).thenApply(XrpcResponse::json);
    }

    /** As {@link #ask}, and of the answer only what is needed is read. */
    CompletionStage<Object> ask(
            Repos.Source source, String nsid, Map<String, String> parameters, XrpcOutput output, String subject) {
        return answer(source, XrpcRequest.query(source.pds(), nsid, parameters).withOutput(output), subject)
                .thenApply(response -> Objects.requireNonNull(response.output()));
    }

    /** Asks the PDS of a repo once for what is no JSON. */
    CompletionStage<Object> ask(
            Repos.Source source, String nsid, Map<String, String> parameters, XrpcContent content, String subject) {
        return answer(source, XrpcRequest.query(source.pds(), nsid, parameters).withContent(content), subject)
                .thenApply(response -> Objects.requireNonNull(response.output()));
    }

    private CompletionStage<XrpcResponse> answer(Repos.Source source, XrpcRequest request, String subject) {
        return source.client().call(request).handle((response, failure) -> {
            if (failure != null) {
                throw unreachable(subject, failure);
            }
            if (!response.isSuccess() || !response.isJson()) {
                throw XrpcErrors.of(response, subject, repos.clock());
            }
            return response;
        });
    }

    private static PdsUnreachableException unreachable(String subject, Throwable failure) {
        Throwable cause = Stages.cause(failure);
        String why = cause instanceof TransportException ? cause.getMessage() : cause.toString();
        return new PdsUnreachableException(subject + ": " + why + "; check the option service, and that the PDS runs", cause);
    }
}
