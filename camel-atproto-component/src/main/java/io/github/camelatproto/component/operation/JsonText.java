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
package io.github.camelatproto.component.operation;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.camelatproto.component.exception.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * What a JSON text holds: one array and nothing after it, or values one after the other (JSON Lines).
 *
 * @param isArray whether the values are the elements of an array
 * @param values  at least one where there is no array
 */
record JsonText(boolean isArray, List<@Nullable Object> values) {

    private static final ObjectReader JSON = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build()
            .readerFor(Object.class);

    /**
     * @param subject whose text it is, for errors
     */
    static JsonText parse(byte[] bytes, String subject) throws IOException {
        // the parser, not a look at the bytes, knows of a byte order mark and of UTF-16
        try (JsonParser parser = JSON.createParser(bytes)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new InvalidInputException(subject + " is empty; it must hold a record");
            }
            return first == JsonToken.START_ARRAY
                    ? new JsonText(true, JSON.with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).readValue(parser))
                    : new JsonText(false, lines(parser));
        } catch (MismatchedInputException e) {
            throw new InvalidInputException(
                    subject + " goes on after its JSON array" + where(e.getLocation())
                                            + "; send one array, or JSON Lines without one");
        } catch (JsonProcessingException e) {
            // without the cause: its message quotes the text
            throw new InvalidInputException(subject + " is no JSON" + where(e.getLocation()));
        }
    }

    /** The values of a text that is no array, one after the other. */
    static List<@Nullable Object> values(byte[] bytes) throws IOException {
        try (JsonParser parser = JSON.createParser(bytes)) {
            return lines(parser);
        }
    }

    static JsonParser parser(InputStream text) throws IOException {
        return JSON.createParser(text);
    }

    /** The value at which the parser stands. */
    static @Nullable Object value(JsonParser parser) throws IOException {
        return JSON.readValue(parser);
    }

    private static List<@Nullable Object> lines(JsonParser parser) throws IOException {
        List<@Nullable Object> values = new ArrayList<>();
        try (MappingIterator<Object> read = JSON.readValues(parser)) {
            while (read.hasNextValue()) {
                values.add(read.nextValue());
            }
        }
        return values;
    }

    static String where(@Nullable JsonLocation location) {
        return location == null ? "" : ": see line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    /** Whether it is exactly one value, and that no array. */
    boolean isSingle() {
        return !isArray && values.size() == 1;
    }
}
