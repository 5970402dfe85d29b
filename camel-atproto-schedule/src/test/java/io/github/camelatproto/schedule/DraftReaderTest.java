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
package io.github.camelatproto.schedule;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DraftReaderTest {

    private final DraftReader reader = new DraftReader();

    private void assertRefused(String name, String text, String reason) {
        assertThatExceptionOfType(InvalidEntryException.class).isThrownBy(() -> reader.read(name, text))
                .withMessageContaining(reason);
    }

    @Test
    void readsYaml() {
        assertThat(reader.read("xmas.yaml", "at: 2026-12-24T18:00\ntext: |\n  Merry\n  Christmas\n"))
                .containsEntry("id", "xmas").containsEntry("at", "2026-12-24T18:00")
                .containsEntry("text", "Merry\nChristmas\n");
    }

    @Test
    void readsJson() {
        assertThat(reader.read("x.json", "{\"id\": \"xmas\", \"text\": \"Merry\"}")).containsEntry("id", "xmas");
    }

    @Test
    void readsMarkdownWithFrontMatter() {
        assertThat(reader.read("merry xmas.md", "---\r\nat: 2026-12-24T18:00\r\n---\r\n\r\nMerry *Christmas*\r\n--- or so\r\n"))
                .containsEntry("id", "merry-xmas").containsEntry("text", "Merry *Christmas*\r\n--- or so");
    }

    @Test
    void saysWhereYamlIsBroken() {
        assertRefused("x.yaml", "at: 2026\ntext: [a\n", "It is no YAML, line 2");
    }

    @Test
    void refusesJsonWithTheSameKeyTwice() {
        assertRefused("x.json", "{\"text\": \"a\", \"text\": \"b\"}", "It is no JSON, line 1");
    }

    @Test
    void refusesMarkdownWithoutFrontMatter() {
        assertRefused("x.md", "Merry Christmas", "It has no front matter");
    }

    @Test
    void refusesAFileOfAnotherKind() {
        assertRefused("x.docx", "", "'x.docx' is no draft; one ends on .yaml, .json or .md");
    }

    @Test
    void yamlDoesNotGrow() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d, *a%d, *a%d, *a%d]\n".formatted(i, i, i - 1, i - 1, i - 1, i - 1, i - 1));
        }

        assertThat(reader.read("x.yaml", bomb.toString()).toString().length()).isLessThan(1_000);
    }
}
