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

import io.github.camelatproto.component.commit.NamedWrite;
import io.github.camelatproto.component.commit.Unit;
import org.apache.camel.Exchange;

/** How an operation reads a message. */
interface Reading {

    /** What the body says. */
    Input input(Exchange exchange, StepBody body);

    /**
     * The writes that the content of the input asks for; an empty list where there is nothing to write.
     *
     * @param exchange has the headers and options that count beside the input
     */
    List<Named> writes(Exchange exchange, Input input, Naming naming);

    /** The method that carries the writes; asked with an empty list where they are not computed yet. */
    Unit.Method method(List<NamedWrite> writes);
}
