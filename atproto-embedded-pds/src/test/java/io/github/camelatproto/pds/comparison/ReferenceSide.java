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

import io.github.camelatproto.reference.ReferencePds;

/** The reference PDS. */
record ReferenceSide(ReferencePds pds) implements ComparedPds {

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
        pds.deactivate(account(did));
    }

    @Override
    public void activate(String did) {
        pds.activate(account(did));
    }

    @Override
    public String expiredAccessToken() {
        return pds.expiredAccessToken(pds.createAccount().did());
    }

    @Override
    public String expiredRefreshToken() {
        return pds.expiredRefreshToken(pds.createAccount().did());
    }

    /** As much of an account as a change of its status takes. */
    private static ReferencePds.Account account(String did) {
        return new ReferencePds.Account("", did, "");
    }
}
