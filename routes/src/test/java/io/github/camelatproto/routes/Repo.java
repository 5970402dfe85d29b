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
import io.github.camelatproto.reference.ReferencePds;

/** What everybody can read in a repo. */
final class Repo {

    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Repo() {
    }

    /** All posts of an account, with {@code uri}, {@code cid} and {@code value}, the smallest rkey first. */
    static List<JsonNode> posts(ReferencePds pds, ReferencePds.Account account) throws IOException, InterruptedException {
        List<JsonNode> posts = new ArrayList<>();
        String cursor = "";
        do {
            URI page = pds.url().resolve(
                    "/xrpc/com.atproto.repo.listRecords?collection=app.bsky.feed.post&reverse=true&limit=100&repo="
                                         + account.did() + cursor);
            JsonNode answer = new ObjectMapper()
                    .readTree(HTTP.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString()).body());
            answer.required("records").forEach(posts::add);
            cursor = answer.hasNonNull("cursor") ? "&cursor=" + answer.get("cursor").textValue() : "";
        } while (!cursor.isEmpty());
        return posts;
    }

    static List<String> texts(ReferencePds pds, ReferencePds.Account account) throws IOException, InterruptedException {
        return posts(pds, account).stream().map(post -> post.at("/value/text").textValue()).toList();
    }
}
