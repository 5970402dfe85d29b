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

import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

import io.github.camelatproto.component.trial.Findings.Defect;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;

/** Runs trials, several at once, and adds up what was found. */
final class Trials {

    private static final boolean SOAK = Boolean.getBoolean("atproto.soak");
    /**
     * Set {@code -Dtrial.seed=N -Dtrial.count=1} to repeat a trial: the same plan, if not the same interleaving; and
     * {@code -Dtrial.calls=true} to see every call.
     */
    private static final long FIRST_SEED = Long.getLong("trial.seed", System.currentTimeMillis() * 10_000);

    private final LongFunction<TrialPds> pds;
    private final int atOnce;
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2).setWorkerPoolSize(1));
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** @param pds makes the PDS for the trial with that seed */
    Trials(LongFunction<TrialPds> pds, int atOnce) {
        this.pds = pds;
        this.atOnce = atOnce;
    }

    /** Runs trials with seeds one after another, and prints the first seed, what is wrong, and last the sums. */
    Sums run(int few, int many) throws Exception {
        int count = Integer.getInteger("trial.count", SOAK ? many : few);
        System.out.println("Trials from -Dtrial.seed=" + FIRST_SEED);
        Sums sums = runAll(count);
        sums.defects().forEach(System.out::println);
        System.out.println(sums);
        return sums;
    }

    private Sums runAll(int count) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(atOnce);
        try {
            List<Future<Findings>> trials = LongStream.range(FIRST_SEED, FIRST_SEED + count)
                    .mapToObj(seed -> threads.submit(() -> run(seed)))
                    .toList();
            List<Findings> all = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                try {
                    all.add(trials.get(i).get());
                } catch (ExecutionException e) {
                    throw new IllegalStateException("The trial with seed " + (FIRST_SEED + i) + " did not end", e.getCause());
                }
            }
            return new Sums(all);
        } finally {
            threads.shutdownNow();
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private Findings run(long seed) throws Exception {
        try (TrialPds own = pds.apply(seed)) {
            return new Trial(seed, own, vertx, http).run();
        }
    }

    /** What was found in all trials. */
    record Sums(List<Findings> all) {

        List<String> defects() {
            return all.stream().flatMap(one -> one.defects().stream()).toList();
        }

        /** What no trial may have, however busy the machine. */
        int broken() {
            return count(Defect.LOST) + count(Defect.DUPLICATED) + count(Defect.ALTERED) + count(Defect.HUNG);
        }

        /**
         * Trials with a message told as unknown, where nothing says why: the oracle names the reasons that there are.
         * What befalls a group befalls all its messages, so that it is trials that count.
         */
        int unknownWithoutReason() {
            return (int) all.stream().filter(one -> one.count(Defect.UNKNOWN_WITHOUT_REASON) > 0).count();
        }

        /**
         * One in a hundred, and one more: on a machine that stalls, a proxy cannot see all that the component sees. The
         * simulator, whose clock nothing stalls, allows none.
         */
        int mostWithoutReason() {
            return 1 + all.size() / 100;
        }

        int fewestFaults() {
            return all.stream().mapToInt(Findings::faults).min().orElse(0);
        }

        private int count(Defect defect) {
            return all.stream().mapToInt(one -> one.count(defect)).sum();
        }

        /** The line that sums a run up. */
        @Override
        public String toString() {
            return "faults: trials=" + all.size() + " lost=" + count(Defect.LOST) + " duplicated=" + count(Defect.DUPLICATED)
                   + " altered=" + count(Defect.ALTERED) + " hung=" + count(Defect.HUNG) + " unknown="
                   + all.stream().mapToInt(Findings::unknown).sum() + " wastedPoints="
                   + all.stream().mapToInt(Findings::wastedPoints).sum();
        }
    }
}
