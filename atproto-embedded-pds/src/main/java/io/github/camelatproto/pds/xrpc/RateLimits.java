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
package io.github.camelatproto.pds.xrpc;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.camelatproto.pds.error.XrpcError;

/**
 * The rate limits of the reference PDS. A call that asks for more than is left uses up the rest and is refused, in all
 * of its buckets. Thread-safe.
 */
final class RateLimits {

    /** Of an address, for all its calls. */
    static final Limit CALLS = new Limit("global-ip", 3_000, Duration.ofMinutes(5));

    private static final int TIDIED_FROM = 10_000;

    private final Clock clock;
    private final Map<Key, Bucket> buckets = new HashMap<>();

    RateLimits(Clock clock) {
        this.clock = clock;
    }

    private record Key(String limit, String owner) {
    }

    /** @param used may exceed the points of the limit */
    private record Bucket(Instant end, long used) {
    }

    /** A bucket after a call: how much is left in it, until when. */
    private record Level(Limit limit, int left, Instant end) {

        boolean isTighterThan(Level other) {
            return left < other.left;
        }
    }

    /**
     * Uses points up.
     *
     * @param  headers   gets those of the bucket that has least left, or that has too little
     * @throws XrpcError 429 RateLimitExceeded
     */
    synchronized void charge(List<Charge> charges, Map<String, String> headers) {
        Instant now = clock.instant();
        tidy(now);
        Level tightest = null;
        Level exceeded = null;
        for (Charge charge : charges) {
            if (charge.points() > 0) {
                Bucket bucket = use(charge, now);
                Level level = level(charge.limit(), bucket);
                if (exceeded == null && bucket.used > charge.limit().points()) {
                    exceeded = level;
                }
                tightest = tightest == null || level.isTighterThan(tightest) ? level : tightest;
            }
        }
        if (exceeded != null) {
            long wait = Duration.between(now, exceeded.end).toMillis();
            headers.put("Retry-After", Long.toString((wait + 999) / 1000));
            describe(exceeded, headers);
            throw new XrpcError(429, "RateLimitExceeded", "Rate Limit Exceeded");
        }
        if (tightest != null) {
            describe(tightest, headers);
        }
    }

    private Bucket use(Charge charge, Instant now) {
        return buckets.compute(new Key(charge.limit().name(), charge.key()), (key, bucket) -> {
            boolean isOver = bucket == null || !now.isBefore(bucket.end);
            return isOver
                    ? new Bucket(now.plus(charge.limit().window()), charge.points())
                    : new Bucket(bucket.end, bucket.used + charge.points());
        });
    }

    private static Level level(Limit limit, Bucket bucket) {
        return new Level(limit, (int) Math.max(0, limit.points() - bucket.used), bucket.end);
    }

    /** Whoever invents ever new identifiers shall not fill the memory. */
    private void tidy(Instant now) {
        if (buckets.size() >= TIDIED_FROM) {
            buckets.values().removeIf(bucket -> !now.isBefore(bucket.end));
        }
    }

    private static void describe(Level level, Map<String, String> headers) {
        Map<String, String> described = new LinkedHashMap<>();
        described.put("RateLimit-Limit", Integer.toString(level.limit.points()));
        described.put("RateLimit-Reset", Long.toString(level.end.getEpochSecond()));
        described.put("RateLimit-Remaining", Integer.toString(level.left));
        described.put("RateLimit-Policy", level.limit.points() + ";w=" + level.limit.window().toSeconds());
        headers.put("Access-Control-Expose-Headers",
                String.join(", ", described.keySet()) + (headers.containsKey("Retry-After") ? ", Retry-After" : ""));
        headers.putAll(described);
    }
}
