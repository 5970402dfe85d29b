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
import java.util.concurrent.CompletableFuture;

import io.github.camelatproto.component.exception.InvalidSwapException;
import io.github.camelatproto.component.exception.PdsUnreachableException;
import io.github.camelatproto.data.Cid;
import org.junit.jupiter.api.Test;

import static io.github.camelatproto.component.commit.Bench.error;
import static io.github.camelatproto.component.commit.Bench.outcomes;
import static io.github.camelatproto.component.commit.Notes.delete;
import static io.github.camelatproto.component.commit.Notes.fresh;
import static io.github.camelatproto.component.commit.Notes.given;
import static io.github.camelatproto.component.commit.Notes.theirs;
import static io.github.camelatproto.component.commit.Notes.unit;
import static io.github.camelatproto.component.commit.Notes.update;
import static org.assertj.core.api.Assertions.assertThat;

/** Section 4: what is sent under which fence. */
class FenceTest {

    private final Bench bench = new Bench().holding(theirs("a", "old"), theirs("b", "old"));

    @Test
    void aFirstAttemptOfCreatesAloneGoesWithoutAFence() {
        bench.write(fresh("n", "new"));

        assertThat(bench.repo.sends().get(0).fence()).isNull();
    }

    @Test
    void everyAttemptThatHoldsAnUpdateOrADeleteCarriesTheHead() {
        Cid head = bench.repo.currentHead();

        bench.write(fresh("n", "new"), delete("a"));

        assertThat(bench.repo.sends().get(0).fence()).isEqualTo(head);
    }

    @Test
    void everyResendCarriesTheHead() {
        Cid head = bench.repo.currentHead();
        bench.repo.next(Fault.requestLost());

        bench.write(fresh("n", "new"));

        assertThat(bench.repo.sends()).extracting(Attempt::fence).containsExactly(null, head);
    }

    @Test
    void aSendThatNeverLeftIsNotAResend() {
        bench.repo.next(Fault.notSent());

        bench.write(fresh("n", "new"));

        assertThat(bench.repo.sends()).extracting(Attempt::fence).containsExactly(null, null);
    }

    @Test
    void withTheHeadStillTheFenceTheSameBytesGoAgainUnderTheSameFence() {
        Cid head = bench.repo.currentHead();
        bench.repo.next(Fault.requestLost(), Fault.requestLost());

        Outcome outcome = bench.write(update("a", "new"));

        assertThat(outcome).isInstanceOf(Outcome.Written.class);
        assertThat(bench.repo.sends()).extracting(Attempt::fence).containsExactly(head, head, head);
        assertThat(bench.repo.reads()).isEmpty();
    }

    @Test
    void anUpdateUnderTheEnginesOwnFenceGoesAgainUntilDeliveryTimeout() {
        bench.repo.otherwise(() -> Fault.overtaken(Fault.none(), theirs("elsewhere", "x")));
        CompletableFuture<List<Outcome>> answer = bench.submit(unit(update("a", "new")));

        bench.time.run(Bench.DELIVERY_TIMEOUT.minusSeconds(1));
        assertThat(answer).isNotDone();
        bench.time.run();

        assertThat(error(outcomes(answer).get(0))).isInstanceOf(InvalidSwapException.class);
        assertThat(bench.repo.record(update("a", "new"))).contains(update("a", "old").after());
    }

    @Test
    void aUnitWithAnUnsettledSendIsSettledBeforeItGoesOutUnderAnotherFence() {
        bench.repo.next(Fault.held(), Fault.serverErrorAfterHeld(), Fault.none());

        Outcome outcome = bench.write(update("a", "new"));

        assertThat(outcome).isInstanceOf(Outcome.Existing.class);
        assertThat(bench.repo.sends()).hasSize(2);
    }

    @Test
    void theHeadIsAskedForAgainWhereItCannotBeHad() {
        bench.repo.failHeads(3, new PdsUnreachableException("no answer"));

        assertThat(bench.write(update("a", "new"))).isInstanceOf(Outcome.Written.class);
        assertThat(bench.repo.sends()).hasSize(1);
    }

    @Test
    void aFirstAttemptOfACreateThatIsToReplaceWhatIsThereCarriesTheHead() {
        Cid head = bench.repo.currentHead();

        bench.write(given("n", "new", OnExisting.UPDATE));

        assertThat(bench.repo.sends().get(0).fence()).isEqualTo(head);
    }
}
