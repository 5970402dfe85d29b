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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** What the client itself costs, on a server that costs nothing. */
final class ClientBenchmark {

    private static final Duration WARM_UP = Duration.ofSeconds(16);
    private static final Duration ROUND = Duration.ofSeconds(2);
    private static final int WRITES = 200;
    private static final int CALLERS = 64;
    /** The caller's thread makes the call itself, as that of camel-http does. */
    private static final String SYNCHRONOUS = "&synchronous=true";
    private static final String WAITING = ", synchronous";

    private final Rounds rounds = new Rounds(WARM_UP, ROUND);

    void run() throws Exception {
        lists(300);
        lists(600);
        singles(1);
        singles(CALLERS);
    }

    private static Server server(int recordBytes) throws Exception {
        return JavaProcess.start(List.of("-XX:+UseSerialGC"), NullServer.class, Integer.toString(recordBytes));
    }

    /** A message is a list of maps, and becomes one commit. */
    private void lists(int recordBytes) throws Exception {
        List<Map<String, Object>> records = Records.posts(WRITES, recordBytes);
        String measure = "applyWrites, 200 of " + recordBytes + " bytes, records/s";
        try (Server server = server(recordBytes)) {
            Account account = Account.create(server.url());
            try (CamelClient camel = new CamelClient(10);
                 BareClient http = new BareClient(account, 1);
                 ApiPeer api = new ApiPeer(account, records)) {
                rounds.compare(
                        List.of(new Contender(measure, lists(camel.atproto("applyWrites", account), records)),
                                new Contender(
                                        measure + WAITING,
                                        lists(camel.atproto("applyWrites", account, SYNCHRONOUS), records))),
                        new Contender("HttpClient 5 with Jackson", time -> ClosedLoop.callers(1, time, caller -> {
                            http.postJson("com.atproto.repo.applyWrites", BareClient.creates(account, records));
                            return WRITES;
                        })),
                        api.contender("applyWrites", 1));
            }
        }
    }

    private static Contender.Round lists(CamelClient.Route route, List<Map<String, Object>> records) {
        return time -> ClosedLoop.callers(1, time, caller -> {
            route.send(records);
            return WRITES;
        });
    }

    /** Each caller waits for its answer, and has a repo of its own. */
    private void singles(int callers) throws Exception {
        Map<String, Object> record = Records.posts(1, 300).get(0);
        String measure = "createRecord, " + callers + (callers == 1 ? " caller, /s" : " callers, a repo each, /s");
        try (Server server = server(300); CamelClient camel = new CamelClient(Math.max(10, callers))) {
            List<CamelClient.Route> ours = new ArrayList<>();
            List<CamelClient.Route> waiting = new ArrayList<>();
            List<CamelClient.Route> plain = new ArrayList<>();
            List<byte[]> bodies = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                Account account = Account.create(server.url());
                ours.add(camel.atproto("createRecord", account));
                waiting.add(camel.atproto("createRecord", account, SYNCHRONOUS));
                plain.add(camel.http("com.atproto.repo.createRecord", account));
                try (BareClient http = new BareClient(account, 1)) {
                    bodies.add(http.json(BareClient.create(account, record)));
                }
            }
            rounds.compare(
                    List.of(new Contender(measure, singles(ours, caller -> record)),
                            new Contender(measure + WAITING, singles(waiting, caller -> record))),
                    new Contender("camel-http, ready-made", singles(plain, bodies::get)));
        }
    }

    private static Contender.Round singles(List<CamelClient.Route> routes, IntFunction<Object> body) {
        return time -> ClosedLoop.callers(routes.size(), time, caller -> {
            routes.get(caller).send(body.apply(caller));
            return 1;
        });
    }
}
