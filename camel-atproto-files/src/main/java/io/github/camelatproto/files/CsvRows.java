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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import org.jspecify.annotations.Nullable;

/**
 * CSV as in RFC 4180, with a header. The rows are told apart first, by counting quotes, and each is read for itself:
 * one that is broken fails alone, at worst with the lines up to the next quote.
 */
final class CsvRows implements Entries {

    private static final byte QUOTE = '"';

    private final Lines lines;
    private final CsvFields fields;
    private final ObjectReader reader;
    private final Row header;
    private final List<String> columns;

    /**
     * @param  key                 the column that names the rows, if one does
     * @throws FileImportException if the header cannot be read, or has not the columns of the mapping
     */
    CsvRows(Lines lines, char separator, CsvMapping mapping, @Nullable String key) throws IOException {
        this.lines = lines;
        this.reader = CsvMapper.builder().enable(CsvParser.Feature.WRAP_AS_ARRAY).build()
                .readerForListOf(String.class).with(CsvSchema.emptySchema().withColumnSeparator(separator));
        Row first = row();
        this.header = first == null ? new Row(1, 1, new byte[0], false, this) : first;
        try {
            this.columns = header.cells();
        } catch (EntryException e) {
            throw new FileImportException("its header cannot be read: " + e.getMessage());
        }
        this.fields = mapping.on(columns);
        if (key != null) {
            CsvFields.index(columns, key);
        }
    }

    @Override
    public @Nullable Entry next() throws IOException {
        return row();
    }

    @Override
    public byte[] head() {
        return header.text();
    }

    private @Nullable Row row() throws IOException {
        Lines.Line line = lines.next();
        while (line != null && line.isBlank()) {
            line = lines.next();
        }
        if (line == null || line.isTooLong() || !isOpen(line)) {
            return line == null ? null : new Row(line.number(), line.number(), line.bytes(), line.isTooLong(), this);
        }
        return longer(line);
    }

    /** A row with a line break in quotes. */
    private Row longer(Lines.Line first) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(first.bytes());
        boolean isOpen = true;
        boolean isTooLong = false;
        long last = first.number();
        while (isOpen && !isTooLong) {
            Lines.Line line = lines.next();
            if (line == null) {
                break;
            }
            isOpen ^= isOpen(line);
            isTooLong = line.isTooLong() || whole.size() + line.bytes().length > MAX_BYTES;
            whole.write('\n');
            whole.writeBytes(isTooLong ? new byte[0] : line.bytes());
            last = line.number();
        }
        return new Row(first.number(), last, isTooLong ? new byte[0] : whole.toByteArray(), isTooLong, this);
    }

    /** Whether a quote opens in it that does not close, or closes that did not open. */
    private static boolean isOpen(Lines.Line line) {
        boolean isOpen = false;
        for (byte one : line.bytes()) {
            isOpen ^= one == QUOTE;
        }
        return isOpen;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    /** A row of the file, from its first line to its last. */
    private static final class Row implements Entry {

        private final long number;
        private final long last;
        private final byte[] text;
        private final boolean isTooLong;
        private final CsvRows rows;

        Row(long number, long last, byte[] text, boolean isTooLong, CsvRows rows) {
            this.number = number;
            this.last = last;
            this.text = text;
            this.isTooLong = isTooLong;
            this.rows = rows;
        }

        @Override
        public long number() {
            return number;
        }

        @Override
        public String place() {
            return last == number ? "line " + number : "lines " + number + " to " + last;
        }

        @Override
        public byte[] text() {
            return text;
        }

        @Override
        public Content content() throws EntryException {
            List<String> cells = cells();
            if (cells.size() != rows.columns.size()) {
                throw new EntryException("it has " + cells.size() + " columns, and the header has " + rows.columns.size());
            }
            return new Content(rows.fields.fields(cells), column -> rows.fields.cell(cells, column));
        }

        List<String> cells() throws EntryException {
            if (isTooLong) {
                throw new EntryException(
                        (last == number ? "it is longer" : "a quote opens that does not close, or it is longer") + " than "
                                         + MAX_BYTES + " bytes, which no commit holds; it stands in the file alone");
            }
            try (MappingIterator<List<String>> read = rows.reader.readValues(Utf8.text(text))) {
                List<List<String>> found = new ArrayList<>();
                while (found.size() < 2 && read.hasNextValue()) {
                    found.add(read.nextValue());
                }
                if (found.size() == 1) {
                    return found.get(0);
                }
                throw new EntryException(found.isEmpty() ? "it is empty" : "its quotes do not match");
            } catch (CharacterCodingException e) {
                throw new EntryException("it is not UTF-8; say which encoding the file has");
            } catch (JsonProcessingException e) {
                // without the cause: its message quotes the text
                throw new EntryException("its quotes do not match");
            } catch (IOException e) {
                throw new EntryException("it cannot be read: " + e.getMessage());
            }
        }
    }
}
