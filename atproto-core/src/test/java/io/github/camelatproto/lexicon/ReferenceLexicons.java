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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The lexicons and the validator of the reference PDS, in the packages that its start script has installed in
 * {@code reference-pds}; the system property {@code atproto.reference.pds} can name that folder. They need Node 22,
 * which the start script installs too where Node is older.
 */
final class ReferenceLexicons {

    private static final String SCRIPT = "src/test/resources/io/github/camelatproto/lexicon/reference-lexicons.mjs";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path base = Path.of(System.getProperty("basedir", ".")).toAbsolutePath();
    private final Path folder;

    ReferenceLexicons() {
        String named = System.getProperty("atproto.reference.pds");
        folder = named == null ? base.resolveSibling("reference-pds") : Path.of(named);
        assumeTrue(Files.isDirectory(folder.resolve("node_modules/@atproto/pds")),
                () -> "no reference to compare with: the reference PDS is not installed in " + folder);
    }

    /**
     * Gives the lexicons of all record types that the PDS knows, of these methods, and of what they refer to, by id.
     */
    JsonNode lexicons(List<String> methods) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("lexicons"));
        arguments.addAll(methods);
        return MAPPER.readTree(run(arguments));
    }

    /** Gives for each line, an object of kind, nsid and value, the first error, or null if there is none. */
    List<JsonNode> check(List<JsonNode> cases, Path scratch) throws Exception {
        Path file = Files.write(scratch.resolve("cases.ndjson"), cases.stream().map(JsonNode::toString).toList());
        List<JsonNode> verdicts = new ArrayList<>();
        for (String line : run(List.of("check", file.toString())).lines().toList()) {
            verdicts.add(MAPPER.readTree(line));
        }
        assertThat(verdicts).hasSameSizeAs(cases);
        return verdicts;
    }

    private String run(List<String> arguments) throws IOException, InterruptedException {
        Path ownNode = folder.resolve(".node22/bin/node");
        List<String> command = new ArrayList<>(
                List.of(
                        Files.isExecutable(ownNode) ? ownNode.toString() : "node",
                        base.resolve(SCRIPT).toString(), folder.resolve("node_modules").toString()));
        command.addAll(arguments);
        Process node = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String output = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(node.waitFor()).as("exit code of " + command).isZero();
        return output;
    }
}
