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
package io.github.camelatproto.social;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

import io.github.camelatproto.data.Blob;
import io.github.camelatproto.social.card.Uploads;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;

/**
 * Uploads through an {@code atproto:uploadBlob} endpoint. Immutable and safe for use by several threads.
 *
 * @param uri     of the endpoint
 * @param context in which it is
 */
public record EndpointUploads(String uri, CamelContext context) implements Uploads {

    @Override
    public Blob upload(byte[] bytes, String mimeType) {
        try (ProducerTemplate template = context.createProducerTemplate()) {
            return Blob.ofMap(output(template.requestBodyAndHeader(uri, bytes, Exchange.CONTENT_TYPE, mimeType)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked") // the operation's result
    private static Map<String, Object> output(Object result) {
        return (Map<String, Object>) result;
    }
}
