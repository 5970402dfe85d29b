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

import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * What a message becomes.
 *
 * @param body    the lexicon's output, as plain Java, or an Iterator over parts of it
 * @param headers header names to values; null removes a header that an earlier step may have left
 */
public record Reply(Object body, Map<String, @Nullable Object> headers) {

    public void applyTo(Exchange exchange) {
        exchange.getMessage().setBody(body);
        headers.forEach((name, value) -> {
            if (value == null) {
                exchange.getMessage().removeHeader(name);
            } else {
                exchange.getMessage().setHeader(name, value);
            }
        });
    }
}
