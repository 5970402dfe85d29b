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

abstract class RefreshSessionContract extends Contract {

    RefreshSessionContract(Pds pds, Xrpc anonymous) {
        super(pds, anonymous);
    }

    @Test
    void itSaysWhoseSessionItIs() {
        Answer answer = refresh(alice.session().refreshJwt()).success();

        assertThat(answer.text("did")).isEqualTo(alice.did());
        assertThat(answer.text("handle")).isEqualTo(alice.account().handle());
        assertThat(answer.body().required("active").booleanValue()).isTrue();
    }

    @Test
    void theNewTokensWork() {
        Session next = Session.of(refresh(alice.session().refreshJwt()));

        assertThat(anonymous.bearing(next.accessJwt()).query(Calls.GET_SESSION)).isSuccess();
        assertThat(refresh(next.refreshJwt())).isSuccess();
    }

    @Test
    void theOldAccessTokenStaysGood() {
        refresh(alice.session().refreshJwt()).success();

        assertThat(alice.xrpc().query(Calls.GET_SESSION)).isSuccess();
    }

    @Test
    void aSecondRefreshWithTheSameTokenGivesASessionToo() {
        Session one = Session.of(refresh(alice.session().refreshJwt()));
        Session two = Session.of(refresh(alice.session().refreshJwt()));

        assertThat(anonymous.bearing(one.accessJwt()).query(Calls.GET_SESSION)).isSuccess();
        assertThat(anonymous.bearing(two.accessJwt()).query(Calls.GET_SESSION)).isSuccess();
        assertThat(refresh(one.refreshJwt())).isSuccess();
        assertThat(refresh(two.refreshJwt())).isSuccess();
    }

    @Test
    void aSecondRefreshWithTheSameTokenGivesTheSameSession() {
        Session one = Session.of(refresh(alice.session().refreshJwt()));
        Session two = Session.of(refresh(alice.session().refreshJwt()));

        anonymous.bearing(one.refreshJwt()).procedure(Calls.DELETE_SESSION).success();

        assertThat(refresh(two.refreshJwt())).isRefused(400, "ExpiredToken").withMessage("Token has been revoked");
    }

    @Test
    void aRevokedTokenIsRefused() {
        anonymous.bearing(alice.session().refreshJwt()).procedure(Calls.DELETE_SESSION).success();

        assertThat(refresh(alice.session().refreshJwt()))
                .isRefused(400, "ExpiredToken").withMessage("Token has been revoked");
    }

    @Test
    void anExpiredTokenIsRefused() {
        assertThat(refresh(pds.expiredRefreshToken(alice.account())))
                .isRefused(400, "ExpiredToken").withMessage("Token has expired");
    }

    @Test
    void anAccessTokenIsNoRefreshToken() {
        assertThat(refresh(alice.session().accessJwt()))
                .isRefused(400, "InvalidToken").withMessage("Token could not be verified");
    }

    @Test
    void aTokenOfNobodyIsInvalid() {
        assertThat(refresh("nonsense")).isRefused(400, "InvalidToken").withMessage("Token could not be verified");
    }

    @Test
    void withoutATokenThereIsNothingToRefresh() {
        assertThat(anonymous.procedure(Calls.REFRESH_SESSION))
                .isRefused(401, "AuthMissing").withMessage("Authentication Required");
    }

    @Test
    void aBodyIsRefusedEvenAnEmptyObject() {
        assertThat(anonymous.bearing(alice.session().refreshJwt())
                .procedure(Calls.REFRESH_SESSION, Json.object("{}")))
                .isRefused(400, "InvalidRequest")
                .withMessage("A request body was provided when none was expected");
    }

    private Answer refresh(String refreshJwt) {
        return anonymous.bearing(refreshJwt).procedure(Calls.REFRESH_SESSION);
    }
}
