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
package io.github.camelatproto.component;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsoleRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the dev console {@code atproto} shows. */
class DevConsoleTest {

    private AliceOnEmbeddedPds alice;

    @BeforeEach
    void start() throws Exception {
        alice = new AliceOnEmbeddedPds(true);
    }

    @AfterEach
    void stop() {
        alice.close();
    }

    private DevConsole console() {
        DevConsole console = alice.camel.context().getCamelContextExtension().getContextPlugin(DevConsoleRegistry.class)
                .resolveById("atproto");
        assertThat(console).as("found by its name").isNotNull();
        return console;
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> rows(String title) {
        return (List<Map<String, Object>>) ((Map<String, Object>) console().call(DevConsole.MediaType.JSON)).get(title);
    }

    @Test
    void beforeTheFirstMessageThereIsNothingToShow() {
        assertThat(rows("accounts")).isEmpty();
        assertThat(rows("repos")).isEmpty();
        assertThat(rows("pdss")).isEmpty();
    }

    @Test
    void anAccountShowsHowItsSessionStands() {
        alice.camel.output(alice.uri("createRecord", ""), Map.of("n", 1));

        assertThat(rows("accounts")).singleElement().satisfies(account -> assertThat(account)
                .containsEntry("identifier", "alice.test").containsEntry("service", alice.pds.url().toString())
                .containsEntry("session", "logged in").containsKeys("did", "pds"));
    }

    @Test
    void aRefusedAccountShowsWhyAndUntilWhen() {
        alice.camel.send(alice.uri("createRecord", "").replace("=secret", "=wrong-1"), Map.of("n", 1));

        assertThat(rows("accounts")).singleElement().satisfies(account -> assertThat(account)
                .containsEntry("session", "refused").containsKeys("refusal", "refusedUntil").doesNotContainKey("did"));
    }

    @Test
    void aRepoShowsItsWriterAndThePointsThatAreLeft() {
        Object rev = ((Map<?, ?>) alice.camel.output(alice.uri("createRecord", "rkey=x"), Map.of("n", 1)).get("commit"))
                .get("rev");
        alice.camel.send(alice.uri("createRecord", "rkey=x"), Map.of("n", 2));

        assertThat(rows("repos")).singleElement().satisfies(repo -> {
            assertThat(repo).containsEntry("pds", alice.pds.url().toString()).containsEntry("queued", 0)
                    .containsEntry("underWay", 0).containsEntry("commits", 1L).containsEntry("lastRev", rev)
                    .containsEntry("settled", Map.of("written", 1L, "failed", 1L));
            assertThat((Integer) ((Map<?, ?>) repo.get("pointsLeft")).get("hour")).isBetween(1, 5_000 - 3);
        });
    }

    @Test
    void aPdsShowsWhatHasBeenLearntOfIt() {
        alice.camel.output(alice.uri("createRecord", ""), Map.of("n", 1));

        assertThat(rows("pdss")).singleElement().satisfies(pds -> assertThat(pds)
                .containsEntry("pds", alice.pds.url().getAuthority()).containsEntry("requestBytes", 150_000)
                .containsEntry("swapCommit", "UNKNOWN").containsEntry("createsOverwrite", false));
    }

    @Test
    void theTextHasALineForEachAndNoSecret() {
        alice.camel.output(alice.uri("createRecord", ""), Map.of("n", 1));

        String text = (String) console().call(DevConsole.MediaType.TEXT);

        assertThat(text).contains("accounts:\n    identifier=alice.test", "repos:\n    repo=did:", "pdss:\n    pds=localhost")
                .doesNotContain("secret").doesNotContain("eyJ");
        assertThat(rows("accounts").toString()).doesNotContain("secret").doesNotContain("eyJ");
    }

    @Test
    void everyKeyIsInTheDocumentation() throws Exception {
        alice.camel.output(alice.uri("createRecord", ""), Map.of("n", 1));
        alice.camel.send(alice.uri("createRecord", "").replace("alice.test", "nobody.test"), Map.of("n", 1));
        String page = Files.readString(Path.of("../docs/operating.md"));
        String section = page.substring(page.indexOf("## Dev console"));
        JsonNode documented
                = new ObjectMapper().readTree(section.substring(section.indexOf("```json") + 7, section.indexOf("\n```\n")));
        JsonNode shown = new ObjectMapper().valueToTree(console().call(DevConsole.MediaType.JSON));

        assertThat(shown.get("accounts")).hasSize(2);
        assertThat(keys(documented)).containsAll(keys(shown));
    }

    /** The keys of all objects, but of those whose keys are counted things. */
    private static Set<String> keys(JsonNode node) {
        Set<String> keys = new TreeSet<>();
        node.properties().forEach(field -> {
            keys.add(field.getKey());
            if (!field.getKey().equals("settled")) {
                keys.addAll(keys(field.getValue()));
            }
        });
        if (node.isArray()) {
            node.forEach(item -> keys.addAll(keys(item)));
        }
        return keys;
    }
}
