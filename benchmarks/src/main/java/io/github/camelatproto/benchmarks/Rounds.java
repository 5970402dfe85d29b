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
import java.util.Locale;

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
        System.out.printf("%-40s %9s   %-30s %9s %8s%n", "measure", "ours", "peer", "peer's", "ratio");
    }

    /** Prints a line for each peer: the medians of both, and the median of the rounds' ratios. */
    void compare(String measure, Contender ours, Contender... peers) throws Exception {
        ours.round().rate(warmUp);
        for (Contender peer : peers) {
            peer.round().rate(warmUp);
        }
        double[] mine = new double[COUNT];
        double[][] theirs = new double[peers.length][COUNT];
        double[][] ratios = new double[peers.length][COUNT];
        for (int i = 0; i < COUNT; i++) {
            mine[i] = ours.round().rate(time);
            for (int j = 0; j < peers.length; j++) {
                theirs[j][i] = peers[j].round().rate(time);
                ratios[j][i] = mine[i] / theirs[j][i];
            }
        }
        for (int j = 0; j < peers.length; j++) {
            print(measure, median(mine), peers[j].name(), median(theirs[j]), median(ratios[j]));
        }
    }

    static double median(double[] figures) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    static void print(String measure, double ours, String peer, double theirs, double ratio) {
        System.out.printf(Locale.ROOT, "%-40s %9.0f   %-30s %9.0f %7.2fx%n", measure, ours, peer, theirs, ratio);
    }
}
