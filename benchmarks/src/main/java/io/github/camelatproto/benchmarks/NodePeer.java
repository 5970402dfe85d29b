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

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** A script of {@code benchmarks/peers} in a Node of its own, which is told what to do line by line. */
final class NodePeer implements AutoCloseable {

    private final ObjectMapper mapper = new ObjectMapper();
    private final String script;
    private final Process process;
    private final BufferedWriter input;
    private final BufferedReader output;

    NodePeer(String script, String... arguments) throws IOException {
        this.script = script;
        List<String> command = new ArrayList<>(List.of("node", path(script).toString()));
        command.addAll(List.of(arguments));
        process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        input = process.outputWriter();
        output = process.inputReader();
    }

    private static Path path(String script) {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path path = folder.resolve("benchmarks/peers").resolve(script);
            if (Files.isRegularFile(path)) {
                return path;
            }
        }
        throw new IllegalStateException("There is no benchmarks/peers/" + script + " here or above; run benchmarks/run");
    }

    void say(String line) {
        try {
            input.write(line);
            input.newLine();
            input.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(script + " does not listen", e);
        }
    }

    /** Says a line, and waits for the JSON that it is answered with. */
    JsonNode ask(String line) {
        say(line);
        try {
            String answer = output.readLine();
            if (answer == null) {
                throw new IOException(script + " has ended");
            }
            return mapper.readTree(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The end of its input ends it. */
    @Override
    public void close() throws IOException {
        input.close();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroy();
        }
    }
}
