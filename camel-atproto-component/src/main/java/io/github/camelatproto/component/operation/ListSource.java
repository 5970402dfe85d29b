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

import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * A body of items that need not land together, read as it goes.
 *
 * @param items  all of them, also the first, which has been looked at
 * @param input  what the body says beside them
 * @param isList whether they are those of a list; if not, there is one, which is the message itself
 */
record ListSource(Items items, Input input, boolean isList) {

    /**
     * Opens the body. One that can be read only once is opened once for all deliveries of the step: what has been read
     * and failed is put back, and the next delivery goes on from there.
     */
    static ListSource open(Exchange exchange, Bodies bodies, StepBody step) {
        Object body = exchange.getMessage().getBody();
        return Bodies.isOneShot(body)
                ? step.once(body, ListSource.class, () -> closedWith(exchange, of(bodies.items(exchange))))
                : of(bodies.items(exchange));
    }

    private static ListSource closedWith(Exchange exchange, ListSource source) {
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                source.items().close();
            }
        });
        return source;
    }

    /** To be called when a delivery has ended. */
    void closeIfDone() {
        if (items.canBeReadAgain()) {
            items.close();
        }
    }

    private static ListSource of(Items items) {
        RawItem first = items.next();
        if (first == null) {
            return new ListSource(items, Input.NONE, true);
        }
        RawItem second = items.isList() ? null : items.next();
        if (items.isList() || second != null) {
            items.putBack(second == null ? List.of(first) : List.of(first, second));
            return new ListSource(items, Input.NONE, true);
        }
        if (first.error() != null || first.content() == null) {
            items.close();
            throw first.error() == null ? Bodies.empty() : first.error();
        }
        return single(items, Input.of(first.content()));
    }

    /** A single object: a record, an operation, or the whole input object of the lexicon. */
    private static ListSource single(Items items, Input input) {
        ApplyWritesOperation.refuseSwapRecord(input);
        if (input.content() instanceof List<?> writes) {
            items.close();
            return new ListSource(new Items(new GivenItems(writes.iterator()), true, items.canBeReadAgain()), input, true);
        }
        items.putBack(List.of(new RawItem(0, input.content(), null)));
        return new ListSource(items, input, input.isWrites());
    }
}
