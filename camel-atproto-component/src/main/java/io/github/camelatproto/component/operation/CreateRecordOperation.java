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
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import io.github.camelatproto.component.AtprotoConfiguration;
import io.github.camelatproto.component.AtprotoConstants;
import io.github.camelatproto.component.commit.NamedWrite;
import io.github.camelatproto.component.commit.Outcome;
import io.github.camelatproto.component.commit.Unit;
import io.github.camelatproto.component.commit.WriteResult;
import io.github.camelatproto.component.commit.WriterSettings;
import io.github.camelatproto.component.exception.InvalidInputException;
import io.github.camelatproto.data.DataModelException;
import io.github.camelatproto.repo.CommitMeta;
import io.github.camelatproto.repo.Write;
import io.github.camelatproto.syntax.Did;
import io.github.camelatproto.syntax.Nsid;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** {@code com.atproto.repo.createRecord}: the message is one record. */
public final class CreateRecordOperation implements Operation {

    private final Bodies bodies;
    private final MessageOptions options;
    private final WriterSettings settings;
    private final Repos repos;
    private final String step;

    /**
     * @param step names the endpoint, for exchanges that are in no route
     */
    public CreateRecordOperation(AtprotoConfiguration configuration, CamelContext context, Repos repos, String step) {
        this.bodies = new Bodies(context);
        this.options = new MessageOptions(configuration, context);
        this.settings = Settings.of(configuration);
        this.repos = repos;
        this.step = step;
    }

    @Override
    public CompletionStage<Reply> start(Exchange exchange) {
        StepBody body = StepBody.of(exchange, step);
        Input input = Input.of(bodies.object(exchange, body));
        if (input.isWrites() || !(input.content() instanceof Map<?, ?> record)) {
            throw new InvalidInputException(
                    "The input object holds " + (input.isWrites() ? "writes" : "no record")
                                            + "; send a list to atproto:applyWrites");
        }
        StepKeys keys = StepKeys.of(exchange, step, repos.tids());
        NamedWrite write = new Naming(options, keys).name(
                create(exchange, input, record), options.idempotencyKey(exchange), options.idempotencyInstant(exchange), 0);
        Unit unit = new Unit(
                Unit.Method.CREATE_RECORD, List.of(write), options.validate(exchange, input), options.swap(exchange, input),
                keys.isKept() || Redelivery.of(exchange));
        keys.keep();
        return repos.open(options.repo(exchange, input)).thenCompose(repo -> repo.writer()
                .submit(repo.client(), settings, List.of(unit))
                .thenApply(outcomes -> {
                    Reply reply = reply(repo.session().did(), outcomes.get(0));
                    keys.forget();
                    body.forget();
                    return reply;
                }));
    }

    private Write.Create create(Exchange exchange, Input input, Map<?, ?> record) {
        Nsid collection = options.collection(exchange, input);
        try {
            return new Write.Create(collection, options.rkey(exchange, input), ListItem.objects(record));
        } catch (DataModelException e) {
            throw ListItem.invalid(e, "$.record", "The record for " + collection);
        }
    }

    private static Reply reply(Did repo, Outcome outcome) {
        if (outcome instanceof Outcome.Failed failed) {
            throw failed.error();
        }
        WriteResult result = Results.resultsOf(outcome).get(0);
        CommitMeta commit = Results.commitOf(outcome);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("uri", Results.uri(repo, result).toString());
        body.put("cid", String.valueOf(result.cid()));
        if (commit != null) {
            body.put("commit", Results.commit(commit));
        }
        if (result.validationStatus() != null) {
            body.put("validationStatus", result.validationStatus());
        }
        Map<String, @Nullable Object> headers
                = Results.headers(commit, outcome.attempts(), outcome instanceof Outcome.Existing);
        headers.put(AtprotoConstants.URI, Results.uri(repo, result).toString());
        headers.put(AtprotoConstants.CID, String.valueOf(result.cid()));
        headers.put(AtprotoConstants.VALIDATION_STATUS, result.validationStatus());
        return new Reply(body, headers);
    }
}
