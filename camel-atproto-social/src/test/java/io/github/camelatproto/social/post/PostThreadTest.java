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
package io.github.camelatproto.social.post;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.camelatproto.lexicon.Lexicons;
import io.github.camelatproto.repo.Write;
import io.github.camelatproto.syntax.Did;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PostThreadTest {

    private static final Did REPO = Did.parse("did:plc:aliceaaaaaaaaaaaaaaaaaaa");
    private static final Instant DAY = Instant.parse("2026-01-02T03:04:05Z");
    private static final String TEXT
            = ("The eelgrass is back in the bay. It was gone for thirty years. ".repeat(4) + "\n\n").repeat(5);

    private static List<Write.Create> thread(Gates gates) {
        return new PostThread(REPO, "urn:1", DAY, List.of("en"), List.of(), gates).writes(TEXT, null, Mentions.NONE).stream()
                .map(Write.Create.class::cast).toList();
    }

    @Test
    void eachPostAnswersTheOneBeforeByTheCidThatItWillHave() {
        List<Write.Create> posts = thread(Gates.OPEN);

        assertThat(posts).hasSize(5);
        assertThat(posts.get(0).record()).doesNotContainKey("reply");
        for (int i = 1; i < posts.size(); i++) {
            assertThat(posts.get(i).record().get("reply")).isEqualTo(
                    Map.of("root", ref(posts.get(0)), "parent", ref(posts.get(i - 1))));
        }
    }

    private static Map<String, Object> ref(Write.Create post) {
        return Map.of("uri", "at://" + REPO + "/app.bsky.feed.post/" + post.rkey(), "cid", post.cid().toString());
    }

    @Test
    void keysAndDatesAreInTheOrderOfThePosts() {
        List<Write.Create> posts = thread(Gates.OPEN);

        assertThat(posts).extracting(post -> String.valueOf(post.rkey())).isSorted().doesNotHaveDuplicates();
        assertThat(posts).extracting(post -> String.valueOf(post.record().get("createdAt")))
                .isSorted().doesNotHaveDuplicates().first().isEqualTo("2026-01-02T03:04:05.000Z");
    }

    @Test
    void theSameThreadGivesTheSameWrites() {
        assertThat(thread(Gates.OPEN).toString()).isEqualTo(thread(Gates.OPEN).toString());
    }

    @Test
    void itHasOneThreadgateAndAPostgateForEachPost() {
        List<Write.Create> all = thread(Gates.of("following, mentioned", false));

        List<Write.Create> gates = all.stream().filter(write -> write.collection().value().endsWith("threadgate")).toList();
        assertThat(gates).singleElement().satisfies(gate -> {
            assertThat(gate.rkey()).isEqualTo(all.get(0).rkey());
            assertThat((List<?>) gate.record().get("allow")).hasSize(2);
        });
        assertThat(all).filteredOn(write -> write.collection().value().endsWith("postgate")).hasSize(5);
    }

    @Test
    void nobodyMayAnswerWhereNobodyIsNamed() {
        assertThat(thread(Gates.of("nobody", true)).get(5).record()).containsEntry("allow", List.of());
        assertThatThrownBy(() -> Gates.of("friends", true)).hasMessageContaining("friends").hasMessageContaining("followers");
    }

    @Test
    void everyRecordIsValid() {
        Lexicons lexicons = Lexicons.bundled();
        thread(Gates.of("nobody", false)).forEach(write -> assertThat(
                lexicons.validateRecord(write.collection().value(), write.record())).isEmpty());
    }

    @Test
    void partsEndAtParagraphsAndSentencesBeforeWords() {
        List<String> parts = ThreadText.parts("A b c. ".repeat(60));
        assertThat(parts).allSatisfy(part -> assertThat(part).endsWith("."));
        assertThat(ThreadText.parts("word ".repeat(200))).hasSize(4)
                .allSatisfy(part -> assertThat(part).startsWith("word").endsWith("word"));
    }

    @Test
    void whatHasNoJointIsPartedAtGraphemesAndNothingIsLost() {
        String family = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67\u200D\uD83D\uDC66";
        List<String> parts = ThreadText.parts(family.repeat(500));
        assertThat(String.join("", parts)).isEqualTo(family.repeat(500));
        assertThat(parts).allSatisfy(part -> assertThat(RichText.fits(part)).isTrue());
        assertThat(ThreadText.parts("a" + "\u0301".repeat(5_000))).allSatisfy(part -> assertThat(RichText.fits(part)).isTrue());
    }

    @Test
    void anEmptyTextIsOnePost() {
        assertThat(ThreadText.parts("")).containsExactly("");
    }
}
