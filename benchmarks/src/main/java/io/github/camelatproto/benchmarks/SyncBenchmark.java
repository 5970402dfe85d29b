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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.camelatproto.component.sync.CollectionState;
import io.github.camelatproto.component.sync.SyncMemory;
import io.github.camelatproto.pds.PdsMain;
import io.github.camelatproto.syntax.Did;
import io.github.camelatproto.syntax.Nsid;

/** A collection of 10,000 records that is as it should be: what it costs to know that, beside downloading it. */
final class SyncBenchmark {

    private static final List<String> ROOMY = List.of("-Xmx2g", "-XX:+UseSerialGC");
    private static final Duration ROUND = Duration.ofSeconds(3);
    private static final int RECORDS = 10_000;
    private static final Pattern CURSOR = Pattern.compile("\"cursor\":\"([^\"]+)\"");

    private final Rounds rounds = new Rounds(ROUND, ROUND);

    void run() throws Exception {
        Map<String, Object> wanted = new TreeMap<>();
        List<Map<String, Object>> records = Records.posts(RECORDS, 300);
        for (int i = 0; i < RECORDS; i++) {
            wanted.put("3kaaaaaaa%c%c%c%c".formatted(digit(i >> 15), digit(i >> 10), digit(i >> 5), digit(i)), records.get(i));
        }
        try (Server pds = JavaProcess.start(ROOMY, PdsMain.class, "--port", "0")) {
            compare("embedded PDS", pds, wanted);
        }
        try (Server pds = ReferenceServer.start()) {
            compare("reference PDS", pds, wanted);
        }
    }

    private void compare(String server, Server pds, Map<String, Object> wanted) throws Exception {
        Account account = Account.create(pds.url());
        try (CamelClient camel = new CamelClient(10); BareClient http = new BareClient(account, 1)) {
            camel.bind("forgetful", new Forgetful());
            CamelClient.Route warm = camel.atproto("syncRecords", account);
            warm.send(wanted);
            rounds.compare(
                    List.of(new Contender(
                            "syncRecords, " + server + ", cold, records/s",
                            syncs(camel.atproto("syncRecords", account, "&syncMemory=#forgetful"), wanted)),
                            new Contender("syncRecords, " + server + ", quiet poll, records/s", syncs(warm, wanted))),
                    new Contender("bare listRecords", time -> ClosedLoop.callers(1, time, caller -> {
                        list(http, account);
                        return RECORDS;
                    })));
            rounds.compare(
                    List.of(new Contender(
                            "syncRecords, " + server + ", cold, records/s",
                            syncs(camel.atproto("syncRecords", account, "&syncMemory=#forgetful"), wanted))),
                    new Contender("bare getRepo", time -> ClosedLoop.callers(1, time, caller -> {
                        http.download("com.atproto.sync.getRepo?did=" + account.did());
                        return RECORDS;
                    })));
        }
    }

    private static char digit(int value) {
        return "234567abcdefghijklmnopqrstuvwxyz".charAt(value & 31);
    }

    private static Contender.Round syncs(CamelClient.Route route, Map<String, Object> wanted) {
        return time -> ClosedLoop.callers(1, time, caller -> {
            route.send(new HashMap<>(wanted));
            return RECORDS;
        });
    }

    /** Reads page after page and keeps nothing. */
    private static void list(BareClient http, Account account) throws IOException {
        String cursor = "";
        do {
            Matcher next = CURSOR.matcher(http.get(
                    "com.atproto.repo.listRecords?limit=100&collection=" + Records.COLLECTION + "&repo=" + account.did()
                                                   + cursor));
            cursor = next.find() ? "&cursor=" + next.group(1) : "";
        } while (!cursor.isEmpty());
    }

    /** Every poll is the first. */
    private static final class Forgetful implements SyncMemory {
        @Override
        public Optional<CollectionState> load(Did repo, Nsid collection) {
            return Optional.empty();
        }

        @Override
        public void save(Did repo, Nsid collection, CollectionState state) {
            // nothing is kept
        }
    }
}
