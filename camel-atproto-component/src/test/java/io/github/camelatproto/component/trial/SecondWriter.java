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
package io.github.camelatproto.component.trial;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.github.camelatproto.data.AtJson;
import io.github.camelatproto.data.Cid;
import org.jspecify.annotations.Nullable;

/**
 * Somebody else who writes to the repo, and who looks at it in the end: a bare HTTP client with a session of its own.
 * It asks for no more than one attempt. Thread-safe.
 */
final class SecondWriter {

    private static final String APPLY_WRITES = "com.atproto.repo.applyWrites";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http;
    private final URI pds;
    private final Account account;
    private final Set<Cid> values = ConcurrentHashMap.newKeySet();
    private final Queue<Commit> commits = new ConcurrentLinkedQueue<>();
    private final Queue<CompletableFuture<?>> underWay = new ConcurrentLinkedQueue<>();
    private volatile String token;

    SecondWriter(HttpClient http, URI pds, Account account) {
        this.http = http;
        this.pds = pds;
        this.account = account;
        this.token = logIn().join();
    }

    /** The values that it has written or tried to. */
    Set<Cid> values() {
        return values;
    }

    /** The commits that it was told of. */
    List<Commit> commits() {
        return List.copyOf(commits);
    }

    boolean isQuiet() {
        return underWay.stream().allMatch(CompletableFuture::isDone);
    }

    /** Tries to write, in one commit; completes however that ends. */
    CompletionStage<?> write(List<Intent> writes) {
        writes.stream().map(Intent::after).filter(Objects::nonNull).forEach(values::add);
        Map<String, @Nullable Object> input = new LinkedHashMap<>();
        input.put("repo", account.did());
        List<Map<String, Object>> items = new ArrayList<>();
        for (Intent write : writes) {
            Map<String, Object> item = new LinkedHashMap<>();
            item.put("$type", APPLY_WRITES + "#" + write.kind().name().toLowerCase(Locale.ROOT));
            item.put("collection", write.collection());
            item.put("rkey", write.rkey());
            if (write.record() != null) {
                item.put("value", write.record());
            }
            items.add(item);
        }
        input.put("writes", items);
        CompletableFuture<?> written = post(APPLY_WRITES, input, token)
                .thenCompose(response -> isTokenRefused(response)
                        ? renew().thenCompose(renewed -> post(APPLY_WRITES, input, renewed))
                        : CompletableFuture.completedFuture(response))
                .thenAccept(response -> {
                    if (response.statusCode() == 200) {
                        WriteCalls.commit(APPLY_WRITES, input, object(response.body()), true, Instant.now())
                                .ifPresent(commits::add);
                    }
                })
                .exceptionally(gone -> null);
        underWay.add(written);
        return written;
    }

    /** Every record of a collection. */
    Map<String, Cid> records(String collection) throws IOException, InterruptedException {
        Map<String, Cid> records = new LinkedHashMap<>();
        String cursor = "";
        while (cursor != null) {
            Map<String, @Nullable Object> page = get(
                    "/xrpc/com.atproto.repo.listRecords?limit=100&repo=" + account.did() + "&collection=" + collection
                                                     + cursor);
            for (Object record : (List<?>) Objects.requireNonNull(page.get("records"))) {
                Map<String, @Nullable Object> view = FaultProxy.object(record);
                String uri = String.valueOf(view.get("uri"));
                records.put(uri.replace("at://" + account.did() + "/", ""), Cid.parse(String.valueOf(view.get("cid"))));
            }
            cursor = page.get("cursor") == null ? null : "&cursor=" + page.get("cursor");
        }
        return records;
    }

    Map<String, @Nullable Object> get(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = http.send(
                HttpRequest.newBuilder(pds.resolve(path)).timeout(TIMEOUT).build(), HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IOException(
                    path + ": " + response.statusCode() + " " + new String(response.body(), StandardCharsets.UTF_8));
        }
        return object(response.body());
    }

    private CompletableFuture<String> renew() {
        return logIn().thenApply(renewed -> {
            token = renewed;
            return renewed;
        });
    }

    private CompletableFuture<String> logIn() {
        return post("com.atproto.server.createSession",
                Map.of("identifier", account.handle(), "password", account.password()), null)
                .thenApply(response -> String.valueOf(object(response.body()).get("accessJwt")));
    }

    private static boolean isTokenRefused(HttpResponse<byte[]> response) {
        return response.statusCode() == 401 || new String(response.body(), StandardCharsets.UTF_8).contains("ExpiredToken");
    }

    private CompletableFuture<HttpResponse<byte[]>> post(
            String nsid, Map<String, ? extends @Nullable Object> input, @Nullable String bearer) {
        HttpRequest.Builder request = HttpRequest.newBuilder(pds.resolve("/xrpc/" + nsid)).timeout(TIMEOUT)
                .header("Content-Type", "application/json");
        if (bearer != null) {
            request.header("Authorization", "Bearer " + bearer);
        }
        return http.sendAsync(
                request.POST(HttpRequest.BodyPublishers.ofByteArray(AtJson.writeBytes(input))).build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private static Map<String, @Nullable Object> object(byte[] json) {
        return FaultProxy.object(AtJson.parse(json));
    }
}
