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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.camelatproto.syntax.RecordKey;
import org.jspecify.annotations.Nullable;

/** Turns the definitions of one lexicon into schemas. What is not of the language is an IllegalArgumentException. */
final class SchemaReader {

    private static final Set<String> PRIMITIVES = Set.of("boolean", "integer", "string");
    private static final String LITERAL = "literal:";

    private final String nsid;
    private final Map<String, Schema> definitions;

    /**
     * Reads for the lexicon of that name.
     *
     * @param definitions where references will find their definitions, once all lexicons are read
     */
    SchemaReader(String nsid, Map<String, Schema> definitions) {
        this.nsid = nsid;
        this.definitions = definitions;
    }

    RecordSchema record(Part part) {
        return new RecordSchema(nsid, recordKey(part), object(null, typed(part.part("record"), "object")));
    }

    Method method(MethodKind kind, Part part) {
        Part parameters = part.optionalPart("parameters");
        Part input = kind == MethodKind.PROCEDURE ? part.optionalPart("input") : null;
        return new Method(
                kind,
                parameters == null ? new ObjectSchema(null, Map.of()) : parameters(typed(parameters, "params")),
                input == null ? null : input.string("encoding"),
                input == null ? null : payload(input.optionalPart("schema")));
    }

    /** Reads a definition that others can refer to by that name. */
    Schema definition(String name, Part part) {
        return switch (part.string("type")) {
            case "object" -> object(name, part);
            case "token" -> new OneOfSchema(List.of(name));
            case "ref", "union" -> throw part.broken("definition that is a mere reference");
            default -> value(part);
        };
    }

    private @Nullable Schema payload(@Nullable Part schema) {
        return schema == null ? null : value(schema);
    }

    private ObjectSchema object(@Nullable String name, Part part) {
        Part properties = part.optionalPart("properties");
        Map<String, Part> parts = properties == null ? Map.of() : properties.parts();
        List<String> required = keys("required", part, parts);
        List<String> nullable = keys("nullable", part, parts);
        Map<String, ObjectSchema.Property> read = new LinkedHashMap<>();
        parts.forEach((key, property) -> {
            Schema schema = value(property);
            read.put(key, new ObjectSchema.Property(
                    schema, required.contains(key), nullable.contains(key), defaultValue(property, schema)));
        });
        return new ObjectSchema(name, read);
    }

    private ObjectSchema parameters(Part part) {
        part.part("properties").parts().values().forEach(SchemaReader::checkParameter);
        return object(null, part);
    }

    private static void checkParameter(Part part) {
        String type = part.string("type");
        Part primitive = type.equals("array") ? part.part("items") : part;
        if (!PRIMITIVES.contains(primitive.string("type"))) {
            throw part.broken("parameter that is not boolean, integer, string or an array of them");
        }
    }

    private Schema value(Part part) {
        String type = part.string("type");
        return switch (type) {
            case "boolean" -> narrowed(new BooleanSchema(), part);
            case "integer" -> narrowed(new IntegerSchema(part.range("minimum", "maximum", Range.ALL)), part);
            case "string" -> narrowed(string(part), part);
            case "bytes" -> new BytesSchema(part.range("minLength", "maxLength", Range.SIZES));
            case "cid-link" -> new LinkSchema();
            case "blob" -> blob(part);
            case "array" -> new ArraySchema(value(part.part("items")), part.range("minLength", "maxLength", Range.SIZES));
            case "object" -> object(null, part);
            case "ref" -> new RefSchema(fullName(part.string("ref"), part), definitions);
            case "union" -> union(part);
            case "unknown" -> new UnknownSchema();
            default -> throw part.broken("type " + Place.quote(type) + " that cannot stand here");
        };
    }

    private static StringSchema string(Part part) {
        String id = part.optionalString("format");
        StringFormat format = id == null
                ? null : StringFormat.of(id)
                        .orElseThrow(() -> part.broken("unknown format " + Place.quote(id)));
        return new StringSchema(
                part.range("minLength", "maxLength", Range.SIZES),
                part.range("minGraphemes", "maxGraphemes", Range.SIZES),
                format);
    }

    private static BlobSchema blob(Part part) {
        List<String> accept = part.members().containsKey("accept") ? List.copyOf(part.strings("accept")) : null;
        return new BlobSchema(accept, part.integer("maxSize", Long.MAX_VALUE));
    }

    private UnionSchema union(Part part) {
        List<String> names = new ArrayList<>();
        for (String ref : part.strings("refs")) {
            names.add(fullName(ref, part));
        }
        if (part.flag("closed") && names.isEmpty()) {
            throw part.broken("closed union of nothing");
        }
        return new UnionSchema(names, part.flag("closed"), definitions);
    }

    /** Leaves of a type only the values that {@code const} or {@code enum} name; {@code knownValues} leave all. */
    private static Schema narrowed(Schema type, Part part) {
        List<Object> values = new ArrayList<>(part.list("enum"));
        Object constant = part.members().get("const");
        if (constant != null) {
            if (part.members().containsKey("enum") && !values.contains(constant)) {
                throw part.broken("const that is not in enum");
            }
            values = List.of(constant);
        } else if (!part.members().containsKey("enum")) {
            return type;
        }
        if (values.isEmpty()) {
            throw part.broken("empty enum");
        }
        values.forEach(value -> checkOwn(value, type, part));
        return new OneOfSchema(values);
    }

    private static @Nullable Object defaultValue(Part part, Schema schema) {
        Object value = part.members().get("default");
        if (value != null) {
            checkOwn(value, schema, part);
        }
        return value;
    }

    private static void checkOwn(@Nullable Object value, Schema schema, Part part) {
        Findings found = new Findings();
        schema.check(value, Place.ROOT, found);
        if (!found.errors().isEmpty()) {
            throw part.broken("value in const, enum or default that breaks the definition's own limits");
        }
    }

    private static Schema recordKey(Part part) {
        String key = part.string("key");
        return switch (key) {
            case "tid" -> keyOf(StringFormat.TID);
            case "nsid" -> keyOf(StringFormat.NSID);
            case "any" -> keyOf(StringFormat.RECORD_KEY);
            default -> {
                if (!key.startsWith(LITERAL) || !RecordKey.isValid(key.substring(LITERAL.length()))) {
                    throw part.broken("key that is not tid, nsid, any or literal:, followed by a record key");
                }
                yield new OneOfSchema(List.of(key.substring(LITERAL.length())));
            }
        };
    }

    private static Schema keyOf(StringFormat format) {
        return new StringSchema(Range.SIZES, Range.SIZES, format);
    }

    private static List<String> keys(String list, Part part, Map<String, Part> properties) {
        List<String> keys = part.strings(list);
        for (String key : keys) {
            if (!properties.containsKey(key)) {
                throw part.broken(list + " key " + Place.quote(key) + " that is not in properties");
            }
        }
        return keys;
    }

    private static Part typed(Part part, String type) {
        if (!part.string("type").equals(type)) {
            throw part.broken("type that is not " + type);
        }
        return part;
    }

    private String fullName(String ref, Part part) {
        String full = ref.startsWith("#") ? nsid + ref : ref;
        if (full.indexOf('#') != full.lastIndexOf('#')) {
            throw part.broken("reference with more than one #");
        }
        return full.endsWith("#main") ? full.substring(0, full.length() - "#main".length()) : full;
    }
}
