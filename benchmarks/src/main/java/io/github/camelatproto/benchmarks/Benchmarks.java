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

import java.util.regex.Pattern;

/** Prints the figures of the parts that the argument names, in its order. */
public final class Benchmarks {

    private static final Pattern SPACE = Pattern.compile(" +");

    private Benchmarks() {
    }

    public static void main(String[] arguments) throws Exception {
        Rounds.printHead();
        for (String part : SPACE.splitAsStream(String.join(" ", arguments)).toList()) {
            switch (part) {
                case "pds" -> new PdsBenchmark().run();
                case "write" -> new WriteBenchmark().run();
                case "client" -> new ClientBenchmark().run();
                case "files" -> new FilesBenchmark().run();
                case "sync" -> new SyncBenchmark().run();
                case "queue" -> new QueueBenchmark().run();
                case "kafka" -> new KafkaBenchmark().run();
                case "core" -> new CoreFigures().run();
                default ->
                    throw new IllegalArgumentException(
                            "There are core, pds, write, client, files, sync, queue and kafka, and no " + part);
            }
        }
    }
}
