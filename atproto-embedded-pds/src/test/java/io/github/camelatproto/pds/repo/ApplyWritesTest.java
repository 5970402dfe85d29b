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
package io.github.camelatproto.pds.repo;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import io.github.camelatproto.data.Cid;
import io.github.camelatproto.pds.repo.LoggedCommit.Change;
import io.github.camelatproto.pds.repo.RequestedWrite.Action;
import io.github.camelatproto.repo.CommitMeta;
import io.github.camelatproto.syntax.Nsid;
import io.github.camelatproto.syntax.RecordKey;
import io.github.camelatproto.syntax.Tid;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.github.camelatproto.pds.TestPds.record;
import static io.github.camelatproto.pds.TestPds.refusal;
import static io.github.camelatproto.pds.TestPds.repo;
import static org.assertj.core.api.Assertions.assertThat;

class ApplyWritesTest {

    private static final Nsid THING = Nsid.parse("com.example.thing");
    private static final Nsid POST = Nsid.parse("app.bsky.feed.post");
    private static final String FAILED = "500 InternalServerError: Internal Server Error";

    private final Repo repo = repo();

    @BeforeEach
    void aRecordIsThere() {
        apply(create("there", "{'n':0}"));
    }

    @Test
    void answersEachWriteInItsOrder() {
        Written written = apply(create("a", "{}"), update("there", "{'n':1}"), delete("a"));
        assertThat(written.commit()).isEqualTo(repo.head());
        assertThat(written.results()).extracting(WriteResult::action)
                .containsExactly(Action.CREATE, Action.UPDATE, Action.DELETE);
        assertThat(written.results()).extracting(WriteResult::validationStatus)
                .containsExactly("unknown", "unknown", null);
        assertThat(written.results().get(1).cid()).isEqualTo(cid("there"));
        assertThat(written.results().get(2).cid()).isNull();
        assertThat(written.results().get(0).uri()).hasToString("at://" + repo.did() + "/com.example.thing/a");
    }

    @Test
    void makesATidForEachCreateWithoutRkey() {
        RequestedWrite create = new RequestedWrite(Action.CREATE, THING, null, record("{}"));
        Written written = apply(create, create);
        assertThat(written.results()).extracting(result -> result.uri().rkey().value())
                .allMatch(Tid::isValid)
                .doesNotHaveDuplicates();
    }

    @Test
    void carriesWritesOutOneAfterAnother() {
        apply(create("a", "{'n':1}"), update("a", "{'n':2}"));
        apply(create("b", "{}"), delete("b"));
        apply(delete("there"), create("there", "{'n':3}"));
        assertThat(repo.records(THING, 10, null, true)).extracting(StoredRecord::rkey).containsExactly("a", "there");
        assertThat(cid("there")).isEqualTo(apply(update("there", "{'n':3}")).results().get(0).cid());
    }

    @Test
    void writesAllOrNothing() {
        CommitMeta head = repo.head();
        for (RequestedWrite failing : List.of(
                create("there", "{}"), update("missing", "{}"), delete("missing"), create("new", "{}"))) {
            assertThat(refusal(() -> apply(create("new", "{}"), failing))).isEqualTo(FAILED);
        }
        assertThat(repo.head()).isEqualTo(head);
        assertThat(repo.record(THING, new RecordKey("new"))).isEmpty();
    }

    @Test
    void commitsAnUpdateThatChangesNothing() {
        CommitMeta head = repo.head();
        assertThat(apply(update("there", "{'n':0}")).commit()).isNotEqualTo(head);
    }

    @Test
    void commitsNothingAtAll() {
        CommitMeta head = repo.head();
        Written written = apply();
        assertThat(written.results()).isEmpty();
        assertThat(written.commit()).isEqualTo(repo.head()).isNotEqualTo(head);
        assertThat(repo.log(1, null).get(0).changes()).isEmpty();
    }

    @Test
    void takesTwoHundredWrites() {
        assertThat(refusal(() -> repo.applyWrites(Collections.nCopies(201, delete("missing")), null, null)))
                .isEqualTo("400 InvalidRequest: Too many writes. Max: 200");
        RequestedWrite create = new RequestedWrite(Action.CREATE, THING, null, record("{}"));
        repo.applyWrites(Collections.nCopies(200, create), null, null);
        assertThat(repo.size(THING)).isEqualTo(201);
    }

    @Test
    void takesTwoMegabytes() {
        RequestedWrite big = create("big", "{'text':'" + "x".repeat(999_000) + "'}");
        RequestedWrite other = create("other", "{'text':'" + "y".repeat(999_000) + "'}");
        RequestedWrite more = create("more", "{'text':'" + "z".repeat(1_500) + "'}");
        assertThat(refusal(() -> apply(big, other, more)))
                .isEqualTo("400 InvalidRequest: Too many writes. Max event size: 2MB");
        apply(big, other);
        assertThat(repo.size(THING)).isEqualTo(3);
    }

    @Test
    void saysWhichWriteIsWrong() {
        RequestedWrite post = new RequestedWrite(Action.CREATE, POST, null, record("{'text':''}"));
        assertThat(refusal(() -> apply(create("a", "{}"), post)))
                .isEqualTo(
                        "400 InvalidRequest: Invalid app.bsky.feed.post record: Missing required key \"createdAt\" at $.writes[1].record");
        assertThat(refusal(() -> apply(create("a", "{}"), create("b", "{'n':0.5}"))))
                .endsWith("(got 0.5) at $.writes[1].value.n");
    }

    @Test
    void looksAtTheHeadBeforeTheTree() {
        assertThat(refusal(() -> repo.applyWrites(List.of(delete("missing")), null, cid("there"))))
                .isEqualTo("400 InvalidSwap: Commit was at " + repo.head().cid());
    }

    @Test
    void doesNotPutNewerLikesInThePlaceOfOlder() {
        String follow = "{'subject':'did:plc:cd4ldbbs3enbcf2qoo3jzp2b','createdAt':'2024-01-01T00:00:00Z'}";
        Nsid collection = Nsid.parse("app.bsky.graph.follow");
        RequestedWrite create = new RequestedWrite(Action.CREATE, collection, null, record(follow));
        apply(create, create);
        assertThat(repo.size(collection)).isEqualTo(2);
    }

    @Test
    void overwritesWhereTheFaultIsOrdered() {
        Written written = apply(upsert("there", "{'n':1}"), upsert("new", "{}"));
        assertThat(written.results()).extracting(WriteResult::action).containsOnly(Action.UPSERT);
        assertThat(cid("there")).isEqualTo(written.results().get(0).cid());
        assertThat(repo.size(THING)).isEqualTo(2);
    }

    @Test
    void logsWhatEachWriteHasChanged() {
        Cid before = cid("there");
        apply(create("a", "{'n':1}"), update("there", "{'n':1}"), delete("there"));
        Cid written = cid("a");
        assertThat(repo.log(1, null).get(0).changes()).containsExactly(
                change("a", written, null), change("there", written, before), change("there", null, written));
    }

    private static Change change(String rkey, @Nullable Cid cid, @Nullable Cid prev) {
        return new Change(THING.value(), rkey, cid, prev);
    }

    private Cid cid(String rkey) {
        return repo.record(THING, new RecordKey(rkey)).orElseThrow().cid();
    }

    private Written apply(RequestedWrite... writes) {
        return repo.applyWrites(Arrays.asList(writes), null, null);
    }

    private static RequestedWrite create(String rkey, String record) {
        return new RequestedWrite(Action.CREATE, THING, new RecordKey(rkey), record(record));
    }

    private static RequestedWrite update(String rkey, String record) {
        return new RequestedWrite(Action.UPDATE, THING, new RecordKey(rkey), record(record));
    }

    private static RequestedWrite upsert(String rkey, String record) {
        return new RequestedWrite(Action.UPSERT, THING, new RecordKey(rkey), record(record));
    }

    private static RequestedWrite delete(String rkey) {
        return new RequestedWrite(Action.DELETE, THING, new RecordKey(rkey), null);
    }
}
