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
package io.github.camelatproto.component.commit.sim;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import io.github.camelatproto.component.commit.Answer;
import io.github.camelatproto.component.commit.Unit;
import io.github.camelatproto.component.exception.PdsUnreachableException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What faults cost in points and reads. */
class PointsSpentTest {

    private static final int BATCH = 200;

    private final Script script = new Script();

    @Test
    void aLandedBatchWhoseAnswerIsLostCostsNothingMoreAndOneReadWithFreshRkeys() {
        World world = deliver(PdsTraits.REFERENCE, answerLost(), drafts(false));

        assertThat(new Oracle(world).wastedPoints()).isZero();
        assertThat(reads(world)).isEqualTo(1);
    }

    @Test
    void aLandedBatchWhoseAnswerIsLostCostsNothingMoreAndAReadEachWithDerivedRkeys() {
        World world = deliver(PdsTraits.REFERENCE, answerLost(), drafts(true));

        assertThat(new Oracle(world).wastedPoints()).isZero();
        assertThat(reads(world)).isLessThanOrEqualTo(BATCH);
    }

    @Test
    void oneBadRecordOf200FailsAloneForAtMost620PointsWhereThePdsNamesIt() {
        for (int bad : List.of(0, 77, 199)) {
            World world = deliver(PdsTraits.REFERENCE, null, withBad(bad));

            assertThat(failed(world)).isEqualTo(1);
            assertThat(new Oracle(world).wastedPoints()).as("wasted for the record " + bad).isBetween(0L, 620L);
        }
    }

    @Test
    void oneBadRecordOf200FailsAloneForAtMost1210PointsElse() {
        PdsTraits silent = new PdsTraits(true, false, true, false, false, false, 1_000_000);
        for (int bad : List.of(0, 77, 199)) {
            World world = deliver(silent, null, withBad(bad));

            assertThat(failed(world)).isEqualTo(1);
            assertThat(new Oracle(world).wastedPoints()).as("wasted for the record " + bad).isBetween(0L, 1_210L);
        }
    }

    private static Passage answerLost() {
        return Passage.answerLost(
                Script.ONE_WAY, Script.ONE_WAY, new Answer.Unknown(new PdsUnreachableException("the answer was lost")));
    }

    private World deliver(PdsTraits traits, @Nullable Passage fault, List<Draft> drafts) {
        World world = new World(traits, script);
        Site site = world.addSite(new Random(1));
        // the engine's first minute is over, and it knows that no points are counted
        site.take(message(List.of(Draft.fresh("first", "first"))));
        world.time.run();
        world.time.run(Duration.ofMinutes(2));
        if (fault != null) {
            script.next(fault);
        }
        site.take(message(drafts));
        world.time.run();
        assertThat(new Oracle(world).judge().texts()).isEmpty();
        return world;
    }

    private static Message message(List<Draft> drafts) {
        Message message = new Message(
                Endpoint.plain(Endpoint.Role.CREATE_RECORD),
                drafts.stream().map(draft -> Item.of(Unit.Method.CREATE_RECORD, draft)).toList());
        message.retries = Site.MOST_RETRIES;
        return message;
    }

    private static List<Draft> drafts(boolean derived) {
        return IntStream.range(0, BATCH)
                .mapToObj(i -> derived ? Draft.derived("n" + i, "note " + i) : Draft.fresh("n" + i, "note " + i)).toList();
    }

    private static List<Draft> withBad(int bad) {
        return IntStream.range(0, BATCH)
                .mapToObj(i -> Draft.fresh("n" + i, i == bad ? Pds.BAD + " note" : "note " + i)).toList();
    }

    private static long reads(World world) {
        return world.network.looks().stream().filter(look -> look.path() != null).count();
    }

    private static long failed(World world) {
        return world.ledger.dispatches().stream().filter(Dispatch::isFailed).count();
    }
}
