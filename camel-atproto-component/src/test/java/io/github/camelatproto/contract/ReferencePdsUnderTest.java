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
import java.util.UUID;

import io.github.camelatproto.reference.ReferencePds;

/** The reference PDS. */
final class ReferencePdsUnderTest implements Pds {
    private static final String PASSWORD = "secret";

    private final ReferencePds pds;
    private final Xrpc xrpc;

    ReferencePdsUnderTest(ReferencePds pds) {
        this.pds = pds;
        this.xrpc = new Xrpc(pds.url());
    }

    @Override
    public URI url() {
        return pds.url();
    }

    @Override
    public Account createAccount() {
        String name = "u" + UUID.randomUUID().toString().substring(24);
        String handle = name + ".test";
        Answer answer = xrpc.procedure("com.atproto.server.createAccount", Json.object("{}")
                .put("handle", handle).put("email", name + "@example.com").put("password", PASSWORD));
        // the session that comes with it is taken: to log in costs a third of a second
        return new Account(handle, answer.success().text("did"), PASSWORD, Session.of(answer));
    }

    @Override
    public void takeDown(Account account) {
        pds.takeDown(account.did());
    }

    @Override
    public void deactivate(Account account) {
        pds.deactivate(referenceAccount(account));
    }

    @Override
    public void activate(Account account) {
        pds.activate(referenceAccount(account));
    }

    @Override
    public String expiredAccessToken(Account account) {
        return pds.expiredAccessToken(account.did());
    }

    @Override
    public String expiredRefreshToken(Account account) {
        return pds.expiredRefreshToken(account.did());
    }

    private static ReferencePds.Account referenceAccount(Account account) {
        return new ReferencePds.Account(account.handle(), account.did(), account.password());
    }
}
