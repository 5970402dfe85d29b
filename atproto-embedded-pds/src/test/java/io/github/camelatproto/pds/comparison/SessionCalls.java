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

import static io.github.camelatproto.pds.comparison.Case.call;
import static io.github.camelatproto.pds.comparison.Case.event;
import static io.github.camelatproto.pds.comparison.Request.procedure;
import static io.github.camelatproto.pds.comparison.Request.query;

/** The methods of com.atproto.server. */
final class SessionCalls {
    private static final String CREATE_ACCOUNT = "com.atproto.server.createAccount";
    private static final String CREATE_SESSION = "com.atproto.server.createSession";
    private static final String REFRESH_SESSION = "com.atproto.server.refreshSession";
    private static final String DELETE_SESSION = "com.atproto.server.deleteSession";
    private static final String GET_SESSION = "com.atproto.server.getSession";

    private SessionCalls() {
    }

    static Scenario scenario() {
        return Scenario.of("accounts/session",
                call("createAccount", account("carol${suffix}.test", "carol${suffix}@example.com"))
                        .keeping("carol", "/did"),
                call("createAccount dup handle", account("${alice.handle}", "other${suffix}@example.com")),
                call("createAccount dup email", account("other${suffix}.test", "carol${suffix}@example.com")),
                call("createAccount handle short", account("ab.test", "ab@example.com")),
                call("createAccount handle long", account("a-name-of-19-letter.test", "ab@example.com")),
                call("createAccount handle of other domain", account("alice.bsky.social", "ab@example.com")),
                call("createAccount handle invalid", account("x y", "ab@example.com")),
                call("createAccount without handle", procedure(CREATE_ACCOUNT, "{'password': 'secret'}")),
                call("createAccount without email", procedure(
                        CREATE_ACCOUNT, "{'handle': 'other${suffix}.test', 'password': 'secret'}")),
                call("createAccount without password", procedure(
                        CREATE_ACCOUNT, "{'handle': 'other${suffix}.test', 'email': 'other${suffix}@example.com'}"))
                        .keeping("dave", "/did"),
                call("createAccount with auth", account("other${suffix}.test", "other${suffix}@example.com").as("alice")),
                call("createSession ok", login("${alice.handle}", "secret"))
                        .keeping("second.access", "/accessJwt").keeping("second.refresh", "/refreshJwt"),
                call("createSession bad pw", login("${alice.handle}", "nope")),
                call("createSession unknown id", login("nobody.test", "secret")),
                call("createSession missing password", procedure(CREATE_SESSION, "{'identifier': 'alice.test'}")),
                call("createSession @handle (leading @)", login("@${alice.handle}", "secret")),
                call("createSession by did", login("${alice}", "secret")),
                call("createSession by email", login("carol${suffix}@example.com", "secret")),
                call("getSession", query(GET_SESSION).as("alice")),
                call("getSession no auth", query(GET_SESSION)),
                call("getSession garbage token", query(GET_SESSION).bearing("garbage")),
                call("getSession Foo scheme", query(GET_SESSION).with("Authorization", "Foo bar")),
                call("getSession malformed header", query(GET_SESSION).with("Authorization", "Bearer")),
                call("getSession with refresh token", query(GET_SESSION).bearing("${alice.refresh}")),
                call("wrong signature", query(GET_SESSION).bearing("${alice.access}AAAA")),
                event("an expired access token",
                        side -> side.names().put("expired.access", side.pds().expiredAccessToken())),
                call("expired access token", query(GET_SESSION).bearing("${expired.access}")),
                call("refreshSession", procedure(REFRESH_SESSION).bearing("${second.refresh}"))
                        .keeping("third.refresh", "/refreshJwt"),
                call("refreshSession same token again (grace)", procedure(REFRESH_SESSION).bearing("${second.refresh}")),
                call("refreshSession with access token", procedure(REFRESH_SESSION).as("alice")),
                call("refreshSession no auth", procedure(REFRESH_SESSION)),
                call("refreshSession with JSON body {}", procedure(REFRESH_SESSION, "{}").bearing("${third.refresh}")),
                event("an expired refresh token",
                        side -> side.names().put("expired.refresh", side.pds().expiredRefreshToken())),
                call("expired refresh token", procedure(REFRESH_SESSION).bearing("${expired.refresh}")),
                call("deleteSession", procedure(DELETE_SESSION).bearing("${third.refresh}")),
                call("refreshSession after delete", procedure(REFRESH_SESSION).bearing("${third.refresh}")),
                call("deleteSession twice", procedure(DELETE_SESSION).bearing("${third.refresh}")),
                call("expired refresh on deleteSession", procedure(DELETE_SESSION).bearing("${expired.refresh}")),
                call("deleteSession with access token", procedure(DELETE_SESSION).as("alice")),
                call("deleteSession no auth", procedure(DELETE_SESSION)),
                call("describeServer", query("com.atproto.server.describeServer")));
    }

    static Request login(String identifier, String password) {
        return procedure(CREATE_SESSION, "{'identifier': '" + identifier + "', 'password': '" + password + "'}");
    }

    private static Request account(String handle, String email) {
        return procedure(CREATE_ACCOUNT,
                "{'handle': '" + handle + "', 'email': '" + email + "', 'password': 'secret'}");
    }
}
