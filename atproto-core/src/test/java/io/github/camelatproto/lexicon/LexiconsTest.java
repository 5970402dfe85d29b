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
package io.github.camelatproto.lexicon;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What the bundled lexicons say. */
class LexiconsTest {

    private static final String POST = "app.bsky.feed.post";
    private static final String LIST_RECORDS = "com.atproto.repo.listRecords";

    private final Lexicons lexicons = Lexicons.bundled();

    @Test
    void takesAPost() {
        assertThat(lexicons.validateRecord(POST, post())).isEmpty();
    }

    @Test
    void saysWhatIsWrongInTheOrderOfTheLexicon() {
        Map<String, Object> post = post();
        post.remove("createdAt");
        post.put("langs", List.of("en", "de_AT"));
        post.put("text", "x".repeat(3001));
        post.put("$type", "app.bsky.feed.like");

        assertThat(lexicons.validateRecord(POST, post)).containsExactly(
                new ValidationError("$.text", "string too big (maximum 3000, got 3001)"),
                new ValidationError("$.text", "grapheme too big (maximum 300, got 3001)"),
                new ValidationError("$.langs[1]", "Invalid language"),
                new ValidationError("$", "Missing required key \"createdAt\""),
                new ValidationError("$.$type", "Expected \"app.bsky.feed.post\""));
    }

    @Test
    void needsTheTypeOfTheRecord() {
        Map<String, Object> post = post();
        post.remove("$type");

        assertThat(lexicons.validateRecord(POST, post)).containsExactly(
                new ValidationError("$.$type", "Expected \"app.bsky.feed.post\""));
    }

    @Test
    void findsWhatLiesWhereABlobBelongs() {
        Map<String, Object> post = post();
        post.put("embed", Map.of("$type", "app.bsky.embed.recordWithMedia", "media", Map.of(
                "$type", "app.bsky.embed.images", "images", List.of(
                        Map.of("image", "first", "alt", "a"), Map.of("image", "second", "alt", "b")))));

        assertThat(lexicons.blobValues(POST, post)).containsExactly("first", "second");
        assertThat(lexicons.blobValues("app.bsky.actor.profile", Map.of("avatar", 1, "banner", 2, "displayName", "x")))
                .containsExactly(1, 2);
    }

    @Test
    void findsNoBlobsInOtherPlacesAndUnknownRecords() {
        Map<String, Object> post = post();
        post.put("embed", Map.of("$type", "com.example.embed", "images", List.of(Map.of("image", "first"))));

        assertThat(lexicons.blobValues(POST, post)).isEmpty();
        assertThat(lexicons.blobValues("com.example.thing", Map.of("avatar", 1))).isEmpty();
    }

    @Test
    void knowsRecordsAndOnlyThem() {
        assertThat(lexicons.isKnownRecord(POST)).isTrue();
        assertThat(lexicons.isKnownRecord("com.example.thing")).isFalse();
        assertThat(lexicons.isKnownRecord("com.atproto.repo.strongRef")).isFalse();
        assertThat(lexicons.isKnownRecord(LIST_RECORDS)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> lexicons.validateRecord("com.example.thing", Map.of()))
                .withMessage("No lexicon of a record: \"com.example.thing\"");
    }

    @ParameterizedTest
    @CsvSource({
            "app.bsky.feed.post, 3jzfcijpj2z2a, ", "app.bsky.feed.post, self, Invalid TID string",
            "app.bsky.actor.profile, self, ", "app.bsky.actor.profile, 3jzfcijpj2z2a, Expected \"self\"",
            "app.bsky.feed.generator, a:b~c, ", "app.bsky.feed.generator, .., Invalid record key",
            "com.atproto.lexicon.schema, com.example.thing, ", "com.atproto.lexicon.schema, thing, Invalid NSID" })
    void knowsTheRecordKeysOfACollection(String nsid, String rkey, String message) {
        assertThat(lexicons.validateRecordKey(nsid, rkey)).isEqualTo(
                message == null ? List.of() : List.of(new ValidationError("$", message)));
    }

    @Test
    void knowsHowMethodsAreCalled() {
        assertThat(lexicons.kindOf(LIST_RECORDS)).isEqualTo(MethodKind.QUERY);
        assertThat(lexicons.kindOf("com.atproto.repo.uploadBlob")).isEqualTo(MethodKind.PROCEDURE);
        assertThat(lexicons.kindOf(POST)).isEqualTo(MethodKind.NONE);
        assertThat(lexicons.inputEncoding("com.atproto.repo.createRecord")).isEqualTo("application/json");
        assertThat(lexicons.inputEncoding("com.atproto.repo.uploadBlob")).isEqualTo("*/*");
        assertThat(lexicons.inputEncoding("com.atproto.server.refreshSession")).isNull();
        assertThat(lexicons.inputEncoding(LIST_RECORDS)).isNull();
        assertThatIllegalArgumentException().isThrownBy(() -> lexicons.inputEncoding(POST))
                .withMessage("No lexicon of a method: \"app.bsky.feed.post\"");
    }

    @Test
    void readsAQueryStringWithItsDefaults() {
        Map<String, List<String>> query = Map.of("repo", List.of("alice.test"), "collection", List.of(POST),
                "reverse", List.of("true"), "cursor", List.of(""), "other", List.of("x"));

        Map<String, Object> params = lexicons.coerceParams(LIST_RECORDS, query);

        assertThat(params).containsOnly(Map.entry("repo", "alice.test"), Map.entry("collection", POST),
                Map.entry("limit", 50L), Map.entry("reverse", true));
        assertThat(lexicons.validateParams(LIST_RECORDS, params)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
            "0, integer too small (minimum 1)", "101, integer too big (maximum 100)",
            "1.0, Expected integer value type (got string)", "99999999999999999999, Expected integer value type (got string)" })
    void refusesParameters(String limit, String message) {
        Map<String, Object> params = lexicons.coerceParams(LIST_RECORDS,
                Map.of("repo", List.of("alice.test"), "collection", List.of(POST), "limit", List.of(limit)));

        assertThat(lexicons.validateParams(LIST_RECORDS, params)).containsExactly(new ValidationError("$.limit", message));
    }

    @Test
    void refusesAParameterGivenTwiceOrNotAtAll() {
        Map<String, Object> params = lexicons.coerceParams(LIST_RECORDS, Map.of("repo", List.of("alice.test", "bob.test")));

        assertThat(lexicons.validateParams(LIST_RECORDS, params)).containsExactly(
                new ValidationError("$.repo", "Expected string value type (got array)"),
                new ValidationError("$", "Missing required key \"collection\""));
    }

    @Test
    void checksInputs() {
        String create = "com.atproto.repo.createRecord";
        Map<String, Object> input = new HashMap<>(Map.of("repo", "alice.test", "collection", POST, "record", Map.of()));

        assertThat(lexicons.validateInput(create, input)).isEmpty();
        assertThat(lexicons.validateInput(create, null)).containsExactly(
                new ValidationError("$", "Expected object value type (got null)"));
        input.put("record", Map.of("x", 1.5));
        assertThat(lexicons.validateInput(create, input)).singleElement().extracting(ValidationError::path)
                .isEqualTo("$.record.x");
        input.put("record", Arrays.asList(1L));
        input.put("swapCommit", null);
        assertThat(lexicons.validateInput(create, input)).extracting(ValidationError::toString).containsExactly(
                "Expected object value type (got array) at $.record",
                "Expected string value type (got null) at $.swapCommit");
    }

    @Test
    void tellsTheWritesOfABatchByTheirFullTypeAlone() {
        List<Object> writes = new ArrayList<>();
        for (String type : List.of("com.atproto.repo.applyWrites#delete", "#delete")) {
            writes.add(Map.of("$type", type, "collection", POST, "rkey", "a"));
        }

        assertThat(lexicons.validateInput("com.atproto.repo.applyWrites", Map.of("repo", "alice.test", "writes", writes)))
                .singleElement().extracting(ValidationError::path).isEqualTo("$.writes[1].$type");
    }

    @Test
    void allowsNullWhereTheLexiconDoes() {
        Map<String, Object> input = new HashMap<>(
                Map.of("repo", "alice.test", "collection", POST, "rkey", "a", "record", Map.of()));
        input.put("swapRecord", null);

        assertThat(lexicons.validateInput("com.atproto.repo.putRecord", input)).isEmpty();
        assertThat(lexicons.validateInput("com.atproto.repo.deleteRecord", input)).hasSize(1);
    }

    @Test
    void leavesInputsWithoutSchemaAlone() {
        assertThat(lexicons.validateInput("com.atproto.repo.uploadBlob", null)).isEmpty();
    }

    private static Map<String, Object> post() {
        return new HashMap<>(
                Map.of("$type", POST, "text", "Hello", "createdAt", "2024-05-04T12:00:00Z",
                        "tags", List.of("a"), "facets", List.of(Map.of(
                                "index", Map.of("byteStart", 0L, "byteEnd", 5L),
                                "features",
                                List.of(Map.of("$type", "app.bsky.richtext.facet#link", "uri", "https://example.com"))))));
    }
}
