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

/** A PDS that is compared, and what cannot be had from it with XRPC calls. */
interface ComparedPds {

    URI url();

    /** Takes an account down, as a moderator does. */
    void takeDown(String did);

    void deactivate(String did);

    /** Undoes {@link #deactivate}. */
    void activate(String did);

    /** An access token of an account of its own that was good once. */
    String expiredAccessToken();

    /** A refresh token of an account of its own that was good once. */
    String expiredRefreshToken();
}
