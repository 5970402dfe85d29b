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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.camelatproto.contract.Records.post;
import static io.github.camelatproto.contract.Records.thing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;

abstract class DescribeRepoContract extends Contract {

    DescribeRepoContract(Pds pds, Xrpc anonymous) {
        super(pds, anonymous);
    }

    @Test
    void itTellsWhoseRepoItIs() {
        Answer answer = describe(alice.account().handle()).success();

        assertThat(answer.text("did")).isEqualTo(alice.did());
        assertThat(answer.text("handle")).isEqualTo(alice.account().handle());
        assertThat(answer.body().required("handleIsCorrect").booleanValue()).isTrue();
        assertThat(answer.body().at("/didDoc/id").textValue()).isEqualTo(alice.did());
    }

    @Test
    void itNamesTheCollectionsThatHaveRecords() {
        alice.createRecord(alice.creation("k1", thing(1))).success();
        alice.createRecord(alice.creation(post())).success();
        assertThatObject(describe(alice.did()).success().body().required("collections"))
                .isEqualTo(Json.json("['app.bsky.feed.post', 'com.example.thing']"));

        alice.applyWrites(alice.batch(Writes.delete("k1"))).success();
        assertThatObject(describe(alice.did()).success().body().required("collections"))
                .isEqualTo(Json.json("['app.bsky.feed.post']"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "nobody.test", "did:plc:aaaaaaaaaaaaaaaaaaaaaaaa" })
    void anUnknownRepoIsNotFound(String repo) {
        assertThat(describe(repo))
                .isRefused(400, "RepoNotFound").withMessage("Could not find repo for DID: " + repo);
    }

    @Test
    void aDeactivatedRepoIsSaidToBeSo() {
        pds.deactivate(alice.account());

        assertThat(describe(alice.did()))
                .isRefused(400, "RepoDeactivated").withMessage("Repo has been deactivated: " + alice.did());
    }

    @Test
    void aRepoThatWasTakenDownIsSaidToBeSo() {
        pds.takeDown(alice.account());

        assertThat(describe(alice.did()))
                .isRefused(400, "RepoTakendown").withMessage("Repo has been takendown: " + alice.did());
    }

    private Answer describe(String repo) {
        return anonymous.query(Calls.DESCRIBE_REPO, Map.of("repo", repo));
    }
}
