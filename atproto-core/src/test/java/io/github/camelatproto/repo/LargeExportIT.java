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
package io.github.camelatproto.repo;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import io.github.camelatproto.data.Cid;
import io.github.camelatproto.data.DagCbor;
import io.github.camelatproto.syntax.Did;
import io.github.camelatproto.syntax.Tid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A large repo is verified in little memory, by a JVM of its own. */
class LargeExportIT {

    private static final Did ALICE = new Did("did:plc:ewvi7nxzyoun6zhxrhs64oiz");
    private static final int RECORDS = 100_000;

    @TempDir
    private Path folder;

    /** The JVM that has little memory. */
    static final class Verifier {

        private Verifier() {
        }

        public static void main(String[] arguments) throws IOException {
            try (InputStream car = Files.newInputStream(Path.of(arguments[0]))) {
                RepoExport repo = RepoExport.read(car, ALICE, VerifyingKey.ofDidKey(arguments[1]));
                int[] count = new int[1];
                repo.records((path, block) -> count[0]++);
                System.out.println("verified " + count[0] + " records, used at most MB "
                                   + Runtime.getRuntime().totalMemory() / 1_000_000);
            }
        }
    }

    private Path export(SigningKey key) throws IOException {
        Path file = folder.resolve("repo.car");
        NavigableMap<String, Cid> entries = new TreeMap<>();
        for (int i = 0; i < RECORDS; i++) {
            entries.put(path(i), Cid.ofDagCbor(record(i)));
        }
        Mst tree = Mst.of(entries);
        Commit commit = Commit.sign(ALICE, tree.root(), new Tid("3jqfcqzm3fo2j"), key);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            CarWriter car = new CarWriter(out, commit.cid());
            car.write(commit.cid(), commit.block());
            tree.blocks(car::write);
            for (int i = 0; i < RECORDS; i++) {
                byte[] record = record(i);
                car.write(Cid.ofDagCbor(record), record);
            }
        }
        return file;
    }

    private static String path(int number) {
        return "app.bsky.feed.post/3k" + Integer.toString(1_000_000_000 + number, 36);
    }

    private static byte[] record(int number) {
        return DagCbor.encode(Map.of("$type", "app.bsky.feed.post", "text", number + " " + "x".repeat(220), "createdAt",
                "2026-11-22T10:00:00.000Z"));
    }

    @Test
    void aHundredThousandRecordsAreVerifiedInAQuarterOfAGigabyte() throws Exception {
        SigningKey key = SigningKey.generate();
        Path log = folder.resolve("log.txt");

        Process verifier = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-cp",
                System.getProperty("java.class.path"), Verifier.class.getName(), export(key).toString(), key.didKey())
                .redirectErrorStream(true).redirectOutput(log.toFile()).start();
        try {
            assertThat(verifier.waitFor(2, TimeUnit.MINUTES)).isTrue();
        } finally {
            verifier.destroyForcibly();
        }

        assertThat(log).content().startsWith("verified " + RECORDS + " records");
        System.out.print("export: " + Files.readString(log));
    }
}
