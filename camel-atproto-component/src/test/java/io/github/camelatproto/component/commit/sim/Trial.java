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
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

import io.github.camelatproto.component.commit.VirtualTime;

/**
 * Some minutes in the life of a repo: two engines and other applications write to it while the network, the PDS, the
 * clocks and the engines' processes fail; then a calm, in which what has a name of its own comes once more. All of it
 * follows from the seed.
 */
final class Trial {

    private static final int MESSAGES = 50;
    private static final int MESSAGES_OF_THE_SECOND = 12;
    private static final int REDELIVERED_PERCENT = 10;
    private static final Duration DAY = Duration.ofHours(25);

    final World world;

    private final RandomGenerator random;
    private final Messages messages;
    private final Trouble trouble;
    private final VirtualTime time;
    private final Pds pds;
    private final Site first;
    private final Site second;

    Trial(long seed) {
        SplittableRandom root = new SplittableRandom(seed);
        random = root.split();
        PdsTraits traits = PdsTraits.draw(random);
        List<Messages> made = new ArrayList<>();
        trouble = new Trouble(root.split(), traits, () -> made.get(0).intrude());
        world = new World(traits, trouble);
        time = world.time;
        pds = world.pds;
        messages = new Messages(root.split(), pds);
        made.add(messages);
        first = world.addSite(root.split());
        second = world.addSite(root.split());
    }

    int faults() {
        return trouble.faults();
    }

    void run() {
        messages.prepare();
        spendPoints();
        deliver(first, MESSAGES + random.nextInt(10));
        deliver(second, MESSAGES_OF_THE_SECOND);
        Stream.generate(() -> random.nextInt(40_000)).limit(random.nextInt(16))
                .forEach(at -> time.schedule(Duration.ofMillis(at), messages::intrude));
        mishaps(first);
        mishaps(second);
        time.run();
        haveFaults();
        calm();
    }

    /** Who was sent away, for want of points or because the PDS was gone, has had no faults: more is sent. */
    private void haveFaults() {
        trouble.insist();
        while (trouble.faults() < Trouble.LEAST_FAULTS) {
            // an hour, so that the points that were spent are there again
            time.run(Duration.ofHours(1));
            deliver(first, Trouble.LEAST_FAULTS);
            time.run();
        }
    }

    /** As if much had been written before: what is left of the points, and for how long. */
    private void spendPoints() {
        if (random.nextBoolean()) {
            pds.limiter.hour.spentBefore(4_600 + random.nextInt(390), time.now().minusSeconds(3_300 + random.nextInt(290)));
        }
        if (random.nextInt(8) == 0) {
            pds.limiter.day.spentBefore(
                    34_700 + random.nextInt(290), time.now().minusSeconds(86_100 + random.nextInt(290)));
        }
        if (random.nextInt(8) == 0) {
            pds.limiter.address.spentBefore(2_800 + random.nextInt(190), time.now().minusSeconds(200 + random.nextInt(90)));
        }
    }

    private void deliver(Site site, int count) {
        List<Endpoint> endpoints = Stream.of(Endpoint.Role.values()).map(role -> Endpoint.draw(role, random)).toList();
        int burst = 0;
        for (int i = 0; i < count; i++) {
            burst = random.nextInt(8) == 0 ? random.nextInt(40_000) : burst;
            Endpoint endpoint = endpoints.get(random.nextInt(endpoints.size()));
            time.schedule(Duration.ofMillis(burst + random.nextInt(200)), () -> {
                Message message = messages.next(endpoint);
                site.take(message);
                if (random.nextInt(100) < REDELIVERED_PERCENT) {
                    time.schedule(Duration.ofMillis(random.nextInt(20_000)), () -> site.repeat(message));
                }
            });
        }
    }

    private void mishaps(Site site) {
        if (random.nextInt(3) == 0) {
            Duration down = millis(5_000);
            time.schedule(millis(30_000), () -> site.crash(down));
        }
        if (random.nextInt(10) == 0) {
            Duration down = millis(5_000);
            time.schedule(millis(30_000), () -> site.restart(Duration.ofSeconds(30), down));
        }
        if (random.nextInt(5) == 0) {
            Duration gone = random.nextInt(5) == 0 ? millis(200_000) : millis(3_000);
            time.schedule(millis(20_000), () -> world.network.goneFor(gone));
        }
        if (random.nextInt(6) == 0) {
            Duration jump = random.nextBoolean() ? millis(90_000) : millis(90_000).negated();
            time.schedule(millis(40_000), () -> site.jump(jump));
        }
    }

    private Duration millis(int most) {
        return Duration.ofMillis(random.nextInt(most));
    }

    /** Everything is well again, all limits are reset, and what has a name of its own is sent until it is there. */
    private void calm() {
        trouble.calm();
        world.network.goneFor(Duration.ZERO);
        time.run(DAY);
        world.sites().forEach(Site::redeliver);
        time.run();
    }
}
