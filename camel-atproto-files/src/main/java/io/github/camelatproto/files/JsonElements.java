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
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

/**
 * JSON: the elements of an array, or objects one after the other, of which there may be one. Where the text is broken,
 * nobody can tell where the next one begins.
 */
final class JsonElements implements Entries {

    private static final TypeReference<Map<String, @Nullable Object>> OBJECT = new TypeReference<>() {
    };

    private final ObjectMapper mapper = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    private final Bounded in;
    private final JsonParser parser;
    private boolean isArray;
    private boolean isOver;
    private long count;

    JsonElements(InputStream in) throws IOException {
        this.in = new Bounded(in);
        this.parser = mapper.getFactory().createParser(this.in);
    }

    @Override
    public @Nullable Entry next() throws IOException {
        if (isOver) {
            return null;
        }
        in.begin();
        try {
            return read();
        } catch (JsonProcessingException e) {
            if (e.getCause() instanceof FileImportException tooLarge) {
                throw tooLarge;
            }
            // without the cause: its message quotes the text
            throw broken("it is no JSON", e.getLocation());
        }
    }

    private @Nullable Entry read() throws IOException {
        JsonToken token = parser.nextToken();
        if (count == 0 && token == JsonToken.START_ARRAY && !isArray) {
            isArray = true;
            token = parser.nextToken();
        }
        if (token == null || (isArray && token == JsonToken.END_ARRAY)) {
            isOver = true;
            if (token != null && parser.nextToken() != null) {
                throw broken("it goes on after its array", parser.currentTokenLocation());
            }
            return null;
        }
        int line = parser.currentTokenLocation().getLineNr();
        Map<String, @Nullable Object> fields = null;
        if (token == JsonToken.START_OBJECT) {
            fields = mapper.readValue(parser, OBJECT);
        } else {
            parser.skipChildren();
        }
        return new Element(++count, line, fields, mapper);
    }

    private FileImportException broken(String what, @Nullable JsonLocation location) {
        return new FileImportException(
                what + (location == null ? "" : ", see line " + location.getLineNr() + ", column " + location.getColumnNr())
                                       + "; what comes after element " + count
                                       + " has not been read: mend the file and drop it again under the same name");
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }

    private record Element(long number, int line, @Nullable Map<String, @Nullable Object> object, ObjectMapper mapper)
            implements
                Entry {

        @Override
        public String place() {
            return "element " + number + " (line " + line + ")";
        }

        @Override
        public byte[] text() {
            try {
                return object == null ? new byte[0] : mapper.writeValueAsBytes(object);
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Content content() throws EntryException {
            if (object == null) {
                throw new EntryException("it is no JSON object");
            }
            return Content.of(object);
        }
    }

    /** Ends a text whose element is so large that it should not be held. */
    private static final class Bounded extends InputStream {

        private static final int MOST = 10 * MAX_BYTES;

        private final InputStream in;
        private long read;

        Bounded(InputStream in) {
            this.in = in;
        }

        void begin() {
            read = 0;
        }

        @Override
        public int read() throws IOException {
            int next = in.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            int count = in.read(buffer, from, length);
            count(count);
            return count;
        }

        private void count(int bytes) {
            read += bytes;
            if (read > MOST) {
                throw new FileImportException(
                        "one of its elements is larger than " + MOST
                                              + " bytes, and no commit holds a record of more than " + MAX_BYTES
                                              + "; a list of records must be the array itself, not a member of an object");
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
