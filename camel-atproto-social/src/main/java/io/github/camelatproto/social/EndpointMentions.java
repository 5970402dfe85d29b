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
import java.util.Optional;

import io.github.camelatproto.social.post.Mentions;
import io.github.camelatproto.syntax.Did;
import io.github.camelatproto.syntax.Handle;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out by an {@code atproto:resolveHandle} endpoint who is mentioned. Who is not found stays text, and a line in
 * the log says so. Immutable and safe for use by several threads.
 *
 * @param uri     of the endpoint
 * @param context in which it is
 */
public record EndpointMentions(String uri, CamelContext context) implements Mentions {

    private static final Logger LOG = LoggerFactory.getLogger(EndpointMentions.class);

    @Override
    public Optional<Did> find(Handle handle) {
        try (ProducerTemplate template = context.createProducerTemplate()) {
            Object output = template.requestBody(uri, handle.value());
            return Optional.of(Did.parse(String.valueOf(((Map<?, ?>) output).get("did"))));
        } catch (CamelExecutionException e) {
            LOG.info("The mention of @{} stays text: {}", handle,
                    e.getCause() == null ? e.getMessage() : e.getCause().getMessage());
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
