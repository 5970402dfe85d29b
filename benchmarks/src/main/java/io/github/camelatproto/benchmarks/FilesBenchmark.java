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

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelatproto.component.AtprotoComponent;
import io.github.camelatproto.files.FileImport;
import io.github.camelatproto.files.FileReport;
import io.github.camelatproto.files.ImportMemory;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.commons.io.file.PathUtils;
import org.h2.jdbcx.JdbcConnectionPool;

/**
 * A file of JSON Lines that becomes records on a server that costs nothing: beside a program that reads it line by line
 * and posts each 200 of them, and so has neither names nor a memory.
 */
final class FilesBenchmark {

    private static final Duration WARM_UP = Duration.ofSeconds(12);
    private static final Duration ROUND = Duration.ofSeconds(4);
    private static final int WRITES = 200;
    private static final int LINES = 250 * WRITES;
    private static final int RECORD_BYTES = 300;
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {
    };

    private final ObjectMapper mapper = new ObjectMapper();

    void run() throws Exception {
        Path folder = Files.createTempDirectory("files-benchmark");
        Path file = lines(folder.resolve("lines.jsonl"));
        JdbcConnectionPool database
                = JdbcConnectionPool.create("jdbc:h2:file:" + folder.resolve("memory") + ";WRITE_DELAY=0", "", "");
        CamelContext context = new DefaultCamelContext();
        context.addComponent("atproto", new AtprotoComponent());
        context.start();
        try (Server server = JavaProcess.start(
                List.of("-XX:+UseSerialGC"), NullServer.class, Integer.toString(RECORD_BYTES))) {
            Account account = Account.create(server.url());
            try (BareClient http = new BareClient(account, 1)) {
                new Rounds(WARM_UP, ROUND).compare(
                        List.of(new Contender(
                                "a file of JSON Lines, records/s",
                                imports("com.example.thing", file, database, account, context)),
                                new Contender(
                                        "a file of JSON Lines, checked by a lexicon, /s",
                                        imports(Records.COLLECTION, file, database, account, context))),
                        new Contender("reader and HttpClient 5 loop", time -> ClosedLoop.callers(1, time, caller -> {
                            post(file, http, account);
                            return LINES;
                        })));
            }
        } finally {
            context.stop();
            database.dispose();
            PathUtils.deleteDirectory(folder);
        }
    }

    private Path lines(Path file) throws IOException {
        List<Map<String, Object>> records = Records.posts(WRITES, RECORD_BYTES);
        // that of the collection is added
        records.forEach(record -> record.remove("$type"));
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < LINES; i++) {
                out.append(mapper.writeValueAsString(records.get(i % WRITES))).append('\n');
            }
        }
        return file;
    }

    private static Contender.Round imports(
            String collection, Path file, JdbcConnectionPool database, Account account, CamelContext context) {
        FileImport files = new FileImport(new ImportMemory(database));
        files.setName(collection);
        files.setCollection(collection);
        files.setTo("atproto:applyWrites?atomic=false&onExisting=fail&service=" + account.server() + "&identifier="
                    + account.handle() + "&password=" + account.password());
        AtomicInteger number = new AtomicInteger();
        return time -> ClosedLoop.callers(1, time, caller -> {
            // by its name it is another file each time
            Path next = Files.createLink(file.resolveSibling(number.incrementAndGet() + ".jsonl"), file);
            FileReport report = files.run(next.toFile(), new DefaultExchange(context));
            if (report.written() != LINES) {
                throw new IOException(report + " " + report.getProblems());
            }
            return LINES;
        });
    }

    private void post(Path file, BareClient http, Account account) throws IOException {
        List<Map<String, Object>> records = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                records.add(mapper.readValue(line, OBJECT));
                if (records.size() == WRITES) {
                    http.postJson("com.atproto.repo.applyWrites", BareClient.creates(account, records));
                    records.clear();
                }
            }
        }
    }
}
