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
package io.github.camelatproto.component.commit;

import java.util.List;

import io.github.camelatproto.component.exception.InvalidSwapException;
import io.github.camelatproto.data.Cid;
import org.junit.jupiter.api.Test;

import static io.github.camelatproto.component.commit.Bench.error;
import static io.github.camelatproto.component.commit.Notes.delete;
import static io.github.camelatproto.component.commit.Notes.fresh;
import static io.github.camelatproto.component.commit.Notes.theirs;
import static io.github.camelatproto.component.commit.Notes.unit;
import static io.github.camelatproto.component.commit.Notes.update;
import static org.assertj.core.api.Assertions.assertThat;

/** swapCommit: absent, a CID, and latest without rebase. */
class SwapTest {

    private final Bench bench = new Bench().holding(theirs("a", "old"));
    private final Cid stale = bench.repo.commits().get(0).cid();

    @Test
    void aCurrentFenceOfTheCallersIsSentAndLands() {
        Cid head = bench.repo.currentHead();

        Outcome outcome = bench.write(unit(new Swap.Exactly(head), update("a", "new")));

        assertThat(outcome).isInstanceOf(Outcome.Written.class);
        assertThat(bench.repo.sends()).extracting(Attempt::fence).containsExactly(head);
    }

    @Test
    void aStaleFenceOfTheCallersIsToldWithTheCurrentCommit() {
        Outcome outcome = bench.write(unit(new Swap.Exactly(stale), fresh("n", "new")));

        assertThat(error(outcome)).isInstanceOfSatisfying(
                InvalidSwapException.class, swap -> assertThat(swap.getCurrent()).isEqualTo(bench.repo.currentHead()));
        assertThat(bench.repo.sends()).hasSize(1);
    }

    @Test
    void createsUnderTheCallersFenceThatWereLostAndOvertakenAreToldAndNotSentAgain() {
        bench.repo.next(Fault.followed(Fault.requestLost(), theirs("elsewhere", "x")));

        Outcome outcome = bench.write(unit(new Swap.Exactly(bench.repo.currentHead()), fresh("n", "new")));

        assertThat(error(outcome)).isInstanceOf(InvalidSwapException.class);
        assertThat(bench.repo.sends()).hasSize(1);
    }

    @Test
    void latestSendsCreatesAgainOnTheNewHead() {
        bench.repo.next(Fault.overtaken(Fault.none(), theirs("elsewhere", "x")));

        Outcome outcome = bench.write(unit(new Swap.Latest(5), fresh("n", "new")));

        assertThat(outcome).isInstanceOf(Outcome.Written.class);
        assertThat(bench.repo.sends()).extracting(Attempt::fence).doesNotContainNull().doesNotHaveDuplicates().hasSize(2);
    }

    @Test
    void latestGivesUpAfterMaxSwapRetries() {
        bench.repo.otherwise(() -> Fault.overtaken(Fault.none(), theirs("elsewhere", "x")));

        Outcome outcome = bench.write(unit(new Swap.Latest(3), fresh("n", "new")));

        assertThat(error(outcome)).isInstanceOf(InvalidSwapException.class);
        assertThat(bench.repo.sends()).hasSize(4);
    }

    @Test
    void latestNeverSendsAnUpdateOrADeleteAgain() {
        for (NamedWrite change : List.of(update("a", "new"), delete("a"))) {
            bench.repo.next(Fault.overtaken(Fault.none(), theirs("elsewhere", "x")));

            assertThat(error(bench.write(unit(new Swap.Latest(5), change)))).isInstanceOf(InvalidSwapException.class);
        }
        assertThat(bench.repo.sends()).hasSize(2);
        assertThat(bench.repo.record(update("a", "old"))).contains(update("a", "old").after());
    }

    @Test
    void latestNeverSendsAnUpdateAgainWhoseOwnCreateShowsThatItDidNotLand() {
        bench.repo.next(Fault.followed(Fault.requestLost(), theirs("elsewhere", "x")));

        Outcome outcome = bench.write(unit(new Swap.Latest(5), fresh("mark", "new"), update("a", "new")));

        assertThat(error(outcome)).isInstanceOf(InvalidSwapException.class);
        assertThat(bench.repo.sends()).hasSize(1);
    }

    @Test
    void aUnitWithASwapOfItsOwnGoesAlone() {
        bench.writeAll(List.of(
                unit(fresh("n", "1")), unit(new Swap.Latest(5), fresh("m", "2")), unit(fresh("o", "3"))));

        assertThat(bench.repo.sends()).hasSize(3);
    }
}
