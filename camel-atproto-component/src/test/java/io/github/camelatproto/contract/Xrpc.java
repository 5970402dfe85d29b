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
package io.github.camelatproto.contract;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** Makes XRPC calls just as it is told, right or wrong, with one value of the header Authorization or none. */
final class Xrpc {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http;
    private final URI url;
    private final @Nullable String authorization;

    /** Makes anonymous calls. */
    Xrpc(URI url) {
        // the reference PDS drops connections that ask for HTTP/2
        this(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(), url, null);
    }

    private Xrpc(HttpClient http, URI url, @Nullable String authorization) {
        this.http = http;
        this.url = url;
        this.authorization = authorization;
    }

    /** Makes calls with a token. */
    Xrpc bearing(String token) {
        return authorizedBy("Bearer " + token);
    }

    /** Makes calls with a header of any form. */
    Xrpc authorizedBy(String header) {
        return new Xrpc(http, url, header);
    }

    Answer query(String nsid) {
        return send(request(nsid).GET()).join();
    }

    Answer query(String nsid, Map<String, String> params) {
        return query(nsid + "?" + queryString(params));
    }

    /** Asks with a body, which no query has. */
    Answer queryWithBody(String nsid, String body) {
        return send(request(nsid).header("Content-Type", "application/json")
                .method("GET", BodyPublishers.ofString(body))).join();
    }

    /** Asks for what need not be JSON. */
    HttpResponse<byte[]> download(String nsid, Map<String, String> params) {
        return http.sendAsync(request(nsid + "?" + queryString(params)).GET().build(), BodyHandlers.ofByteArray()).join();
    }

    /** Sends the bytes of a blob, without a content type if it is empty. */
    Answer upload(String contentType, byte[] bytes) {
        HttpRequest.Builder request = request(Calls.UPLOAD_BLOB).POST(BodyPublishers.ofByteArray(bytes));
        if (!contentType.isEmpty()) {
            request.header("Content-Type", contentType);
        }
        return send(request).join();
    }

    private static String queryString(Map<String, String> params) {
        return params.entrySet().stream()
                .map(param -> param.getKey() + "=" + URLEncoder.encode(param.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** Sends no body. */
    Answer procedure(String nsid) {
        return send(request(nsid).POST(BodyPublishers.noBody())).join();
    }

    Answer procedure(String nsid, JsonNode body) {
        return procedureAsync(nsid, body).join();
    }

    CompletableFuture<Answer> procedureAsync(String nsid, JsonNode body) {
        return send(request(nsid)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(Json.bytes(body))));
    }

    /** Sends a body that need not be what the content type says, or anything at all. */
    Answer procedure(String nsid, @Nullable String contentType, String body) {
        HttpRequest.Builder request = request(nsid).POST(BodyPublishers.ofString(body));
        if (contentType != null) {
            request.header("Content-Type", contentType);
        }
        return send(request).join();
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve("/xrpc/" + path)).timeout(TIMEOUT);
        return authorization == null ? request : request.header("Authorization", authorization);
    }

    private CompletableFuture<Answer> send(HttpRequest.Builder request) {
        return http.sendAsync(request.build(), BodyHandlers.ofByteArray()).thenApply(Answer::of);
    }
}
