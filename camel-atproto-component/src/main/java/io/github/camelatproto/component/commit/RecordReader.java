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
package io.github.camelatproto.component.commit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

import io.github.camelatproto.data.Cid;

/** Reads the records of several units, a few at a time. Thread-safe. */
final class RecordReader {

    /** Reads under way at once. */
    private static final int LANES = 4;

    private final RepoClient client;
    private final Patience patience;

    RecordReader(RepoClient client, Patience patience) {
        this.client = client;
        this.patience = patience;
    }

    /**
     * Completes once all is read; fails if one read fails, or if there is no time for all of them, and what was read
     * until then stays read.
     *
     * @param reads path to the record's CID, empty where it is absent; takes every path of the units that is not in it
     */
    CompletionStage<Boolean> read(List<Tracked> units, Map<String, Optional<Cid>> reads) {
        Map<String, NamedWrite> writes = new LinkedHashMap<>();
        units.forEach(tracked -> tracked.unit().writes().forEach(write -> writes.putIfAbsent(write.path(), write)));
        writes.keySet().removeAll(reads.keySet());
        Queue<NamedWrite> left = new ConcurrentLinkedQueue<>(writes.values());
        CompletableFuture<?>[] lanes = IntStream.range(0, LANES)
                .mapToObj(lane -> readNext(units, left, reads).toCompletableFuture())
                .toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(lanes).thenApply(read -> true);
    }

    /** A read that is not answered holds up its lane, and the others go on with what is left. */
    private CompletionStage<Void> readNext(List<Tracked> units, Queue<NamedWrite> left, Map<String, Optional<Cid>> reads) {
        NamedWrite next = left.poll();
        return next == null
                ? Stages.done() : read(units, next, reads).thenCompose(read -> readNext(units, left, reads));
    }

    private CompletionStage<Void> read(List<Tracked> units, NamedWrite write, Map<String, Optional<Cid>> reads) {
        if (patience.isReportDue(units)) {
            return CompletableFuture.failedFuture(new TimeoutException("No time to read all records before the report"));
        }
        patience.asked();
        return patience.beforeTheReport(units, client.read(write.collection(), write.rkey()))
                .thenAccept(cid -> reads.put(write.path(), cid));
    }
}
