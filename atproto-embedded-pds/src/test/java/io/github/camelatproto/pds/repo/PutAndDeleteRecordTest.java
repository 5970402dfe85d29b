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

import java.util.List;

import io.github.camelatproto.data.Cid;
import io.github.camelatproto.repo.CommitMeta;
import io.github.camelatproto.syntax.Nsid;
import io.github.camelatproto.syntax.RecordKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static io.github.camelatproto.pds.TestPds.record;
import static io.github.camelatproto.pds.TestPds.refusal;
import static io.github.camelatproto.pds.TestPds.repo;
import static org.assertj.core.api.Assertions.assertThat;

class PutAndDeleteRecordTest {

    private static final Nsid THING = Nsid.parse("com.example.thing");
    private static final RecordKey KEY = new RecordKey("k");
    private static final Cid OTHER = Cid.ofDagCbor(new byte[] { 1 });
    private static final Expected NOTHING = new Expected(null);

    private final Repo repo = repo();

    @Test
    void putCreatesAndUpdates() {
        assertThat(put("{'n':1}", null, null).results().get(0).action()).isEqualTo(RequestedWrite.Action.CREATE);
        Written updated = put("{'n':2}", null, null);
        assertThat(updated.results().get(0).action()).isEqualTo(RequestedWrite.Action.UPDATE);
        assertThat(cid()).isEqualTo(updated.results().get(0).cid());
        assertThat(repo.size(THING)).isEqualTo(1);
    }

    @Test
    void putOfTheSameIsNoWriteWhateverIsExpected() {
        put("{'n':1}", null, null);
        CommitMeta head = repo.head();
        for (Expected expected : List.of(NOTHING, new Expected(OTHER))) {
            Written again = put("{'n':1}", expected, OTHER);
            assertThat(again.commit()).isNull();
            assertThat(again.results().get(0).cid()).isEqualTo(cid());
            assertThat(again.results().get(0).validationStatus()).isEqualTo("unknown");
        }
        assertThat(repo.head()).isEqualTo(head);
    }

    @Test
    void putExpectsARecordOrNone() {
        assertThat(refusal(() -> put("{'n':1}", new Expected(OTHER), null)))
                .isEqualTo("400 InvalidSwap: Record was at null");
        put("{'n':1}", NOTHING, null);
        assertThat(refusal(() -> put("{'n':2}", NOTHING, null))).isEqualTo("400 InvalidSwap: Record was at " + cid());
        assertThat(refusal(() -> put("{'n':2}", new Expected(OTHER), null)))
                .isEqualTo("400 InvalidSwap: Record was at " + cid());
        assertThat(put("{'n':2}", new Expected(cid()), null).commit()).isEqualTo(repo.head());
    }

    @Test
    void putLooksAtTheHeadBeforeTheRecord() {
        assertThat(refusal(() -> put("{'n':1}", new Expected(OTHER), OTHER)))
                .isEqualTo("400 InvalidSwap: Commit was at " + repo.head().cid());
    }

    @Test
    void putChecksTheRecordFirst() {
        assertThat(refusal(() -> put("{'$type':'com.example.other'}", NOTHING, OTHER)))
                .startsWith("400 InvalidRequest: Invalid $type");
    }

    @Test
    void deleteTakesTheRecordAway() {
        put("{'n':1}", null, null);
        Written deleted = delete(null, null);
        assertThat(deleted.commit()).isEqualTo(repo.head());
        assertThat(repo.record(THING, KEY)).isEmpty();
        assertThat(repo.collections()).isEmpty();
    }

    @Test
    void deleteOfWhatIsNotThereIsNoWriteWhateverIsExpected() {
        CommitMeta head = repo.head();
        assertThat(delete(new Expected(OTHER), OTHER).commit()).isNull();
        assertThat(repo.head()).isEqualTo(head);
    }

    @Test
    void deleteExpectsARecordAndAHead() {
        put("{'n':1}", null, null);
        assertThat(refusal(() -> delete(new Expected(OTHER), null)))
                .isEqualTo("400 InvalidSwap: Record was at " + cid());
        assertThat(refusal(() -> delete(null, OTHER)))
                .isEqualTo("400 InvalidSwap: Commit was at " + repo.head().cid());
        assertThat(delete(new Expected(cid()), repo.head().cid()).commit()).isNotNull();
    }

    private Cid cid() {
        return repo.record(THING, KEY).orElseThrow().cid();
    }

    private Written put(String record, @Nullable Expected swapRecord, @Nullable Cid swapCommit) {
        return repo.putRecord(THING, KEY, record(record), null, swapRecord, swapCommit);
    }

    private Written delete(@Nullable Expected swapRecord, @Nullable Cid swapCommit) {
        return repo.deleteRecord(THING, KEY, swapRecord, swapCommit);
    }
}
