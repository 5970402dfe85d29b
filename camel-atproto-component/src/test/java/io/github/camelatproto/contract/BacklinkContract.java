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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A second like, repost, follow or block of one subject takes the place of the first, but only in createRecord. */
abstract class BacklinkContract extends Contract {
    private static final String FIRST = "3jzfcijpj2z2a";
    private static final String SECOND = "3jzfcijpj2z2b";

    BacklinkContract(Pds pds, Xrpc anonymous) {
        super(pds, anonymous);
    }

    @ParameterizedTest
    @ValueSource(strings = { "app.bsky.feed.like", "app.bsky.feed.repost" })
    void createRecordDeletesTheOlderOneOfTheSamePost(String type) {
        assertSecondReplacesFirst(onPost(type));
    }

    @ParameterizedTest
    @ValueSource(strings = { "app.bsky.graph.follow", "app.bsky.graph.block" })
    void createRecordDeletesTheOlderOneOfTheSameAccount(String type) {
        assertSecondReplacesFirst(onAccount(type));
    }

    @Test
    void anotherSubjectIsAnotherLike() {
        ObjectNode other = onPost("app.bsky.feed.like");
        other.withObject("/subject").put("uri", alice.uri(Records.POST, "3jzfcijpj2z2c"));
        alice.createRecord(alice.creation(FIRST, onPost("app.bsky.feed.like"))).success();

        alice.createRecord(alice.creation(SECOND, other)).success();

        assertThat(alice.getRecord("app.bsky.feed.like", FIRST)).isSuccess();
    }

    @Test
    void unvalidatedCreateRecordKeepsBoth() {
        ObjectNode like = onPost("app.bsky.feed.like");
        alice.createRecord(alice.creation(FIRST, like)).success();

        alice.createRecord(alice.creation(SECOND, like).put("validate", false)).success();

        assertThat(alice.getRecord("app.bsky.feed.like", FIRST)).isSuccess();
    }

    @Test
    void applyWritesKeepsBoth() {
        ObjectNode like = onPost("app.bsky.feed.like");
        alice.createRecord(alice.creation(FIRST, like)).success();

        alice.applyWrites(alice.batch(Writes.create(SECOND, like))).success();

        assertThat(alice.getRecord("app.bsky.feed.like", FIRST)).isSuccess();
    }

    private void assertSecondReplacesFirst(ObjectNode record) {
        String type = record.path("$type").textValue();
        alice.createRecord(alice.creation(FIRST, record)).success();

        Commit commit = alice.createRecord(alice.creation(SECOND, record)).success().commit();

        assertThat(alice.head()).isEqualTo(commit);
        assertThat(alice.getRecord(type, FIRST)).isRefused(400, "RecordNotFound");
        assertThat(alice.getRecord(type, SECOND)).isSuccess();
    }

    private ObjectNode onPost(String type) {
        ObjectNode record = onAccount(type);
        record.putObject("subject")
                .put("uri", alice.uri(Records.POST, "3jzfcijpj2z2a")).put("cid", Records.cid(Records.post()).toString());
        return record;
    }

    private ObjectNode onAccount(String type) {
        return Json.object("{'createdAt': '2026-11-22T12:00:00.000Z'}")
                .put("$type", type).put("subject", "did:plc:z72i7hdynmk6r22z27h6tvur");
    }
}
