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

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What has to be there before the reference PDS can be started.
 *
 * @param folder           where {@code start.mjs} is, or null to look for it
 * @param workingDirectory where the search for {@code reference-pds/start.mjs} begins; it goes on in the parents
 * @param path             the variable PATH
 * @param osName           the operating system, as in the system property {@code os.name}
 */
record Prerequisites(@Nullable String folder, Path workingDirectory, String path, String osName) {
    static final String FOLDER_PROPERTY = "atproto.reference.pds";
    private static final int OLDEST_NODE = 18;
    private static final Pattern NODE_VERSION = Pattern.compile("v(\\d+)\\..*", Pattern.DOTALL);

    static Prerequisites ofThisMachine() {
        return new Prerequisites(
                System.getProperty(FOLDER_PROPERTY), Path.of("").toAbsolutePath(),
                Optional.ofNullable(System.getenv("PATH")).orElse(""), System.getProperty("os.name", ""));
    }

    /** What is missing, as a sentence without a full stop; empty if nothing is. */
    Optional<String> missing() {
        if (osName.startsWith("Windows")) {
            return Optional.of("the reference PDS starts on Linux and macOS only");
        }
        for (String command : new String[] { "node", "npm" }) {
            if (!isOnPath(command)) {
                return Optional.of(command + " is not on the PATH");
            }
        }
        String version = nodeVersion();
        Matcher matcher = NODE_VERSION.matcher(version);
        if (!matcher.matches() || Integer.parseInt(matcher.group(1)) < OLDEST_NODE) {
            return Optional.of("Node " + OLDEST_NODE + " or newer is needed, but node --version says " + version.strip());
        }
        return findScript().isPresent() ? Optional.empty() : Optional.of(scriptNotFound());
    }

    /**
     * The start script of the reference PDS.
     *
     * @throws IllegalStateException if it is not found
     */
    Path script() {
        return findScript().orElseThrow(() -> new IllegalStateException(scriptNotFound()));
    }

    private Optional<Path> findScript() {
        if (folder != null) {
            return Optional.of(Path.of(folder, "start.mjs")).filter(Files::isRegularFile);
        }
        for (Path directory = workingDirectory; directory != null; directory = directory.getParent()) {
            Path script = directory.resolve("reference-pds").resolve("start.mjs");
            if (Files.isRegularFile(script)) {
                return Optional.of(script);
            }
        }
        return Optional.empty();
    }

    private String scriptNotFound() {
        return folder != null
                ? "there is no start.mjs in " + folder + ", which the system property " + FOLDER_PROPERTY + " names"
                : "there is no reference-pds/start.mjs in " + workingDirectory + " or above it; the system property "
                  + FOLDER_PROPERTY + " can name the folder";
    }

    private boolean isOnPath(String command) {
        return Arrays.stream(path.split(File.pathSeparator))
                .filter(directory -> !directory.isEmpty())
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, command)));
    }

    private static String nodeVersion() {
        try {
            Process node = new ProcessBuilder("node", "--version").redirectErrorStream(true).start();
            return new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("node --version could not be run", e);
        }
    }
}
