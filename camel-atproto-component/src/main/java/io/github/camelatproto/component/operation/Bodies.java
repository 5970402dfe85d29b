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

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.camelatproto.component.exception.AtprotoException;
import io.github.camelatproto.component.exception.InvalidInputException;
import io.github.camelatproto.component.exception.RecordValidationException;
import io.github.camelatproto.repo.Write;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.TypeConverter;
import org.jspecify.annotations.Nullable;

/**
 * Reads bodies into plain Java trees: Map, JSON text in any form that Camel can stream, and POJOs through the
 * registry's ObjectMapper. Whether a tree is a record is not decided here. Thread-safe.
 */
final class Bodies {

    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {
    };

    private final CamelContext context;

    Bodies(CamelContext context) {
        this.context = context;
    }

    /** One JSON object. */
    Map<?, ?> object(Exchange exchange, StepBody step) {
        return object(exchange, step, UnitSize.MAX_BYTES);
    }

    /**
     * The same.
     *
     * @param maxBytes of a text
     */
    Map<?, ?> object(Exchange exchange, StepBody step, int maxBytes) {
        Object body = exchange.getMessage().getBody();
        if (BodyText.isText(body)) {
            JsonText text = text(exchange, step, body, maxBytes);
            if (text.isSingle() && text.values().get(0) instanceof Map<?, ?> map) {
                return map;
            }
            throw noObject(text.isArray() ? "a JSON array" : text.isSingle() ? "no JSON object" : "several JSON values");
        }
        if (body instanceof List<?> || body instanceof Object[] || body instanceof ArrayNode) {
            throw noObject("a list");
        }
        if (tree(body) instanceof Map<?, ?> map) {
            return map;
        }
        throw noObject("no JSON object");
    }

    private static RecordValidationException noObject(String what) {
        return new RecordValidationException(
                "The body is " + what + ", and a record is a JSON object; a list goes to atproto:applyWrites", "$.record",
                "not a JSON object");
    }

    /** The items of a list of any length, to be read as it goes; a single object is a list of one. */
    Items items(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        if (BodyText.isText(body)) {
            InputStream text = BodyText.stream(exchange, body);
            try {
                return JsonItems.of(text, !BodyText.isOneShot(body));
            } catch (IOException e) {
                throw JsonValues.broken(e);
            }
        }
        Iterator<?> items = iterator(body);
        if (items == null) {
            return new Items(new GivenItems(List.of(notNull(tree(body))).iterator()), false, true);
        }
        return new Items(new GivenItems(items), true, items != body);
    }

    /** Whether it is gone when it has been read. */
    static boolean isOneShot(@Nullable Object body) {
        return body instanceof Iterator<?> || BodyText.isOneShot(body);
    }

    private static @Nullable Iterator<?> iterator(@Nullable Object body) {
        if (body instanceof Iterator<?> iterator) {
            if (!iterator.hasNext()) {
                throw nothingGiven();
            }
            return iterator;
        }
        if (body instanceof Object[] array) {
            return Arrays.asList(array).iterator();
        }
        return body instanceof Iterable<?> iterable && (body instanceof ArrayNode || !(body instanceof JsonNode))
                ? iterable.iterator() : null;
    }

    /** A body that can be read again, for whoever reads it more than once. */
    @Nullable
    Object readable(Exchange exchange, StepBody step) {
        Object body = exchange.getMessage().getBody();
        return BodyText.isOneShot(body)
                ? step.once(body, StreamCache.class, () -> exchange.getContext().getTypeConverter()
                        .convertTo(StreamCache.class, exchange, body))
                : body;
    }

    /** The body as a tree where it is one, or the text of one; what can be read only once is left alone. */
    @Nullable
    Object glance(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        if (body instanceof String || body instanceof byte[] || body instanceof StreamCache) {
            try {
                JsonText text = BodyText.json(exchange, body, UnitSize.MAX_BYTES, "The body");
                return text.isSingle() ? text.values().get(0) : null;
            } catch (AtprotoException e) {
                // it is no input object, and nothing else is asked of it
                return null;
            } finally {
                if (body instanceof StreamCache cache) {
                    cache.reset();
                }
            }
        }
        return body;
    }

    /** The items of a list that is one commit, however it comes, or a single object. */
    Object objects(Exchange exchange, StepBody step) {
        Object body = exchange.getMessage().getBody();
        if (BodyText.isText(body)) {
            JsonText text = text(exchange, step, body, UnitSize.MAX_BYTES);
            return text.isSingle() ? notNull(text.values().get(0)) : text.values();
        }
        Iterator<?> items = body instanceof Iterator<?> ? null : iterator(body);
        if (items != null) {
            return list(items);
        }
        return body instanceof Iterator<?> iterator
                ? step.once(iterator, List.class, () -> given(iterator)) : notNull(tree(body));
    }

    private static JsonText text(Exchange exchange, StepBody step, Object body, int maxBytes) {
        return BodyText.isOneShot(body)
                ? step.once(body, JsonText.class, () -> BodyText.json(exchange, body, maxBytes, "The body"))
                : BodyText.json(exchange, body, maxBytes, "The body");
    }

    /** One item of a list: a Write as it is, anything else as a tree. */
    Object item(Exchange exchange, @Nullable Object item) {
        if (item == null || !BodyText.isText(item)) {
            return notNull(tree(item));
        }
        JsonText text = BodyText.json(exchange, item, UnitSize.MAX_BYTES, "An item of the list");
        if (!text.isSingle()) {
            throw new InvalidInputException(
                    "An item of the list holds " + (text.isArray() ? "an array" : text.values().size() + " JSON values")
                                            + " where one JSON object was expected");
        }
        return notNull(text.values().get(0));
    }

    private static List<Object> list(Iterator<?> items) {
        List<Object> list = new ArrayList<>();
        items.forEachRemaining(list::add);
        return list;
    }

    /** The items of an Iterator; one that gives none may have been read by somebody before. */
    private static List<Object> given(Iterator<?> items) {
        List<Object> list = list(items);
        if (list.isEmpty()) {
            throw nothingGiven();
        }
        return list;
    }

    private static InvalidInputException nothingGiven() {
        return new InvalidInputException(
                "The body is empty; it must hold a record, and an Iterator that gives nothing may have been read"
                                         + " already: where there may be nothing to write, send a List");
    }

    static InvalidInputException empty() {
        return new InvalidInputException("The body is empty; it must hold a record");
    }

    static Object notNull(@Nullable Object tree) {
        if (tree == null) {
            throw empty();
        }
        return tree;
    }

    private @Nullable Object tree(@Nullable Object body) {
        if (body == null || body instanceof Map<?, ?> || body instanceof Write) {
            return notNull(body);
        }
        TypeConverter own
                = body instanceof JsonNode ? null : context.getTypeConverterRegistry().lookup(Map.class, body.getClass());
        if (own != null) {
            // somebody has said what is to become of this class
            return notNull(own.convertTo(Map.class, body));
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
