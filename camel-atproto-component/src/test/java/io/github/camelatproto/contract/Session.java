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

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelatproto.contract.Pds.Account;

/** The two tokens of a session. */
record Session(String accessJwt, String refreshJwt) {

    /** Takes an answer of createSession or refreshSession, which has to be a success. */
    static Session of(Answer answer) {
        answer.success();
        return new Session(answer.text("accessJwt"), answer.text("refreshJwt"));
    }

    /** Well-formed input of createSession. */
    static ObjectNode login(String identifier, String password) {
        return Json.object("{}").put("identifier", identifier).put("password", password);
    }

    /** Well-formed input of createSession, with the handle. */
    static ObjectNode login(Account account) {
        return login(account.handle(), account.password());
    }
}
