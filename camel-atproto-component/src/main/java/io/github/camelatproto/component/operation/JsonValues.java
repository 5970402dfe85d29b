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

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.github.camelatproto.component.exception.AtprotoException;
import io.github.camelatproto.component.exception.InvalidInputException;
import io.github.camelatproto.component.exception.PayloadTooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * The elements of a JSON array, or JSON values one after the other, of which each may take several lines. Where one is
 * broken, nobody can tell where the next begins: the rest cannot be read.
 */
final class JsonValues implements ItemSource {

    /** The first value may be a whole input object, which has all writes in it. */
    private static final int MAX_FIRST_BYTES = 64_000_000;

    private final Allowance in;
    private final JsonParser parser;
    private final boolean isArray;
    private @Nullable JsonToken token;

    private JsonValues(Allowance in, JsonParser parser) throws IOException {
        this.in = in;
        this.parser = parser;
        this.token = parser.nextToken();
        this.isArray = token == JsonToken.START_ARRAY;
        if (isArray) {
            token = parser.nextToken();
        }
    }

    static JsonValues of(InputStream text) throws IOException {
        Allowance in = new Allowance(text);
        JsonValues values = new JsonValues(in, JsonText.parser(in));
        if (values.token == null && !values.isArray) {
            throw Bodies.empty();
        }
        return values;
    }

    boolean isArray() {
        return isArray;
    }

    @Override
    public @Nullable Object next() {
        if (token == null) {
            return null;
        }
        try {
            if (isArray && token == JsonToken.END_ARRAY) {
                return end();
            }
            Object value = JsonText.value(parser);
            in.allow(UnitSize.MAX_BYTES);
            token = parser.nextToken();
            return Bodies.notNull(value);
        } catch (IOException e) {
            token = null;
            throw broken(e);
        }
    }

    private @Nullable Object end() throws IOException {
        token = null;
        if (parser.nextToken() != null) {
            throw new InvalidInputException(
                    "The body goes on after its JSON array" + JsonText.where(parser.currentLocation())
                                            + "; send one array, or JSON Lines without one");
        }
        return null;
    }

    static AtprotoException broken(IOException e) {
        if (e instanceof JsonProcessingException json) {
            // without the cause: its message quotes the text
            return new InvalidInputException(
                    "The body is no JSON" + JsonText.where(json.getLocation()) + "; what comes after cannot be read");
        }
        if (e instanceof TooLarge) {
            return new PayloadTooLargeException(
                    "An item is larger than " + UnitSize.MAX_BYTES
                                                + " bytes, which no commit holds; what comes after cannot be read");
        }
        return new InvalidInputException(
                e instanceof CharacterCodingException
                        ? "The body is text with half a character in it (an unpaired surrogate)"
                        : "The body could not be read any further: " + e.getMessage(),
                e);
    }

    @Override
    public void close() {
        BodyText.close(in);
    }

    private static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** Bytes for one value at a time, so that none is read that is larger than any record. */
    private static final class Allowance extends FilterInputStream {

        private long left = MAX_FIRST_BYTES;

        Allowance(InputStream in) {
            super(in);
        }

        void allow(int bytes) {
            left = bytes;
        }

        @Override
        public int read() throws IOException {
            return spend(1, super.read());
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            int read = super.read(buffer, from, length);
            spend(Math.max(0, read), read);
            return read;
        }

        private int spend(int bytes, int result) throws IOException {
            left -= bytes;
            if (left < 0) {
                throw new TooLarge();
            }
            return result;
        }
    }
}
