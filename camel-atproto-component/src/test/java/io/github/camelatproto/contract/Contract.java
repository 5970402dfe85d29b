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

/** What every part of the contract begins with. */
abstract class Contract {

    final Pds pds;
    /** Calls without a token. */
    final Xrpc anonymous;
    /** A user nobody knew before this test. */
    final User alice;

    Contract(Pds pds, Xrpc anonymous) {
        this.pds = pds;
        this.anonymous = anonymous;
        this.alice = newUser();
    }

    final User newUser() {
        Pds.Account account = pds.createAccount();
        return new User(account, anonymous.bearing(account.session().accessJwt()));
    }
}
