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

import java.util.concurrent.CompletionStage;

import org.apache.camel.Exchange;

/** Does what one kind of endpoint does. Implementations hold no state of an exchange; thread-safe. */
public interface Operation {

    /**
     * Reads the exchange on the caller's thread and starts the work without blocking; does not change the message.
     *
     * @return completes with what the message becomes, exceptionally with an AtprotoException
     */
    CompletionStage<Reply> start(Exchange exchange);
}
