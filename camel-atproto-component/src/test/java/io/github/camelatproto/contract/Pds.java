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

/** A PDS under test, and what cannot be had from it with the calls under test. */
interface Pds {

    /** Where its XRPC calls are below {@code /xrpc/}. */
    URI url();

    /** Creates an account that nobody else gets, with an empty repo and a session. */
    Account createAccount();

    /** Takes an account down, as a moderator does. */
    void takeDown(Account account);

    void deactivate(Account account);

    /** Undoes {@link #deactivate}. */
    void activate(Account account);

    /** An access token that was good once. */
    String expiredAccessToken(Account account);

    /** A refresh token that was good once. */
    String expiredRefreshToken(Account account);

    record Account(String handle, String did, String password, Session session) {
    }
}
