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
package io.github.camelatproto.pds;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Calls a PDS for one account. */
final class Client {
    static final String CREATE_RECORD = "com.atproto.repo.createRecord";
    static final String PUT_RECORD = "com.atproto.repo.putRecord";
    static final String DELETE_RECORD = "com.atproto.repo.deleteRecord";
    static final String APPLY_WRITES = "com.atproto.repo.applyWrites";
    static final String GET_RECORD = "com.atproto.repo.getRecord";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI url;
    private final EmbeddedPds.NewAccount account;

    Client(URI url, EmbeddedPds.NewAccount account) {
        this.url = url;
        this.account = account;
    }

    record Answer(int status, Map<String, String> headers, String body) {

        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException e) {
                throw new AssertionError(body, e);
            }
        }

        String error() {
            return json().path("error").asText();
        }

        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    String did() {
        return account.did();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(url.resolve(path)).timeout(Duration.ofSeconds(20));
    }

    Answer send(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            Map<String, String> headers = response.headers().map().entrySet().stream().collect(
                    Collectors.toMap(Map.Entry::getKey, header -> header.getValue().get(0)));
            return new Answer(response.statusCode(), headers, response.body());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    Answer procedure(String nsid, String json) throws IOException {
        return send(request("/xrpc/" + nsid)
                .header("Authorization", "Bearer " + account.accessJwt())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    Answer upload(String text, String contentType) throws IOException {
        return send(request("/xrpc/com.atproto.repo.uploadBlob")
                .header("Authorization", "Bearer " + account.accessJwt())
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(text)));
    }

    Answer query(String nsid, String query) {
        try {
            return send(request("/xrpc/" + nsid + "?" + query).GET());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Answer refresh() throws IOException {
        return send(request("/xrpc/com.atproto.server.refreshSession")
                .header("Authorization", "Bearer " + account.refreshJwt()).POST(BodyPublishers.noBody()));
    }

    Answer logout() throws IOException {
        return send(request("/xrpc/com.atproto.server.deleteSession")
                .header("Authorization", "Bearer " + account.refreshJwt()).POST(BodyPublishers.noBody()));
    }

    /** Input of createRecord and putRecord; {@code more} has a leading comma, if there is any. */
    String creation(String rkey, int n, String more) {
        return """
                {"repo": "%s", "collection": "com.example.thing", "rkey": "%s", "record": {"n": %d}%s}"""
                .formatted(did(), rkey, n, more);
    }

    /** Input of applyWrites, with creates of so many records. */
    String batch(int creates) {
        StringBuilder writes = new StringBuilder();
        for (int n = 0; n < creates; n++) {
            writes.append(n == 0 ? "" : ", ").append("""
                    {"$type": "com.atproto.repo.applyWrites#create", "collection": "com.example.thing",
                     "value": {"n": %d}}""".formatted(n));
        }
        return "{\"repo\": \"" + did() + "\", \"writes\": [" + writes + "]}";
    }

    Answer create(String rkey, int n) throws IOException {
        return procedure(CREATE_RECORD, creation(rkey, n, ""));
    }

    boolean isThere(String rkey) {
        return query(GET_RECORD, "repo=" + did() + "&collection=com.example.thing&rkey=" + rkey).status() == 200;
    }

    int value(String rkey) {
        return query(GET_RECORD, "repo=" + did() + "&collection=com.example.thing&rkey=" + rkey)
                .json().at("/value/n").asInt();
    }

    String head() {
        return query("com.atproto.sync.getLatestCommit", "did=" + did()).json().path("cid").asText();
    }
}
