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

import io.github.camelatproto.data.Cid;
import io.github.camelatproto.data.DagCbor;
import io.github.camelatproto.syntax.Nsid;
import io.github.camelatproto.syntax.RecordKey;
import io.github.camelatproto.syntax.Tid;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static io.github.camelatproto.pds.TestPds.record;
import static io.github.camelatproto.pds.TestPds.refusal;
import static io.github.camelatproto.pds.TestPds.repo;
import static org.assertj.core.api.Assertions.assertThat;

class CreateRecordTest {

    private static final Nsid THING = Nsid.parse("com.example.thing");
    private static final Nsid POST = Nsid.parse("app.bsky.feed.post");
    private static final Nsid LIKE = Nsid.parse("app.bsky.feed.like");
    private static final Nsid FOLLOW = Nsid.parse("app.bsky.graph.follow");
    private static final Cid OTHER = Cid.ofDagCbor(new byte[] { 1 });
    private static final String SUBJECT_URI = "at://did:plc:cd4ldbbs3enbcf2qoo3jzp2b/app.bsky.feed.post/3jzfcijpj2z2a";

    private final Repo repo = repo();

    @Test
    void makesATidWhereThereIsNoRkey() {
        Written written = create(THING, null, "{'a':1}");
        String rkey = written.results().get(0).uri().rkey().value();
        assertThat(Tid.isValid(rkey)).isTrue();
        assertThat(repo.record(THING, new RecordKey(rkey))).isPresent();
    }

    @Test
    void answersTheHeadThatItHasMade() {
        Tid before = repo.head().rev();
        Written written = create(THING, "k", "{'a':1}");
        assertThat(written.commit()).isEqualTo(repo.head());
        assertThat(repo.head().rev()).isGreaterThan(before);
    }

    @Test
    void fillsTheTypeIn() {
        create(THING, "k", "{'a':1}");
        assertThat(DagCbor.decode(stored("k").block())).isEqualTo(record("{'a':1,'$type':'com.example.thing'}"));
    }

    @Test
    void namesTheRecordByItsCanonicalForm() {
        WriteResult result = create(THING, "k", "{'$type':'com.example.thing','n':1}").results().get(0);
        // as the reference PDS answers for the same record
        assertThat(result.cid()).hasToString("bafyreihrikk5w5kdt57pljo2qycmjdg5rt2ddgd2l2vdfdhoyseu44lj3a");
        assertThat(stored("k").cid()).isEqualTo(result.cid());
    }

    @Test
    void refusesAnotherTypeEvenUnvalidated() {
        assertThat(refusal(() -> create(THING, "k", "{'$type':'com.example.other'}", false, null)))
                .isEqualTo("400 InvalidRequest: Invalid $type: expected com.example.thing, got com.example.other");
        assertThat(refusal(() -> create(THING, "k", "{'$type':5}")))
                .isEqualTo("400 InvalidRequest: Invalid $type: expected com.example.thing, got 5");
        assertThat(refusal(() -> create(THING, "k", "{'$type':''}")))
                .isEqualTo("400 InvalidRequest: Invalid $type: expected com.example.thing, got ");
        assertThat(refusal(() -> create(THING, "k", "{'$type':null}")))
                .isEqualTo("400 InvalidRequest: Invalid $type: expected com.example.thing, got null");
        assertThat(refusal(() -> create(THING, "k", "{'$type':{}}")))
                .isEqualTo("400 InvalidRequest: Invalid $type: expected com.example.thing, got [object Object]");
    }

    @Test
    void takesUnknownLexiconsUnlessToldToValidate() {
        assertThat(status(create(THING, "a", "{}", null, null))).isEqualTo("unknown");
        assertThat(status(create(THING, "b", "{}", false, null))).isNull();
        assertThat(refusal(() -> create(THING, "c", "{}", true, null)))
                .isEqualTo("400 InvalidRequest: Unknown lexicon type: com.example.thing");
    }

    @Test
    void checksKnownLexiconsUnlessToldNotTo() {
        String broken = "{'createdAt':'2024-01-01T00:00:00Z'}";
        assertThat(refusal(() -> create(POST, null, broken)))
                .isEqualTo("400 InvalidRequest: Invalid app.bsky.feed.post record: Missing required key \"text\" at $.record");
        assertThat(refusal(() -> create(POST, null, "{'text':'','createdAt':'x'}", true, null)))
                .startsWith("400 InvalidRequest: Invalid app.bsky.feed.post record: Invalid datetime")
                .endsWith(" at $.record.createdAt");
        assertThat(status(create(POST, null, broken, false, null))).isNull();
        assertThat(status(create(POST, null, "{'text':'','createdAt':'2024-01-01T00:00:00Z'}"))).isEqualTo("valid");
    }

    @Test
    void checksTheRkeyByTheLexiconUnlessToldNotTo() {
        String post = "{'text':'','createdAt':'2024-01-01T00:00:00Z'}";
        assertThat(refusal(() -> create(POST, "custom", post)))
                .startsWith("400 InvalidRequest: Invalid record key for app.bsky.feed.post: ")
                .endsWith(" at $");
        create(POST, "custom", post, false, null);
        assertThat(repo.record(POST, new RecordKey("custom"))).isPresent();
    }

    @Test
    void refusesFloatsWithTheirPath() {
        assertThat(refusal(() -> create(THING, "k", "{'a':[{'b':1.5}]}", false, null)))
                .isEqualTo(
                        "400 InvalidRequest: Expected one of null, boolean, integer, string, cid, bytes, array or object value type (got 1.5) at $.record.a[0].b");
        create(THING, "integers", "{'a':1.0,'b':1e3,'c':-0}");
        assertThat(DagCbor.decode(stored("integers").block()))
                .isEqualTo(record("{'a':1,'b':1000,'c':0,'$type':'com.example.thing'}"));
    }

    @Test
    void failsOnIntegersBeyondThoseOfJavaScript() {
        assertThat(refusal(() -> create(THING, "k", "{'a':9007199254740992}")))
                .isEqualTo("500 InternalServerError: Internal Server Error");
        create(THING, "k", "{'a':-9007199254740991}");
    }

    @Test
    void refusesBlobsOfTheOldForm() {
        String blob = "{'cid':'bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy','mimeType':'image/png'}";
        assertThat(refusal(() -> create(THING, "k", "{'a':[" + blob + "]}", false, null)))
                .isEqualTo(
                        "400 InvalidRequest: Legacy blobs are not allowed (bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy)");
    }

    @Test
    void takesWhatOnlyLooksLikeThings() {
        create(THING, "k", "{'a':{'$link':'nope'},'b':{'$bytes':5},'c':{'$type':'blob'},'d':{'$type':7}}");
        assertThat(repo.record(THING, new RecordKey("k"))).isPresent();
    }

    @Test
    void failsOnAnRkeyThatIsThere() {
        create(THING, "k", "{'a':1}");
        assertThat(refusal(() -> create(THING, "k", "{'a':2}")))
                .isEqualTo("500 InternalServerError: Internal Server Error");
        assertThat(stored("k").block()).isEqualTo(DagCbor.encode(record("{'a':1,'$type':'com.example.thing'}")));
    }

    @Test
    void looksAtTheHeadBeforeTheRkey() {
        create(THING, "k", "{'a':1}");
        assertThat(refusal(() -> create(THING, "k", "{'a':2}", null, OTHER)))
                .isEqualTo("400 InvalidSwap: Commit was at " + repo.head().cid());
    }

    @Test
    void writesOnlyOnTheHeadThatIsExpected() {
        Cid head = repo.head().cid();
        create(THING, "a", "{}", null, head);
        assertThat(refusal(() -> create(THING, "b", "{}", null, head)))
                .isEqualTo("400 InvalidSwap: Commit was at " + repo.head().cid());
        assertThat(repo.size(THING)).isEqualTo(1);
    }

    @Test
    void looksAtTheRecordBeforeTheHead() {
        assertThat(refusal(() -> create(THING, "k", "{'a':1.5}", null, OTHER))).contains("got 1.5");
    }

    @Test
    void allowsTheSameContentUnderSeveralRkeys() {
        assertThat(create(THING, "a", "{}").results().get(0).cid())
                .isEqualTo(create(THING, "b", "{}").results().get(0).cid());
        assertThat(repo.size(THING)).isEqualTo(2);
    }

    @Test
    void putsANewerLikeInThePlaceOfAnOlder() {
        create(LIKE, "3jzfcijpj2z2a", like(SUBJECT_URI));
        create(LIKE, "3jzfcijpj2z2b", like(SUBJECT_URI + "x"));
        Written written = create(LIKE, "3jzfcijpj2z2c", like(SUBJECT_URI));
        assertThat(written.results()).hasSize(1);
        assertThat(repo.records(LIKE, 10, null, true)).extracting(StoredRecord::rkey)
                .containsExactly("3jzfcijpj2z2b", "3jzfcijpj2z2c");
        assertThat(repo.log(1, null).get(0).changes()).extracting(LoggedCommit.Change::rkey)
                .containsExactly("3jzfcijpj2z2a", "3jzfcijpj2z2c");
    }

    @Test
    void putsANewerFollowInThePlaceOfAnOlder() {
        String follow = "{'subject':'did:plc:cd4ldbbs3enbcf2qoo3jzp2b','createdAt':'2024-01-01T00:00:00Z'}";
        create(FOLLOW, "3jzfcijpj2z2a", follow);
        create(FOLLOW, "3jzfcijpj2z2b", follow);
        assertThat(repo.size(FOLLOW)).isEqualTo(1);
    }

    @Test
    void keepsTheOlderLikeWhereNothingIsValidated() {
        create(LIKE, "3jzfcijpj2z2a", like(SUBJECT_URI), false, null);
        create(LIKE, "3jzfcijpj2z2b", like(SUBJECT_URI), false, null);
        assertThat(repo.size(LIKE)).isEqualTo(2);
        create(LIKE, "3jzfcijpj2z2c", like(SUBJECT_URI));
        assertThat(repo.size(LIKE)).isEqualTo(1);
    }

    @Test
    void forgetsTheSubjectOfALikeThatHasGone() {
        create(LIKE, "3jzfcijpj2z2a", like(SUBJECT_URI));
        repo.deleteRecord(LIKE, new RecordKey("3jzfcijpj2z2a"), null, null);
        create(LIKE, "3jzfcijpj2z2b", like(SUBJECT_URI));
        assertThat(repo.log(1, null).get(0).changes()).hasSize(1);
    }

    private static String like(String uri) {
        return "{'subject':{'uri':'" + uri + "','cid':'" + OTHER + "'},'createdAt':'2024-01-01T00:00:00Z'}";
    }

    private StoredRecord stored(String rkey) {
        return repo.record(THING, new RecordKey(rkey)).orElseThrow();
    }

    private static @Nullable String status(Written written) {
        return written.results().get(0).validationStatus();
    }

    private Written create(Nsid collection, @Nullable String rkey, String record) {
        return create(collection, rkey, record, null, null);
    }

    private Written create(
            Nsid collection, @Nullable String rkey, String record, @Nullable Boolean validate, @Nullable Cid swapCommit) {
        return repo.createRecord(
                collection, rkey == null ? null : new RecordKey(rkey), record(record), validate, swapCommit);
    }
}
