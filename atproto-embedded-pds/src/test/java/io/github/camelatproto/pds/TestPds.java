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
package io.github.camelatproto.pds;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;

import io.github.camelatproto.data.AtJson;
import io.github.camelatproto.pds.account.Account;
import io.github.camelatproto.pds.error.XrpcError;
import io.github.camelatproto.pds.repo.Repo;
import io.github.camelatproto.pds.store.PdsState;
import io.github.camelatproto.syntax.Handle;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What the tests of a PDS's state begin with. */
public final class TestPds {

    public static final String PASSWORD = "correct horse";

    private TestPds() {
    }

    /** A new repo in memory. */
    public static Repo repo() {
        return repo(PdsState.inMemory(Clock.systemUTC()));
    }

    /** The repo of a new account. */
    public static Repo repo(PdsState state) {
        return state.repos().of(alice(state).did());
    }

    /** Creates the account alice.test. */
    public static Account alice(PdsState state) {
        return state.accounts().create(Handle.parse("alice.test"), "alice@test.com", PASSWORD);
    }

    /** Reads a record as the PDS reads it out of a request. */
    @SuppressWarnings("unchecked") // it is an object
    public static Map<String, @Nullable Object> record(String json) {
        return (Map<String, @Nullable Object>) Objects
                .requireNonNull(AtJson.parseLax(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
    }

    /** How a call is refused, such as {@code 400 InvalidSwap: Commit was at bafyrei...}. */
    public static String refusal(ThrowingCallable call) {
        XrpcError error = catchThrowableOfType(XrpcError.class, call);
        return error == null ? "not refused" : error.status() + " " + error.error() + ": " + error.getMessage();
    }
}
