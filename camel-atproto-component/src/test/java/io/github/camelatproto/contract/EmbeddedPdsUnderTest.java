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
package io.github.camelatproto.contract;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.function.Function;

import io.github.camelatproto.pds.EmbeddedPds;

/** The embedded PDS, in memory. */
final class EmbeddedPdsUnderTest implements Pds, AutoCloseable {
    private static final String PASSWORD = "secret";

    private final PastClock clock = new PastClock();
    private final EmbeddedPds pds = EmbeddedPds.builder().clock(clock).build().start();
    private final Xrpc xrpc = new Xrpc(pds.url());

    @Override
    public URI url() {
        return pds.url();
    }

    @Override
    public Account createAccount() {
        String handle = "u" + UUID.randomUUID().toString().substring(24) + ".test";
        EmbeddedPds.NewAccount account = pds.createAccount(handle, PASSWORD);
        return new Account(handle, account.did(), PASSWORD, new Session(account.accessJwt(), account.refreshJwt()));
    }

    @Override
    public void takeDown(Account account) {
        pds.takeDown(account.did());
    }

    @Override
    public void deactivate(Account account) {
        pds.deactivate(account.did());
    }

    @Override
    public void activate(Account account) {
        pds.activate(account.did());
    }

    @Override
    public String expiredAccessToken(Account account) {
        return tokenOfThePast(account, Duration.ofHours(3), Session::accessJwt);
    }

    @Override
    public String expiredRefreshToken(Account account) {
        return tokenOfThePast(account, Duration.ofDays(91), Session::refreshJwt);
    }

    @Override
    public void close() {
        pds.close();
    }

    private String tokenOfThePast(Account account, Duration ago, Function<Session, String> token) {
        clock.goBack(ago);
        try {
            return token.apply(Session.of(xrpc.procedure(Calls.CREATE_SESSION, Session.login(account))));
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
