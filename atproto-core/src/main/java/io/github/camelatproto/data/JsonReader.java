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
package io.github.camelatproto.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import org.jspecify.annotations.Nullable;

/** Turns the tokens of one JSON text into a tree of the data model, checked on the way. */
final class JsonReader {

    private final JsonParser parser;
    private final Path path = new Path();

    JsonReader(JsonParser parser) {
        this.parser = parser;
    }

    @Nullable
    Object read() throws IOException {
        try {
            return single();
        } catch (JsonProcessingException e) {
            // neither its message nor itself as the cause: it quotes the text
            throw path.fail("malformed JSON", reason(e));
        }
    }

    private String reason(JsonProcessingException e) {
        JsonLocation location = parser.currentLocation();
        String where = "line " + location.getLineNr() + ", column " + location.getColumnNr();
        if (e instanceof JsonEOFException) {
            return "it ends too early, at " + where;
        }
        if (e instanceof StreamConstraintsException) {
            return "a string, key or number is too long, at " + where;
        }
        return where;
    }

    private @Nullable Object single() throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw path.fail("no JSON", "the text is empty");
        }
        Object value = value(first);
        if (parser.nextToken() != null) {
            throw path.fail("more than one JSON value");
        }
        return value;
    }

    private @Nullable Object value(JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> Text.wellFormed(parser.getText());
            case VALUE_NUMBER_INT -> integer();
            case VALUE_NUMBER_FLOAT -> Numbers.ofText(parser.getText(), path);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new IllegalStateException("No JSON value begins with " + token);
        };
    }

    private Long integer() throws IOException {
        return switch (parser.getNumberType()) {
            case INT, LONG -> Numbers.inRange(parser.getLongValue(), path);
            default -> Numbers.ofText(parser.getText(), path);
        };
    }

    private Object object() throws IOException {
        // a $link or $bytes object is a leaf of the data model, so it is allowed one level below the deepest container
        if (path.depth() > AtJson.MAX_NESTING) {
            throw AtJson.tooDeep(path);
        }
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            String key = Text.wellFormed(name);
            path.enter(key);
            Special.checkKey(key, path);
            int size = object.size();
            object.put(key, value(parser.nextToken()));
            if (object.size() == size) {
                throw path.fail("duplicate key");
            }
            path.leave();
        }
        Object value = Special.of(object, path);
        if (path.depth() >= AtJson.MAX_NESTING && value instanceof Map) {
            throw AtJson.tooDeep(path);
        }
        return value;
    }

    private List<@Nullable Object> array() throws IOException {
        if (path.depth() >= AtJson.MAX_NESTING) {
            throw AtJson.tooDeep(path);
        }
        List<@Nullable Object> array = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            path.enter(array.size());
            array.add(value(token));
            path.leave();
        }
        return Collections.unmodifiableList(array);
    }
}
