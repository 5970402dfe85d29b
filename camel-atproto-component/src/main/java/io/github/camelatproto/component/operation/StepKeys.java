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
import java.util.Map;

import io.github.camelatproto.syntax.RecordKey;
import io.github.camelatproto.syntax.Tid;
import io.github.camelatproto.syntax.TidClock;
import org.apache.camel.Exchange;
import org.apache.camel.support.ExchangeHelper;

/**
 * The fresh rkeys of one step (route and node), kept on the exchange until the step succeeds: a redelivery of the step
 * writes under the same keys, and another step of the route has keys of its own.
 */
final class StepKeys {

    private static final String PROPERTY = "CamelAtprotoRkeys-";

    private final Exchange exchange;
    private final String property;
    private final TidClock clock;
    private final boolean kept;
    private final Map<Integer, String> keys;

    private StepKeys(Exchange exchange, String property, TidClock clock, Map<Integer, String> before) {
        this.exchange = exchange;
        this.property = property;
        this.clock = clock;
        this.kept = !before.isEmpty();
        this.keys = new LinkedHashMap<>(before);
    }

    /**
     * @param step names the step where the exchange is in no route
     */
    @SuppressWarnings("unchecked")
    static StepKeys of(Exchange exchange, String step, TidClock clock) {
        String node = exchange.getExchangeExtension().getHistoryNodeId();
        String property = PROPERTY + (node == null ? step : ExchangeHelper.getAtRouteId(exchange) + "-" + node);
        Map<Integer, String> before = exchange.getProperty(property, Map.of(), Map.class);
        return new StepKeys(exchange, property, clock, before);
    }

    /** Whether an earlier delivery of this step left its keys here, and so may have sent them. */
    boolean isKept() {
        return kept;
    }

    RecordKey fresh(int index) {
        return RecordKey.of(Tid.parse(
                keys.computeIfAbsent(index, i -> clock.next().toString())));
    }

    /** To be called before anything is sent. */
    void keep() {
        exchange.setProperty(property, keys);
    }

    /** To be called when the step has succeeded. */
    void forget() {
        exchange.removeProperty(property);
    }
}
