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
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;

import io.github.camelatproto.component.commit.Answer;
import io.github.camelatproto.component.exception.AuthenticationException;
import io.github.camelatproto.component.exception.PdsUnreachableException;
import io.github.camelatproto.component.exception.RateLimitExceededException;
import io.github.camelatproto.component.exception.XrpcException;

/** Weather that is bad as often as the trial has it, and at least three times, until it calms down. */
final class Trouble implements Weather {

    static final int LEAST_FAULTS = 3;
    /** Most trials have as many sends. */
    private static final int FIRST_SENDS = 12;

    private final RandomGenerator random;
    private final PdsTraits traits;
    private final Runnable intruder;
    private final double faulty;
    private final double unreadable;
    private final Set<Integer> surely = new HashSet<>();
    private int sends;
    private int faults;
    private boolean isDue;
    private boolean isCalm;

    /** @param intruder what another application does just before or after a call arrives */
    Trouble(RandomGenerator random, PdsTraits traits, Runnable intruder) {
        this.random = random;
        this.traits = traits;
        this.intruder = intruder;
        this.faulty = random.nextDouble() * 0.5;
        this.unreadable = random.nextBoolean() ? 0 : random.nextDouble() * 0.4;
        while (surely.size() < LEAST_FAULTS) {
            surely.add(random.nextInt(FIRST_SENDS));
        }
    }

    void calm() {
        isCalm = true;
    }

    /** How many calls something has befallen. */
    int faults() {
        return faults;
    }

    /** Every call has a fault from now on, until there were enough. */
    void insist() {
        isDue = true;
    }

    @Override
    public Question ask() {
        boolean isLost = !isCalm && random.nextDouble() < unreadable;
        return new Question(oneWay(), isLost ? heardAfter() : oneWay(), !isLost);
    }

    @Override
    public Passage send(Call call) {
        boolean isSure = surely.contains(sends) || (isDue && faults < LEAST_FAULTS);
        boolean isFaulty = !isCalm && (isSure || random.nextDouble() < faulty);
        sends++;
        Passage passage = isFaulty ? fault(call) : Passage.fine(oneWay(), oneWay());
        faults += passage.isFault() ? 1 : 0;
        return passage;
    }

    private Passage fault(Call call) {
        return switch (random.nextInt(16)) {
            case 0, 1 -> Passage.notArrived(heardAfter(), lost("the request was lost"));
            case 2, 3, 4 -> Passage.answerLost(oneWay(), heardAfter(), lost("the answer was lost"));
            case 5, 6 -> Passage.late(Duration.ofMillis(random.nextInt(400)), Duration.ofMillis(5), lost("reset"));
            case 7 -> Passage.late(Duration.ofMillis(500 + random.nextInt(60_000)), oneWay(), lost("502"));
            case 8 -> Passage.broken(oneWay(), oneWay());
            case 9 -> Passage.answerLost(oneWay(), oneWay(), new Answer.ServerError(Pds.serverErrorException()));
            case 10 -> Passage.notArrived(oneWay(), denied());
            case 11 -> random.nextBoolean()
                    ? Passage.notArrived(oneWay(), new Answer.NotSent(new PdsUnreachableException("no connection")))
                    : Passage.notArrived(oneWay(), new Answer.Refused(new XrpcException(400, "BadMood", "400 BadMood"), -1));
            case 12, 13 -> anything(call).overtakenBy(intruder);
            case 14 -> anything(call).followedBy(intruder);
            default -> call.isFenced() && traits.honoursFences()
                    ? Passage.fine(oneWay(), oneWay()).twice(Duration.ofMillis(random.nextInt(5_000)))
                    : Passage.late(Duration.ofMillis(random.nextInt(2_000)), oneWay(), lost("503"));
        };
    }

    private Passage anything(Call call) {
        return random.nextBoolean() ? Passage.fine(oneWay(), oneWay()) : fault(call);
    }

    private Answer denied() {
        return new Answer.Denied(
                random.nextBoolean()
                        ? new RateLimitExceededException("429", null)
                        : new AuthenticationException("401", "AuthenticationRequired"));
    }

    private static Answer lost(String how) {
        return new Answer.Unknown(new PdsUnreachableException(how));
    }

    private Duration oneWay() {
        return Duration.ofMillis(2 + random.nextInt(random.nextInt(20) == 0 ? 1_000 : 30));
    }

    /** A connection that breaks is heard of at once, one that hangs after requestTimeout. */
    private Duration heardAfter() {
        return random.nextInt(4) == 0 ? Duration.ofSeconds(30) : oneWay();
    }
}
