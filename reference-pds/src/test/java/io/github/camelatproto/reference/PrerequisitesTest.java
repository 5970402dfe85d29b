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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class PrerequisitesTest {
    @TempDir
    Path directory;

    @Test
    void windowsIsNotSupported() {
        assertThat(new Prerequisites(null, directory, "", "Windows 11").missing())
                .hasValue("the reference PDS starts on Linux and macOS only");
    }

    @Test
    void nodeIsMissing() {
        assertThat(prerequisites(null).missing()).hasValue("node is not on the PATH");
    }

    @Test
    void npmIsMissing() throws IOException {
        assertThat(Files.createFile(directory.resolve("node")).toFile().setExecutable(true)).isTrue();
        assertThat(prerequisites(null).missing()).hasValue("npm is not on the PATH");
    }

    @Test
    void theFolderIsFoundAboveTheWorkingDirectory() throws IOException {
        Path script = Files.createDirectory(directory.resolve("reference-pds")).resolve("start.mjs");
        Files.createFile(script);
        Path deep = Files.createDirectories(directory.resolve("a/b"));
        assertThat(new Prerequisites(null, deep, "", "Linux").script()).isEqualTo(script);
    }

    @Test
    void theFolderNamedByThePropertyIsTaken() throws IOException {
        Path script = Files.createFile(directory.resolve("start.mjs"));
        assertThat(prerequisites(directory.toString()).script()).isEqualTo(script);
        assertThatIllegalStateException().isThrownBy(() -> prerequisites("/nowhere").script())
                .withMessage("there is no start.mjs in /nowhere, which the system property atproto.reference.pds names");
    }

    @Test
    void whatIsMissingSkipsTestsExceptUnderCi() {
        Optional<String> missing = Optional.of("npm is not on the PATH");
        assertThat(ReferencePdsExtension.condition(missing, Map.of())).satisfies(result -> {
            assertThat(result.isDisabled()).isTrue();
            assertThat(result.getReason()).hasValue("The reference PDS cannot run here: npm is not on the PATH");
        });
        assertThat(ReferencePdsExtension.condition(missing, Map.of("CI", "true")).isDisabled()).isFalse();
        assertThat(ReferencePdsExtension.condition(Optional.empty(), Map.of()).isDisabled()).isFalse();
    }

    private Prerequisites prerequisites(@Nullable String folder) {
        return new Prerequisites(folder, directory, directory.toString(), "Linux");
    }
}
