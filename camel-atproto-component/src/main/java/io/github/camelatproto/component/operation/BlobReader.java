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
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import jakarta.activation.DataHandler;

import io.github.camelatproto.component.exception.AtprotoException;
import io.github.camelatproto.component.exception.InvalidInputException;
import io.github.camelatproto.component.exception.PayloadTooLargeException;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;
import org.apache.camel.converter.stream.CachedOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes blobs of what messages hold. What can be read only once is kept by Camel's stream caching until the exchange
 * ends, in memory or, where its spooling is enabled, on disk.
 */
final class BlobReader {

    private static final int BUFFER_BYTES = 16_384;

    private final Exchange exchange;
    private final long maxBytes;

    /**
     * @param maxBytes a stream that is longer is not kept; null where only the PDS knows what it takes
     */
    BlobReader(Exchange exchange, @Nullable Long maxBytes) {
        this.exchange = exchange;
        this.maxBytes = maxBytes == null ? Long.MAX_VALUE : maxBytes;
    }

    /** Whether it is bytes for sure, wherever it lies in a record: no JSON library has such values. */
    static boolean isBytes(@Nullable Object value) {
        return value instanceof File || value instanceof Path || value instanceof InputStream
                || value instanceof WrappedFile<?> || value instanceof StreamCache || value instanceof DataHandler;
    }

    /** Whether it may be gone when it has been read. */
    static boolean isOneShot(@Nullable Object value) {
        return BodyText.isOneShot(value) || value instanceof DataHandler;
    }

    /**
     * @param type  what somebody says that it is; null for nobody
     * @param named the name it was stored with, where it has none itself
     * @param where it was found, for errors
     */
    BlobContent read(@Nullable Object value, @Nullable String type, @Nullable String named, String where) {
        try {
            Object bytes = lasting(value instanceof WrappedFile<?> file ? file.getBody() : value, where);
            BlobContent.Source source = source(bytes);
            long length = length(bytes);
            if (length == 0) {
                throw new InvalidInputException(
                        "A blob has at least one byte, and " + where + " is empty; a stream may have been read already");
            }
            String name = name(value);
            String told = type == null ? ownType(value, where) : type;
            return new BlobContent(
                    told == null ? BlobType.sniffed(source, name == null ? named : name) : told, length, source);
        } catch (AtprotoException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new InvalidInputException("A blob, " + where + ", could not be read: " + e + "; nothing was sent", e);
        }
    }

    /** The same, as what can be read again and knows its length: a byte array, a file, or a stream that Camel keeps. */
    private Object lasting(@Nullable Object value, String where) throws IOException {
        if (value instanceof byte[] || value instanceof Path) {
            return value;
        }
        if (value instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        if (value instanceof File file) {
            return file.toPath();
        }
        // 0 may stand for a length that is not known
        if (value instanceof StreamCache cache && value instanceof InputStream && cache.length() > 0) {
            return value;
        }
        if (value instanceof StreamCache cache) {
            cache.reset();
        }
        return spooled(stream(value, where), where);
    }

    private InputStream stream(@Nullable Object value, String where) throws IOException {
        if (value instanceof InputStream stream) {
            return stream;
        }
        if (value instanceof Reader reader) {
            return new Utf8Stream(reader);
        }
        if (value instanceof DataHandler handler) {
            return handler.getInputStream();
        }
        InputStream converted = value == null
                ? null : exchange.getContext().getTypeConverter().tryConvertTo(InputStream.class, exchange, value);
        if (converted == null) {
            throw new InvalidInputException(
                    "A blob, " + where + ", is " + (value == null ? "nothing" : "a " + value.getClass().getName())
                                            + ", which gives no bytes; use byte[], InputStream, File or Path");
        }
        return converted;
    }

    private StreamCache spooled(InputStream stream, String where) throws IOException {
        CachedOutputStream kept = new CachedOutputStream(exchange);
        try (InputStream in = stream) {
            byte[] buffer = new byte[BUFFER_BYTES];
            long length = 0;
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                length += count;
                if (length > maxBytes) {
                    throw new PayloadTooLargeException(
                            "A blob, " + where + ", has more than " + maxBytes
                                                       + " bytes (maxBlobSize); make it smaller");
                }
                kept.write(buffer, 0, count);
            }
            return kept.newStreamCache();
        }
    }

    private static BlobContent.Source source(Object bytes) {
        if (bytes instanceof byte[] array) {
            return () -> new ByteArrayInputStream(array);
        }
        if (bytes instanceof Path file) {
            return () -> Files.newInputStream(file);
        }
        StreamCache cache = (StreamCache) bytes;
        return () -> {
            cache.reset();
            return (InputStream) cache;
        };
    }

    private static long length(Object bytes) throws IOException {
        if (bytes instanceof byte[] array) {
            return array.length;
        }
        return bytes instanceof Path file ? Files.size(file) : ((StreamCache) bytes).length();
    }

    private static @Nullable String ownType(@Nullable Object value, String where) {
        return value instanceof DataHandler handler && handler.getContentType() != null
                ? BlobType.told(handler.getContentType(), "The content type of the blob " + where) : null;
    }

    private static @Nullable String name(@Nullable Object value) {
        Object file = value instanceof WrappedFile<?> wrapped ? wrapped.getFile() : value;
        if (file instanceof File plain) {
            return plain.getName();
        }
        if (file instanceof Path path) {
            return String.valueOf(path.getFileName());
        }
        return file instanceof DataHandler handler ? handler.getName() : null;
    }
}
