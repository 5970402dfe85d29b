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

import io.github.camelatproto.component.AtprotoConstants;
import io.github.camelatproto.component.commit.NamedWrite;
import io.github.camelatproto.component.commit.NamedWrite.Origin;
import io.github.camelatproto.component.commit.Unit;
import io.github.camelatproto.component.exception.InvalidInputException;
import io.github.camelatproto.repo.Write;
import io.github.camelatproto.syntax.Nsid;
import io.github.camelatproto.syntax.RecordKey;
import org.apache.camel.Exchange;

/** {@code com.atproto.repo.putRecord}: the message is one record, which is created or replaces what is there. */
public final class PutRecordOperation implements Operation, Reading {

    private final WriteStep step;
    private final OneUnit unit;

    public PutRecordOperation(WriteStep step) {
        this.step = step;
        this.unit = new OneUnit(step, this);
    }

    @Override
    public CompletionStage<Reply> start(Exchange exchange) {
        return unit.send(exchange, RecordReply::of);
    }

    @Override
    public Input input(Exchange exchange, StepBody body) {
        return RecordBody.input(step.bodies().object(exchange, body));
    }

    @Override
    public List<Named> writes(Exchange exchange, Input input, Naming naming) {
        MessageOptions options = step.options();
        RecordKey given = options.rkey(exchange, input);
        String key = options.idempotencyKey(exchange);
        if (given == null && key == null) {
            throw new InvalidInputException(
                    "No record key: putRecord needs the option rkey, the header " + AtprotoConstants.RKEY
                                            + ", or a name to derive it from (idempotencyKey)");
        }
        RecordKey rkey = given != null ? given : Naming.derive(key, options.idempotencyInstant(exchange));
        Nsid collection = options.collection(exchange, input);
        RecordBody.Checked<Write.Update> update = RecordBody.checked(collection, input, step.encoder(),
                (record, encoder) -> new Write.Update(collection, rkey, record, encoder));
        Origin origin = given != null ? Origin.GIVEN : Origin.DERIVED;
        NamedWrite write = new NamedWrite(
                update.write(), origin, options.onExisting(origin), options.swapRecord(exchange, input));
        step.validation().check(write, update.record(), options.validate(exchange, input),
                () -> new LocalValidation.Place(options.repoName(exchange, input), "$", "$.record"));
        return List.of(new Named(write, key));
    }

    @Override
    public Unit.Method method(List<NamedWrite> writes) {
        return Unit.Method.PUT_RECORD;
    }
}
