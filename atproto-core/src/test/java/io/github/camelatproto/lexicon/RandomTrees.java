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
package io.github.camelatproto.lexicon;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Makes JSON that a lexicon allows, full and near the limits, and spoils it a little, so that each constraint is broken
 * now and then, and alone.
 */
final class RandomTrees {

    static final String CID = "bafyreidfayvfuwqa7qlnopdjiqrxzs6blmoeu4rujcjtnci5beludirz2a";
    static final String BLOB_CID = "bafkreibjfgx2gprinfvicegelk5kosd6y2frmqpqzwqkg7usac74l3t2v4";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> TEXTS = List.of(
            "", " ", "a", "text", "\u00e4\u00f6\u00fc", "\u0928\u092e\u0938\u094d\u0924\u0947",
            "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67", "e\u0301", "\ud83c\udde9\ud83c\uddea", "\r\n",
            "self", "custom", "3jzfcijpj2z2a", "3jzfcijpj2z21", "zzzzzzzzzzzzz", ".", "..", "a:b~c_d-e.f", "a/b",
            "did:plc:ewvi7nxzyoun6zhxrhs64oiz", "did:web:example.com", "did:", "did:x:", "DID:plc:abc", "did:plc:a%",
            "alice.test", "Alice.Test", "alice", "a..b", "xn--a.b1", "1.2.3.4", "alice.test.", "-a.b", "a-b.c-d",
            "com.example.thing", "com.example", "com.example.thing-x", "com.Example.3", "com.example.fooBar", "a-0.b-1.c",
            "at://did:plc:abc/com.example.thing/self", "at://alice.test", "at://alice.test/", "at://did:plc:abc/x",
            "at://did:plc:abc/com.example.thing/a?b", "at://did:plc:abc/com.example.thing/a#/b/c", "at://did:plc:abc#/%C3%A4",
            "at://did:plc:abc#/%C3", "at://did:plc:abc#x", "at://did:plc:abc/com.example.thing/..", "at:/did:plc:abc",
            CID, BLOB_CID, "QmdfTbBqBPQ7VNxZEYEj14VmRuZBkqFbiwReogJgS1zR1n", "QmdfTbBqBPQ7VNxZEYEj14VmRuZBkqFbiwReogJgS1zR1",
            "bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqabf3oclgtqy55fbzdi", "bafkqaaa", "bafkqaab", "bafyreib",
            "zdj7WhuEjrB52m1BisYCtmjH1hSKa7yZ3jEZ9JcXaFRD51wVz", "BAFKQAAA",
            "bafyreidfayvfuwqa7qlnopdjiqrxzs6blmoeu4rujcjtnci5beludirz2b",
            "2024-05-04T12:00:00Z", "2024-05-04T12:00:00.123456789+02:30", "2024-02-30T00:00:00Z", "2024-02-00T00:00:00Z",
            "2024-04-31T23:59:59.9-23:59", "2024-01-32T00:00:00Z", "2024-13-01T00:00:00Z", "2024-05-04T12:00:60Z",
            "2024-05-04T24:00:00Z", "2024-05-04 12:00:00Z", "2024-05-04T12:00:00", "2024-05-04T12:00:00-00:00", "2024-05-04",
            "0000-01-01T00:00:00Z", "0000-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01", "1985-04-12t23:20:50z",
            "https://example.com/path?q#f", "https://", "http:///x", "a:b", "a:/b", "://x", "http://a b", "1_x:y", "a-b:c",
            "x:\u00a0", "x:y\u2003z", "x:\u200b", "mailto:a@b", "javascript:alert(1)", "example.com",
            "en", "de-AT", "zh-Hant-TW", "sl-rozaj-biske-nedis", "de-rozaj-rozaj", "en-a-bbb-x-a", "en-a-bbb-a-ccc", "x-a-b",
            "i-klingon", "I-klingon", "EN", "english", "abcd", "a", "en_US", "en-", "e", "zh-min-nan", "zh-abc-def-ghi-jkl",
            "en-US-u", "de-419-DE", "en-x", "de-1996-x-ab", "hy-Latn-IT-arevela", "en-GB-oed", "x-", "sgn-BE-FR", "en-12345678",
            "image/png", "video/mp4", "text/vtt", "image/", "image", "application/json",
            "!hide", "active", "all", "none", "app.bsky.graph.defs#modlist", "warn");
    private static final List<String> MIME_TYPES
            = List.of("image/png", "image/jpeg", "image/gif", "video/mp4", "text/vtt", "image/", "IMAGE/PNG", "x");
    private static final List<String> GRAPHEMES = List.of(
            "a", "\u00e4", "e\u0301", "\u0915\u094d\u0937", "\ud83d\udc4d\ud83c\udffd",
            "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67\u200d\ud83d\udc66", "\ud55c", "\u4e2d",
            "\ud83c\udde9\ud83c\uddea", "\r\n");

    private final Map<String, JsonNode> lexicons;
    private final Random random;

    RandomTrees(Map<String, JsonNode> lexicons, Random random) {
        this.lexicons = lexicons;
        this.random = random;
    }

    JsonNode record(String nsid) {
        ObjectNode record = (ObjectNode) value(main(nsid).get("record"), nsid, 0);
        record.put("$type", nsid);
        return spoiled(record);
    }

    JsonNode input(String nsid) {
        JsonNode input;
        do {
            input = spoiled(value(main(nsid).at("/input/schema"), nsid, 0));
        } while (input.toString().contains("$link")); // where text is wanted the PDS makes it from a link, as nobody asks for
        return input;
    }

    /** Makes the names and values of a query string, as an array of pairs. */
    JsonNode params(String nsid) {
        ArrayNode pairs = JSON.arrayNode();
        main(nsid).at("/parameters/properties").properties().forEach(property -> {
            for (int i = random.nextInt(10) == 0 ? random.nextInt(3) : 1; i > 0; i--) {
                pairs.add(JSON.arrayNode().add(property.getKey()).add(param(property.getValue())));
            }
        });
        return pairs;
    }

    private String param(JsonNode schema) {
        return switch (schema.get("type").asText()) {
            case "boolean" -> pick("true", "false", "1", "TRUE", "");
            case "integer" -> pick("1", "50", "100", "0", "101", "-1", "1.0", "1e1", "x", "007", "99999999999999999999", "");
            default -> chance(3) ? pick(TEXTS) : string(schema);
        };
    }

    private JsonNode value(JsonNode schema, String here, int depth) {
        return switch (schema.get("type").asText()) {
            case "object", "params" -> object(schema, here, depth);
            case "record" -> value(schema.get("record"), here, depth);
            case "array" -> array(schema, here, depth);
            case "string" -> JSON.textNode(string(schema));
            case "integer" -> JSON.numberNode(number(schema, "minimum", 0) + random.nextInt(2));
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            case "blob" -> blob(schema);
            case "bytes" -> JSON.objectNode().put("$bytes", pick("AQID", "", "AQ=="));
            case "cid-link" -> JSON.objectNode().put("$link", CID);
            case "ref" -> referred(schema.get("ref").asText(), here, depth);
            case "union" -> member(schema, here, depth);
            case "token" -> JSON.textNode("com.example.token");
            default -> JSON.objectNode().set("anything", scalar());
        };
    }

    private ObjectNode object(JsonNode schema, String here, int depth) {
        ObjectNode object = JSON.objectNode();
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(key -> required.add(key.asText()));
        schema.path("properties").properties().forEach(property -> {
            if (required.contains(property.getKey()) || (depth < 6 && !chance(4))) {
                object.set(property.getKey(), value(property.getValue(), here, depth + 1));
            }
        });
        return object;
    }

    private ArrayNode array(JsonNode schema, String here, int depth) {
        int most = (int) Math.min(number(schema, "maxLength", 3), 60);
        int length = chance(8) ? most + random.nextInt(2) : random.nextInt(Math.min(most, 3) + 1);
        ArrayNode array = JSON.arrayNode();
        while (array.size() < length) {
            array.add(value(schema.get("items"), here, depth + 1));
        }
        return array;
    }

    private JsonNode member(JsonNode schema, String here, int depth) {
        JsonNode refs = schema.get("refs");
        if (refs.isEmpty() || chance(10)) {
            return JSON.objectNode().put("$type", pick("com.example.unknown", "com.example.unknown#part", "", "blob"));
        }
        String ref = refs.get(random.nextInt(refs.size())).asText();
        JsonNode member = referred(ref, here, depth);
        return ((ObjectNode) member).put("$type", ref.startsWith("#") ? here + ref : ref);
    }

    private JsonNode referred(String ref, String here, int depth) {
        String[] parts = (ref.startsWith("#") ? here + ref : ref).split("#", -1);
        JsonNode definition = lexicons.get(parts[0]).get("defs").get(parts.length > 1 ? parts[1] : "main");
        JsonNode value = value(definition, parts[0], depth);
        if (value instanceof ObjectNode object && definition.get("type").asText().equals("object") && chance(8)) {
            object.put("$type", chance(2) ? String.join("#", parts) : pick(TEXTS));
        }
        return value;
    }

    private JsonNode blob(JsonNode schema) {
        JsonNode accept = schema.path("accept");
        String type = accept.isEmpty() ? "image/png" : accept.get(random.nextInt(accept.size())).asText();
        long size = number(schema, "maxSize", 1000) + random.nextInt(4) / 3;
        ObjectNode blob = JSON.objectNode().put("$type", "blob");
        blob.set("ref", JSON.objectNode().put("$link", chance(20) ? CID : BLOB_CID));
        return blob.put("mimeType", chance(5) ? pick(MIME_TYPES) : type.replace("/*", "/png").replace("*/", "image/"))
                .put("size", size);
    }

    private String string(JsonNode schema) {
        if (schema.has("const")) {
            return schema.get("const").asText();
        }
        if (schema.has("enum")) {
            return schema.get("enum").get(0).asText();
        }
        if (schema.has("format")) {
            return chance(10) ? pick(TEXTS) : formatted(schema.get("format").asText());
        }
        return chance(4) ? nearLimit(schema) : pick(TEXTS);
    }

    private String nearLimit(JsonNode schema) {
        if (schema.has("maxGraphemes") && random.nextBoolean()) {
            return pick(GRAPHEMES).repeat((int) number(schema, "maxGraphemes", 0) + random.nextInt(2));
        }
        String letter = pick("a", "\u00e4", "\u4e2d");
        int bytes = letter.getBytes(StandardCharsets.UTF_8).length;
        return letter.repeat((int) Math.min(number(schema, "maxLength", 10), 100_000) / bytes + random.nextInt(2));
    }

    private static String formatted(String format) {
        return switch (format) {
            case "at-identifier", "did" -> "did:plc:ewvi7nxzyoun6zhxrhs64oiz";
            case "at-uri" -> "at://did:plc:ewvi7nxzyoun6zhxrhs64oiz/app.bsky.feed.post/3jzfcijpj2z2a";
            case "cid" -> CID;
            case "datetime" -> "2024-05-04T12:00:00.000Z";
            case "handle" -> "alice.test";
            case "language" -> "en";
            case "nsid" -> "com.example.thing";
            case "tid", "record-key" -> "3jzfcijpj2z2a";
            default -> "https://example.com/";
        };
    }

    /** Changes one member somewhere in the tree, if it has any, in three of four cases. */
    private JsonNode spoiled(JsonNode tree) {
        List<JsonNode> containers = new ArrayList<>();
        collect(tree, containers);
        JsonNode container = containers.get(random.nextInt(containers.size()));
        if (chance(4) || container.isEmpty()) {
            return tree;
        }
        if (container instanceof ObjectNode object) {
            List<String> keys = new ArrayList<>();
            object.fieldNames().forEachRemaining(keys::add);
            spoil(object, keys.get(random.nextInt(keys.size())));
        } else if (container instanceof ArrayNode array) {
            array.set(random.nextInt(array.size()), scalar());
        }
        return tree;
    }

    private void spoil(ObjectNode object, String key) {
        switch (random.nextInt(6)) {
            case 0 -> object.remove(key);
            case 1 -> object.putNull(key);
            case 2 -> object.set(pick("other", "$type", "a b", "\u00e4", "size"), scalar());
            default -> object.set(key, scalar());
        }
    }

    private static void collect(JsonNode tree, List<JsonNode> containers) {
        // how malformed links and bytes are read is not a matter of lexicons
        if (tree.isContainerNode() && !tree.has("$link") && !tree.has("$bytes")) {
            containers.add(tree);
            tree.forEach(child -> collect(child, containers));
        }
    }

    private JsonNode scalar() {
        return switch (random.nextInt(12)) {
            case 0 -> JSON.numberNode(pick(0L, 1L, -1L, 100L, 9007199254740991L, -9007199254740991L, 9007199254740992L, 1440L));
            case 1 -> JSON.booleanNode(random.nextBoolean());
            case 2 -> JSON.nullNode();
            case 3 -> JSON.arrayNode();
            case 4 -> JSON.objectNode();
            case 5 -> JSON.objectNode().put("$link", CID);
            case 6 -> JSON.objectNode().put("$bytes", "AQID");
            case 7 -> JSON.objectNode().put("cid", BLOB_CID).put("mimeType", "image/png");
            case 8 -> blob(JSON.objectNode());
            default -> JSON.textNode(pick(TEXTS));
        };
    }

    private JsonNode main(String nsid) {
        return lexicons.get(nsid).at("/defs/main");
    }

    private static long number(JsonNode schema, String key, long otherwise) {
        return schema.has(key) ? schema.get(key).asLong() : otherwise;
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    @SafeVarargs
    private <T> T pick(T... values) {
        return values[random.nextInt(values.length)];
    }

    private String pick(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }
}
