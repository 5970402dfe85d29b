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
package io.github.camelatproto.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.github.camelatproto.data.DagCbor;

/** What is written: posts, the same for all clients, no two of them equal. */
final class Records {

    static final String COLLECTION = "app.bsky.feed.post";

    /** From here on a record is large enough for a link and a card. */
    private static final int WITH_CARD = 600;

    private Records() {
    }

    /**
     * @param bytes that each takes in DAG-CBOR, 300 or more
     */
    static List<Map<String, Object>> posts(int count, int bytes) {
        return IntStream.range(0, count).mapToObj(number -> post(number, bytes)).toList();
    }

    private static Map<String, Object> post(int number, int bytes) {
        String text = number + " ";
        // one byte more than a text of this length, so that the head of the string has its final size
        int encoded = DagCbor.encode(post(text + "x".repeat(100), bytes)).length;
        return post(text + "x".repeat(100 + bytes - encoded), bytes);
    }

    private static Map<String, Object> post(String text, int bytes) {
        Map<String, Object> post = new LinkedHashMap<>();
        post.put("$type", COLLECTION);
        post.put("text", text);
        post.put("createdAt", "2026-11-22T10:00:00.000Z");
        post.put("langs", List.of("en"));
        if (bytes >= WITH_CARD) {
            post.put("facets", List.of(Map.of(
                    "index", Map.of("byteStart", 0L, "byteEnd", 20L),
                    "features", List.of(
                            Map.of("$type", "app.bsky.richtext.facet#link", "uri", "https://example.com/articles")))));
            post.put("embed", Map.of(
                    "$type", "app.bsky.embed.external",
                    "external", Map.of(
                            "uri", "https://example.com/articles", "title", "An article", "description", "What is in it")));
        }
        return post;
    }
}
