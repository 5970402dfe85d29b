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

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Who is here. In memory: after a restart everybody logs in again. Thread-safe. */
final class Visits {

    static final Duration LENGTH = Duration.ofHours(12);
    private static final int MOST = 1_000;
    private static final int SECRET_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final Clock clock;
    private final Map<String, Visit> visits = new LinkedHashMap<>();

    Visits(Clock clock) {
        this.clock = clock;
    }

    synchronized Visit begin(boolean isLoggedIn) {
        Instant now = clock.instant();
        visits.values().removeIf(visit -> visit.until().isBefore(now));
        Iterator<Visit> oldest = visits.values().iterator();
        while (visits.size() >= MOST && oldest.hasNext()) {
            oldest.next();
            oldest.remove();
        }
        Visit visit = new Visit(secret(), secret(), now.plus(LENGTH), isLoggedIn);
        visits.put(visit.token(), visit);
        return visit;
    }

    synchronized Optional<Visit> of(String token) {
        return Optional.ofNullable(visits.get(token)).filter(visit -> visit.until().isAfter(clock.instant()));
    }

    synchronized void end(Visit visit) {
        visits.remove(visit.token());
    }

    private String secret() {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    /** Compares secrets in a time that does not tell how alike they are. */
    static boolean isSame(String one, String other) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] expected = digest.digest(one.getBytes(UTF_8));
            return MessageDigest.isEqual(expected, digest.digest(other.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
