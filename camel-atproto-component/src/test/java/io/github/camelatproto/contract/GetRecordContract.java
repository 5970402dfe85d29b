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

import java.util.HashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.camelatproto.contract.Records.THING;
import static io.github.camelatproto.contract.Records.cid;
import static io.github.camelatproto.contract.Records.thing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;

abstract class GetRecordContract extends Contract {

    GetRecordContract(Pds pds, Xrpc anonymous) {
        super(pds, anonymous);
    }

    @Test
    void anyoneMayReadARecord() {
        alice.createRecord(alice.creation("k1", thing(1))).success();

        Answer answer = get(alice.did(), "k1").success();

        assertThat(answer.text("uri")).isEqualTo(alice.uri(THING, "k1"));
        assertThat(answer.text("cid")).isEqualTo(cid(thing(1)).toString());
        assertThatObject(answer.body().get("value")).isEqualTo(thing(1));
    }

    @Test
    void keysComeInTheOrderOfDagCbor() {
        ObjectNode record = thing(1).put("bb", 1).put("a", 1).put("ba", 1);
        alice.createRecord(alice.creation("k1", record)).success();

        assertThat(get(alice.did(), "k1").success().body().get("value").properties())
                .extracting(Map.Entry::getKey).containsExactly("a", "n", "ba", "bb", "$type");
    }

    @Test
    void askedByHandleTheUriHasTheDid() {
        alice.createRecord(alice.creation("k1", thing(1))).success();

        assertThat(get(alice.account().handle(), "k1").success().text("uri")).isEqualTo(alice.uri(THING, "k1"));
    }

    @Test
    void anUpdateIsSeenAtOnceAndTheOldVersionIsGone() {
        alice.putRecord(alice.creation("k1", thing(1))).success();
        alice.putRecord(alice.creation("k1", thing(2))).success();

        assertThat(getVersion("k1", cid(thing(2)).toString())).isSuccess();
        assertThat(getVersion("k1", cid(thing(1)).toString()))
                .isRefused(400, "RecordNotFound").withMessage("Could not locate record: " + alice.uri(THING, "k1"));
    }

    @Test
    void aMissingRecordIsNotFound() {
        assertThat(get(alice.did(), "k1"))
                .isRefused(400, "RecordNotFound").withMessage("Could not locate record: " + alice.uri(THING, "k1"));
    }

    @Test
    void aDeletedRecordIsNotFound() {
        alice.createRecord(alice.creation("k1", thing(1))).success();
        alice.applyWrites(alice.batch(Writes.delete("k1"))).success();

        assertThat(get(alice.did(), "k1")).isRefused(400, "RecordNotFound");
    }

    @ParameterizedTest
    @ValueSource(strings = { "did:plc:aaaaaaaaaaaaaaaaaaaaaaaa", "nobody.test" })
    void anUnknownRepoIsAnInvalidRequest(String repo) {
        assertThat(get(repo, "k1")).isRefused(400, "InvalidRequest").withMessage("Could not locate record");
    }

    @ParameterizedTest
    @ValueSource(strings = { "repo", "collection", "rkey" })
    void aParameterOfTheWrongFormIsRefused(String name) {
        Map<String, String> params = params(alice.did(), "k1");
        params.put(name, "x y");

        assertThat(anonymous.query(Calls.GET_RECORD, params))
                .isRefused(400, "InvalidRequest").withMessageContaining("Invalid com.atproto.repo.getRecord params");
    }

    @ParameterizedTest
    @ValueSource(strings = { "repo", "collection", "rkey" })
    void aMissingParameterIsRefused(String name) {
        Map<String, String> params = params(alice.did(), "k1");
        params.remove(name);

        assertThat(anonymous.query(Calls.GET_RECORD, params))
                .isRefused(400, "InvalidRequest").withMessageContaining("Missing required key \"" + name + "\"");
    }

    private Answer get(String repo, String rkey) {
        return anonymous.query(Calls.GET_RECORD, params(repo, rkey));
    }

    private Answer getVersion(String rkey, String cid) {
        Map<String, String> params = params(alice.did(), rkey);
        params.put("cid", cid);
        return anonymous.query(Calls.GET_RECORD, params);
    }

    private static Map<String, String> params(String repo, String rkey) {
        return new HashMap<>(Map.of("repo", repo, "collection", THING, "rkey", rkey));
    }
}
