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

import java.util.Locale;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Who may write, with which token, to which repo; the same for every call that writes. */
abstract class AuthorizationContract extends Contract {

    AuthorizationContract(Pds pds, Xrpc anonymous) {
        super(pds, anonymous);
    }

    @Test
    void withoutATokenNobodyMayWrite() {
        assertNothingWritten(anonymous, 401, "AuthMissing", "Authentication Required");
    }

    @Test
    void theTokenIsAskedForBeforeTheBodyIsRead() {
        assertThat(WriteCall.values()).allSatisfy(call -> assertThat(
                anonymous.procedure(call.nsid, "application/json", "{")).isRefused(401, "AuthMissing"));
    }

    @Test
    void aTokenOfNobodyIsInvalid() {
        assertNothingWritten(anonymous.bearing("nonsense"), 400, "InvalidToken", "Token could not be verified");
    }

    @Test
    void aRefreshTokenIsNoAccessToken() {
        assertNothingWritten(
                anonymous.bearing(alice.session().refreshJwt()), 400, "InvalidToken", "Token could not be verified");
    }

    @Test
    void anExpiredTokenIsRefusedAsSuch() {
        assertNothingWritten(
                anonymous.bearing(pds.expiredAccessToken(alice.account())), 400, "ExpiredToken", "Token has expired");
    }

    @Test
    void nobodyMayWriteToTheRepoOfAnother() {
        assertNothingWritten(newUser().xrpc(), 401, "AuthenticationRequired", "Authentication Required");
    }

    @Test
    void aDidWithoutAccountIsNotFound() {
        assertAccountNotFound("did:plc:aaaaaaaaaaaaaaaaaaaaaaaa");
    }

    @Test
    void aHandleWithoutAccountIsNotFound() {
        assertAccountNotFound("nobody.test");
    }

    @Test
    void aHandleInUpperCaseIsNotFound() {
        assertAccountNotFound(alice.account().handle().toUpperCase(Locale.ROOT));
    }

    /** No call writes to the repo of Alice. */
    private void assertNothingWritten(Xrpc xrpc, int status, String error, String message) {
        Commit head = alice.head();
        assertThat(WriteCall.values()).allSatisfy(call -> assertThat(xrpc.procedure(call.nsid, call.input(alice, 1)))
                .isRefused(status, error).withMessage(message));
        assertThat(alice.head()).isEqualTo(head);
    }

    private void assertAccountNotFound(String repo) {
        assertThat(WriteCall.values()).allSatisfy(call -> assertThat(
                alice.xrpc().procedure(call.nsid, call.input(alice, 1).put("repo", repo)))
                .isRefused(403, "AccountNotFound").withMessage("Account not found"));
    }
}
