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

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static io.github.camelatproto.contract.Records.THING;
import static io.github.camelatproto.contract.Records.cid;
import static io.github.camelatproto.contract.Records.thing;
import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;

/** Writes to one repo that are all under way before the first is answered. */
abstract class ConcurrencyContract extends Contract {

    ConcurrencyContract(Pds pds, Xrpc anonymous) {
        super(pds, anonymous);
    }

    @ParameterizedTest
    @EnumSource
    void ofWritersWithTheSameSwapCommitExactlyOneWins(WriteCall call) {
        String swap = alice.head().cid().toString();

        List<Answer> answers = atOnce(20, n -> alice.xrpc().procedureAsync(
                call.nsid, call.input(alice, n).put("swapCommit", swap)));

        Commit commit = onlySuccess(answers).commit();
        assertThat(alice.head()).isEqualTo(commit);
        assertThat(answers).filteredOn(ConcurrencyContract::isFailure).allSatisfy(loser -> assertThat(loser)
                .isRefused(400, "InvalidSwap").withMessage("Commit was at " + commit.cid()));
    }

    @Test
    void ofCreatesOnOneRkeyExactlyOneWins() {
        List<Answer> answers = atOnce(5, n -> alice.xrpc().procedureAsync(
                Calls.CREATE_RECORD, alice.creation("k1", thing(n))));

        Answer winner = onlySuccess(answers);
        assertThat(alice.head()).isEqualTo(winner.commit());
        assertThat(alice.getRecord(THING, "k1").success().text("cid")).isEqualTo(winner.text("cid"));
        assertThat(answers).filteredOn(ConcurrencyContract::isFailure)
                .allSatisfy(loser -> assertThat(loser).isRefused(500, "InternalServerError"));
    }

    @Test
    void ofPutsThatExpectNoRecordExactlyOneWins() {
        List<Answer> answers = atOnce(5, n -> alice.xrpc().procedureAsync(
                Calls.PUT_RECORD, alice.creation("k1", thing(n)).putNull("swapRecord")));

        Answer winner = onlySuccess(answers);
        assertThat(alice.head()).isEqualTo(winner.commit());
        assertThat(answers).filteredOn(ConcurrencyContract::isFailure).allSatisfy(loser -> assertThat(loser)
                .isRefused(400, "InvalidSwap").withMessage("Record was at " + winner.text("cid")));
    }

    @Test
    void createsWithoutSwapAllLandEachInItsCommit() {
        List<Answer> answers = atOnce(20, n -> alice.xrpc().procedureAsync(
                Calls.CREATE_RECORD, alice.creation("k" + n, thing(n))));

        assertThat(answers).allSatisfy(answer -> assertThat(answer).isSuccess());
        List<Commit> commits = answers.stream().map(Answer::commit).sorted(comparing(Commit::rev)).toList();
        assertThat(commits).extracting(Commit::rev).doesNotHaveDuplicates();
        assertThat(alice.head()).isEqualTo(commits.get(19));
        for (int n = 0; n < 20; n++) {
            assertThat(alice.getRecord(THING, "k" + n).success().text("cid")).isEqualTo(cid(thing(n)).toString());
        }
    }

    private static List<Answer> atOnce(int count, IntFunction<CompletableFuture<Answer>> call) {
        List<CompletableFuture<Answer>> underWay = IntStream.range(0, count).mapToObj(call).toList();
        return underWay.stream().map(CompletableFuture::join).toList();
    }

    private static Answer onlySuccess(List<Answer> answers) {
        List<Answer> successes = answers.stream().filter(answer -> !isFailure(answer)).toList();
        assertThat(successes).as("successes in %s", answers).hasSize(1);
        return successes.get(0);
    }

    private static boolean isFailure(Answer answer) {
        return answer.status() != 200;
    }
}
