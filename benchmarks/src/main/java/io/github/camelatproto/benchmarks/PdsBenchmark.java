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

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.camelatproto.pds.EmbeddedPds;

/**
 * The embedded PDS beside the reference PDS: write rates, memory, start. Both run in processes of their own, fresh
 * accounts, rate limits off, over loopback; rounds alternate between them, and each figure is the median of its rounds.
 */
public final class PdsBenchmark {

    /** Enough for tests and quick starts, and what its documentation recommends. */
    private static final List<String> SMALL = List.of("-Xmx128m", "-XX:+UseSerialGC");
    private static final int ROUNDS = Integer.getInteger("rounds", 5);
    private static final int STARTS = 10;
    private static final String TEXT = "x".repeat(180);

    private PdsBenchmark() {
    }

    public static void main(String[] arguments) throws Exception {
        System.out.printf("%-34s %14s %14s %8s%n", "measure", "ours", "reference PDS", "ratio");
        try (Server ours = EmbeddedServer.start(SMALL); Server peer = ReferenceServer.start()) {
            compareRates(ours, peer);
            double mine = ours.residentBytes() / 1e6;
            double theirs = peer.residentBytes() / 1e6;
            print("resident memory after it, MB", mine, theirs, mine / theirs);
        }
        System.out.printf(Locale.ROOT, "%-34s %14.0f%n", "start() in a warm JVM, ms", startMillis());
    }

    private static void compareRates(Server ours, Server peer) throws IOException, InterruptedException {
        try (Client mine = new Client(ours.url()); Client theirs = new Client(peer.url())) {
            compare("createRecord, 1 at a time, /s", mine, theirs, new Load("createRecord", 1, 1, 300));
            compare("createRecord, 16 at a time, /s", mine, theirs, new Load("createRecord", 1, 16, 400));
            compare("applyWrites(200), records/s", mine, theirs, new Load("applyWrites", 200, 1, 8));
        }
    }

    /**
     * @param records of a call
     * @param calls   of a round on the reference; ten times as many on ours, so that both are measured long enough
     */
    private record Load(String method, int records, int atATime, int calls) {

        double rate(Client client, int times) throws IOException, InterruptedException {
            String body = records == 1 ? create(client.did()) : creates(client.did(), records);
            return records * calls * times / client.seconds("com.atproto.repo." + method, body, calls * times, atATime);
        }

        private static String create(String did) {
            return "{\"repo\":\"" + did + "\",\"collection\":\"app.bsky.feed.post\",\"record\":" + record(0) + "}";
        }

        private static String creates(String did, int records) {
            return IntStream.range(0, records)
                    .mapToObj(i -> "{\"$type\":\"com.atproto.repo.applyWrites#create\",\"collection\":\"app.bsky.feed.post\","
                                   + "\"value\":" + record(i) + "}")
                    .collect(Collectors.joining(",", "{\"repo\":\"" + did + "\",\"writes\":[", "]}"));
        }

        /** About 300 bytes of DAG-CBOR. */
        private static String record(int number) {
            return "{\"$type\":\"app.bsky.feed.post\",\"text\":\"" + number + " " + TEXT
                   + "\",\"createdAt\":\"2026-11-22T10:00:00.000Z\",\"langs\":[\"en\"]}";
        }
    }

    private static void compare(String measure, Client ours, Client peer, Load load) throws IOException, InterruptedException {
        load.rate(ours, 10);
        load.rate(peer, 1);
        double[] mine = new double[ROUNDS];
        double[] theirs = new double[ROUNDS];
        double[] ratios = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            mine[i] = load.rate(ours, 10);
            theirs[i] = load.rate(peer, 1);
            ratios[i] = mine[i] / theirs[i];
        }
        print(measure, median(mine), median(theirs), median(ratios));
    }

    private static double startMillis() {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            long start = System.nanoTime();
            EmbeddedPds pds = EmbeddedPds.builder().account("alice.test", "secret").build().start();
            millis.add((System.nanoTime() - start) / 1e6);
            pds.close();
        }
        // the first ones warm the JVM
        return median(millis.stream().skip(STARTS / 2).mapToDouble(Double::doubleValue).toArray());
    }

    private static double median(double[] figures) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static void print(String measure, double ours, double peer, double ratio) {
        System.out.printf(Locale.ROOT, "%-34s %14.0f %14.0f %7.2fx%n", measure, ours, peer, ratio);
    }
}
