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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.camelatproto.pds.EmbeddedPds;
import io.github.camelatproto.pds.PdsMain;

/**
 * The embedded PDS beside the reference PDS: write rates, memory, start. Both run in processes of their own, fresh
 * accounts, rate limits off, over loopback.
 */
final class PdsBenchmark {

    /** Enough for tests and quick starts, and what its documentation recommends. */
    private static final List<String> SMALL = List.of("-Xmx128m", "-XX:+UseSerialGC");
    /** It keeps all that is written: lists are more than that holds, on a machine that is fast. */
    private static final List<String> ROOMY = List.of("-Xmx2g", "-XX:+UseSerialGC");
    private static final Duration ROUND = Duration.ofSeconds(3);
    private static final int STARTS = 10;
    private static final int WRITES = 200;
    private static final String PEER = "reference PDS";

    private final Rounds rounds = new Rounds(ROUND, ROUND);
    private final List<Map<String, Object>> records = Records.posts(WRITES, 300);

    void run() throws Exception {
        try (Server ours = JavaProcess.start(SMALL, PdsMain.class, "--port", "0"); Server peer = ReferenceServer.start()) {
            compareCreates(Account.create(ours.url()), Account.create(peer.url()));
            double mine = ours.residentBytes() / 1e6;
            double theirs = peer.residentBytes() / 1e6;
            Rounds.print("embedded PDS: memory after it, MB", mine, PEER, theirs, mine / theirs);
        }
        try (Server ours = JavaProcess.start(ROOMY, PdsMain.class, "--port", "0"); Server peer = ReferenceServer.start()) {
            compareLists(Account.create(ours.url()), Account.create(peer.url()));
        }
        System.out.printf(Locale.ROOT, "%-52s %9.0f%n", "embedded PDS: start in a warm JVM, ms", startMillis());
    }

    private void compareCreates(Account ours, Account peer) throws Exception {
        for (int atATime : new int[] { 1, 16 }) {
            try (BareClient mine = new BareClient(ours, atATime); BareClient theirs = new BareClient(peer, atATime)) {
                rounds.compare("embedded PDS: createRecord, " + atATime + " at once, /s",
                        new Contender("ours", creates(mine, ours, atATime)),
                        new Contender(PEER, creates(theirs, peer, atATime)));
            }
        }
    }

    private void compareLists(Account ours, Account peer) throws Exception {
        try (BareClient mine = new BareClient(ours, 1); BareClient theirs = new BareClient(peer, 1)) {
            rounds.compare("embedded PDS: applyWrites(200), records/s",
                    new Contender("ours", lists(mine, ours)), new Contender(PEER, lists(theirs, peer)));
        }
    }

    private Contender.Round creates(BareClient http, Account account, int atATime) throws IOException {
        byte[] body = http.json(BareClient.create(account, records.get(0)));
        return time -> ClosedLoop.callers(atATime, time, caller -> {
            http.post("com.atproto.repo.createRecord", body);
            return 1;
        });
    }

    private Contender.Round lists(BareClient http, Account account) throws IOException {
        byte[] body = http.json(BareClient.creates(account, records));
        return time -> ClosedLoop.callers(1, time, caller -> {
            http.post("com.atproto.repo.applyWrites", body);
            return WRITES;
        });
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
        return Rounds.median(millis.stream().skip(STARTS / 2).mapToDouble(Double::doubleValue).toArray());
    }
}
