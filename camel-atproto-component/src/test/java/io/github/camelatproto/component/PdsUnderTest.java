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
package io.github.camelatproto.component;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;

import io.github.camelatproto.component.session.Session;
import io.github.camelatproto.pds.EmbeddedPds;
import io.github.camelatproto.reference.ReferencePds;
import io.github.camelatproto.syntax.Did;

/** A PDS that takes blobs of 5 MiB; ends with the test if it was started for it. */
interface PdsUnderTest extends AutoCloseable {

    URI url();

    ReferencePds.Account createAccount();

    /** A session of the account whose access token is no good any more, and whose refresh token is. */
    Session expiredSession(ReferencePds.Account of);

    /** Whether describeServer has it. */
    boolean saysItsBlobLimit();

    @Override
    void close();

    static PdsUnderTest of(ReferencePds pds) {
        return of(pds, true);
    }

    static PdsUnderTest older(ReferencePds pds) {
        return of(pds, false);
    }

    private static PdsUnderTest of(ReferencePds pds, boolean saysItsBlobLimit) {
        return new PdsUnderTest() {
            @Override
            public URI url() {
                return pds.url();
            }

            @Override
            public ReferencePds.Account createAccount() {
                return pds.createAccount();
            }

            @Override
            public Session expiredSession(ReferencePds.Account of) {
                return new Session(
                        Did.parse(of.did()), of.handle(), pds.url(), pds.expiredAccessToken(of.did()),
                        pds.createSession(of).refreshJwt());
            }

            @Override
            public boolean saysItsBlobLimit() {
                return saysItsBlobLimit;
            }

            @Override
            public void close() {
                // all tests share it
            }
        };
    }

    static PdsUnderTest embedded() {
        EmbeddedPds pds = EmbeddedPds.builder().build().start();
        Map<String, EmbeddedPds.NewAccount> accounts = new HashMap<>();
        return new PdsUnderTest() {
            @Override
            public URI url() {
                return pds.url();
            }

            @Override
            public ReferencePds.Account createAccount() {
                EmbeddedPds.NewAccount account = pds.createAccount("alice" + accounts.size() + ".test", "secret");
                accounts.put(account.did(), account);
                return new ReferencePds.Account(account.handle(), account.did(), "secret");
            }

            @Override
            public Session expiredSession(ReferencePds.Account of) {
                EmbeddedPds.NewAccount account = accounts.get(of.did());
                pds.expireAccessTokens(of.did());
                return new Session(
                        Did.parse(of.did()), of.handle(), pds.url(), account.accessJwt(), account.refreshJwt());
            }

            @Override
            public boolean saysItsBlobLimit() {
                return true;
            }

            @Override
            public void close() {
                pds.close();
            }
        };
    }
}
