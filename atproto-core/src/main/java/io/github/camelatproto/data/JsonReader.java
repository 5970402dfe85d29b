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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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
    private final JsonRules rules;
    private final boolean isWellFormed;
    private final Path path = new Path(this::steps);
    /** The innermost container whose end has not come yet. */
    private @Nullable Open open;

    JsonReader(JsonParser parser, JsonRules rules) {
        this(parser, rules, false);
    }

    /**
     * @param isWellFormed whether no text in it can have a lone surrogate, so that none is looked for
     */
    JsonReader(JsonParser parser, JsonRules rules, boolean isWellFormed) {
        this.parser = parser;
        this.rules = rules;
        this.isWellFormed = isWellFormed;
    }

    private String wellFormed(String text) {
        return isWellFormed ? text : Text.wellFormed(text);
    }

    @Nullable
    Object read() throws IOException {
        try {
            return single();
        } catch (JsonProcessingException e) {
            // neither its message nor itself as the cause: it quotes the text
            throw malformed("malformed JSON", reason(e));
        }
    }

    private MalformedJsonException malformed(String problem, @Nullable String reason) {
        return new MalformedJsonException(path.toString(), problem, reason);
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
            throw malformed("no JSON", "the text is empty");
        }
        Object value = value(first);
        if (parser.nextToken() != null) {
            throw malformed("more than one JSON value", null);
        }
        return value;
    }

    /**
     * Reads on until the value is complete that begins with the token; without recursion, which a deep text would end.
     */
    private @Nullable Object value(JsonToken first) throws IOException {
        for (JsonToken token = first;; token = parser.nextToken()) {
            Object value;
            switch (token) {
                case FIELD_NAME -> {
                    beginMember(wellFormed(parser.currentName()));
                    continue;
                }
                case START_OBJECT, START_ARRAY -> {
                    beginItem();
                    open = token == JsonToken.START_OBJECT ? new OpenObject(open) : new OpenArray(open);
                    continue;
                }
                case END_OBJECT, END_ARRAY -> {
                    Open ended = Objects.requireNonNull(open);
                    value = ended.close();
                    open = ended.outer;
                }
                default -> {
                    beginItem();
                    value = scalar(token);
                }
            }
            Open container = open;
            if (container == null) {
                return value;
            }
            container.add(value);
            container.isInMember = false;
        }
    }

    private void beginMember(String name) {
        if (open instanceof OpenObject object) {
            object.begin(name);
        }
    }

    private void beginItem() {
        if (open instanceof OpenArray array) {
            array.begin();
        }
    }

    private @Nullable Object scalar(JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_STRING -> wellFormed(parser.getText());
            case VALUE_NUMBER_INT -> integer();
            case VALUE_NUMBER_FLOAT -> rules.number(parser.getText(), path);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new IllegalStateException("No JSON value begins with " + token);
        };
    }

    private Number integer() throws IOException {
        return switch (parser.getNumberType()) {
            case INT, LONG -> {
                long integer = parser.getLongValue();
                yield Numbers.isInRange(integer) ? integer : rules.number(parser.getText(), path);
            }
            default -> rules.number(parser.getText(), path);
        };
    }

    /** Where the reading stands, which only an error asks for. */
    private void steps(Path walked) {
        Deque<Open> around = new ArrayDeque<>();
        for (Open each = open; each != null; each = each.outer) {
            around.push(each);
        }
        for (Open each : around) {
            if (each.isInMember) {
                each.enter(walked);
            }
        }
    }

    private void checkNesting(int depth, int deepest) {
        if (depth > deepest) {
            throw path.tooDeep(rules.maxNesting());
        }
    }

    /** A container whose end has not come yet. */
    private abstract static sealed class Open permits OpenObject, OpenArray {

        private final @Nullable Open outer;
        private final int depth;
        /** Whether a member has begun and is not added yet. */
        private boolean isInMember;

        Open(@Nullable Open outer) {
            this.outer = outer;
            this.depth = outer == null ? 0 : outer.depth + 1;
        }

        final int depth() {
            return depth;
        }

        final void begin() {
            isInMember = true;
        }

        abstract void enter(Path walked);

        abstract void add(@Nullable Object value);

        abstract Object close();
    }

    private final class OpenObject extends Open {

        private final Map<String, @Nullable Object> members = new LinkedHashMap<>();
        private String key = "";
        /** Whether a key is there that may give it another meaning than what it holds. */
        private boolean hasMeaning;

        OpenObject(@Nullable Open outer) {
            super(outer);
            // a $link or $bytes object is a leaf of the data model, so it is allowed one level below the deepest container
            checkNesting(depth(), rules.maxNesting());
        }

        void begin(String name) {
            key = name;
            begin();
            Special.checkKey(key, path);
            hasMeaning |= !name.isEmpty() && name.charAt(0) == '$';
        }

        @Override
        void enter(Path walked) {
            walked.enter(key);
        }

        @Override
        void add(@Nullable Object value) {
            int size = members.size();
            members.put(key, value);
            if (members.size() == size) {
                rules.duplicate(path);
            }
        }

        @Override
        Object close() {
            Object value = hasMeaning ? rules.object(members, path) : Collections.unmodifiableMap(members);
            if (value instanceof Map) {
                checkNesting(depth(), rules.maxNesting() - 1);
            }
            return value;
        }
    }

    private final class OpenArray extends Open {

        private final List<@Nullable Object> items = new ArrayList<>();

        OpenArray(@Nullable Open outer) {
            super(outer);
            checkNesting(depth(), rules.maxNesting() - 1);
        }

        @Override
        void enter(Path walked) {
            walked.enter(items.size());
        }

        @Override
        void add(@Nullable Object value) {
            items.add(value);
        }

        @Override
        Object close() {
            return Collections.unmodifiableList(items);
        }
    }
}
