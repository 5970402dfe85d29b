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
package io.github.camelatproto.component.transform;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.camelatproto.component.operation.WriteObject;
import io.github.camelatproto.data.AtJson;
import io.github.camelatproto.repo.Write;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.spi.DataType;
import org.apache.camel.spi.DataTypeTransformer;
import org.apache.camel.spi.Transformer;
import org.jspecify.annotations.Nullable;

/**
 * Makes the JSON of the AT Protocol of a body: of a record, with its {@code Cid}s as {@code $link} and its
 * {@code byte[]}s as {@code $bytes}, of what an operation gave, of a {@link Write}, and of a list or an array of them.
 * The body becomes UTF-8 bytes, and the header {@code Content-Type} says so. Any other body is left alone: text, bytes
 * and streams are JSON already, or none of ours. Safe for use by any thread.
 */
@DataTypeTransformer(name = "atproto:application-json",
                     description = "Makes the JSON of the AT Protocol of a record, a Write, a list of them or a result")
public class AtprotoJsonDataTypeTransformer extends Transformer {

    /**
     * {@inheritDoc}
     *
     * @throws io.github.camelatproto.data.DataModelException if the body is not of the data model, with the path
     */
    @Override
    public void transform(Message message, DataType from, DataType to) {
        Object body = message.getBody();
        if (body instanceof Map<?, ?> || body instanceof List<?> || body instanceof Object[] || body instanceof Write) {
            message.setBody(AtJson.writeBytes(AtJson.ofTree(withoutWrites(body))));
            message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        }
    }

    private static @Nullable Object withoutWrites(@Nullable Object value) {
        if (value instanceof Write write) {
            return WriteObject.of(write);
        }
        if (value instanceof Object[] array) {
            return withoutWrites(Arrays.asList(array));
        }
        return value instanceof List<?> list
                ? list.stream().map(AtprotoJsonDataTypeTransformer::withoutWrites).collect(Collectors.toList()) : value;
    }
}
