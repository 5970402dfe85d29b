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

import java.time.Clock;
import java.util.Map;

import io.github.camelatproto.data.AtJson;
import io.github.camelatproto.pds.account.Account;
import io.github.camelatproto.pds.repo.Repo;
import io.github.camelatproto.pds.store.PdsState;
import io.github.camelatproto.syntax.Handle;
import org.jspecify.annotations.Nullable;

/** What the tests of a PDS's state begin with. */
public final class TestPds {

    public static final String PASSWORD = "correct horse";

    private TestPds() {
    }

    /** A new repo in memory. */
    public static Repo repo() {
        return repo(PdsState.inMemory(Clock.systemUTC()));
    }

    /** The repo of alice.test, a new account. */
    public static Repo repo(PdsState state) {
        return state.repos().of(alice(state).did());
    }

    /** Creates the account alice.test. */
    public static Account alice(PdsState state) {
        return state.accounts().create(Handle.parse("alice.test"), "alice@test.com", PASSWORD);
    }

    /** Reads a record as laxly as the PDS does. */
    public static Map<String, @Nullable Object> record(String json) {
        return AtJson.parseRecord(json);
    }
}
