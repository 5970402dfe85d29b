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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelatproto.data.AtJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Our lexicons and our verdicts beside those of the reference PDS. */
class LexiconsReferenceIT {

    private static final int CASES_EACH = 300;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final ReferenceLexicons reference = new ReferenceLexicons();
    private final Map<String, JsonNode> bundled = bundled();

    @Test
    void bundlesTheLexiconsOfTheReferenceWithAllTheirConstraints() throws Exception {
        Map<String, JsonNode> expected = new TreeMap<>();
        reference.lexicons(ofType("query", "procedure")).properties()
                .forEach(lexicon -> expected.put(lexicon.getKey(), lexicon.getValue()));

        assertThat(bundled).containsExactlyEntriesOf(expected);
        System.out.println("lexicons compared with the reference: " + expected.size());
    }

    @Test
    void givesTheVerdictOfTheReference(@TempDir Path scratch) throws Exception {
        long seed = Long.getLong("lexicons.seed", System.nanoTime());
        System.out.println("lexicons.seed=" + seed);
        List<JsonNode> cases = cases(new RandomTrees(bundled, new Random(seed)));

        List<JsonNode> expected = reference.check(cases, scratch);

        Lexicons lexicons = Lexicons.bundled();
        List<String> differences = new ArrayList<>();
        int valid = 0;
        for (int i = 0; i < cases.size(); i++) {
            List<ValidationError> found = check(lexicons, cases.get(i));
            valid += found.isEmpty() ? 1 : 0;
            if (!agree(cases.get(i).get("kind").asText(), expected.get(i), found)) {
                differences.add(cases.get(i) + "\n  reference " + expected.get(i) + "\n  here " + found);
            }
        }
        System.out.println("verdicts compared with the reference: " + cases.size() + ", valid: " + valid);
        assertThat(differences).isEmpty();
        assertThat(valid).isBetween(cases.size() / 10, cases.size() * 9 / 10);
    }

    private List<JsonNode> cases(RandomTrees trees) {
        List<JsonNode> cases = new ArrayList<>();
        for (int i = 0; i < CASES_EACH; i++) {
            ofType("record").forEach(nsid -> cases.add(line("record", nsid, trees.record(nsid))));
            bundled.forEach((nsid, lexicon) -> {
                if (!lexicon.at("/defs/main/input/schema").isMissingNode()) {
                    cases.add(line("input", nsid, trees.input(nsid)));
                }
                if (!lexicon.at("/defs/main/parameters").isMissingNode()) {
                    cases.add(line("params", nsid, trees.params(nsid)));
                }
            });
        }
        return cases;
    }

    private static JsonNode line(String kind, String nsid, JsonNode value) {
        return MAPPER.createObjectNode().put("kind", kind).put("nsid", nsid).set("value", value);
    }

    private static List<ValidationError> check(Lexicons lexicons, JsonNode line) {
        String nsid = line.get("nsid").asText();
        JsonNode value = line.get("value");
        return switch (line.get("kind").asText()) {
            case "record" -> lexicons.validateRecord(nsid, ObjectSchema.asMap(read(value)));
            case "input" -> lexicons.validateInput(nsid, read(value));
            default -> {
                Map<String, List<String>> query = new LinkedHashMap<>();
                value.forEach(pair -> query.computeIfAbsent(pair.get(0).asText(), name -> new ArrayList<>())
                        .add(pair.get(1).asText()));
                yield lexicons.validateParams(nsid, lexicons.coerceParams(nsid, query));
            }
        };
    }

    private static Object read(JsonNode json) {
        return AtJson.parseLax(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Compares valid or not, and where the first error is. */
    private static boolean agree(String kind, JsonNode expected, List<ValidationError> found) {
        if (expected.isNull() || found.isEmpty()) {
            return expected.isNull() && found.isEmpty();
        }
        List<String> paths = found.stream().map(ValidationError::path).toList();
        String path = expected.get("path").asText();
        // parameters that it cannot even read it reports before all others
        return kind.equals("params") ? paths.contains(path) : paths.get(0).equals(path);
    }

    private List<String> ofType(String... types) {
        return bundled.keySet().stream()
                .filter(nsid -> List.of(types).contains(bundled.get(nsid).at("/defs/main/type").asText())).toList();
    }

    private static Map<String, JsonNode> bundled() {
        try {
            Map<String, JsonNode> lexicons = new TreeMap<>();
            byte[] names = Lexicons.class.getResourceAsStream("bundled.txt").readAllBytes();
            for (String nsid : new String(names, StandardCharsets.UTF_8).lines().toList()) {
                lexicons.put(nsid, MAPPER.readTree(Lexicons.class.getResourceAsStream(nsid + ".json")));
            }
            return lexicons;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
