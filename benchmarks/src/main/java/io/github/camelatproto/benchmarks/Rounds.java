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
package io.github.camelatproto.benchmarks;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Measures contenders in turns, so that whatever slows the machine slows them all, and prints medians. */
final class Rounds {

    private static final int COUNT = Integer.getInteger("rounds", 5);

    private final Duration warmUp;
    private final Duration time;

    /**
     * @param warmUp of each contender, not counted
     * @param time   of a round
     */
    Rounds(Duration warmUp, Duration time) {
        this.warmUp = warmUp;
        this.time = time;
    }

    static void printHead() {
        System.out.printf("%-52s %9s   %-30s %9s %8s%n", "measure", "ours", "peer", "peer's", "ratio");
    }

    /** Prints a line for each peer: the medians of both, and the median of the rounds' ratios. */
    void compare(String measure, Contender ours, Contender... peers) throws Exception {
        compare(List.of(new Contender(measure, ours.round())), peers);
    }

    /**
     * Prints a line for each of ours and each peer.
     *
     * @param ours each named for its measure
     */
    void compare(List<Contender> ours, Contender... peers) throws Exception {
        List<Contender> all = Stream.concat(ours.stream(), Stream.of(peers)).toList();
        for (Contender each : all) {
            each.round().rate(warmUp);
        }
        double[][] rates = new double[all.size()][COUNT];
        for (int round = 0; round < COUNT; round++) {
            for (int i = 0; i < all.size(); i++) {
                rates[i][round] = all.get(i).round().rate(time);
            }
        }
        for (int i = 0; i < ours.size(); i++) {
            for (int j = 0; j < peers.length; j++) {
                double[] mine = rates[i];
                double[] theirs = rates[ours.size() + j];
                double[] ratios = IntStream.range(0, COUNT).mapToDouble(round -> mine[round] / theirs[round]).toArray();
                print(ours.get(i).name(), median(mine), peers[j].name(), median(theirs), median(ratios));
            }
        }
    }

    static double median(double[] figures) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    static void print(String measure, double ours, String peer, double theirs, double ratio) {
        System.out.printf(Locale.ROOT, "%-52s %9.0f   %-30s %9.0f %7.2fx%n", measure, ours, peer, theirs, ratio);
    }
}
