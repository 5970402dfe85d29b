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

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import io.github.camelatproto.component.exception.AtprotoException;
import io.github.camelatproto.component.exception.InvalidInputException;
import io.github.camelatproto.component.exception.PayloadTooLargeException;
import org.apache.camel.Exchange;
import org.apache.camel.NoTypeConversionAvailableException;
import org.apache.camel.StreamCache;
import org.apache.camel.TypeConversionException;
import org.apache.camel.WrappedFile;
import org.apache.camel.util.IOHelper;
import org.jspecify.annotations.Nullable;

/** The bytes of bodies that are text, within a bound. */
final class BodyText {

    private static final int BUFFER_CHARS = 8192;

    private BodyText() {
    }

    static boolean isText(@Nullable Object body) {
        return body instanceof String || body instanceof byte[] || body instanceof InputStream || body instanceof Reader
                || body instanceof StreamCache || body instanceof File || body instanceof WrappedFile<?>;
    }

    /** Whether it is text that is gone when it has been read; Camel rewinds a StreamCache. */
    static boolean isOneShot(@Nullable Object body) {
        Object content = body instanceof WrappedFile<?> file ? file.getBody() : body;
        return (content instanceof InputStream || content instanceof Reader) && !(content instanceof StreamCache);
    }

    /**
     * @param subject whose text it is, for errors
     */
    static JsonText json(Exchange exchange, Object body, int maxBytes, String subject) {
        try {
            byte[] bytes = bytes(exchange, body, maxBytes);
            if (bytes.length > maxBytes) {
                throw new PayloadTooLargeException(
                        subject + " is larger than " + maxBytes + " bytes; split it before it comes here");
            }
            return JsonText.parse(bytes, subject);
        } catch (AtprotoException e) {
            throw e;
        } catch (CharacterCodingException e) {
            throw new InvalidInputException(subject + " is text with half a character in it (an unpaired surrogate)", e);
        } catch (Exception e) {
            throw new InvalidInputException(subject + " could not be read: " + e.getMessage(), e);
        }
    }

    /** All of it, or more than {@code maxBytes} of it. */
    private static byte[] bytes(Exchange exchange, Object body, int maxBytes) throws Exception {
        // characters do not go through Camel's converters: those write them in the exchange's charset
        if (body instanceof String text) {
            return text.length() > maxBytes ? new byte[maxBytes + 1] : utf8(text);
        }
        if (body instanceof Reader reader) {
            try (reader) {
                return utf8(characters(reader, maxBytes + 1));
            }
        }
        if (body instanceof byte[] bytes) {
            return bytes;
        }
        try (InputStream stream
                = exchange.getContext().getTypeConverter().mandatoryConvertTo(InputStream.class, exchange, body)) {
            return stream.readNBytes(maxBytes + 1);
        }
    }

    /**
     * The text as UTF-8 (bytes as they are), to be read as it goes. Not held whole where the body is not.
     */
    static InputStream stream(Exchange exchange, Object body) {
        if (body instanceof byte[] bytes) {
            return new ByteArrayInputStream(bytes);
        }
        if (body instanceof String text) {
            return new Utf8Stream(new StringReader(text));
        }
        if (body instanceof Reader reader) {
            return new Utf8Stream(reader);
        }
        try {
            return exchange.getContext().getTypeConverter().mandatoryConvertTo(InputStream.class, exchange, body);
        } catch (NoTypeConversionAvailableException | TypeConversionException e) {
            throw new InvalidInputException("The body could not be read: " + e.getMessage(), e);
        }
    }

    /** A stream that has been read cannot fail anybody by how it is closed. */
    static void close(Closeable stream) {
        IOHelper.close(stream);
    }

    private static CharSequence characters(Reader reader, int atLeast) throws IOException {
        StringBuilder text = new StringBuilder();
        char[] buffer = new char[BUFFER_CHARS];
        for (int n = reader.read(buffer); n >= 0; n = reader.read(buffer)) {
            text.append(buffer, 0, n);
            if (text.length() >= atLeast) {
                // too large already; spaces, because the cut may have halved a character
                return " ".repeat(atLeast);
            }
        }
        return text;
    }

    private static byte[] utf8(CharSequence text) throws CharacterCodingException {
        ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        return bytes;
    }
}
