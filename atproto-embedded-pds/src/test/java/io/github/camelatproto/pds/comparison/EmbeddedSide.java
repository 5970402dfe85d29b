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
package io.github.camelatproto.pds.comparison;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import io.github.camelatproto.pds.EmbeddedPds;

/** The embedded PDS, in memory. */
final class EmbeddedSide implements ComparedPds, AutoCloseable {

    private final PastClock clock = new PastClock();
    private final EmbeddedPds pds = EmbeddedPds.builder().clock(clock).build().start();

    @Override
    public URI url() {
        return pds.url();
    }

    @Override
    public void takeDown(String did) {
        pds.takeDown(did);
    }

    @Override
    public void deactivate(String did) {
        pds.deactivate(did);
    }

    @Override
    public void activate(String did) {
        pds.activate(did);
    }

    @Override
    public String expiredAccessToken() {
        return accountOfThePast("access-of-old.test", Duration.ofHours(3)).accessJwt();
    }

    @Override
    public String expiredRefreshToken() {
        return accountOfThePast("refresh-of-old.test", Duration.ofDays(91)).refreshJwt();
    }

    @Override
    public void close() {
        pds.close();
    }

    private EmbeddedPds.NewAccount accountOfThePast(String handle, Duration ago) {
        clock.goBack(ago);
        try {
            return pds.createAccount(handle, "secret");
        } finally {
            clock.goBack(Duration.ZERO);
        }
    }

    /** The time of the system, or one that has been. */
    private static final class PastClock extends Clock {
        private volatile Duration ago = Duration.ZERO;

        void goBack(Duration ago) {
            this.ago = ago;
        }

        @Override
        public Instant instant() {
            return Instant.now().minus(ago);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
