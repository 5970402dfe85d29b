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
package io.github.camelatproto.component.trial;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What can go wrong between the component and any PDS. */
final class CommonMishaps {

    private CommonMishaps() {
    }

    static Mishap ofWrite(RandomGenerator random, TrialPds.Surroundings around) {
        return switch (random.nextInt(12)) {
            case 0, 1 -> Mishap.requestLost();
            case 2, 3 -> Mishap.answerLost();
            case 4 -> Mishap.slow(delay(random, around));
            case 5, 6 -> Mishap.late(Duration.ofMillis(random.nextInt(1_000)));
            case 7 -> Mishap.gatewayAfter(502 + random.nextInt(3));
            case 8 -> random.nextBoolean() ? Mishap.tooMany() : Mishap.gateway(502 + random.nextInt(3));
            case 9 -> Mishap.gone(around.proxy(), Duration.ofMillis(random.nextInt(600)));
            case 10 -> overtaken(random, around);
            default -> followed(random, around);
        };
    }

    static Mishap ofRead(RandomGenerator random, TrialPds.Surroundings around) {
        return switch (random.nextInt(5)) {
            case 0 -> Mishap.requestLost();
            case 1 -> Mishap.halfAnswer();
            case 2 -> Mishap.slow(delay(random, around));
            case 3 -> Mishap.gateway(502 + random.nextInt(3));
            default -> Mishap.gone(around.proxy(), Duration.ofMillis(random.nextInt(300)));
        };
    }

    /** Half of them longer than a call may take. */
    static Duration delay(RandomGenerator random, TrialPds.Surroundings around) {
        return random.nextBoolean()
                ? Duration.ofMillis(1 + random.nextInt(100)) : around.requestTimeout().plusMillis(50 + random.nextInt(300));
    }

    private static Mishap overtaken(RandomGenerator random, TrialPds.Surroundings around) {
        Mishap then = random.nextBoolean() ? Mishap.none() : Mishap.answerLost();
        List<Intent> writes = around.theirs().any(random);
        return Mishap.overtaken(call -> around.others().write(writes), then);
    }

    /** Half of the time on a record that the call itself has written, if anybody may. */
    private static Mishap followed(RandomGenerator random, TrialPds.Surroundings around) {
        List<Intent> anywhere = around.theirs().any(random);
        boolean isThere = random.nextBoolean();
        return Mishap.followed(call -> around.others().write(
                isThere ? shared(call).map(rkey -> List.of(around.theirs().update(rkey))).orElse(anywhere) : anywhere));
    }

    private static Optional<String> shared(ProxiedCall call) {
        return call.writes().stream()
                .map(write -> write.path().substring(write.path().indexOf('/') + 1))
                .filter(rkey -> Plan.everybodys().anyMatch(rkey::equals))
                .findFirst();
    }
}
