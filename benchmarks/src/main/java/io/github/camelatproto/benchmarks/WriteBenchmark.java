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
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Many messages in flight through {@code atproto:createRecord} into one repo of the reference PDS: beside
 * {@code @atproto/api}'s createRecord with as many in flight, and beside a client that posts ready-made commits of 200
 * writes one after another, which is all that this PDS can take.
 */
final class WriteBenchmark {

    private static final Duration ROUND = Duration.ofSeconds(4);
    private static final int RECORDS = 4_000;
    private static final int RECORD_BYTES = 300;
    private static final int FULL_COMMIT = 200;

    private final List<Map<String, Object>> records = Records.posts(RECORDS, RECORD_BYTES);

    void run() throws Exception {
        try (Server pds = ReferenceServer.start()) {
            Account mine = Account.create(pds.url());
            Account bareAccount = Account.create(pds.url());
            Rounds rounds = new Rounds(ROUND, ROUND);
            try (CamelClient camel = new CamelClient(10);
                 BareClient http = new BareClient(bareAccount, 1);
                 ApiPeer api = new ApiPeer(Account.create(pds.url()), records)) {
                CamelClient.Route route = camel.atproto("createRecord", mine);
                Contender bare = bare(http, bareAccount);
                for (int inFlight : new int[] { 64, 256 }) {
                    rounds.compare("createRecord, " + inFlight + " in flight, records/s", ours(route, inFlight), bare,
                            api.contender("createRecord", inFlight));
                }
            }
        }
    }

    private Contender ours(CamelClient.Route route, int inFlight) {
        AtomicInteger next = new AtomicInteger();
        return new Contender(
                "ours", time -> ClosedLoop.inFlight(inFlight, time,
                        () -> route.sendAsync(records.get(next.getAndIncrement() % RECORDS)).thenApply(done -> 1)));
    }

    private Contender bare(BareClient http, Account account) throws IOException {
        List<byte[]> bodies = new ArrayList<>();
        for (int i = 0; i < RECORDS; i += FULL_COMMIT) {
            bodies.add(http.json(BareClient.creates(account, records.subList(i, i + FULL_COMMIT))));
        }
        AtomicInteger next = new AtomicInteger();
        return new Contender("ready-made applyWrites(200)", time -> ClosedLoop.callers(1, time, caller -> {
            http.post("com.atproto.repo.applyWrites", bodies.get(next.getAndIncrement() % bodies.size()));
            return FULL_COMMIT;
        }));
    }
}
