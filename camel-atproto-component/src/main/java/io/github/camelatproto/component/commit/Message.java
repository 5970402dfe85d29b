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

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** The units that came together and are answered together, each with its outcome. */
final class Message {

    private final RepoClient client;
    private final WriterSettings settings;
    private final Executor results;
    private final WriterEvents events;
    private final Outcome[] outcomes;
    private final AtomicInteger pending;
    private final CompletableFuture<List<Outcome>> answer = new CompletableFuture<>();

    /**
     * @param units   how many there are
     * @param results completes the answer, so that the code of callers never stalls the writer
     */
    Message(RepoClient client, WriterSettings settings, int units, Executor results, WriterEvents events) {
        this.client = client;
        this.settings = settings;
        this.results = results;
        this.events = events;
        this.outcomes = new Outcome[units];
        this.pending = new AtomicInteger(units);
    }

    RepoClient client() {
        return client;
    }

    WriterSettings settings() {
        return settings;
    }

    CompletionStage<List<Outcome>> answer() {
        return answer;
    }

    /** The unit at this place has ended; it ends once. */
    void ended(int index, Outcome outcome) {
        outcomes[index] = outcome;
        events.settled(outcome.verdict());
        if (pending.decrementAndGet() == 0) {
            results.execute(() -> answer.complete(Arrays.asList(outcomes)));
        }
    }

    /** Whether all its units have ended. */
    boolean isAnswered() {
        return pending.get() == 0;
    }

    /** A defect of the writer, not an outcome. */
    void broken(Throwable defect) {
        results.execute(() -> answer.completeExceptionally(defect));
    }
}
