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
package io.github.camelatproto.pds.comparison;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** One of the two PDSs in a scenario: what is sent to it, and what it calls things. */
final class Side {
    private static final List<String> COMPARED_HEADERS = List.of(
            "content-type", "content-disposition", "content-security-policy", "x-content-type-options");

    private final ComparedPds pds;
    private final HttpClient http;
    private final Names names = new Names();

    private Side(ComparedPds pds, HttpClient http) {
        this.pds = pds;
        this.http = http;
        names.put("url", pds.url().toString());
    }

    /** With new accounts, whose handles are their names followed by a suffix. */
    static Side of(ComparedPds pds, HttpClient http, List<String> accounts, String suffix) {
        Side side = new Side(pds, http);
        side.names.put("suffix", suffix);
        accounts.forEach(name -> side.createAccount(name, name + suffix));
        return side;
    }

    private void createAccount(String name, String handle) {
        names.put(name + ".handle", handle + ".test");
        Answer answer = send(Request.procedure("com.atproto.server.createAccount",
                "{'handle': '" + handle + ".test', 'email': '" + handle + "@example.com', 'password': 'secret'}"));
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        names.put(name, answer.body().path("did").asText());
        names.put(name + ".access", answer.body().path("accessJwt").asText());
        names.put(name + ".refresh", answer.body().path("refreshJwt").asText());
        names.neutral(send(Request.query("com.atproto.sync.getLatestCommit", "did=${" + name + "}")));
        names.put(name + ".first", names.get("commit"));
    }

    ComparedPds pds() {
        return pds;
    }

    Names names() {
        return names;
    }

    /** What comes of a case, with names in it for what only this PDS calls so. */
    Answer answer(Case each) {
        return names.neutral(each.call().apply(this));
    }

    Answer send(Request request) {
        return answer(http.sendAsync(request.to(pds.url(), names::fill), BodyHandlers.ofByteArray()).join());
    }

    /** Answers with status and error of each, sorted. */
    Answer sendAtOnce(int times, Request request) {
        List<CompletableFuture<HttpResponse<byte[]>>> responses = Stream.generate(
                () -> http.sendAsync(request.to(pds.url(), names::fill), BodyHandlers.ofByteArray()))
                .limit(times).toList();
        ArrayNode ends = JsonNodeFactory.instance.arrayNode();
        responses.stream().map(response -> answer(response.join()))
                .map(answer -> answer.status() + " " + answer.error()).sorted().forEach(ends::add);
        return new Answer(0, Map.of(), ends);
    }

    private static Answer answer(HttpResponse<byte[]> response) {
        Map<String, String> headers = new LinkedHashMap<>();
        COMPARED_HEADERS.forEach(name -> response.headers().firstValue(name).ifPresent(value -> headers.put(name, value)));
        return new Answer(response.statusCode(), headers, Bodies.read(response));
    }
}
