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

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

import io.github.camelatproto.data.Cid;
import io.github.camelatproto.pds.TestPds;
import io.github.camelatproto.pds.account.Account;
import io.github.camelatproto.pds.repo.RequestedWrite.Action;
import io.github.camelatproto.pds.store.PdsState;
import io.github.camelatproto.repo.Commit;
import io.github.camelatproto.repo.Mst;
import io.github.camelatproto.repo.VerifyingKey;
import io.github.camelatproto.syntax.Nsid;
import io.github.camelatproto.syntax.RecordKey;
import io.github.camelatproto.syntax.Tid;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a repo and its exports hold after many writes, beside a map that was written in the same way. */
class RandomWritesTest {

    private static final int COMMITS = 300;
    private static final int RKEYS = 40;

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final PdsState state = PdsState.inMemory(Clock.systemUTC());
    private final Account alice = TestPds.alice(state);
    private final Repo repo = state.repos().of(alice.did());
    private final TreeMap<String, Cid> model = new TreeMap<>();

    @Test
    void theExportIsTheRepoSigned() throws Exception {
        for (int i = 0; i < COMMITS; i++) {
            write();
        }
        Car car = Car.of(repo, null);
        Commit head = Commit.of(car.blocks().get(repo.head().cid()));
        assertThat(car.root()).isEqualTo(repo.head().cid());
        assertThat(head.data()).as("seed %d", seed).isEqualTo(Mst.of(model).root());
        assertThat(head.isSignedBy(VerifyingKey.ofDidKey(alice.key().didKey()))).isTrue();
        assertThat(car.blocks().keySet()).isEqualTo(reachable());
    }

    @Test
    void anExportSinceARevisionHasWhatIsMissingThere() throws Exception {
        List<Tid> revs = new ArrayList<>();
        List<Set<Cid>> exports = new ArrayList<>();
        for (int i = 0; i < COMMITS; i++) {
            write();
            if (random.nextInt(20) == 0) {
                revs.add(repo.head().rev());
                exports.add(Car.of(repo, null).blocks().keySet());
            }
        }
        Set<Cid> all = Car.of(repo, null).blocks().keySet();
        for (int i = 0; i < revs.size(); i++) {
            Set<Cid> missing = new HashSet<>(all);
            missing.removeAll(exports.get(i));
            assertThat(Car.of(repo, revs.get(i)).blocks().keySet()).as("seed %d", seed).isEqualTo(missing);
        }
    }

    @Test
    void anExportSinceTheHeadHasNothing() throws Exception {
        write();
        assertThat(Car.of(repo, repo.head().rev()).blocks()).isEmpty();
    }

    @Test
    void anExportSinceARevisionThatIsForgottenHasEverything() throws Exception {
        Tid before = repo.head().rev();
        write();
        for (int i = 0; i < 1_000; i++) {
            repo.applyWrites(List.of(), null, null);
        }
        assertThat(Car.of(repo, before).blocks().keySet()).isEqualTo(reachable());
    }

    private Set<Cid> reachable() {
        Set<Cid> cids = new HashSet<>(model.values());
        Mst.of(model).blocks((cid, block) -> cids.add(cid));
        cids.add(repo.head().cid());
        return cids;
    }

    /** A commit of some writes that all go through. */
    private void write() {
        List<RequestedWrite> writes = new ArrayList<>();
        int count = random.nextInt(6);
        TreeMap<String, Cid> after = new TreeMap<>(model);
        for (int i = 0; i < count; i++) {
            Nsid collection = Nsid.parse("com.example.thing" + random.nextInt(3));
            RecordKey rkey = new RecordKey(Integer.toString(random.nextInt(RKEYS)));
            String path = collection + "/" + rkey;
            boolean present = after.containsKey(path);
            Map<String, Object> record = Map.of("n", (long) random.nextInt(20));
            if (present && random.nextBoolean()) {
                writes.add(new RequestedWrite(Action.DELETE, collection, rkey, null));
                after.remove(path);
            } else {
                writes.add(new RequestedWrite(present ? Action.UPDATE : Action.CREATE, collection, rkey, record));
                after.put(path, repo.head().cid()); // some CID; the right one is answered
            }
        }
        Written written = repo.applyWrites(writes, null, null);
        written.results().forEach(result -> {
            String path = result.uri().collection() + "/" + result.uri().rkey();
            if (result.cid() == null) {
                model.remove(path);
            } else {
                model.put(path, result.cid());
            }
        });
    }
}
