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

import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** What earlier deliveries of a list brought, kept on the exchange until its step succeeds. */
final class ListMemory {

    private static final String PROPERTY = "CamelAtprotoOutcomes-";

    private final Exchange exchange;
    private final String property;
    private final @Nullable Object body;

    private ListMemory(Exchange exchange, String property, @Nullable Object body) {
        this.exchange = exchange;
        this.property = property;
        this.body = body;
    }

    /**
     * @param body tells a redelivery from another message on the same exchange
     */
    private record Kept(@Nullable Object body, ListOutcomes outcomes) {
    }

    static ListMemory of(Exchange exchange, String step) {
        return new ListMemory(exchange, PROPERTY + StepKeys.name(exchange, step), exchange.getMessage().getBody());
    }

    ListOutcomes earlier() {
        Kept kept = exchange.getProperty(property, Kept.class);
        return kept == null || kept.body() != body ? new ListOutcomes() : kept.outcomes();
    }

    void keep(ListOutcomes outcomes) {
        exchange.setProperty(property, new Kept(body, outcomes));
    }

    /** To be called when the step has succeeded. */
    void forget() {
        exchange.removeProperty(property);
    }
}
