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
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the JSON of the AT Protocol, and turns trees of other JSON libraries into trees of the data model.
 * <p>
 * Whichever way a tree comes in, the same rules hold. Refused with the path are: floats, unless they are integers
 * ({@code 1.0}, {@code 1e3} and {@code -0.0} become 1, 1000 and 0); integers beyond &#177;(2<sup>53</sup> - 1);
 * malformed {@code $link}, {@code $bytes} and blob objects; a {@code $type} that is no string or empty; the key
 * {@code __proto__}; duplicate keys; and nesting deeper than {@value #MAX_NESTING}. A lone surrogate becomes U+FFFD, as
 * in the reference PDS, so that CIDs computed here are those of the server. Strings in JSON may have 2,000,000
 * characters, numbers 1,000 digits.
 * <p>
 * {@link #parseLax(byte[])} alone has rules of its own.
 * <p>
 * Trees that are returned are unmodifiable, {@code byte[]} apart. Safe for use by any thread.
 *
 * @see <a href="https://atproto.com/specs/data-model">Data model</a>
 */
public final class AtJson {

    /** How many maps and lists may lie in each other; the specification suggests 32. */
    public static final int MAX_NESTING = 128;

    private static final JsonRules STRICT = new StrictRules();
    private static final JsonRules LAX = new LaxRules();
    private static final int MAX_STRING = 2_000_000;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    // immutable once built, and made to be shared
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(MAX_STRING)
                    .maxNestingDepth(DagCbor.MAX_NESTING + 2)
                    .build())
            .build();

    private static final JsonFactory OWN_JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
            .build();

    private AtJson() {
    }

    /**
     * Reads one JSON value of any kind.
     *
     * @return                    a tree of the data model, {@code null} for JSON's {@code null}
     * @throws DataModelException if the text is not JSON, or not of the data model
     */
    public static @Nullable Object parse(String json) {
        return read(json, STRICT);
    }

    private static @Nullable Object read(String json, JsonRules rules) {
        // files that come from Windows begin with it
        String text = !json.isEmpty() && json.charAt(0) == BYTE_ORDER_MARK ? json.substring(1) : json;
        try (JsonParser parser = JSON.createParser(text)) {
            return new JsonReader(parser, rules).read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads one JSON value of any kind from UTF-8, with or without a byte order mark.
     *
     * @return                    a tree of the data model, {@code null} for JSON's {@code null}
     * @throws DataModelException if the bytes are not UTF-8, not JSON, or not of the data model
     */
    public static @Nullable Object parse(byte[] json) {
        PlainText.Json look = PlainText.look(json);
        if (look != PlainText.Json.OTHER) {
            // the one form of it that all encodings of JSON agree on
            try (JsonParser parser = JSON.createParser(json)) {
                return new JsonReader(parser, STRICT, look == PlainText.Json.PLAIN).read();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        try {
            return parse(Text.ofUtf8(json, 0, json.length));
        } catch (CharacterCodingException e) {
            throw new MalformedJsonException("$", "malformed JSON", "it is not UTF-8");
        }
    }

    /**
     * Reads a stream of UTF-8 to its end and leaves it open. The stream's length is not bounded here.
     *
     * @return                    a tree of the data model, {@code null} for JSON's {@code null}
     * @throws IOException        if the stream cannot be read
     * @throws DataModelException if the bytes are not UTF-8, not JSON, or not of the data model
     */
    public static @Nullable Object parse(InputStream json) throws IOException {
        return parse(json.readAllBytes());
    }

    /**
     * Reads one JSON value of any kind as the reference PDS reads the body of a request: for a server that has to take
     * what others send, and refuse it where that PDS does. What differs from {@link #parse(byte[])}:
     * <ul>
     * <li>Numbers are read as JavaScript does, to the precision of a double. Those that are integers within
     * &#177;(2<sup>53</sup> - 1) become {@code Long} as always; all others stay in the tree as {@code Double}, and
     * {@link DagCbor#encode(Object)} refuses them.</li>
     * <li>Objects with {@code $link} or {@code $bytes} that are no CID of the AT Protocol or no base64 stay maps, so do
     * malformed blobs, and {@code $type} may be anything. Base64 may be of the URL alphabet too.</li>
     * <li>Of duplicate keys the last wins.</li>
     * <li>Nesting may be {@value DagCbor#MAX_NESTING} deep.</li>
     * <li>Bytes that are not UTF-8 are read as U+FFFD.</li>
     * </ul>
     *
     * @return                        a tree of the data model but for its {@code Double}s, {@code null} for JSON's
     *                                {@code null}
     * @throws MalformedJsonException if the text is not JSON
     * @throws DataModelException     if it has the key {@code __proto__}, or is nested too deep
     */
    public static @Nullable Object parseLax(byte[] json) {
        return read(new String(json, StandardCharsets.UTF_8), LAX);
    }

    /**
     * Reads a record, which must be a JSON object.
     *
     * @throws DataModelException if the text is not JSON, not of the data model, or no object
     */
    public static Map<String, @Nullable Object> parseRecord(String json) {
        return asRecord(parse(json));
    }

    /**
     * Reads a record, which must be a JSON object, from UTF-8.
     *
     * @throws DataModelException if the bytes are not UTF-8, not JSON, not of the data model, or no object
     */
    public static Map<String, @Nullable Object> parseRecord(byte[] json) {
        return asRecord(parse(json));
    }

    /**
     * Turns a tree as any JSON library gives it into one of the data model. It may hold maps, lists, arrays, numbers,
     * text, booleans and {@code null}, with links and bytes as <code>{"$link": ...}</code> and
     * <code>{"$bytes": ...}</code>, and already {@link Cid}, {@code byte[]} and {@link Blob}. The argument is copied
     * whole and never changed.
     *
     * @throws DataModelException if the tree is not of the data model
     */
    public static @Nullable Object ofTree(@Nullable Object tree) {
        return new TreeReader().read(tree);
    }

    /**
     * Turns a tree into a record: like {@link #ofTree(Object)}, but it must be a map.
     *
     * @throws DataModelException if the tree is not of the data model, or no map
     */
    public static Map<String, @Nullable Object> record(@Nullable Object tree) {
        return asRecord(ofTree(tree));
    }

    /**
     * Writes a tree of the data model, which may hold {@link EncodedJson}, without any white space, keys in the order
     * of their maps.
     *
     * @throws DataModelException if a value is not of the data model
     */
    public static String write(@Nullable Object tree) {
        return new String(writeBytes(tree), StandardCharsets.UTF_8);
    }

    /**
     * Writes a tree of the data model, which may hold {@link EncodedJson}, as UTF-8 without any white space, keys in
     * the order of their maps.
     *
     * @throws DataModelException if a value is not of the data model
     */
    public static byte[] writeBytes(@Nullable Object tree) {
        return new JsonWriter().write(tree);
    }

    /**
     * Writes a tree of the data model, as {@link #writeBytes(Object)}, into a stream, which is left open. Nothing is
     * written before the whole tree is known to be of the data model.
     *
     * @throws IOException        if the stream cannot be written
     * @throws DataModelException if a value is not of the data model
     */
    public static void write(@Nullable Object tree, OutputStream out) throws IOException {
        out.write(writeBytes(tree));
    }

    /** Reads what was written here, however long its strings are. */
    static Map<String, @Nullable Object> ownRecord(byte[] json) {
        try (JsonParser parser = OWN_JSON.createParser(json)) {
            return asRecord(new JsonReader(parser, STRICT).read());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked") // maps of the data model have string keys
    private static Map<String, @Nullable Object> asRecord(@Nullable Object tree) {
        if (tree instanceof Map) {
            return (Map<String, @Nullable Object>) tree;
        }
        throw new DataModelException("$", "a record that is no object", null);
    }
}
