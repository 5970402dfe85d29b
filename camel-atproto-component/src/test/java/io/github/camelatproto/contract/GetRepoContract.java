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

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static io.github.camelatproto.contract.Records.cid;
import static io.github.camelatproto.contract.Records.thing;
import static org.assertj.core.api.Assertions.assertThat;

abstract class GetRepoContract extends Contract {

    GetRepoContract(Pds pds, Xrpc anonymous) {
        super(pds, anonymous);
    }

    @Test
    void anyoneGetsTheHeadAndEveryRecord() {
        alice.applyWrites(alice.batch(Writes.creates(60))).success();

        HttpResponse<byte[]> response = download(Map.of());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/vnd.ipld.car");
        Car car = Car.read(response.body());
        assertThat(car.root()).isEqualTo(alice.head().cid());
        assertThat(car.commit().get("did")).isEqualTo(alice.did());
        assertThat(car.commit().get("rev")).isEqualTo(alice.head().rev().value());
        for (int n = 0; n < 60; n++) {
            assertThat(car.blocks()).containsKey(cid(thing(n)));
        }
    }

    @Test
    void sinceARevisionOnlyWhatIsNew() {
        Commit first = alice.createRecord(alice.creation("k1", thing(1))).success().commit();
        alice.createRecord(alice.creation("k2", thing(2))).success();

        Car car = Car.read(download(Map.of("since", first.rev().value())).body());

        assertThat(car.root()).isEqualTo(alice.head().cid());
        assertThat(car.blocks()).containsKey(cid(thing(2))).doesNotContainKey(cid(thing(1)));
    }

    @Test
    void sinceTheHeadThereIsNothing() {
        Commit head = alice.createRecord(alice.creation("k1", thing(1))).success().commit();

        assertThat(Car.read(download(Map.of("since", head.rev().value())).body()).blocks()).isEmpty();
    }

    @Test
    void anUnknownRepoIsNotFound() {
        assertThat(Answer.of(download(Map.of("did", "did:plc:aaaaaaaaaaaaaaaaaaaaaaaa"))))
                .isRefused(400, "RepoNotFound")
                .withMessage("Could not find repo for DID: did:plc:aaaaaaaaaaaaaaaaaaaaaaaa");
    }

    @Test
    void aRevisionOfTheWrongFormIsRefused() {
        assertThat(Answer.of(download(Map.of("since", "xx")))).isRefused(400, "InvalidRequest")
                .withMessageContaining("Invalid com.atproto.sync.getRepo params: Invalid TID string");
    }

    @Test
    void takenDownNobodyGetsIt() {
        pds.takeDown(alice.account());

        assertThat(Answer.of(download(Map.of())))
                .isRefused(400, "RepoTakendown").withMessage("Repo has been takendown: " + alice.did());
    }

    private HttpResponse<byte[]> download(Map<String, String> params) {
        Map<String, String> all = new HashMap<>(Map.of("did", alice.did()));
        all.putAll(params);
        return anonymous.download(Calls.GET_REPO, all);
    }
}
