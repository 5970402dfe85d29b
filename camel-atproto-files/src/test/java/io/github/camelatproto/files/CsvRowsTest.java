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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** CSV as rows, each read for itself. */
class CsvRowsTest {

    private static List<String> read(String text, CsvMapping mapping) throws IOException {
        List<String> read = new ArrayList<>();
        try (CsvRows rows = new CsvRows(
                new Lines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))), ',', mapping, null)) {
            for (Entry row = rows.next(); row != null; row = rows.next()) {
                read.add(row.place() + ": " + content(row));
            }
        }
        return read;
    }

    private static String content(Entry row) {
        try {
            return row.content().fields().toString();
        } catch (EntryException e) {
            return e.getMessage();
        }
    }

    @Test
    void aCellMayHoldSeparatorsQuotesAndLineBreaks() throws IOException {
        assertThat(read("a,b\n\"1,\"\"2\"\"\",\"x\ny\"\n3,\n", CsvMapping.NONE))
                .containsExactly("lines 2 to 3: {a=1,\"2\", b=x\ny}", "line 4: {a=3}");
    }

    @Test
    void brokenQuotesFailTheirRowAndAtWorstThoseUpToTheNextQuote() throws IOException {
        assertThat(read("a,b\n\"1\"x,2\n3,4\n\"5,6\n7,8\n\"9\",10\n11,12\n", CsvMapping.NONE)).containsExactly(
                "line 2: its quotes do not match", "line 3: {a=3, b=4}", "lines 4 to 7: its quotes do not match");
        assertThat(read("a,b\n1,5\" pipe\n2,6\" pipe\n3,4\n", CsvMapping.NONE)).containsExactly(
                "lines 2 to 3: its quotes do not match", "line 4: {a=3, b=4}");
    }

    @Test
    void aQuoteThatNeverClosesTakesNoMoreThanACommitHolds() throws IOException {
        String rows = "1,2\n".repeat(600_000);
        List<String> read = read("a,b\n\"x,1\n" + rows + "3,4\n", CsvMapping.NONE);
        assertThat(read.get(0)).startsWith("lines 2 to 50").contains("a quote opens that does not close");
        assertThat(read.get(read.size() - 1)).isEqualTo("line 600003: {a=3, b=4}");
    }

    @Test
    void rowsWithTooFewOrTooManyCellsFail() throws IOException {
        assertThat(read("a,b\n1\n1,2,3\n1,2\n", CsvMapping.NONE)).containsExactly(
                "line 2: it has 1 columns, and the header has 2", "line 3: it has 3 columns, and the header has 2",
                "line 4: {a=1, b=2}");
    }

    @Test
    void theHeaderMustHaveTheColumnsOfTheMapping() {
        assertThatThrownBy(() -> read("a,b\n1,2\n", CsvMapping.of("a -> x, c -> y")))
                .isInstanceOf(FileImportException.class)
                .hasMessage("its header has no column 'c'; it has: a, b. Correct the mapping, the separator or the file");
        assertThatThrownBy(() -> read("a,a\n1,2\n", CsvMapping.of("a -> x"))).hasMessageContaining("has twice the column 'a'");
        assertThatThrownBy(() -> read("\"a,b\n1,2\n", CsvMapping.NONE))
                .hasMessage("its header cannot be read: its quotes do not match");
    }

    @Test
    void cellsBecomeWhatTheMappingSays() throws IOException {
        CsvMapping mapping = CsvMapping.of("""
                # what they are
                a -> one.two:integer
                b -> one.three:boolean
                c -> day:datetime
                d -> list:json
                """);
        assertThat(read("""
                a,b,c,d,e
                1,yes,2026-01-02,"[1,null]",x
                1.5,yes,2026-01-02,[],x
                1,maybe,2026-01-02,[],x
                1,no,2 Jan,[],x
                1,no,2026-01-02,[,x
                ,,,,
                """, mapping)).containsExactly(
                "line 2: {one={two=1, three=true}, day=2026-01-02T00:00:00.000Z, list=[1, null]}",
                "line 3: its column 'a' is no integer", "line 4: its column 'b' is no boolean",
                "line 5: its column 'c' is no datetime", "line 6: its column 'd' is no json", "line 7: {}");
    }

    @Test
    void aMappingThatIsNoneSaysWhy() {
        assertThatThrownBy(() -> CsvMapping.of("a")).hasMessage(
                "'a' in the mapping must be like: Column -> field, or Column -> field:type");
        assertThatThrownBy(() -> CsvMapping.of("a -> b:float"))
                .hasMessage("The mapping has the type 'float'; there are: string, integer, boolean, datetime, json");
    }
}
