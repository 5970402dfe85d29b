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
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/** Makes an {@link XrpcResponse} of an HTTP response. Thread-safe. */
final class AnswerReader {

    private final ObjectReader objects = JsonMapper.builder().disable(StreamReadFeature.AUTO_CLOSE_SOURCE).build()
            .readerFor(new TypeReference<Map<String, Object>>() {
            });

    /**
     * @param output reads the body of a success; null for all of it
     */
    XrpcResponse read(ClassicHttpResponse response, @Nullable XrpcOutput output) throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (Header header : response.getHeaders()) {
            headers.put(header.getName().toLowerCase(Locale.ROOT), String.valueOf(header.getValue()));
        }
        int status = response.getCode();
        HttpEntity entity = response.getEntity();
        boolean isJson = entity != null && String.valueOf(entity.getContentType()).toLowerCase(Locale.ROOT).contains("json");
        Object body = isJson
                ? object(entity.getContent(), status, isSuccess(status) && output != null ? output : objects::readValue) : null;
        if (entity != null && !isJson) {
            readOut(entity.getContent());
        }
        return new XrpcResponse(status, body, headers);
    }

    private static boolean isSuccess(int status) {
        return status >= 200 && status < 300;
    }

    private @Nullable Object object(InputStream body, int status, XrpcOutput output) throws IOException {
        try (JsonParser parser = objects.createParser(body)) {
            Object object = parser.nextToken() == null ? null : output.read(parser);
            readOut(body);
            return object;
        } catch (JsonProcessingException e) {
            readOut(body);
            if (isSuccess(status)) {
                throw new IOException("its JSON is cut off or malformed", e);
            }
            return null;
        }
    }

    /** Here, where it is bounded: the client would read on without an end before it gives the connection back. */
    private static void readOut(InputStream body) throws IOException {
        if (body.read() >= 0) {
            body.transferTo(OutputStream.nullOutputStream());
        }
    }
}
