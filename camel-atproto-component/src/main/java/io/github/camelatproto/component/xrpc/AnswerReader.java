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
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.jspecify.annotations.Nullable;

/** Makes an {@link XrpcResponse} of an HTTP response. Thread-safe. */
final class AnswerReader {

    private final ObjectReader objects = new ObjectMapper().readerFor(new TypeReference<Map<String, Object>>() {
    });

    /** The body is parsed once it is there whole; of what is no JSON the client reads the rest. */
    XrpcResponse read(ClassicHttpResponse response) throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (Header header : response.getHeaders()) {
            headers.put(header.getName().toLowerCase(Locale.ROOT), String.valueOf(header.getValue()));
        }
        HttpEntity entity = response.getEntity();
        boolean isJson = entity != null && String.valueOf(entity.getContentType()).toLowerCase(Locale.ROOT).contains("json");
        Map<String, Object> json = isJson ? object(EntityUtils.toByteArray(entity), response.getCode()) : null;
        return new XrpcResponse(response.getCode(), json == null ? Map.of() : json, json != null, headers);
    }

    private @Nullable Map<String, Object> object(byte[] body, int status) throws IOException {
        if (body.length == 0) {
            return null;
        }
        try {
            return objects.readValue(body);
        } catch (JsonProcessingException e) {
            if (status < 300) {
                throw new IOException("its JSON is cut off or malformed", e);
            }
            return null;
        }
    }
}
