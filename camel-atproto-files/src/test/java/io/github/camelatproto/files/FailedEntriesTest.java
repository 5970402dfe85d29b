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
package io.github.camelatproto.files;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What failed, kept to be mended. */
class FailedEntriesTest {

    @TempDir
    private Path folder;

    private static Entry line(String text) throws IOException {
        return Objects.requireNonNull(
                new JsonLines(new Lines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))).next());
    }

    private FailedEntries open(FailedEntries.Lengths lengths, boolean isMarked) {
        return new FailedEntries(
                folder.resolve("a.csv"), folder.resolve("a.txt"), "head".getBytes(StandardCharsets.UTF_8), isMarked, lengths);
    }

    @Test
    void nothingIsThereBeforeOneFails() throws IOException {
        open(FailedEntries.Lengths.NONE, false).close();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whatAnotherLifeWroteAndDidNotRememberIsWrittenOnce() throws IOException {
        FailedEntries.Lengths remembered;
        try (FailedEntries first = open(FailedEntries.Lengths.NONE, false)) {
            first.add(line("1"), "one");
            remembered = first.lengths();
            first.add(line("2"), "two");
        }
        try (FailedEntries second = open(remembered, false)) {
            second.add(line("2"), "two");
            second.add(line("3"), "three");
        }
        assertThat(folder.resolve("a.csv")).hasContent("head\n1\n2\n3\n");
        assertThat(folder.resolve("a.txt")).hasContent("line 1: one\nline 1: two\nline 1: three\n");
    }

    @Test
    void aFileAmongOthersThatAreNotUtf8SaysThatItIs() throws IOException {
        try (FailedEntries marked = open(FailedEntries.Lengths.NONE, true)) {
            marked.add(line("1"), "one");
        }
        assertThat(Files.readString(folder.resolve("a.csv"))).isEqualTo("\uFEFFhead\n1\n");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aDiskThatIsFullIsAnError() throws IOException {
        Files.createSymbolicLink(folder.resolve("a.csv"), Path.of("/dev/full"));
        try (FailedEntries full = open(FailedEntries.Lengths.NONE, false)) {
            assertThatThrownBy(() -> full.add(line("1"), "one")).isInstanceOf(IOException.class)
                    .hasMessageContaining("No space left");
            assertThat(full.lengths()).isEqualTo(FailedEntries.Lengths.NONE);
        }
    }
}
