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
import java.util.concurrent.ConcurrentHashMap;

import io.github.camelatproto.syntax.RecordKey;
import io.github.camelatproto.syntax.TidClock;
import org.apache.camel.Exchange;
import org.apache.camel.support.ExchangeHelper;

/**
 * The fresh rkeys of one step (route and node), kept on the exchange until the step succeeds: a redelivery of the step
 * writes under the same keys, and another step of the route has keys of its own. So has another message that passes the
 * step on the same exchange, in a loop that goes on after a failure: a key is kept for its record only.
 */
final class StepKeys {

    private static final String PROPERTY = "CamelAtprotoRkeys-";

    private final Exchange exchange;
    private final String property;
    private final TidClock clock;
    /** As this delivery found them: one before it may still run, and give keys. */
    private final Map<Integer, Kept> before;
    private final Map<Integer, Kept> keys = new ConcurrentHashMap<>();
    /** What the next delivery finds: the same, and those of earlier deliveries that this one has not come to. */
    private final Map<Integer, Kept> left;
    private boolean kept;

    private StepKeys(Exchange exchange, String property, TidClock clock, Map<Integer, Kept> before) {
        this.exchange = exchange;
        this.property = property;
        this.clock = clock;
        this.before = before;
        this.left = before.isEmpty() ? keys : new ConcurrentHashMap<>(before);
    }

    /** A key, and what it was made for. */
    private record Kept(RecordKey rkey, Object owner) {
    }

    /**
     * @param step names the step where the exchange is in no route
     */
    @SuppressWarnings("unchecked")
    static StepKeys of(Exchange exchange, String step, TidClock clock) {
        String property = PROPERTY + name(exchange, step);
        Map<Integer, Kept> before = exchange.getProperty(property, Map.of(), Map.class);
        return new StepKeys(exchange, property, clock, Map.copyOf(before));
    }

    /** Names the step that the exchange is in. */
    static String name(Exchange exchange, String step) {
        String node = exchange.getExchangeExtension().getHistoryNodeId();
        return node == null ? step : ExchangeHelper.getAtRouteId(exchange) + "-" + node;
    }

    /** Whether a key was given that an earlier delivery of this step left here, and so may have sent. */
    boolean isKept() {
        return kept;
    }

    /** Whether the write at that place has a key that an earlier delivery of this step left here. */
    boolean isKept(int index) {
        Kept key = keys.get(index);
        return key != null && key.equals(before.get(index));
    }

    /** Whether an earlier delivery of this step left a key of this owner here. */
    boolean isKeptFor(Object owner) {
        return before.values().stream().anyMatch(key -> key.owner().equals(owner));
    }

    /**
     * @param index the write's place in its message
     * @param owner the create that gets the key, without a key; where the record is computed anew for every attempt,
     *              the message itself
     */
    RecordKey fresh(int index, Object owner) {
        Kept key = keys.get(index);
        if (key == null || !key.owner().equals(owner)) {
            key = before.get(index);
            if (key != null && key.owner().equals(owner)) {
                kept = true;
            } else {
                key = new Kept(RecordKey.of(clock.next()), owner);
            }
            keys.put(index, key);
            if (left != keys) {
                left.put(index, key);
            }
        }
        return key.rkey();
    }

    /** To be called before anything is sent. */
    void keep() {
        exchange.setProperty(property, left);
    }

    /** To be called when the step has succeeded. */
    void forget() {
        exchange.removeProperty(property);
    }
}
