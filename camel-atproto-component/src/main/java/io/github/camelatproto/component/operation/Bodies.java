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

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.camelatproto.component.exception.AtprotoException;
import io.github.camelatproto.component.exception.InvalidInputException;
import io.github.camelatproto.component.exception.PayloadTooLargeException;
import io.github.camelatproto.component.exception.RecordValidationException;
import io.github.camelatproto.repo.Write;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;
import org.jspecify.annotations.Nullable;

/**
 * Reads bodies into plain Java trees: Map, JSON text in any form that Camel can stream, and POJOs through the
 * registry's ObjectMapper. Whether a tree is a record is not decided here. Thread-safe.
 */
final class Bodies {

    /** No commit is larger, so no record is. */
    private static final int MAX_RECORD_BYTES = 2_000_000;
    /** A list that need not be one commit. */
    private static final int MAX_LIST_BYTES = 64_000_000;
    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {
    };

    private final CamelContext context;
    private final ObjectReader json = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build()
            .readerFor(Object.class);

    Bodies(CamelContext context) {
        this.context = context;
    }

    /** One JSON object. */
    Map<?, ?> object(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        Object tree;
        if (isText(body)) {
            List<Object> values = values(exchange, body, MAX_RECORD_BYTES);
            tree = values.size() == 1 ? values.get(0) : values;
        } else {
            tree = tree(body);
        }
        if (tree instanceof Map<?, ?> map) {
            return map;
        }
        throw new RecordValidationException(
                "The body is " + (tree instanceof List<?> ? "a JSON array" : "no JSON object")
                                            + ", and a record is a JSON object; a list goes to atproto:applyWrites",
                "$.record", "not a JSON object");
    }

    /** The items of a list, however it comes, or a single object. */
    Object objects(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        if (isText(body)) {
            List<Object> values = values(exchange, body, MAX_LIST_BYTES);
            return values.size() == 1 ? values.get(0) : values;
        }
        if (body instanceof Object[] array) {
            return Arrays.asList(array);
        }
        if (body instanceof Iterable<?> iterable && !(body instanceof JsonNode)) {
            return list(iterable.iterator());
        }
        return body instanceof Iterator<?> iterator ? list(iterator) : tree(body);
    }

    /** One item of a list: a Write as it is, anything else as a tree. */
    Object item(Exchange exchange, @Nullable Object item) {
        if (item instanceof Write) {
            return item;
        }
        if (!isText(item)) {
            return tree(item);
        }
        List<Object> values = values(exchange, item, MAX_RECORD_BYTES);
        if (values.size() != 1) {
            throw new InvalidInputException("it holds " + values.size() + " JSON values where one was expected");
        }
        return values.get(0);
    }

    private static List<Object> list(Iterator<?> items) {
        List<Object> list = new ArrayList<>();
        items.forEachRemaining(list::add);
        return list;
    }

    private static boolean isText(@Nullable Object body) {
        return body instanceof String || body instanceof byte[] || body instanceof InputStream || body instanceof Reader
                || body instanceof StreamCache || body instanceof File || body instanceof WrappedFile<?>;
    }

    /** The JSON values of a text, one after the other: JSON Lines, or the elements of an array. */
    private List<Object> values(Exchange exchange, Object body, int maxBytes) {
        try (InputStream stream = context.getTypeConverter().mandatoryConvertTo(InputStream.class, exchange, body)) {
            byte[] bytes = stream.readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes) {
                throw new PayloadTooLargeException(
                        "The body is larger than " + maxBytes + " bytes; split it before it comes here");
            }
            return isArray(bytes) ? List.of(parse(bytes)) : parse(bytes);
        } catch (AtprotoException e) {
            throw e;
        } catch (JsonProcessingException e) {
            // without the cause: its message quotes the text
            throw new InvalidInputException("The body is no JSON" + where(e));
        } catch (Exception e) {
            throw new InvalidInputException("The body could not be read: " + e.getMessage(), e);
        }
    }

    private List<Object> parse(byte[] bytes) throws IOException {
        List<Object> values = new ArrayList<>();
        try (MappingIterator<Object> read = json.readValues(bytes)) {
            while (read.hasNextValue()) {
                values.add(read.nextValue());
            }
        }
        return values;
    }

    private static boolean isArray(byte[] bytes) {
        for (byte b : bytes) {
            if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
                return b == '[';
            }
        }
        return false;
    }

    private static String where(JsonProcessingException e) {
        return e.getLocation() == null
                ? "" : ": see line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr();
    }

    private Object tree(@Nullable Object body) {
        if (body == null) {
            throw new InvalidInputException("The body is empty; it must hold a record");
        }
        if (body instanceof Map<?, ?> || body instanceof Write) {
            return body;
        }
        ObjectMapper mapper = body instanceof JsonNode
                ? new ObjectMapper() : context.getRegistry().findSingleByType(ObjectMapper.class);
        if (mapper == null) {
            throw new InvalidInputException(
                    "The body is a " + body.getClass().getName() + ", which nobody here can read; use a Map or JSON text, or"
                                            + " put an ObjectMapper into the registry");
        }
        try {
            return mapper.convertValue(body, MAP);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(
                    "The body is a " + body.getClass().getName() + ", of which the ObjectMapper makes no JSON object", e);
        }
    }
}
