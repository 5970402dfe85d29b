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
package io.github.camelatproto.component.exception;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The PDS answered 429: the account's points or the host's requests are used up, and nothing was written.
 *
 * <p>
 * The producer sets {@code CamelRedeliveryDelay} beside it, so that Camel's error handler, if it redelivers, waits
 * exactly until the limit is reset.
 */
public class RateLimitExceededException extends AtprotoException {

    private static final long serialVersionUID = 1L;

    private final @Nullable Instant reset;

    public RateLimitExceededException(String message, @Nullable Instant reset) {
        super(message);
        this.reset = reset;
    }

    /** When the limit is reset ({@code RateLimit-Reset} or {@code Retry-After}), or {@code null} if not said. */
    public @Nullable Instant getReset() {
        return reset;
    }
}
