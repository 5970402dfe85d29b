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
package io.github.camelatproto.component.xrpc;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongConsumer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/** Makes an {@link XrpcResponse} of an HTTP response. Thread-safe. */
final class AnswerReader {

    private static final byte[] NOTHING = {};

    private final ObjectReader objects = new JsonMapper().readerFor(new TypeReference<Map<String, Object>>() {
    });

    /**
     * @param received is told how many bytes of a content have come in
     */
    XrpcResponse read(ClassicHttpResponse response, XrpcRequest request, LongConsumer received) throws IOException {
        XrpcHeaders headers = name -> value(response.getLastHeader(name));
        int status = response.getCode();
        HttpEntity entity = response.getEntity();
        XrpcContent content = request.content();
        if (content != null && isSuccess(status)) {
            if (entity == null) {
                throw new IOException("it has no content");
            }
            return new XrpcResponse(status, content.read(new CountedInput(entity.getContent(), received)), headers);
        }
        XrpcOutput output = request.output();
        boolean isJson = entity != null && String.valueOf(entity.getContentType()).toLowerCase(Locale.ROOT).contains("json");
        byte[] body = entity == null ? NOTHING : bytes(entity);
        return new XrpcResponse(
                status, isJson ? object(body, status, isSuccess(status) && output != null ? output : objects::readValue) : null,
                headers);
    }

    private static @Nullable String value(@Nullable Header header) {
        return header == null ? null : header.getValue();
    }

    /** Reads to the end, after which the connection is free again; a length that was announced is a hint. */
    private static byte[] bytes(HttpEntity entity) throws IOException {
        InputStream in = entity.getContent();
        long length = entity.getContentLength();
        byte[] bytes = in.readNBytes(length < 0 ? Integer.MAX_VALUE : (int) Math.min(length, Integer.MAX_VALUE));
        if (in.read() >= 0) {
            throw new IOException("it is longer than it says");
        }
        return bytes;
    }

    private static boolean isSuccess(int status) {
        return status >= 200 && status < 300;
    }

    private @Nullable Object object(byte[] body, int status, XrpcOutput output) throws IOException {
        try (JsonParser parser = objects.createParser(body)) {
            return parser.nextToken() == null ? null : output.read(parser);
        } catch (JsonProcessingException e) {
            if (isSuccess(status)) {
                throw new IOException("its JSON is cut off or malformed", e);
            }
            return null;
        }
    }
}
