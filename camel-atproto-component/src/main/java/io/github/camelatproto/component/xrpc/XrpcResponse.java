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
package io.github.camelatproto.component.xrpc;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * An answer of an XRPC method: the status, and the JSON object that came with it.
 *
 * @param status  the HTTP status
 * @param output  the body as the request's {@link XrpcOutput} or {@link XrpcContent} read it, a Map where it has
 *                neither or the call failed; null where the body was no JSON object though it should be: a PDS always
 *                gives one with an error, a proxy does not
 * @param headers that came with it
 */
public record XrpcResponse(int status, @Nullable Object output, XrpcHeaders headers) {

    private static final Duration LONGEST_LIMIT = Duration.ofHours(25);
    /** More than anybody reads, and little enough for patterns to look at. */
    private static final int MAX_TEXT = 2_000;

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** Whether the body was a JSON object, or the content that the request reads. */
    public boolean isJson() {
        return output != null;
    }

    /** The body as plain Java; empty where there was none, or where less than all of it was read. */
    @SuppressWarnings("unchecked")
    public Map<String, Object> json() {
        return output instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    /** The value of a header without the space around it; empty where there is none. */
    public String header(String name) {
        String value = headers.get(name);
        return value == null ? "" : value.trim();
    }

    /** The envelope's error name, empty where there is none; one line, bounded. */
    public String error() {
        return text("error");
    }

    /** The envelope's message, empty where there is none; one line, bounded. */
    public String message() {
        return text("message");
    }

    private String text(String key) {
        return json().get(key) instanceof String text
                ? text.substring(0, Math.min(text.length(), MAX_TEXT)).replaceAll("\\p{Cntrl}+", " ") : "";
    }

    /**
     * When a rate limit is reset: {@code Retry-After} (seconds), else {@code RateLimit-Reset} (epoch seconds). Only a
     * time within the next day is believed: no limit is longer, and a proxy may mean something else.
     */
    public Optional<Instant> reset(Clock clock) {
        Instant now = clock.instant();
        return seconds("retry-after").map(now::plusSeconds)
                .or(() -> seconds("ratelimit-reset").map(Instant::ofEpochSecond))
                .filter(reset -> reset.isAfter(now.minusSeconds(1)) && reset.isBefore(now.plus(LONGEST_LIMIT)));
    }

    private Optional<Long> seconds(String header) {
        try {
            long seconds = Long.parseLong(header(header));
            // beyond the year 9999 it is no date, and below 0 no duration
            return seconds < 0 || seconds > 253_402_300_799L ? Optional.empty() : Optional.of(seconds);
        } catch (NumberFormatException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
