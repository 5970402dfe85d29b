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
package io.github.camelatproto.schedule.page;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows down who guesses the password: after five wrong ones from an address none is looked at for a second, then two,
 * four, and so on up to a quarter of an hour; and of all addresses together at most a hundred wrong ones are looked at
 * in a quarter of an hour. Thread-safe.
 */
final class Guesses {

    private static final int FREE = 5;
    private static final int MOST = 100;
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final int MOST_ADDRESSES = 10_000;

    private final Clock clock;
    private final Map<String, Guess> byAddress = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Guess> eldest) {
            return size() > MOST_ADDRESSES;
        }
    };
    private int all;
    private Instant since;

    /** How often an address was wrong, and until when it is not listened to. */
    private record Guess(int wrong, Instant until) {
    }

    Guesses(Clock clock) {
        this.clock = clock;
        this.since = clock.instant();
    }

    /** How long a password of an address is not looked at; nothing if it is. */
    synchronized Duration wait(String address) {
        Instant now = clock.instant();
        if (since.plus(LONGEST).isBefore(now)) {
            since = now;
            all = 0;
        }
        Guess guess = byAddress.get(address);
        Instant until = guess == null ? now : guess.until;
        if (all >= MOST && until.isBefore(since.plus(LONGEST))) {
            until = since.plus(LONGEST);
        }
        return until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO;
    }

    synchronized void wrong(String address) {
        all++;
        int wrong = byAddress.containsKey(address) ? byAddress.get(address).wrong + 1 : 1;
        Duration wait = wrong < FREE ? Duration.ZERO : Duration.ofSeconds(1L << Math.min(wrong - FREE, 10));
        byAddress.put(address, new Guess(wrong, clock.instant().plus(wait.compareTo(LONGEST) > 0 ? LONGEST : wait)));
    }

    synchronized void right(String address) {
        byAddress.remove(address);
    }
}
