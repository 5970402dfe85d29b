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

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.github.camelatproto.component.exception.UnknownOutcomeException;
import io.github.camelatproto.data.Cid;
import io.github.camelatproto.repo.Write;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/** Compares what the writer said with what the model repo has seen. */
final class TrialOracle {

    private final Trial trial;

    TrialOracle(Trial trial) {
        this.trial = trial;
    }

    void check() {
        assertThat(trial.repo.mostUnderWay()).as("calls under way at once").isLessThanOrEqualTo(1);
        trial.sent.forEach(this::checkAnswer);
        trial.sent.forEach(this::checkLandings);
        trial.sent.stream().filter(one -> !one.unit.showsAbsence()).forEach(this::checkNeverReplayed);
        checkAttempts();
    }

    /** After the redelivery: every message with a name of its own is there, once. */
    void checkExactlyOnce() {
        for (Trial.Sent one : trial.sent) {
            if (one.isRedelivery) {
                assertThat(one.outcome).as("outcome of the redelivered %s", one.unit)
                        .isNotNull().isNotInstanceOf(Outcome.Failed.class);
            }
            if (one.isAllOwn() && !Trial.isBad(one.unit)) {
                assertThat(trial.landings(one.unit, false)).as("commits with %s", one.unit).hasSize(1);
            }
        }
    }

    private void checkAnswer(Trial.Sent one) {
        assertThat(one.outcome).as("outcome of %s", one.unit).isNotNull();
        assertThat(one.answered).as("the answer's time").isBefore(
                one.submitted.plus(Bench.DELIVERY_TIMEOUT).plus(Duration.ofSeconds(20)));
        List<ModelRepo.Commit> own = trial.landings(one.unit, true);
        if (one.outcome instanceof Outcome.Written written) {
            assertThat(own).as("commits of %s, acknowledged as written", one.unit).isNotEmpty();
            for (int i = 0; i < written.results().size(); i++) {
                assertThat(written.results().get(i).cid()).isEqualTo(one.unit.writes().get(i).after());
            }
        } else if (one.outcome instanceof Outcome.Existing) {
            assertThat(isThereFor(one)).as("%s, acknowledged as existing, was there", one.unit).isTrue();
        } else if (one.outcome instanceof Outcome.Failed failed
                && !(failed.error() instanceof UnknownOutcomeException)
                && !(isWithoutMark(one.unit) && (isDeletedAfter(one.unit, own) || isHiddenBy500(own)))) {
            assertThat(own).as("commits of %s, reported as failed with %s", one.unit, failed.error()).isEmpty();
        }
    }

    /** Nothing lands twice; but a create that somebody deleted meanwhile may be brought back by its lost send. */
    private void checkLandings(Trial.Sent one) {
        List<ModelRepo.Commit> landings = trial.landings(one.unit, false);
        boolean isBroughtBack = isWithoutMark(one.unit)
                && landings.stream().allMatch(commit -> commit.writes().stream().anyMatch(Write.Create.class::isInstance));
        if (!isBroughtBack && !(isWithoutMark(one.unit) && isHiddenBy500(landings))) {
            assertThat(landings).as("commits with %s", one.unit).hasSizeLessThanOrEqualTo(1);
        }
    }

    private static boolean isWithoutMark(Unit unit) {
        return unit.isCreatesOnly() && unit.marks().isEmpty();
    }

    /**
     * A 500 for a given rkey says that it is taken; that the PDS broke after it wrote, and another overwrote it, shows
     * nowhere.
     */
    private boolean isHiddenBy500(List<ModelRepo.Commit> landings) {
        return landings.stream().anyMatch(commit -> commit.attempt() != null
                && trial.repo.answerTo(commit.attempt()) instanceof Answer.ServerError);
    }

    private boolean isDeletedAfter(Unit unit, List<ModelRepo.Commit> own) {
        return own.stream().allMatch(landed -> trial.repo.commits().stream()
                .skip(trial.repo.commits().indexOf(landed))
                .flatMap(commit -> commit.writes().stream())
                .anyMatch(write -> write instanceof Write.Delete
                        && unit.writes().stream().anyMatch(made -> made.path().equals(path(write)))));
    }

    /** What a send that got no answer may have changed is not sent again but under the same fence. */
    private void checkNeverReplayed(Trial.Sent one) {
        Cid fence = null;
        for (Attempt attempt : trial.repo.sends()) {
            if (one.unit.writes().stream().allMatch(write -> isCarried(attempt, write))) {
                if (fence != null) {
                    assertThat(attempt.fence()).as("fence of %s, sent again after it was lost", one.unit).isEqualTo(fence);
                }
                fence = trial.repo.answerTo(attempt) instanceof Answer.Unknown ? attempt.fence() : fence;
            }
        }
    }

    private boolean isThereFor(Trial.Sent one) {
        if (!trial.landings(one.unit, false).isEmpty()) {
            return true;
        }
        Map<String, NamedWrite> last = new HashMap<>();
        one.unit.writes().forEach(write -> last.put(write.path(), write));
        return last.values().stream().allMatch(write -> wasAsAfter(write, one.submitted, one.answered));
    }

    private boolean wasAsAfter(NamedWrite write, Instant from, @Nullable Instant until) {
        @Nullable
        Cid now = null;
        List<@Nullable Cid> seen = new ArrayList<>();
        for (ModelRepo.Commit commit : trial.repo.commits()) {
            if (commit.at().isAfter(from)) {
                seen.add(now);
            }
            if (until != null && commit.at().isAfter(until)) {
                break;
            }
            for (Write landed : commit.writes()) {
                now = path(landed).equals(write.path()) ? Trial.afterOf(landed) : now;
            }
        }
        seen.add(now);
        boolean anyValue = write.isCreate() && write.onExisting() == OnExisting.SKIP;
        return seen.stream().anyMatch(
                cid -> anyValue ? cid != null : Objects.equals(cid, write.after()));
    }

    /** Units go whole and in order; a group that has been sent only shrinks; changes and re-sends are fenced. */
    private void checkAttempts() {
        Map<Trial.Sent, Set<Trial.Sent>> lastGroup = new HashMap<>();
        Map<Trial.Sent, Attempt> lastSend = new HashMap<>();
        int newest = -1;
        for (Attempt attempt : trial.repo.sends()) {
            Set<Trial.Sent> group = new HashSet<>();
            for (int i = 0; i < trial.sent.size(); i++) {
                Trial.Sent one = trial.sent.get(i);
                long carried = one.unit.writes().stream().filter(write -> isCarried(attempt, write)).count();
                if (carried == 0) {
                    continue;
                }
                assertThat(carried).as("writes of %s in one attempt", one.unit).isEqualTo(one.unit.writes().size());
                group.add(one);
                if (!lastGroup.containsKey(one)) {
                    assertThat(i).as("place in the queue").isGreaterThan(newest);
                    newest = i;
                }
            }
            boolean again = group.stream().anyMatch(
                    one -> lastSend.containsKey(one) && !(trial.repo.answerTo(lastSend.get(one)) instanceof Answer.NotSent));
            boolean changes = attempt.writes().stream().anyMatch(write -> !write.isCreate());
            if (changes || again) {
                assertThat(attempt.fence()).as("fence of %s", attempt).isNotNull();
            }
            group.forEach(one -> lastSend.put(one, attempt));
            for (Trial.Sent one : group) {
                Set<Trial.Sent> before = lastGroup.put(one, group);
                if (before != null) {
                    assertThat(before).as("the group that %s was in", one.unit).containsAll(group);
                }
            }
        }
    }

    private static boolean isCarried(Attempt attempt, NamedWrite write) {
        return attempt.writes().stream().anyMatch(sent -> Trial.isSame(write, sent.write()));
    }

    private static String path(Write write) {
        return write.collection() + "/" + write.rkey();
    }
}
