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

import java.util.function.Supplier;

import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * What a body that can be read only once gave to one step (route and node), kept on the exchange until the step
 * succeeds: for a redelivery Camel restores the same, exhausted object.
 */
final class StepBody {

    private static final String PROPERTY = "CamelAtprotoItems-";

    private final Exchange exchange;
    private final String property;

    private StepBody(Exchange exchange, String property) {
        this.exchange = exchange;
        this.property = property;
    }

    /**
     * What reading gave.
     *
     * @param body    the body, which tells a redelivery from another message on the same exchange
     * @param content null where reading failed
     * @param failure a body that failed halfway has no second half to go on with: it fails again
     */
    private record Kept(Object body, @Nullable Object content, @Nullable RuntimeException failure) {
    }

    /**
     * @param step names the step where the exchange is in no route
     */
    static StepBody of(Exchange exchange, String step) {
        return new StepBody(exchange, PROPERTY + StepKeys.name(exchange, step));
    }

    /** Reads the body, unless an earlier delivery of this step has. */
    <T> T once(Object body, Class<T> type, Supplier<T> reading) {
        Kept kept = exchange.getProperty(property, Kept.class);
        if (kept == null || kept.body() != body) {
            kept = read(body, reading);
            exchange.setProperty(property, kept);
        }
        if (kept.failure() != null) {
            throw kept.failure();
        }
        return type.cast(kept.content());
    }

    private static Kept read(Object body, Supplier<?> reading) {
        try {
            return new Kept(body, reading.get(), null);
        } catch (RuntimeException e) {
            return new Kept(body, null, e);
        }
    }

    /** To be called when the step has succeeded. */
    void forget() {
        exchange.removeProperty(property);
    }
}
