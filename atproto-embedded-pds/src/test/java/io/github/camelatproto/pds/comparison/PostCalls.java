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

import java.util.Collections;
import java.util.stream.Stream;

import static io.github.camelatproto.pds.comparison.Case.call;
import static io.github.camelatproto.pds.comparison.Inputs.POST;
import static io.github.camelatproto.pds.comparison.Inputs.UNKNOWN_CID;
import static io.github.camelatproto.pds.comparison.Inputs.applyWrites;
import static io.github.camelatproto.pds.comparison.Inputs.createRecord;
import static io.github.camelatproto.pds.comparison.Inputs.rkey;
import static io.github.camelatproto.pds.comparison.Inputs.write;
import static io.github.camelatproto.pds.comparison.Inputs.writes;

/** What the lexicon of posts lets through. */
final class PostCalls {
    private static final String NOW = "2026-11-22T12:00:00.000Z";
    private static final String BLOB_REF = "'ref': {'$link': 'bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku'}";
    private static final String REF = "{'uri': 'at://did:plc:aaaaaaaaaaaaaaaaaaaaaaaa/app.bsky.feed.post/3jzfcijpj2z2a', "
                                      + "'cid': '" + UNKNOWN_CID + "'}";

    private static final String THREADGATE = "'value': {'createdAt': '" + NOW
                                             + "', 'post': 'at://did:plc:aaaaaaaaaaaaaaaaaaaaaaaa/app.bsky.feed.post/3jzfcijpj2z2b'}";

    private PostCalls() {
    }

    static Scenario scenario() {
        return Scenario.of("posts", Stream.concat(Stream.of(
                call("post langs bad", post("x", "'langs': ['not_a_lang!']")),
                call("post langs 4", post("x", "'langs': ['en', 'de', 'fr', 'es']")),
                call("post langs good", post("x", "'langs': ['en-GB', 'sr-Latn', 'i-default']")),
                call("post 301 graphemes", post("x".repeat(301))),
                call("post 166 family emoji", post("👨‍👩‍👧".repeat(166))),
                call("post 168 family emoji, 3001+ bytes", post("👨‍👩‍👧".repeat(168))),
                call("text a number", createRecord(POST, "'record': {'text': 5, 'createdAt': '" + NOW + "'}")),
                call("facet byteStart beyond", post("x", "'facets': [" + facet(50) + "]")),
                call("facet byteStart negative", post("x", "'facets': [" + facet(-1) + "]")),
                call("unknown embed $type (open union)", post("x", "'embed': {'$type': 'com.example.embed', 'a': 1}")),
                call("embed without $type", post("x", "'embed': {'a': 1}")),
                call("external thumb 1,000,001 bytes", thumb("{'$type': 'blob', " + BLOB_REF
                                                             + ", 'mimeType': 'image/jpeg', 'size': 1000001}")),
                call("images 2,000,001 bytes", images(1, "2000001")),
                call("images x5", images(5, "1")),
                call("blob size as string", thumb("{'$type': 'blob', " + BLOB_REF
                                                  + ", 'mimeType': 'image/png', 'size': '1'}")),
                call("blob without $type", thumb("{" + BLOB_REF + ", 'mimeType': 'image/png', 'size': 1}")),
                call("external title missing", post("x", "'embed': {'$type': 'app.bsky.embed.external', "
                                                         + "'external': {'uri': 'https://example.com', 'description': ''}}")),
                call("external uri bad", post("x", "'embed': {'$type': 'app.bsky.embed.external', "
                                                   + "'external': {'uri': 'no uri', 'title': '', 'description': ''}}")),
                call("reply with only uri",
                        post("x", "'reply': {'root': {'uri': 'at://did:plc:aaaaaaaaaaaaaaaaaaaaaaaa/a.b.c/d'}, "
                                  + "'parent': {'uri': 'at://did:plc:aaaaaaaaaaaaaaaaaaaaaaaa/a.b.c/d'}}")),
                call("reply to non-existent record w/ fake cid (accepted?)",
                        post("x", "'reply': {'root': " + REF + ", 'parent': " + REF + "}")),
                call("reply with bad uri", post("x", "'reply': {'root': {'uri': 'x', 'cid': 'y'}, 'parent': " + REF + "}")),
                call("thread of 3 + threadgate in one applyWrites", applyWrites(writes(
                        write("create", POST, rkey("3jzfcijpj2z2b"), value("one")),
                        write("create", POST, rkey("3jzfcijpj2z2c"), value("two")),
                        write("create", POST, rkey("3jzfcijpj2z2d"), value("three")),
                        write("create", "'collection': 'app.bsky.feed.threadgate'", rkey("3jzfcijpj2z2b"), THREADGATE))))),
                datetimes()).toArray(Case[]::new));
    }

    private static Stream<Case> datetimes() {
        return Stream.of(
                "2024-01-01", "2024-01-01T00:00:00Z", "2024-01-01T00:00:00+00:00", "2024-01-01T00:00:00-00:00",
                "2024-01-01T00:00:00", "2024-01-01T00:00:00.123456789Z", "2024-02-30T00:00:00Z", "2024-01-01t00:00:00z",
                "2024-01-01T24:00:00Z", "0000-01-01T00:00:00Z", "2024-01-01T00:00:60Z", "2024-01-01T00:00:00.000+0000")
                .map(at -> call("createdAt " + at, createRecord(POST, "'record': {'text': 'x', 'createdAt': '" + at + "'}")));
    }

    private static Request post(String text, String... fields) {
        String more = fields.length == 0 ? "" : ", " + String.join(", ", fields);
        return createRecord(POST, "'record': {'text': '" + text + "', 'createdAt': '" + NOW + "'" + more + "}");
    }

    private static String facet(int byteStart) {
        return "{'index': {'byteStart': " + byteStart + ", 'byteEnd': 60}, "
               + "'features': [{'$type': 'app.bsky.richtext.facet#tag', 'tag': 'x'}]}";
    }

    private static Request thumb(String blob) {
        return post("x", "'embed': {'$type': 'app.bsky.embed.external', 'external': "
                         + "{'uri': 'https://example.com', 'title': '', 'description': '', 'thumb': " + blob + "}}");
    }

    private static Request images(int count, String size) {
        String image = "{'alt': '', 'image': {'$type': 'blob', " + BLOB_REF + ", 'mimeType': 'image/png', 'size': " + size
                       + "}}";
        return post("x", "'embed': {'$type': 'app.bsky.embed.images', 'images': ["
                         + String.join(", ", Collections.nCopies(count, image)) + "]}");
    }

    private static String value(String text) {
        return "'value': {'text': '" + text + "', 'createdAt': '" + NOW + "'}";
    }
}
