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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

abstract class CreateSessionContract extends Contract {

    CreateSessionContract(Pds pds, Xrpc anonymous) {
        super(pds, anonymous);
    }

    @Test
    void itSaysWhoLoggedIn() {
        Answer answer = logIn(alice.account().handle(), alice.account().password()).success();

        assertThat(answer.text("did")).isEqualTo(alice.did());
        assertThat(answer.text("handle")).isEqualTo(alice.account().handle());
        assertThat(answer.body().required("active").booleanValue()).isTrue();
        assertThat(answer.body().has("status")).as("%s", answer).isFalse();
    }

    @Test
    void theDidIsAsGoodAsTheHandle() {
        assertThat(logIn(alice.did(), alice.account().password()).success().text("did")).isEqualTo(alice.did());
    }

    @Test
    void theTokensWork() {
        Session session = Session.of(logIn(alice.account().handle(), alice.account().password()));

        assertThat(anonymous.bearing(session.accessJwt()).query(Calls.GET_SESSION).success().text("did"))
                .isEqualTo(alice.did());
        assertThat(anonymous.bearing(session.refreshJwt()).procedure(Calls.REFRESH_SESSION)).isSuccess();
    }

    @Test
    void aWrongPasswordIsRefused() {
        assertThat(logIn(alice.account().handle(), alice.account().password() + "x"))
                .isRefused(401, "AuthenticationRequired").withMessage("Invalid identifier or password");
    }

    @ParameterizedTest
    @ValueSource(strings = { "nobody.test", "did:plc:aaaaaaaaaaaaaaaaaaaaaaaa", "" })
    void anUnknownIdentifierIsRefusedInTheSameWords(String identifier) {
        assertThat(logIn(identifier, alice.account().password()))
                .isRefused(401, "AuthenticationRequired").withMessage("Invalid identifier or password");
    }

    @Test
    void aHandleWithALeadingAtIsUnknown() {
        assertThat(logIn("@" + alice.account().handle(), alice.account().password()))
                .isRefused(401, "AuthenticationRequired").withMessage("Invalid identifier or password");
    }

    @ParameterizedTest
    @ValueSource(strings = { "identifier", "password" })
    void neitherFieldMayBeMissing(String field) {
        assertThat(anonymous.procedure(Calls.CREATE_SESSION, Session.login(alice.account()).without(field)))
                .isRefused(400, "InvalidRequest").withMessageContaining("\"" + field + "\"");
    }

    private Answer logIn(String identifier, String password) {
        return anonymous.procedure(Calls.CREATE_SESSION, Session.login(identifier, password));
    }
}
