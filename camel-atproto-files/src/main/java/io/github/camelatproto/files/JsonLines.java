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

import java.io.IOException;
import java.util.Map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

/** JSON Lines: each line that is not blank is a record. */
final class JsonLines implements Entries {

    /** Makes a map of an object. */
    private static final ObjectReader JSON = JsonMapper
            .builder(JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build().readerFor(Object.class);

    private final Lines lines;

    JsonLines(Lines lines) {
        this.lines = lines;
    }

    @Override
    public @Nullable Entry next() throws IOException {
        Lines.Line line = lines.next();
        while (line != null && line.isBlank()) {
            line = lines.next();
        }
        return line == null ? null : new JsonLine(line);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    private record JsonLine(Lines.Line line) implements Entry {

        @Override
        public long number() {
            return line.number();
        }

        @Override
        public String place() {
            return "line " + line.number();
        }

        @Override
        public byte[] text() {
            return line.bytes();
        }

        @Override
        @SuppressWarnings("unchecked") // of JSON
        public Content content() throws EntryException {
            if (line.isTooLong()) {
                throw new EntryException(
                        "it is longer than " + MAX_BYTES + " bytes, which no commit holds; it stands in the file alone");
            }
            try {
                if (JSON.readValue(line.bytes()) instanceof Map<?, ?> map) {
                    return Content.of((Map<String, @Nullable Object>) map);
                }
                throw new EntryException("it is no JSON object");
            } catch (JsonProcessingException e) {
                // without its message, which quotes the text
                throw new EntryException(
                        "it is no JSON in UTF-8" + (e.getLocation() == null
                                ? "" : ", see column " + e.getLocation().getColumnNr()));
            } catch (IOException e) {
                throw new EntryException("it is no JSON in UTF-8");
            }
        }
    }
}
