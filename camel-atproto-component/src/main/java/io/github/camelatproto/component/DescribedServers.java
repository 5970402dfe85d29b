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
package io.github.camelatproto.component;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import io.github.camelatproto.component.xrpc.XrpcClient;
import io.github.camelatproto.component.xrpc.XrpcRequest;

/**
 * What PDSs answer to com.atproto.server.describeServer. Whoever asks while a question is under way, or shortly after,
 * gets the same answer, so that the checks of many endpoints are one call. Thread-safe.
 */
final class DescribedServers {

    private static final Duration RECENT = Duration.ofSeconds(5);

    private final Clock clock;
    private final Map<Server, Question> questions = new ConcurrentHashMap<>();

    /** Clients differ in what they reach and how long they wait. */
    private record Server(URI pds, XrpcClient client) {
    }

    /**
     * @param isDescription whether it is such as a PDS gives
     */
    record Answer(int status, boolean isDescription) {
    }

    private record Question(Instant asked, CompletableFuture<Answer> answer) {

        boolean isAnsweredBefore(Instant instant) {
            return answer.isDone() && asked.isBefore(instant);
        }
    }

    DescribedServers(Clock clock) {
        this.clock = clock;
    }

    /** Completes exceptionally where there was no answer, with TransportException. */
    CompletableFuture<Answer> describe(URI pds, XrpcClient client) {
        Instant now = clock.instant();
        return questions.compute(
                new Server(pds, client),
                (server, last) -> last == null || last.isAnsweredBefore(now.minus(RECENT)) ? ask(server, now) : last).answer;
    }

    private static Question ask(Server server, Instant now) {
        return new Question(
                now,
                server.client.call(XrpcRequest.query(server.pds, "com.atproto.server.describeServer", Map.of()))
                        .thenApply(response -> new Answer(response.status(), response.isSuccess() && response.isJson()))
                        .toCompletableFuture());
    }

    void clear() {
        questions.clear();
    }
}
