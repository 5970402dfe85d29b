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

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.camelatproto.component.commit.NamedWrite;
import io.github.camelatproto.component.commit.Unit;
import io.github.camelatproto.component.exception.InvalidInputException;
import io.github.camelatproto.component.exception.PayloadTooLargeException;
import org.apache.camel.Exchange;

/** A list that is one transaction. */
final class AtomicList implements Reading {

    private final WriteStep step;

    AtomicList(WriteStep step) {
        this.step = step;
    }

    @Override
    public Input input(Exchange exchange, StepBody body) {
        Input input = Input.of(step.bodies().objects(exchange, body));
        ApplyWritesOperation.refuseSwapRecord(input);
        return input;
    }

    @Override
    public List<Named> writes(Exchange exchange, Input input, Naming naming) {
        boolean isList = input.content() instanceof List<?>;
        List<?> contents = input.content() instanceof List<?> list ? list : List.of(input.content());
        if (contents.size() > step.settings().maxWritesPerCommit()) {
            throw new PayloadTooLargeException(
                    "The list holds " + contents.size() + " writes, and one transaction holds at most "
                                               + step.settings().maxWritesPerCommit()
                                               + "; send less at once, or set atomic=false where they need not land together");
        }
        ListReader reader = new ListReader(step, exchange, input, isList, naming);
        List<Named> named = new ArrayList<>(contents.size());
        for (Object content : contents) {
            named.add(reader.read(content, named.size()));
        }
        refuseTwins(named);
        return named;
    }

    private static void refuseTwins(List<Named> named) {
        Set<String> present = new HashSet<>();
        for (Named one : named) {
            if (one.write().origin() == NamedWrite.Origin.FRESH) {
                // no other write can name it
                continue;
            }
            if (one.write().isCreate()) {
                if (!present.add(one.write().path())) {
                    throw new InvalidInputException(
                            "The list creates " + one.write().path() + " twice; a transaction can create a record once");
                }
            } else if (one.write().json() == null) {
                present.remove(one.write().path());
            }
        }
    }

    @Override
    public Unit.Method method(List<NamedWrite> writes) {
        return Unit.Method.APPLY_WRITES;
    }
}
