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

import static io.github.camelatproto.contract.Records.THING;
import static io.github.camelatproto.contract.Records.thing;
import static org.assertj.core.api.Assertions.assertThat;

/** Accounts that a moderator has taken down, and that their owners have deactivated. */
abstract class AccountStatusContract extends Contract {

    AccountStatusContract(Pds pds, Xrpc anonymous) {
        super(pds, anonymous);
    }

    @Test
    void takenDownItMayNotWrite() {
        pds.takeDown(alice.account());

        assertThat(WriteCall.values()).allSatisfy(call -> assertThat(
                alice.xrpc().procedure(call.nsid, call.input(alice, 1)))
                .isRefused(401, "AccountTakedown").withMessage("Account has been taken down"));
    }

    @Test
    void takenDownItMayNotLogIn() {
        pds.takeDown(alice.account());

        assertThat(anonymous.procedure(Calls.CREATE_SESSION, Session.login(alice.account())))
                .isRefused(401, "AccountTakedown").withMessage("Account has been taken down");
    }

    @Test
    void takenDownItMayNotRefresh() {
        pds.takeDown(alice.account());

        assertThat(anonymous.bearing(alice.session().refreshJwt()).procedure(Calls.REFRESH_SESSION))
                .isRefused(401, "AccountTakedown").withMessage("Account has been taken down");
    }

    @Test
    void takenDownItHasNoSession() {
        pds.takeDown(alice.account());

        assertThat(alice.xrpc().query(Calls.GET_SESSION))
                .isRefused(400, "InvalidRequest")
                .withMessage("Could not find user info for account: " + alice.did());
    }

    @Test
    void takenDownItsRecordsAreNotShown() {
        alice.createRecord(alice.creation("k1", thing(1))).success();
        pds.takeDown(alice.account());

        assertThat(alice.getRecord(THING, "k1"))
                .isRefused(400, "InvalidRequest").withMessage("Could not locate record");
    }

    @Test
    void deactivatedItMayNotWrite() {
        pds.deactivate(alice.account());

        assertThat(WriteCall.values()).allSatisfy(call -> assertThat(
                alice.xrpc().procedure(call.nsid, call.input(alice, 1)))
                .isRefused(401, "AccountDeactivated").withMessage("Account is deactivated"));
    }

    @Test
    void deactivatedItMayLogInAndIsToldSo() {
        pds.deactivate(alice.account());

        assertDeactivated(anonymous.procedure(Calls.CREATE_SESSION, Session.login(alice.account())));
    }

    @Test
    void deactivatedItMayRefreshAndIsToldSo() {
        pds.deactivate(alice.account());

        assertDeactivated(anonymous.bearing(alice.session().refreshJwt()).procedure(Calls.REFRESH_SESSION));
    }

    @Test
    void deactivatedItsSessionSaysSo() {
        pds.deactivate(alice.account());

        assertDeactivated(alice.xrpc().query(Calls.GET_SESSION));
    }

    @Test
    void deactivatedItsRecordsAreNotShown() {
        alice.createRecord(alice.creation("k1", thing(1))).success();
        pds.deactivate(alice.account());

        assertThat(alice.getRecord(THING, "k1"))
                .isRefused(400, "InvalidRequest").withMessage("Could not locate record");
    }

    @Test
    void activatedAgainItMayWriteAndItsRecordsAreShown() {
        alice.createRecord(alice.creation("k1", thing(1))).success();
        pds.deactivate(alice.account());
        pds.activate(alice.account());

        assertThat(alice.createRecord(alice.creation("k2", thing(2)))).isSuccess();
        assertThat(alice.getRecord(THING, "k1")).isSuccess();
    }

    private void assertDeactivated(Answer answer) {
        answer.success();
        assertThat(answer.text("did")).isEqualTo(alice.did());
        assertThat(answer.body().required("active").booleanValue()).isFalse();
        assertThat(answer.text("status")).isEqualTo("deactivated");
    }
}
