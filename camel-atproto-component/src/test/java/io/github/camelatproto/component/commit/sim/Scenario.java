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
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.github.camelatproto.component.commit.Answer;
import io.github.camelatproto.component.commit.OnExisting;
import io.github.camelatproto.component.commit.Unit;
import io.github.camelatproto.component.exception.PdsUnreachableException;
import io.github.camelatproto.component.exception.RateLimitExceededException;
import io.github.camelatproto.repo.Write;

/**
 * An interleaving that chance brings about too rarely, played and judged by the oracle as a trial is.
 *
 * @param name     what happens
 * @param variants how many times of arrival, or the like, are tried
 * @param play     orders it
 */
record Scenario(String name, int variants, Consumer<Stage> play) {

    static List<Scenario> all() {
        return List.of(lateBetweenTwoLooks(), lateAfterA429(), takenByAnother(), givenUp());
    }

    /** The send of a dear unit is lost again and again, and lands while the engine waits to look for the head anew. */
    private static Scenario lateBetweenTwoLooks() {
        return new Scenario("a send that lands between two looks at the head", 100, stage -> {
            stage.holding(IntStream.range(0, 6).mapToObj(i -> "s" + i).toArray(String[]::new));
            stage.script.next(stage.late(Duration.ofMillis(1_000 + 100 * stage.variant)));
            for (int i = 0; i < 6; i++) {
                stage.script.next(stage.lost());
            }
            stage.deliver(Item.applyWrites(
                    IntStream.range(0, 6).mapToObj(i -> Draft.update("s" + i, "new " + i)).toArray(Draft[]::new)));
        });
    }

    /** The first interleaving: {F1} lost and late, its re-send 429, F2 arrives. */
    private static Scenario lateAfterA429() {
        return new Scenario("a late send, a 429 and the next message", 1, stage -> {
            stage.script.next(
                    stage.late(Duration.ofMillis(200)),
                    Passage.notArrived(Script.ONE_WAY, new Answer.Denied(new RateLimitExceededException("429", null))));
            stage.deliver(Item.of(Unit.Method.CREATE_RECORD, Draft.fresh("f1", "1")));
            stage.deliver(Item.of(Unit.Method.CREATE_RECORD, Draft.fresh("f2", "2")));
        });
    }

    /** A given rkey whose create was lost is taken by another before it is read. */
    private static Scenario takenByAnother() {
        return new Scenario("a lost create whose rkey another has taken", 1, stage -> {
            stage.script.next(stage.lost().followedBy(
                    () -> stage.world.pds.bare(Write.update(Draft.NOTES, "g", Map.of("text", "theirs")))));
            stage.deliver(Item.of(Unit.Method.CREATE_RECORD, Draft.given("g", "ours", OnExisting.UPDATE)));
        });
    }

    /** A fenced delete is lost, held up, and given up; the next message needs no call. */
    private static Scenario givenUp() {
        return new Scenario("a delete that is given up", 1, stage -> {
            stage.holding("a");
            for (int i = 0; i < 60; i++) {
                stage.script.next(stage.late(Duration.ofSeconds(200)));
            }
            stage.deliver(Item.of(Unit.Method.DELETE_RECORD, Draft.delete("a")));
            stage.deliver(Item.of(Unit.Method.DELETE_RECORD, Draft.delete("nothing")));
        });
    }

    /** What the oracle has found. */
    List<String> findings() {
        return IntStream.range(0, variants).mapToObj(this::findings).flatMap(List::stream).toList();
    }

    private List<String> findings(int variant) {
        Stage stage = new Stage(variant);
        play.accept(stage);
        stage.world.time.run();
        return new Oracle(stage.world).judge().texts();
    }

    /** A reference PDS, one engine, and a network that does as it is told. */
    static final class Stage {

        final int variant;
        final Script script = new Script();
        final World world = new World(PdsTraits.REFERENCE, script);
        final Site site = world.addSite(new Random(1));

        Stage(int variant) {
            this.variant = variant;
            // so that the engine is no new writer any more
            world.time.run(Duration.ofMinutes(2));
        }

        void holding(String... rkeys) {
            for (String rkey : rkeys) {
                world.pds.bare(Write.update(Draft.NOTES, rkey, Map.of("text", "old " + rkey)));
            }
        }

        void deliver(Item... items) {
            site.take(new Message(Endpoint.plain(Endpoint.Role.APPLY_WRITES), List.of(items)));
        }

        Passage lost() {
            return Passage.notArrived(Script.ONE_WAY, unknown());
        }

        Passage late(Duration there) {
            return Passage.late(there, Script.ONE_WAY, unknown());
        }

        private static Answer unknown() {
            return new Answer.Unknown(new PdsUnreachableException("reset"));
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
