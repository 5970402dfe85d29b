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

abstract class DeleteSessionContract extends Contract {

    DeleteSessionContract(Pds pds, Xrpc anonymous) {
        super(pds, anonymous);
    }

    @Test
    void theAnswerIsEmpty() {
        assertThat(delete(alice.session().refreshJwt()).success().body().isMissingNode()).isTrue();
    }

    @Test
    void theRefreshTokenIsRevoked() {
        delete(alice.session().refreshJwt()).success();

        assertThat(anonymous.bearing(alice.session().refreshJwt()).procedure(Calls.REFRESH_SESSION))
                .isRefused(400, "ExpiredToken").withMessage("Token has been revoked");
    }

    @Test
    void theAccessTokenStaysGood() {
        delete(alice.session().refreshJwt()).success();

        assertThat(alice.xrpc().query(Calls.GET_SESSION)).isSuccess();
    }

    @Test
    void otherSessionsOfTheAccountGoOn() {
        Session other = Session.of(anonymous.procedure(Calls.CREATE_SESSION, Session.login(alice.account())));

        delete(alice.session().refreshJwt()).success();

        assertThat(anonymous.bearing(other.refreshJwt()).procedure(Calls.REFRESH_SESSION)).isSuccess();
    }

    @Test
    void aSecondTimeIsFineToo() {
        delete(alice.session().refreshJwt()).success();

        assertThat(delete(alice.session().refreshJwt())).isSuccess();
    }

    @Test
    void anExpiredTokenIsTaken() {
        assertThat(delete(pds.expiredRefreshToken(alice.account()))).isSuccess();
    }

    @Test
    void anAccessTokenIsNoRefreshToken() {
        assertThat(delete(alice.session().accessJwt()))
                .isRefused(400, "InvalidToken").withMessage("Token could not be verified");
    }

    @Test
    void withoutATokenThereIsNothingToDelete() {
        assertThat(anonymous.procedure(Calls.DELETE_SESSION))
                .isRefused(401, "AuthMissing").withMessage("Authentication Required");
    }

    private Answer delete(String refreshJwt) {
        return anonymous.bearing(refreshJwt).procedure(Calls.DELETE_SESSION);
    }
}
