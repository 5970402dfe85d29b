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
package io.github.camelatproto.pds.store;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.github.camelatproto.pds.repo.Repo;
import io.github.camelatproto.pds.repo.RequestedWrite;
import io.github.camelatproto.pds.repo.RequestedWrite.Action;
import io.github.camelatproto.pds.repo.WriteResult;
import io.github.camelatproto.pds.repo.Written;
import io.github.camelatproto.syntax.Nsid;
import io.github.camelatproto.syntax.RecordKey;

/**
 * Writes into a file from several threads until it is killed, and prints each commit after it was answered: its
 * revision, its CID, and for each write the rkey and the CID, which is {@code null} for a delete. Each thread writes to
 * a collection of its own.
 */
public final class KilledWriter {

    static final int THREADS = 4;
    private static final int MAX_WRITES = 20;

    private final Repo repo;
    private final PrintStream out;

    private KilledWriter(Repo repo, PrintStream out) {
        this.repo = repo;
        this.out = out;
    }

    /** Takes the file, the handle, and a seed. */
    public static void main(String[] args) {
        PdsState state = PdsState.inFile(Path.of(args[0]), Clock.systemUTC());
        Repo repo = state.repos().of(state.accounts().find(args[1]).orElseThrow().did());
        KilledWriter writer = new KilledWriter(repo, new PrintStream(System.out, true, StandardCharsets.UTF_8));
        for (int i = 0; i < THREADS; i++) {
            Random random = new Random(Long.parseLong(args[2]) + i);
            Nsid collection = collection(i);
            new Thread(() -> writer.write(collection, random)).start();
        }
    }

    static Nsid collection(int thread) {
        return Nsid.parse("com.example.thing" + thread);
    }

    private void write(Nsid collection, Random random) {
        List<RecordKey> present = new ArrayList<>();
        repo.records(collection, Integer.MAX_VALUE, null, true).forEach(record -> present.add(new RecordKey(record.rkey())));
        while (true) {
            Written written = repo.applyWrites(writes(collection, present, random), null, null);
            StringBuilder line = new StringBuilder(written.commit().rev() + " " + written.commit().cid() + " " + collection);
            for (WriteResult result : written.results()) {
                line.append(' ').append(result.uri().rkey()).append(' ').append(result.cid());
            }
            out.println(line.append(" ."));
        }
    }

    /** Some creates, and now and then an update or a delete. */
    private static List<RequestedWrite> writes(Nsid collection, List<RecordKey> present, Random random) {
        List<RequestedWrite> writes = new ArrayList<>();
        if (!present.isEmpty() && random.nextInt(3) == 0) {
            RecordKey gone = present.remove(random.nextInt(present.size()));
            writes.add(new RequestedWrite(Action.DELETE, collection, gone, null));
        }
        if (!present.isEmpty() && random.nextBoolean()) {
            RecordKey changed = present.get(random.nextInt(present.size()));
            writes.add(new RequestedWrite(Action.UPDATE, collection, changed, record(random)));
        }
        int creates = random.nextInt(MAX_WRITES);
        for (int i = 0; i < creates; i++) {
            RecordKey rkey = new RecordKey(Long.toString(random.nextLong() >>> 1, Character.MAX_RADIX));
            present.add(rkey);
            writes.add(new RequestedWrite(Action.CREATE, collection, rkey, record(random)));
        }
        return writes;
    }

    private static Map<String, Object> record(Random random) {
        return Map.of("n", (long) random.nextInt(), "text", "x".repeat(random.nextInt(500)));
    }
}
