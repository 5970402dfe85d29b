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
package io.github.camelatproto.pds.page;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

import io.github.camelatproto.data.AtJson;
import io.github.camelatproto.pds.EmbeddedPds;

import static org.assertj.core.api.Assertions.assertThat;

/** Writes to a PDS over HTTP as one account, and reads pages of it. */
final class PdsCaller {

    private final HttpClient http = HttpClient.newHttpClient();
    private final EmbeddedPds pds;
    private final EmbeddedPds.NewAccount account;

    PdsCaller(EmbeddedPds pds, String handle) {
        this.pds = pds;
        this.account = pds.createAccount(handle, "secret");
    }

    String did() {
        return account.did();
    }

    /** Writes a record unchecked, and gives its rkey. */
    String create(String collection, Map<String, ?> record) {
        Map<String, Object> written
                = post("com.atproto.repo.createRecord", Map.of("repo", account.did(), "collection", collection,
                        "validate", false, "record", record));
        String uri = String.valueOf(written.get("uri"));
        return uri.substring(uri.lastIndexOf('/') + 1);
    }

    void create(String collection, String rkey, Map<String, ?> record) {
        post("com.atproto.repo.createRecord", Map.of("repo", account.did(), "collection", collection, "rkey", rkey,
                "validate", false, "record", record));
    }

    void put(String collection, String rkey, Map<String, ?> record) {
        post("com.atproto.repo.putRecord", Map.of("repo", account.did(), "collection", collection, "rkey", rkey,
                "validate", false, "record", record));
    }

    void delete(String collection, String rkey) {
        post("com.atproto.repo.deleteRecord", Map.of("repo", account.did(), "collection", collection, "rkey", rkey));
    }

    Object upload(byte[] bytes, String type) {
        return send(request("/xrpc/com.atproto.repo.uploadBlob").header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(bytes))).get("blob");
    }

    private Map<String, Object> post(String method, Map<String, ?> body) {
        return send(request("/xrpc/" + method).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(AtJson.write(body))));
    }

    private Map<String, Object> send(HttpRequest.Builder request) {
        HttpResponse<String> response = send(request.build());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return AtJson.parseRecord(response.body());
    }

    HttpResponse<String> get(String path) {
        return send(request(path).build());
    }

    Map<String, Object> json(String path) {
        return send(request(path));
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(pds.url() + path)).header("Authorization", "Bearer " + account.accessJwt());
    }

    HttpClient http() {
        return http;
    }
}
