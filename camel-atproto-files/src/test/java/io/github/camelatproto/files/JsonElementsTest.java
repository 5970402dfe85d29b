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
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** JSON as elements, as it is read. */
class JsonElementsTest {

    private final List<String> read = new ArrayList<>();

    private List<String> read(String text) throws IOException {
        read.clear();
        try (JsonElements elements
                = new JsonElements(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))) {
            for (Entry element = elements.next(); element != null; element = elements.next()) {
                read.add(element.place() + ": " + content(element));
            }
        }
        return read;
    }

    private static String content(Entry element) {
        try {
            return element.content().fields().toString();
        } catch (EntryException e) {
            return e.getMessage();
        }
    }

    @Test
    void anArrayIsItsElementsAndAnythingElseIsWhatItIs() throws IOException {
        assertThat(read("[{\"n\":1},\n{\"n\":2}]\n"))
                .containsExactly("element 1 (line 1): {n=1}", "element 2 (line 2): {n=2}");
        assertThat(read("\n{\n\"n\":\n1}")).containsExactly("element 1 (line 2): {n=1}");
        assertThat(read("{\"n\":1}\n{\"n\":2}")).hasSize(2);
        assertThat(read("[]")).isEmpty();
    }

    @Test
    void anElementThatIsNoObjectFailsAlone() throws IOException {
        assertThat(read("[1,[{}],null,{\"n\":1}]")).containsExactly(
                "element 1 (line 1): it is no JSON object", "element 2 (line 1): it is no JSON object",
                "element 3 (line 1): it is no JSON object", "element 4 (line 1): {n=1}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
               value = {
                       "[{\"n\":1},{\"n\"]|1", "[{\"n\":1}|1", "[{\"n\":1}] []|1", "no JSON|0", "[{\"n\":1,\"n\":2}]|0",
                       "{\"n\":1|0" })
    void whereItBreaksItEnds(String text, int before) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(FileImportException.class).hasMessageContaining("see line 1, column ")
                .hasMessageContaining("after element " + before).hasNoCause();
        assertThat(read).hasSize(before);
    }

    @Test
    void whatIsNoListOfRecordsIsNotHeld() {
        String records = "{\"n\":1},".repeat(3_000_000);
        assertThatThrownBy(() -> read("{\"records\":[" + records + "{}]}")).isInstanceOf(FileImportException.class)
                .hasMessageContaining("must be the array itself");
    }
}
