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

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

abstract class GetSessionContract extends Contract {

    GetSessionContract(Pds pds, Xrpc anonymous) {
        super(pds, anonymous);
    }

    @Test
    void itSaysWhoseTokenItIs() {
        Answer answer = alice.xrpc().query(Calls.GET_SESSION).success();

        assertThat(answer.text("did")).isEqualTo(alice.did());
        assertThat(answer.text("handle")).isEqualTo(alice.account().handle());
        assertThat(answer.body().required("active").booleanValue()).isTrue();
    }

    @Test
    void withoutATokenThereIsNoSession() {
        assertThat(anonymous.query(Calls.GET_SESSION))
                .isRefused(401, "AuthMissing").withMessage("Authentication Required");
    }

    @Test
    void aTokenOfNobodyIsInvalid() {
        assertThat(anonymous.bearing("nonsense").query(Calls.GET_SESSION))
                .isRefused(400, "InvalidToken").withMessage("Token could not be verified");
    }

    @Test
    void aRefreshTokenIsNoAccessToken() {
        assertThat(anonymous.bearing(alice.session().refreshJwt()).query(Calls.GET_SESSION))
                .isRefused(400, "InvalidToken").withMessage("Token could not be verified");
    }

    @Test
    void anExpiredTokenIsRefusedAsSuch() {
        assertThat(anonymous.bearing(pds.expiredAccessToken(alice.account())).query(Calls.GET_SESSION))
                .isRefused(400, "ExpiredToken").withMessage("Token has expired");
    }

    @Test
    void anotherSchemeIsRefused() {
        assertThat(anonymous.authorizedBy("Foo " + alice.session().accessJwt()).query(Calls.GET_SESSION))
                .isRefused(400, "InvalidToken").withMessage("Unsupported authorization type: Foo");
    }

    @Test
    void aTokenWithoutASchemeIsRefused() {
        assertThat(anonymous.authorizedBy(alice.session().accessJwt()).query(Calls.GET_SESSION))
                .isRefused(400, "InvalidToken").withMessage("Malformed authorization header");
    }
}
