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

import java.util.List;
import java.util.concurrent.CompletionStage;

import io.github.camelatproto.component.commit.NamedWrite;
import io.github.camelatproto.component.commit.Unit;
import io.github.camelatproto.component.exception.InvalidInputException;
import io.github.camelatproto.repo.Write;
import io.github.camelatproto.syntax.Nsid;
import io.github.camelatproto.syntax.RecordKey;
import org.apache.camel.Exchange;

/** {@code com.atproto.repo.createRecord}: the message is one record. */
public final class CreateRecordOperation implements Operation, Reading {

    private final WriteStep step;
    private final OneUnit unit;

    public CreateRecordOperation(WriteStep step) {
        this.step = step;
        this.unit = new OneUnit(step, this);
    }

    @Override
    public CompletionStage<Reply> start(Exchange exchange) {
        return unit.send(exchange, RecordReply::of);
    }

    @Override
    public Input input(Exchange exchange, StepBody body) {
        Input input = RecordBody.input(step.bodies().object(exchange, body));
        if (input.swapRecord() != null) {
            throw new InvalidInputException("The input object has swapRecord, which createRecord does not know; use putRecord");
        }
        return input;
    }

    @Override
    public List<Named> writes(Exchange exchange, Input input, Naming naming) {
        MessageOptions options = step.options();
        String key = options.idempotencyKey(exchange);
        Nsid collection = options.collection(exchange, input);
        RecordKey rkey = options.rkey(exchange, input);
        RecordBody.Checked<Write.Create> create = RecordBody.checked(collection, input, step.encoder(),
                (record, encoder) -> new Write.Create(collection, rkey, record, encoder));
        NamedWrite write = naming.name(create.write(), null, key, options.idempotencyInstant(exchange), 0);
        step.validation().check(write, create.record(), options.validate(exchange, input),
                () -> new LocalValidation.Place(options.repoName(exchange, input), "$", "$.record"));
        return List.of(new Named(options.isPointSaving() ? PointSaving.ofCreateRecord(write) : write, key));
    }

    @Override
    public Unit.Method method(List<NamedWrite> writes) {
        return PointSaving.method(writes, Unit.Method.CREATE_RECORD);
    }
}
