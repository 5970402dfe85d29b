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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** The protocol core by itself, and beside the codecs of Node: times of one record, so that less is better. */
final class CoreFigures {

    private static final List<Integer> SIZES = List.of(300, 600, 3_000);
    private static final List<String> CODECS = List.of("@atproto/lex-cbor", "@ipld/dag-cbor", "@atcute/cbor");
    private static final int NODE_MILLIS = 1_000;

    private Collection<RunResult> results = List.of();

    void run() throws Exception {
        results = new Runner(
                new OptionsBuilder().include(CoreBenchmark.class.getName() + ".*").forks(1)
                        .warmupIterations(5).warmupTime(TimeValue.seconds(1))
                        .measurementIterations(5).measurementTime(TimeValue.seconds(1)).build())
                .run();
        Rounds.printHead();
        for (int size : SIZES) {
            compare("CID of a map", "cidOfMap", "SHA-256 and base32 alone", "hashAndBase32", size);
        }
        for (int size : SIZES) {
            compare("decode DAG-CBOR", "decode", "encode", "encode", size);
        }
        for (int size : SIZES) {
            compare("JSON to data model", "readJson", "Jackson, untyped", "readJsonWithJackson", size);
        }
        for (int size : SIZES) {
            System.out.printf("%-52s %9.0f%n", measure("validate a post", size), nanos("validate", size));
        }
        insert("MST insert behind 100,000 keys, ns", "insertLast");
        insert("MST insert among 100,000 keys, ns", "insertAnywhere");
        peers();
    }

    private void insert(String measure, String benchmark) {
        double small = nanos(benchmark, 1_000);
        double large = nanos(benchmark, 100_000);
        Rounds.print(measure, large, "1,000 keys", small, large / small);
    }

    private void compare(String what, String ours, String peer, String theirs, int size) {
        double mine = nanos(ours, size);
        double other = nanos(theirs, size);
        Rounds.print(measure(what, size), mine, peer, other, mine / other);
    }

    private static String measure(String what, int size) {
        return what + ", " + size + " bytes, ns";
    }

    private double nanos(String benchmark, int parameter) {
        return results.stream()
                .filter(result -> result.getParams().getBenchmark().endsWith("." + benchmark)
                        && (result.getParams().getParam("bytes") + result.getParams().getParam("keys"))
                                .contains(String.valueOf(parameter)))
                .findFirst().orElseThrow().getPrimaryResult().getScore();
    }

    /** Node's codecs, each size and round in turn; the ratio is how much faster ours is than the fastest. */
    private void peers() throws Exception {
        List<Map<String, Object>> records = SIZES.stream().map(size -> Records.posts(1, size).get(0)).toList();
        try (NodePeer node = new NodePeer("cbor.mjs")) {
            node.say(new ObjectMapper().writeValueAsString(records));
            for (int i = 0; i < SIZES.size(); i++) {
                double ours = nanos("cidOfMap", SIZES.get(i));
                for (String codec : CODECS) {
                    double[] rounds = rounds(node, codec, i);
                    double theirs = Rounds.median(rounds);
                    Rounds.print(measure("CID of a map", SIZES.get(i)), ours, codec, theirs, theirs / ours);
                }
            }
        }
    }

    private static double[] rounds(NodePeer node, String codec, int record) throws IOException {
        String round = codec + " " + record + " " + NODE_MILLIS;
        node.ask(round);
        return IntStream.range(0, 5).mapToDouble(i -> node.ask(round).required("nanos").doubleValue()).toArray();
    }
}
