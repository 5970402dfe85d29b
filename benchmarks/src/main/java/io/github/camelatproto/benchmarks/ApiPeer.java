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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** {@code @atproto/api} in a Node of its own, which is told what to do line by line. */
final class ApiPeer implements AutoCloseable {

    static final String NAME = "@atproto/api";

    private final ObjectMapper mapper = new ObjectMapper();
    private final Process process;
    private final BufferedWriter input;
    private final BufferedReader output;

    /**
     * @param records what createRecord writes in turn, and applyWrites all at once
     */
    ApiPeer(Account account, List<Map<String, Object>> records) throws IOException {
        process = new ProcessBuilder(
                "node", script().toString(), account.server().toString(), account.handle(), account.password())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        input = process.outputWriter();
        output = process.inputReader();
        say(mapper.writeValueAsString(records));
    }

    private static Path script() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path script = folder.resolve("benchmarks/peers/atproto-api.mjs");
            if (Files.isRegularFile(script)) {
                return script;
            }
        }
        throw new IllegalStateException("There is no benchmarks/peers/atproto-api.mjs here or above; run benchmarks/run");
    }

    Contender contender(String method, int inFlight) {
        return new Contender(NAME, time -> rate(method, inFlight, time));
    }

    private double rate(String method, int inFlight, Duration time) throws IOException {
        say(method + " " + inFlight + " " + time.toMillis());
        String line = output.readLine();
        if (line == null) {
            throw new IOException(NAME + " has ended");
        }
        JsonNode round = mapper.readTree(line);
        return round.required("records").doubleValue() / round.required("seconds").doubleValue();
    }

    private void say(String line) throws IOException {
        input.write(line);
        input.newLine();
        input.flush();
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
