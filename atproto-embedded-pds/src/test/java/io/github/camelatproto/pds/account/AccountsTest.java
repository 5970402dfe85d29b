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
package io.github.camelatproto.pds.account;

import java.time.Clock;
import java.util.List;

import io.github.camelatproto.pds.TestPds;
import io.github.camelatproto.pds.store.PdsState;
import io.github.camelatproto.repo.CommitMeta;
import io.github.camelatproto.syntax.Handle;
import org.junit.jupiter.api.Test;

import static io.github.camelatproto.pds.TestPds.refusal;
import static org.assertj.core.api.Assertions.assertThat;

class AccountsTest {

    private final PdsState state = PdsState.inMemory(Clock.systemUTC());
    private final Accounts accounts = state.accounts();
    private final Account alice = TestPds.alice(state);

    @Test
    void anAccountHasADidOfItsOwnAndAnEmptyRepo() {
        Account bob = accounts.create(Handle.parse("bob.test"), null, "secret");
        assertThat(bob.did().value()).matches("did:plc:[a-z2-7]{24}").isNotEqualTo(alice.did().value());
        CommitMeta head = state.repos().of(bob.did()).head();
        assertThat(state.repos().of(bob.did()).log(10, null)).extracting("cid").containsExactly(head.cid());
        assertThat(state.repos().of(bob.did()).collections()).isEmpty();
        assertThat(bob.status()).isEqualTo(AccountStatus.ACTIVE);
        assertThat(bob.email()).isNull();
    }

    @Test
    void aHandleAndAnEmailAddressAreTakenOnce() {
        assertThat(refusal(() -> accounts.create(Handle.parse("Alice.test"), null, "x")))
                .isEqualTo("400 InvalidRequest: Handle already taken: alice.test");
        assertThat(refusal(() -> accounts.create(Handle.parse("bob.test"), "ALICE@test.com", "x")))
                .isEqualTo("400 InvalidRequest: Email already taken: alice@test.com");
        assertThat(accounts.all()).containsExactly(alice);
    }

    @Test
    void anAccountIsFoundByItsExactNames() {
        assertThat(accounts.find("alice.test")).contains(alice);
        assertThat(accounts.find(alice.did().value())).contains(alice);
        for (String other : List.of("Alice.test", "alice@test.com", "@alice.test", "did:plc:nobody", "did:", "")) {
            assertThat(accounts.find(other)).as(other).isEmpty();
        }
    }

    @Test
    void anAccountLogsInByHandleDidOrEmailInAnyCase() {
        for (String login : List.of("alice.test", "ALICE.test", alice.did().value(), "Alice@Test.com")) {
            assertThat(accounts.findLogin(login)).as(login).contains(alice);
        }
        for (String login : List.of("@alice.test", "bob.test", "bob@test.com", "")) {
            assertThat(accounts.findLogin(login)).as(login).isEmpty();
        }
    }

    @Test
    void aPasswordIsKnownFromOthers() {
        assertThat(accounts.isPasswordOf(alice, TestPds.PASSWORD)).isTrue();
        assertThat(accounts.isPasswordOf(alice, TestPds.PASSWORD + " ")).isFalse();
        assertThat(accounts.isPasswordOf(alice, "")).isFalse();
        assertThat(accounts.isPasswordOf(null, TestPds.PASSWORD)).isFalse();
    }

    @Test
    void theSamePasswordIsKeptDifferentlyForEachAccount() {
        Account bob = accounts.create(Handle.parse("bob.test"), null, TestPds.PASSWORD);
        assertThat(bob.passwordHash()).isNotEqualTo(alice.passwordHash()).doesNotContain(TestPds.PASSWORD);
    }

    @Test
    void aStatusChanges() {
        accounts.setStatus(alice.did(), AccountStatus.TAKENDOWN);
        assertThat(accounts.find("alice.test").orElseThrow().status()).isEqualTo(AccountStatus.TAKENDOWN);
        assertThat(accounts.all()).extracting(Account::status).containsExactly(AccountStatus.TAKENDOWN);
    }

    @Test
    void anAccountDoesNotTellItsSecrets() {
        assertThat(alice.toString()).isEqualTo("alice.test (" + alice.did() + ")");
    }
}
