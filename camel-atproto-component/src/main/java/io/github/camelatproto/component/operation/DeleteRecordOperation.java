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

import io.github.camelatproto.component.AtprotoConstants;
import io.github.camelatproto.component.commit.NamedWrite;
import io.github.camelatproto.component.commit.NamedWrite.Origin;
import io.github.camelatproto.component.commit.Outcome;
import io.github.camelatproto.component.commit.SwapRecord;
import io.github.camelatproto.component.commit.Unit;
import io.github.camelatproto.component.exception.InvalidInputException;
import io.github.camelatproto.repo.CommitMeta;
import io.github.camelatproto.repo.Write;
import io.github.camelatproto.syntax.RecordKey;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * {@code com.atproto.repo.deleteRecord}: the record is named by options and headers, or by a body that is the lexicon's
 * input object; any other body is ignored.
 */
public final class DeleteRecordOperation implements Operation, Reading {

    private final WriteStep step;
    private final OneUnit unit;

    public DeleteRecordOperation(WriteStep step) {
        this.step = step;
        this.unit = new OneUnit(step, this);
    }

    @Override
    public CompletionStage<Reply> start(Exchange exchange) {
        if (step.rebase() != null) {
            throw new InvalidInputException("A rebase computes records, and deleteRecord has none; delete with applyWrites");
        }
        return unit.send(exchange, DeleteRecordOperation::reply);
    }

    @Override
    public Input input(Exchange exchange, StepBody body) {
        return Input.ofDelete(step.bodies().glance(exchange));
    }

    @Override
    public List<Named> writes(Exchange exchange, Input input, Naming naming) {
        MessageOptions options = step.options();
        RecordKey given = options.rkey(exchange, input);
        String key = options.idempotencyKey(exchange);
        if (given == null && key == null) {
            throw new InvalidInputException(
                    "No record key: deleteRecord needs the option rkey, the header " + AtprotoConstants.RKEY
                                            + ", or the name that it was derived from (idempotencyKey)");
        }
        SwapRecord swap = options.swapRecord(exchange, input);
        if (swap != null && swap.cid() == null) {
            throw new InvalidInputException("deleteRecord cannot have swapRecord null; give the CID of the record, or nothing");
        }
        RecordKey rkey = given != null ? given : Naming.derive(key, options.idempotencyInstant(exchange));
        Write.Delete delete = new Write.Delete(options.collection(exchange, input), rkey);
        Origin origin = given != null ? Origin.GIVEN : Origin.DERIVED;
        return List.of(new Named(new NamedWrite(delete, origin, options.onExisting(origin), swap), key));
    }

    @Override
    public Unit.Method method(List<NamedWrite> writes) {
        return Unit.Method.DELETE_RECORD;
    }

    private static Reply reply(Sent sent) {
        CommitMeta commit = Results.commitOf(sent.outcome());
        Map<String, Object> body = new LinkedHashMap<>();
        if (commit != null) {
            body.put("commit", Results.commit(commit));
        }
        Map<String, @Nullable Object> headers = Results.headers(
                commit, sent.outcome().attempts(), sent.outcome() instanceof Outcome.Existing);
        headers.put(AtprotoConstants.URI, sent.uris().get(0).toString());
        headers.put(AtprotoConstants.CID, null);
        headers.put(AtprotoConstants.VALIDATION_STATUS, null);
        return new Reply(body, headers);
    }
}
