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
package io.github.camelatproto.routes;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What everybody can read in a collection of a repo. */
record Collection(URI pds, String repo, String nsid) {

    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper();

    /** All records, with {@code uri}, {@code cid} and {@code value}, the smallest rkey first. */
    List<JsonNode> records() throws IOException, InterruptedException {
        List<JsonNode> records = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode answer
                    = ask("com.atproto.repo.listRecords?collection=" + nsid + "&reverse=true&limit=100&repo=" + repo + cursor);
            answer.required("records").forEach(records::add);
            cursor = answer.hasNonNull("cursor") ? "&cursor=" + answer.get("cursor").textValue() : "";
        } while (!cursor.isEmpty());
        return records;
    }

    /** A member of each record, the smallest rkey first. */
    List<String> values(String pointer) throws IOException, InterruptedException {
        return records().stream().map(record -> record.at("/value" + pointer).asText()).toList();
    }

    List<String> rkeys() throws IOException, InterruptedException {
        return records().stream().map(record -> record.get("uri").textValue())
                .map(uri -> uri.substring(uri.lastIndexOf('/') + 1))
                .toList();
    }

    /** The repo's head. */
    String head() throws IOException, InterruptedException {
        return ask("com.atproto.sync.getLatestCommit?did=" + did()).get("cid").textValue();
    }

    String did() throws IOException, InterruptedException {
        return ask("com.atproto.repo.describeRepo?repo=" + repo).get("did").textValue();
    }

    private JsonNode ask(String method) throws IOException, InterruptedException {
        return JSON.readTree(HTTP.send(
                HttpRequest.newBuilder(pds.resolve("/xrpc/" + method)).build(), BodyHandlers.ofString()).body());
    }
}
