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
package io.github.camelatproto.component.commit.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

import io.github.camelatproto.component.commit.NamedWrite;
import io.github.camelatproto.component.commit.NamedWrite.Origin;
import io.github.camelatproto.component.commit.OnExisting;
import io.github.camelatproto.component.commit.Rebase;
import io.github.camelatproto.component.commit.RepoClient;
import io.github.camelatproto.component.commit.SwapRecord;
import io.github.camelatproto.data.Cid;
import io.github.camelatproto.repo.Write;
import io.github.camelatproto.syntax.Nsid;
import io.github.camelatproto.syntax.RecordKey;
import org.jspecify.annotations.Nullable;

/**
 * Reads the counter and writes its next value: what a read-modify-write route does. All counters that show the same
 * number are the same bytes, so a CID does not say who wrote it.
 */
final class Counter {

    static final String RKEY = "counter";
    static final String PATH = Draft.NOTES + "/" + RKEY;

    private Counter() {
    }

    static Write showing(long count) {
        return Write.update(Draft.NOTES, RKEY, Map.of("text", "counter", "count", count));
    }

    static long count(Map<String, @Nullable Object> record) {
        return record.get("count") instanceof Long count ? count : -1;
    }

    /**
     * @param client   reads the counter
     * @param valueOf  what a CID stands for
     * @param marks    what is to be written beside it
     * @param random   decides whether it fails or never ends
     * @param isNaming whether it names the value that it read
     * @param computed is told what was computed for which head
     */
    static Rebase rebase(
            RepoClient client, Function<Cid, Map<String, @Nullable Object>> valueOf, List<NamedWrite> marks,
            RandomGenerator random, boolean isNaming, BiConsumer<Cid, List<NamedWrite>> computed) {
        return head -> {
            int luck = random.nextInt(100);
            if (luck == 0) {
                return new CompletableFuture<>();
            }
            if (luck < 3) {
                return CompletableFuture.failedStage(new IllegalStateException("the route's own bean failed"));
            }
            return client.read(Nsid.parse(Draft.NOTES), RecordKey.parse(RKEY)).thenApply(cid -> {
                List<NamedWrite> writes = next(cid, valueOf, marks, isNaming);
                computed.accept(head, writes);
                return writes;
            });
        };
    }

    private static List<NamedWrite> next(
            Optional<Cid> cid, Function<Cid, Map<String, @Nullable Object>> valueOf, List<NamedWrite> marks,
            boolean isNaming) {
        Cid current = cid.orElseThrow(() -> new IllegalStateException("there is no counter"));
        List<NamedWrite> writes = new ArrayList<>(marks);
        writes.add(new NamedWrite(
                showing(count(valueOf.apply(current)) + 1), Origin.GIVEN, OnExisting.FAIL,
                isNaming ? new SwapRecord(current) : null));
        return List.copyOf(writes);
    }
}
