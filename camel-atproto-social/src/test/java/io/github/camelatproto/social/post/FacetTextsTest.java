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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import io.github.camelatproto.data.AtJson;
import io.github.camelatproto.syntax.Did;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Texts of which it is known what in them is meant as a link, a mention or a tag. What is found is written to
 * {@code target/facets.jsonl} too, for {@code benchmarks/run facets}.
 */
class FacetTextsTest {

    private static final int TEXTS = 2_000;

    private static final List<String> WORDS = List.of(
            "news", "Z\u00FCrich", "na\u00EFve", "e\u0301te\u0301", "\u6D77\u306E\u8A71", "\uD55C\uAD6D\uC5B4", "\u4E2D\u6587",
            "\u0639\u0631\u0628\u064A",
            "\u05E2\u05D1\u05E8\u05D9\u05EA", "\u0939\u093F\u0928\u094D\u0926\u0940", "\u0E44\u0E17\u0E22",
            "\u0440\u0443\u0441\u0441\u043A\u0438\u0439",
            "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67\u200D\uD83D\uDC66", "\uD83C\uDDF8\uD83C\uDDEA",
            "\uD83D\uDC4D\uD83C\uDFFD", "\u2764\uFE0F",
            "1\uFE0F\u20E3", "Z\u0363\u0364\u0365", "\u202Babc\u202C", "e.g.", "3.14", "10:30", "\u00BFqu\u00E9?", "it's", "#1",
            "mail@host.org",
            "C#", "50%", "a/b", "--");
    private static final List<String> LINKS = List.of(
            "https://example.com", "https://example.com/", "http://example.com/a/b.html", "https://example.com/a?b=c&d=%20e#f",
            "https://en.wikipedia.org/wiki/Eel_(fish)", "https://example.com/a(b(c))", "https://example.com/[x]",
            "https://example.com:8443/x", "https://sub.example.co.uk/~me/", "example.com", "news.example.org/2026/11/a-b_c",
            "example.dev/?q=1", "https://example.com/@alice/1", "https://example.com/tag#news",
            "https://xn--bcher-kva.example.com/x",
            "https://example.com/a,b;c", "https://example.com/it's/x");
    private static final List<String> MENTIONS
            = List.of("@alice.test", "@bob.example.com", "@news-room.example.org", "@a1.bsky.social");
    private static final List<String> TAGS = List.of(
            "#news", "#Caf\u00E9", "#e\u0301te\u0301", "#\u6D77", "#\u65E5\u672C\u8A9E", "#\uD55C\uAD6D\uC5B4",
            "#\u0627\u0644\u0639\u0631\u0628\u064A\u0629",
            "#\u05E2\u05D1\u05E8\u05D9\u05EA", "#\u0939\u093F\u0928\u094D\u0926\u0940",
            "#\u0440\u0443\u0441\u0441\u043A\u0438\u0439", "#\uD83D\uDC1F", "#a1b2",
            "#snake_case", "#don't", "\uFF03\u30BF\u30B0");
    private static final List<String> BEHIND = List.of("", "", "", ".", ",", "!", "?", ":", "...", "\u2026", "?!");
    private static final List<String> SPACES = List.of(" ", " ", " ", "\n", "\n\n", "\u00A0", "\u3000", "\t");

    private record Meant(String kind, String text) {
    }

    private record Sample(String text, List<Meant> meant) {
    }

    @Test
    void everyFacetIsExactlyTheTextMeant() throws IOException {
        long seed = Long.getLong("facets.seed", System.nanoTime());
        System.out.println("facets.seed=" + seed);
        Random random = new Random(seed);
        List<String> wrong = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        int facets = 0;
        for (int i = 0; i < TEXTS; i++) {
            Sample sample = sample(random);
            List<Meant> found = found(sample.text);
            facets += found.size();
            if (!found.equals(sample.meant)) {
                wrong.add(sample + " but found " + found);
            }
            lines.add(AtJson.write(AtJson.ofTree(Map.of(
                    "text", sample.text, "meant", maps(sample.meant), "found", maps(found)))));
        }
        Files.write(Path.of("target", "facets.jsonl"), lines);
        System.out.println("facets: texts=" + TEXTS + " facets=" + facets + " wrong=" + wrong.size());
        assertThat(wrong).isEmpty();
    }

    private static List<Map<String, Object>> maps(List<Meant> all) {
        return all.stream().map(meant -> Map.<String, Object> of("kind", meant.kind, "text", meant.text)).toList();
    }

    private static List<Meant> found(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        Mentions everybody = handle -> Optional.of(Did.parse("did:web:" + handle.value()));
        return RichText.of(text, everybody).facets().stream()
                .map(facet -> new Meant(
                        facet.feature().getClass().getSimpleName(),
                        new String(utf8, facet.byteStart(), facet.byteEnd() - facet.byteStart(), StandardCharsets.UTF_8)))
                .toList();
    }

    private static Sample sample(Random random) {
        StringBuilder text = new StringBuilder();
        List<Meant> meant = new ArrayList<>();
        int pieces = 1 + random.nextInt(12);
        for (int i = 0; i < pieces; i++) {
            if (i > 0) {
                text.append(any(SPACES, random));
            }
            switch (random.nextInt(7)) {
                case 0 -> meant(text, meant, "Link", any(LINKS, random), random);
                case 1 -> meant(text, meant, "Mention", any(MENTIONS, random), random);
                case 2 -> meant(text, meant, "Tag", any(TAGS, random), random);
                default -> text.append(any(WORDS, random));
            }
        }
        return new Sample(text.toString(), meant);
    }

    private static void meant(StringBuilder text, List<Meant> meant, String kind, String piece, Random random) {
        String around = List.of("", "", "", "()", "[]", "\u201C\u201D").get(random.nextInt(6));
        text.append(around, 0, around.length() / 2).append(piece).append(around, around.length() / 2, around.length());
        text.append(any(BEHIND, random));
        meant.add(new Meant(kind, piece));
    }

    private static String any(List<String> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }
}
