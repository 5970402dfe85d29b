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
package io.github.camelatproto.reference;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/**
 * Verifies exported repos with {@code @atproto/repo}, the library of the reference PDS, in a Node process of its own:
 * about two seconds for a small repo, and the first time about three minutes more, since it is installed from npm then.
 * What it needs, {@link ReferencePds#missing()} tells.
 */
public final class CarVerifier {
    private static final String SCRIPT = "verify-car.mjs";
    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    private CarVerifier() {
    }

    /**
     * What became of it.
     *
     * @param problem why the file is not the account's repo, or null if it is; then all else is there
     * @param commit  the CID of the commit
     * @param rev     the revision of the commit
     * @param data    the CID of the tree's root
     * @param records the CIDs of the records by {@code <collection>/<rkey>}, in the order of keys; empty if it is
     *                invalid
     */
    public record Result(
            @Nullable String problem, @Nullable String commit, @Nullable String rev, @Nullable String data,
            Map<String, String> records) {

        /** Whether the file is the account's repo: whole, of one piece and signed. */
        public boolean valid() {
            return problem == null;
        }
    }

    /**
     * Verifies a repo in memory.
     *
     * @param  car                   the CAR file
     * @param  did                   the account
     * @param  didKey                its signing key, {@code did:key:z...}
     * @throws IllegalStateException if the script is not found, fails, or is not done after ten minutes
     */
    public static Result verify(byte[] car, String did, String didKey) {
        try {
            Path file = Files.createTempFile("repo", ".car");
            try {
                Files.write(file, car);
                return verify(file, did, didKey);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Verifies a repo in a file.
     *
     * @param  car                   the CAR file
     * @param  did                   the account
     * @param  didKey                its signing key, {@code did:key:z...}
     * @throws IllegalStateException if the script is not found, fails, or is not done after ten minutes
     */
    public static Result verify(Path car, String did, String didKey) {
        Path script = Prerequisites.ofThisMachine().script().resolveSibling(SCRIPT);
        try {
            Process process = new ProcessBuilder("node", script.toString(), did, didKey).redirectInput(car.toFile()).start();
            try {
                return result(new ObjectMapper().readTree(output(process)));
            } finally {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(SCRIPT + " could not be run", e);
        }
    }

    private static String output(Process process) {
        CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> text(process.getInputStream()));
        CompletableFuture<String> errors = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
        try {
            if (!process.waitFor(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(SCRIPT + " was not done after " + TIMEOUT.toMinutes() + " minutes");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a repo was verified", e);
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException(SCRIPT + " failed:\n" + errors.join());
        }
        return output.join();
    }

    private static String text(InputStream stream) {
        try {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Result result(JsonNode verdict) {
        Map<String, String> records = new LinkedHashMap<>();
        verdict.path("records").properties().forEach(record -> records.put(record.getKey(), record.getValue().textValue()));
        return new Result(
                verdict.path("problem").textValue(), verdict.path("commit").textValue(), verdict.path("rev").textValue(),
                verdict.path("data").textValue(), records);
    }
}
