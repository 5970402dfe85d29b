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

import java.util.Map;

import org.junit.jupiter.api.Test;

import static io.github.camelatproto.contract.Records.thing;
import static org.assertj.core.api.Assertions.assertThat;

abstract class GetLatestCommitContract extends Contract {

    GetLatestCommitContract(Pds pds, Xrpc anonymous) {
        super(pds, anonymous);
    }

    @Test
    void itIsTheCommitOfTheLastWrite() {
        Commit commit = alice.createRecord(alice.creation(thing(1))).success().commit();

        assertThat(Commit.of(ask(anonymous, alice.did()).success().body())).isEqualTo(commit);
    }

    @Test
    void anUnknownRepoIsNotFound() {
        assertThat(ask(anonymous, "did:plc:aaaaaaaaaaaaaaaaaaaaaaaa")).isRefused(400, "RepoNotFound")
                .withMessage("Could not find repo for DID: did:plc:aaaaaaaaaaaaaaaaaaaaaaaa");
    }

    @Test
    void aHandleIsNoDid() {
        assertThat(ask(anonymous, "alice.test")).isRefused(400, "InvalidRequest").withMessageContaining(
                "Invalid com.atproto.sync.getLatestCommit params: Invalid DID");
    }

    @Test
    void deactivatedOnlyTheAccountItselfSeesIt() {
        pds.deactivate(alice.account());

        assertThat(ask(anonymous, alice.did()))
                .isRefused(400, "RepoDeactivated").withMessage("Repo has been deactivated: " + alice.did());
        assertThat(ask(newUser().xrpc(), alice.did())).isRefused(400, "RepoDeactivated");
        assertThat(ask(alice.xrpc(), alice.did())).isSuccess();
    }

    @Test
    void takenDownNobodySeesIt() {
        pds.takeDown(alice.account());

        assertThat(ask(anonymous, alice.did()))
                .isRefused(400, "RepoTakendown").withMessage("Repo has been takendown: " + alice.did());
    }

    @Test
    void aTokenThatComesAlongHasToBeGood() {
        assertThat(ask(anonymous.bearing("nonsense"), alice.did()))
                .isRefused(400, "InvalidToken").withMessage("Token could not be verified");
    }

    private static Answer ask(Xrpc xrpc, String did) {
        return xrpc.query(Calls.GET_LATEST_COMMIT, Map.of("did", did));
    }
}
