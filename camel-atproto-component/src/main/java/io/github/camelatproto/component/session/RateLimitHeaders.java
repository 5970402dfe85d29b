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
package io.github.camelatproto.component.session;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.camelatproto.component.commit.RateLimit;
import io.github.camelatproto.component.xrpc.XrpcResponse;
import org.jspecify.annotations.Nullable;

/**
 * The headers {@code RateLimit-Policy} (such as {@code 5000;w=3600}), {@code RateLimit-Remaining} and
 * {@code RateLimit-Reset} (epoch seconds).
 */
final class RateLimitHeaders {

    private static final Pattern POLICY = Pattern.compile("(\\d{1,9})\\s*;\\s*w=(\\d{1,9})");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,11}");

    private RateLimitHeaders() {
    }

    /** What the answer says of a limit, null where it says nothing that can be understood. */
    static @Nullable RateLimit of(XrpcResponse response) {
        String shown = response.header("ratelimit-policy");
        if (shown.isEmpty()) {
            return null;
        }
        Matcher policy = POLICY.matcher(shown);
        Matcher remaining = NUMBER.matcher(response.header("ratelimit-remaining"));
        Matcher reset = NUMBER.matcher(response.header("ratelimit-reset"));
        if (!policy.matches() || !remaining.matches() || !reset.matches()) {
            return null;
        }
        try {
            return new RateLimit(
                    Integer.parseInt(policy.group(1)), Duration.ofSeconds(Long.parseLong(policy.group(2))),
                    (int) Math.min(Integer.MAX_VALUE, Long.parseLong(remaining.group())),
                    Instant.ofEpochSecond(Long.parseLong(reset.group())));
        } catch (DateTimeException e) {
            return null;
        }
    }
}
